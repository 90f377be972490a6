"""Read our own annotated sentences: one item a line, every span written `[words](labels)`.

Labels, with commas between them: a mention's kind, with its roles after it
(`group>1.attacker>2.target`), or an event's trigger (`!violence.attack#1`). The number ties the
roles to the trigger; it is unique within the item.

`python -m training.own_format FILE...` checks files and prints how many items, mentions, roles and
triggers of each type they hold.
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from dateline.records.mention import MentionKind, Role

KINDS = frozenset(MentionKind)
ROLES = frozenset(Role)

_SPAN = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<labels>[^()\[\]]*)\)")
_TRIGGER = re.compile(r"!(?P<type>[a-z_.]+)#(?P<number>\d+)")
_ROLE = re.compile(r"(?P<number>\d+)\.(?P<role>[a-z]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One to three annotated sentences; offsets count code points of `text`, end excluded.

    `mentions` are `(start, end, kind)` and `triggers` `(start, end, type, number)`, in text order;
    `roles` are `(index into mentions, trigger number, role)`.
    """

    text: str
    mentions: tuple[tuple[int, int, str], ...] = ()
    triggers: tuple[tuple[int, int, str, int], ...] = ()
    roles: tuple[tuple[int, int, str], ...] = ()


def parse_item(line: str) -> Item:
    """Return the item that the line writes.

    Raises:
        ValueError: the line breaks the format; the message holds the reason and the line.
    """
    try:
        return _parse(line.strip())
    except ValueError as error:
        raise ValueError(f"{error}: {line.strip()}") from None


def read_items(path: Path) -> Iterator[Item]:
    """Yield the items of a file in order; blank lines and lines that start with `#` are skipped.

    Raises:
        ValueError: a line breaks the format; the message starts with the file and line number.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            yield parse_item(line)
        except ValueError as error:
            raise ValueError(f"{path}:{number}: {error}") from None


def event_types() -> frozenset[str]:
    """Return the event types of the codebook."""
    file = resources.files("dateline.extract") / "codebook_data" / "types.toml"
    return frozenset(tomllib.loads(file.read_text(encoding="utf-8")))


def _parse(line: str) -> Item:
    text = ""
    mentions: list[tuple[int, int, str]] = []
    triggers: list[tuple[int, int, str, int]] = []
    roles: list[tuple[int, int, str]] = []
    done = 0
    for found in _SPAN.finditer(line):
        text += _plain(line[done : found.start()])
        start, end = len(text), len(text) + len(found["words"])
        text, done = text + found["words"], found.end()
        if not found["words"] or found["words"] != found["words"].strip():
            raise ValueError("a span is empty or has a space at its edge")
        for label in found["labels"].split(","):
            if label.strip().startswith("!"):
                triggers.append((start, end, *_read_trigger(label.strip())))
                continue
            kind, given = _read_mention(label.strip())
            roles += [(len(mentions), number, role) for number, role in given]
            mentions.append((start, end, kind))
    text += _plain(line[done:])
    _check_numbers(triggers, roles)
    return Item(text=text, mentions=tuple(mentions), triggers=tuple(triggers), roles=tuple(roles))


def _plain(words: str) -> str:
    if any(mark in words for mark in "[]"):
        raise ValueError("brackets are nested, unbalanced or without labels")
    return words


def _read_trigger(label: str) -> tuple[str, int]:
    found = _TRIGGER.fullmatch(label)
    if found is None:
        raise ValueError(f"trigger {label!r} is not written !family.type#N")
    if found["type"] not in _TYPES:
        raise ValueError(f"unknown event type {found['type']!r}")
    return found["type"], int(found["number"])


def _read_mention(label: str) -> tuple[str, list[tuple[int, str]]]:
    kind, *given = label.split(">")
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}")
    roles = []
    for one in given:
        found = _ROLE.fullmatch(one)
        if found is None or found["role"] not in ROLES:
            raise ValueError(f"unknown role {one!r}")
        roles.append((int(found["number"]), found["role"]))
    return kind, roles


def _check_numbers(
    triggers: Sequence[tuple[int, int, str, int]], roles: Sequence[tuple[int, int, str]]
) -> None:
    numbers = [number for *_, number in triggers]
    if len(set(numbers)) < len(numbers):
        raise ValueError("two triggers have the same number")
    for _, number, role in roles:
        if number not in numbers:
            raise ValueError(f"role {number}.{role} has no trigger")


def _check_files(paths: Sequence[Path]) -> int:
    items, counts, faults = 0, Counter[str](), 0
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                item = parse_item(line)
            except ValueError as error:
                faults += 1
                print(f"{path}:{number}: {error}", file=sys.stderr)
                continue
            items += 1
            counts.update(kind for _, _, kind in item.mentions)
            counts.update(event_type for _, _, event_type, _ in item.triggers)
            counts.update(f"role {role}" for _, _, role in item.roles)
            counts["no trigger"] += not item.triggers
    print(f"{items} items, {faults} faults")
    for name, count in sorted(counts.items()):
        print(f"{count:6} {name}")
    return 1 if faults else 0


_TYPES = event_types()

if __name__ == "__main__":
    sys.exit(_check_files([Path(name) for name in sys.argv[1:]]))
