"""Our own annotated sentences: every head labelled, written for what public data lacks."""

from collections.abc import Iterator
from pathlib import Path

from training.example import LINK_ROLES, PART_ROLES, Example, Labelled, LinkScope, RoleLink
from training.own_format import Item, parse_item


def load(folder: Path) -> Iterator[Example]:
    """Yield every item of every `.txt` file in the folder, files in name order."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield to_example(parse_item(line))


def to_example(item: Item) -> Example:
    """Return an item as an example with nothing left open."""
    numbers = [number for *_, number in item.triggers]
    links: list[RoleLink] = []
    parts: dict[int, str] = {}
    for mention, number, role in item.roles:
        start, end, _ = item.mentions[mention]
        links.append(RoleLink(numbers.index(number), start, end, role))
        if role in PART_ROLES:
            parts.setdefault(mention, role)
    everywhere = frozenset(LINK_ROLES)
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
        links=tuple(links),
        scopes=tuple(LinkScope(n, 0, len(item.text), everywhere) for n in range(len(numbers))),
    )
