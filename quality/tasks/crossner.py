"""CrossNER politics: exact entity F1 in the data set's own types.

Our kinds are coarser: persons go to the politics set's majority type, places that are countries to
`country`, organisations with a party's words to `politicalparty`. Events, elections and `misc` have
no kind of ours and count as missed.
"""

from pathlib import Path

from training.datasets.columns import read_columns

from dateline.extract.gazetteer import Feature, open_gazetteer
from quality.entities import Named, exact_f1, model_name, read_mentions

TYPES = {
    "person": "politician",
    "place": "location, or country",
    "organisation": "organisation, or politicalparty",
    "group": "organisation",
    "force": "organisation",
    "government": "organisation",
    "outlet": "organisation",
}
PARTY_WORDS = ("party", "alliance", "bloc", "front", "union", "democrats", "labour", "greens")


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return exact entity F1 with the mapping of our kinds to CrossNER's types."""
    sentences = list(read_columns(data / f"{split}.txt"))
    texts = [" ".join(word for word, _ in sentence) for sentence in sentences]
    gold = [_gold(sentence) for sentence in sentences]
    predicted: list[set[Named]] = [
        {
            (one.span.start, one.span.end, _type(one.kind.value, one.span.quote(text)))
            for one in draft.mentions
            if one.kind.value in TYPES
        }
        for text, draft in zip(texts, read_mentions(texts), strict=True)
    ]
    scores = exact_f1(predicted, gold)
    return {"n": len(sentences), "model": model_name(), **scores, "mapping": TYPES}


def _gold(sentence: list[tuple[str, str]]) -> set[Named]:
    found: set[Named] = set()
    position = 0
    start, label, end = -1, "", 0
    for word, tag in [*sentence, ("", "O")]:
        if start >= 0 and tag != f"I-{label}":
            found.add((start, end, label))
            start = -1
        if start < 0 and tag != "O":
            start, label = position, tag[2:]
        end = position + len(word)
        position = end + 1
    return found


def _type(kind: str, words: str) -> str:
    if kind == "person":
        return "politician"
    if kind == "place":
        places = open_gazetteer().find(words)
        is_country = any(one.feature is Feature.COUNTRY for one in places)
        return "country" if is_country else "location"
    if kind == "organisation" and any(word in words.lower() for word in PARTY_WORDS):
        return "politicalparty"
    return "organisation"
