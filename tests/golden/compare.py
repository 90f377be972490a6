"""What a reading misses of a gold record, as lines that a person can check.

Tolerances: an event is found when one of the same family stands closest to it; a time is right
when it is the same EDTF, or a day within the gold's interval; a place when its country is the same
and one name holds the other; a count when both ends are the same over all statements; a name when
one holds the other. Case, the form of quotation marks and a leading article do not matter.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

Json = Mapping[str, Any]
ROLES = {"attackers": "attacker", "targets": "target", "victims": "victim"}
COUNTS = ("killed", "injured", "abducted", "arrested", "displaced")


def find_misses(gold: Json, reading: Json) -> list[str]:
    """Return a line for each thing that the gold holds and the reading does not, or the reverse."""
    pairs = _matched(gold["events"], reading["events"], reading)
    found = {id(event) for _, event in pairs if event is not None}
    lines = [line for wanted, event in pairs for line in _event_misses(wanted, event, reading)]
    lines += [
        f"extra: {event['type']} “{event['trigger']['quote']}”"
        for event in reading["events"]
        if id(event) not in found
    ]
    return lines + [
        f"source: {wanted['kind']} {wanted['name']!r} told {wanted['told']}"
        for wanted in gold["sources"]
        if not any(_is_source(wanted, source) for source in reading["sources"])
    ]


def _matched(wanted: Iterable[Json], events: Iterable[Json], reading: Json) -> list[Any]:
    """Pair each gold event with at most one event of its family, the best pairs first."""
    wanted, left = list(wanted), list(events)
    scored = [
        (len(_event_misses(gold, event, reading)), at, nth)
        for at, gold in enumerate(wanted)
        for nth, event in enumerate(left)
        if _family(gold) == _family(event)
    ]
    chosen: dict[int, int] = {}
    for _, at, nth in sorted(scored):
        if at not in chosen and nth not in chosen.values():
            chosen[at] = nth
    return [(gold, left[chosen[at]] if at in chosen else None) for at, gold in enumerate(wanted)]


def _family(event: Json) -> str:
    # Only one act of the state is another: an arrest is no treaty.
    family: str = event["type"].partition(".")[0]
    return event["type"] if family == "strategic" else family


def _event_misses(gold: Json, event: Json | None, reading: Json) -> list[str]:
    name = f"{gold['type']} {gold['when'] or '?'}"
    if event is None:
        return [f"{name}: not found"]
    pairs: list[tuple[str, Any, Any, bool]] = [
        (field, gold[field], event[field], gold[field] == event[field])
        for field in ("type", "modality", "background")
    ]
    when = (event["when"] or {}).get("edtf")
    pairs.append(("when", gold["when"], when, _is_time(gold["when"], event["when"])))
    where = event["where"] and f"{event['where']['name']}, {event['where']['country']}"
    pairs.append(("where", _place_words(gold), where, _is_place(gold["where"], event["where"])))
    for what in COUNTS:
        told = _range(event["counts"], what)
        pairs.append((what, gold[what], told, gold[what] == told))
    for group, role in ROLES.items():
        cast = _cast(event, role, reading)
        for wanted in gold[group]:
            pairs.append((role, wanted, cast, any(_same_name(wanted, each) for each in cast)))
    return [f"{name}: {field} {want}, read {got}" for field, want, got, right in pairs if not right]


def _place_words(gold: Json) -> str | None:
    return gold["where"] and f"{gold['where']['name']}, {gold['where']['country']}"


def _is_time(gold: str | None, when: Json | None) -> bool:
    if gold is None or when is None:
        return gold is None and when is None
    first, _, last = gold.partition("/")
    if last and when["earliest"]:
        end = last if last != ".." else when["latest"]
        return bool(first <= when["earliest"] and when["latest"] <= end)
    return bool(gold == when["edtf"])


def _is_place(gold: Json | None, where: Json | None) -> bool:
    if gold is None or where is None:
        return gold is None and where is None
    return gold["country"] == where["country"] and _same_name(gold["name"], where["name"])


def _range(counts: Iterable[Json], what: str) -> list[int | None] | None:
    told = [count for count in counts if count["what"] == what]
    if not told:
        return None
    lows = [count["low"] for count in told if count["low"] is not None]
    highs = [count["high"] for count in told]
    return [min(lows, default=None), None if None in highs else max(highs)]


def _cast(event: Json, role: str, reading: Json) -> list[str]:
    """Return the words of everyone in the role: as they stand there, and the entity's name."""
    entities = {entity["id"]: entity["name"] for entity in reading["entities"]}
    words = [
        word
        for each in event["participants"]
        if each["role"] == role
        for word in (each["quote"], entities.get(each["entity"], each["quote"]))
    ]
    return list(dict.fromkeys(words))


def _is_source(gold: Json, source: Json) -> bool:
    if gold["kind"] != source["kind"] or not _same_name(gold["name"], source["name"]):
        return False
    if gold["told"] is None or source["told"] is None:
        return bool(gold["told"] == source["told"])
    return _same_name(gold["told"], source["told"])


def _same_name(one: str, other: str) -> bool:
    first, second = _plain(one), _plain(other)
    return f" {first} " in f" {second} " or f" {second} " in f" {first} "


def _plain(name: str) -> str:
    straight = " ".join(name.replace("’", "'").casefold().split())
    return re.sub(r"^(?:the|an?) ", "", straight)
