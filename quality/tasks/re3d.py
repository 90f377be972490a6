"""re3d: exact entity F1 in the data set's own types.

The data set has no split files. `dev` is the fifth of the documents, by the hash of their id, that
training never sees; any other split is every document of the folder. Types that no kind of ours
stands for (Nationality, Money, DocumentReference …) count as missed.
"""

from pathlib import Path

from training.datasets.re3d import is_dev, read_documents

from quality.entities import Named, exact_f1, model_name, read_mentions

TYPES = {
    "person": "Person",
    "people": "Person",
    "group": "Organisation",
    "force": "Organisation",
    "government": "Organisation",
    "organisation": "Organisation",
    "outlet": "Organisation",
    "place": "Location",
    "weapon": "Weapon",
    "time": "Temporal",
    "number": "Quantity",
}


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return exact entity F1 with the mapping of our kinds to re3d's types."""
    documents = [one for one in read_documents(data) if split != "dev" or is_dev(one[0])]
    gold: list[set[Named]] = [
        {(int(str(row["begin"])), int(str(row["end"])), str(row["type"])) for row in rows}
        for _, _, rows in documents
    ]
    predicted: list[set[Named]] = [
        {(one.span.start, one.span.end, TYPES[one.kind.value]) for one in draft.mentions}
        for draft in read_mentions(text for _, text, _ in documents)
    ]
    scores = exact_f1(predicted, gold)
    return {"n": len(documents), "model": model_name(), **scores, "mapping": TYPES}
