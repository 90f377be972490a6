"""re3d: 77 government reports on Syria and Iraq with entities of a defence scheme.

The data set has no split of its own: a fifth of the documents, chosen by the hash of their id, is
our dev set and is never trained on.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from training.example import Example, Labelled
from training.silver import kinds_of_organisation, label_plain, without_overlaps

KINDS: dict[str, frozenset[str | None]] = {
    "Organisation": frozenset({"<organisation>"}),
    "Person": frozenset({"person", "people"}),
    "Location": frozenset({"place", None}),
    "Temporal": frozenset({"time"}),
    "Weapon": frozenset({"weapon"}),
    "MilitaryPlatform": frozenset({"weapon"}),
    "Quantity": frozenset({"number", None}),
}
DEV_SHARE = 5


def is_dev(document_id: str) -> bool:
    """Say whether a document belongs to our dev fifth."""
    return int(hashlib.sha256(document_id.encode()).hexdigest(), 16) % DEV_SHARE == 0


def read_documents(folder: Path) -> Iterator[tuple[str, str, list[dict[str, object]]]]:
    """Yield `(document id, text, entity rows)` from every folder below, in a fixed order.

    Raises:
        FileNotFoundError: no folder holds a documents.json.
    """
    paths = sorted(folder.glob("**/documents.json"))
    if not paths:
        raise FileNotFoundError(f"no documents.json below {folder}")
    for path in paths:
        rows: dict[str, list[dict[str, object]]] = {}
        for line in (path.parent / "entities.json").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows.setdefault(row["documentId"], []).append(row)
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            yield document["_id"], document["text"], rows.get(document["_id"], [])


def load(folder: Path) -> Iterator[Example]:
    """Yield the documents that are not in our dev fifth."""
    for document_id, text, rows in read_documents(folder):
        if not is_dev(document_id):
            yield _to_example(text, rows)


def _to_example(text: str, rows: list[dict[str, object]]) -> Example:
    longest_first = sorted(rows, key=lambda row: int(str(row["begin"])) - int(str(row["end"])))
    named = [_to_label(text, row) for row in longest_first if row["type"] in KINDS]
    return Example(
        text=text,
        dataset="re3d",
        mentions=without_overlaps([*named, *label_plain(text, with_bodies=True)]),
        open_kinds=frozenset(),
    )


def _to_label(text: str, row: dict[str, object]) -> Labelled:
    start, end = int(str(row["begin"])), int(str(row["end"]))
    kinds = KINDS[str(row["type"])]
    if "<organisation>" in kinds:
        name = text[start:end]
        kinds = kinds_of_organisation(name)
        if kinds == {"organisation", "government"}:
            kinds = frozenset({"organisation", "government", "group", "force", "people"})
    return Labelled(start, end, kinds)
