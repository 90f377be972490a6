"""Our own annotated sentences: every head labelled, written for what public data lacks."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from training.example import PART_ROLES, ROLES, Example, Labelled, Query, Stretch
from training.own_format import Item, parse_item

JOINED = 4  # items to a joined text


def load(folder: Path) -> Iterator[Example]:
    """Yield every item of every `.txt` file in the folder, alone and then among others.

    Joined items teach that what fills a role of one event is nothing to the next one's.
    """
    items = [
        parse_item(line)
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    examples = [to_example(item) for item in items]
    yield from examples
    random.Random(JOINED).shuffle(examples)
    for start in range(0, len(examples), JOINED):
        yield join_examples(examples[start : start + JOINED])


def join_examples(examples: Sequence[Example]) -> Example:
    """Return one example whose text is that of all, paragraphs apart."""
    text = ""
    mentions: list[Labelled] = []
    triggers: list[Labelled] = []
    parts: list[Labelled] = []
    queries: list[Query] = []
    for one in examples:
        text += "\n\n" if text else ""
        shift = len(text)
        mentions += [_moved(each, shift) for each in one.mentions]
        triggers += [_moved(each, shift) for each in one.triggers or ()]
        parts += [_moved(each, shift) for each in one.parts or ()]
        queries += [
            replace(
                query,
                asker=_shifted(query.asker, shift),
                answers=tuple(_shifted(answer, shift) for answer in query.answers),
            )
            for query in one.queries
        ]
        text += one.text
    return Example(
        text=text,
        dataset="own",
        mentions=tuple(mentions),
        open_kinds=frozenset(),
        triggers=tuple(triggers),
        parts=tuple(parts),
        queries=tuple(queries),
    )


def _shifted(stretch: Stretch, shift: int) -> Stretch:
    return Stretch(stretch.start + shift, stretch.end + shift)


def _moved(labelled: Labelled, shift: int) -> Labelled:
    return Labelled(labelled.start + shift, labelled.end + shift, labelled.allowed)


def to_example(item: Item) -> Example:
    """Return an item as an example with nothing left open."""
    fillers: dict[tuple[int, str], list[Stretch]] = defaultdict(list)
    parts: dict[int, str] = {}
    for mention, number, role in item.roles:
        start, end, _ = item.mentions[mention]
        fillers[number, role].append(Stretch(start, end))
        if role in PART_ROLES:
            parts.setdefault(mention, role)
    return Example(
        text=item.text,
        dataset="own",
        mentions=tuple(Labelled(start, end, frozenset({k})) for start, end, k in item.mentions),
        open_kinds=frozenset(),
        triggers=tuple(Labelled(start, end, frozenset({t})) for start, end, t, _ in item.triggers),
        parts=tuple(
            Labelled(item.mentions[mention][0], item.mentions[mention][1], frozenset({role}))
            for mention, role in sorted(parts.items())
        ),
        queries=tuple(
            Query(relation=role, asker=Stretch(start, end), answers=tuple(fillers[number, role]))
            for start, end, _, number in item.triggers
            for role in ROLES
        ),
    )
