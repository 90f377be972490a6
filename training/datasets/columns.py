"""Named-entity sets in columns: GMB, CrossNER politics, WNUT-17 and Few-NERD.

Each label of a set is mapped to the kinds that it may be; kinds that the set does not label stay
open, and so does a label that fits none of ours.
"""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from training.example import ALL_KINDS, Example, Labelled
from training.silver import (
    is_sport,
    kinds_of_organisation,
    label_plain,
    label_triggers,
    open_triggers,
    trim_title,
    without_overlaps,
)  # fmt: skip

Sentence = list[tuple[str, str]]  # word, BIO tag
ORGANISATION = frozenset({"<organisation>"})  # resolved by name, see `kinds_of_organisation`
ANY_ORGANISATION = frozenset({"organisation", "government", "group", "force", "outlet"})

GMB = {
    "per": frozenset({"person"}),
    "org": ORGANISATION,
    "geo": frozenset({"place"}),
    "gpe": frozenset({None, "people", "place"}),
    "tim": frozenset({"time"}),
    "art": frozenset({None, "weapon"}),
    "eve": frozenset({None}),
    "nat": frozenset({None}),
}
CROSSNER = {
    "politician": frozenset({"person"}),
    "person": frozenset({"person"}),
    "organisation": ORGANISATION,
    "politicalparty": frozenset({"organisation"}),
    "country": frozenset({"place"}),
    "location": frozenset({"place"}),
    "event": frozenset({None}),
    "election": frozenset({None}),
    "misc": frozenset({None, "people"}),
}
WNUT = {
    "person": frozenset({"person"}),
    "location": frozenset({"place"}),
    "corporation": frozenset({"organisation", "outlet"}),
    "group": frozenset({"organisation"}),
    "creative-work": frozenset({None}),
    "product": frozenset({None, "weapon"}),
}
FEWNERD_EXACT = {
    "location_GPE": frozenset({"place"}),
    "location_island": frozenset({"place"}),
    "location_mountain": frozenset({"place"}),
    "location_bodiesofwater": frozenset({"place"}),
    "location_other": frozenset({"place"}),
    "organization_government/governmentagency": frozenset({"government", "force"}),
    "organization_politicalparty": frozenset({"organisation"}),
    "organization_media/newspaper": frozenset({"outlet"}),
    "product_weapon": frozenset({"weapon"}),
}
FEWNERD_PREFIX = {
    "person": frozenset({"person"}),
    "organization": ORGANISATION,
    "location": frozenset({"place", None}),
    "building": frozenset({"place", None, "organisation"}),
}
PEACEFUL = ("event_sportsevent", "organization_sports", "person_athlete", "art_", "person_actor")


def load_gmb(folder: Path, *, limit: int) -> Iterator[Example]:
    """Yield sentences of GMB, those with trigger hints first, up to `limit` of each sort.

    Sport and sentences without any hint are negatives for triggers; nothing is said of triggers in
    the others: the codebook's words are a guess where our own annotation knows.
    """
    told = plain = 0
    with gzip.open(folder / "ner_dataset.csv.gz", "rt", encoding="latin-1") as lines:
        for sentence in read_gmb(lines):
            text, _ = join_words(sentence)
            silver = () if is_sport(text) else label_triggers(text)
            if silver:
                told += 1
            else:
                plain += 1
            if (told if silver else plain * 2) <= limit:
                triggers = None if silver else ()
                yield _to_example(sentence, GMB, dataset="gmb", triggers=triggers)


def load_crossner(folder: Path, split: str = "train") -> Iterator[Example]:
    """Yield sentences of CrossNER politics; encyclopaedia text, triggers left open."""
    for sentence in read_columns(folder / f"{split}.txt"):
        text, _ = join_words(sentence)
        yield _to_example(sentence, CROSSNER, dataset="crossner", triggers=open_triggers(text))


def load_wnut(folder: Path, *, limit: int) -> Iterator[Example]:
    """Yield messages of WNUT-17 that carry a name; nothing is said of triggers."""
    sentences = read_columns(folder / "wnut17train.conll")
    named = (one for one in sentences if any(tag != "O" for _, tag in one))
    for _, sentence in zip(range(limit), named, strict=False):
        yield _to_example(sentence, WNUT, dataset="wnut17", triggers=None)


def load_fewnerd(folder: Path, *, limit: int) -> Iterator[Example]:
    """Yield sentences of Few-NERD, `limit` from each file, the kinds a file lacks left open.

    Sentences of sport and the arts are true negatives for triggers, whatever their words.
    """
    for name in ("dev", "big_test", "test"):
        for number, sentence in enumerate(_fewnerd_sentences(folder / f"{name}.txt")):
            if number >= limit:
                break
            text, _ = join_words([(word, tag) for word, tag in sentence])
            tags = {tag[2:] for _, tag in sentence if tag != "O"}
            peaceful = any(tag.startswith(PEACEFUL) for tag in tags)
            mapping = {tag: _fewnerd_kinds(tag) for tag in tags}
            yield _to_example(
                sentence,
                mapping,
                dataset="fewnerd",
                triggers=() if peaceful else open_triggers(text),
                open_kinds=frozenset(ALL_KINDS) - {"people"},
            )


def _fewnerd_kinds(tag: str) -> frozenset[str | None]:
    if tag in FEWNERD_EXACT:
        return frozenset(FEWNERD_EXACT[tag])
    return FEWNERD_PREFIX.get(tag.split("_", 1)[0], frozenset({None}))


def _fewnerd_sentences(path: Path) -> Iterator[Sentence]:
    """Yield sentences; some splits have no B-/I- prefix, so runs of one tag are one name."""
    for sentence in read_columns(path):
        before = "O"
        tagged: Sentence = []
        for word, tag in sentence:
            bare = tag[2:] if tag[:2] in {"B-", "I-"} else tag
            starts = tag.startswith("B-") or bare != before
            tagged.append((word, "O" if bare == "O" else f"{'B' if starts else 'I'}-{bare}"))
            before = bare
        yield tagged


def read_columns(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file with one `word<TAB>tag` a line and a blank line between."""
    sentence: Sentence = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.rstrip().split("\t") if "\t" in line else line.split()
        if len(cells) >= 2 and cells[0]:
            sentence.append((cells[0], cells[-1]))
        elif not line.strip() and sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def read_gmb(lines: Iterable[str]) -> Iterator[Sentence]:
    """Yield the sentences of GMB's table in order, as words with their tags."""
    sentence: Sentence = []
    for row in csv.DictReader(lines):
        if row["Sentence #"] and sentence:
            yield sentence
            sentence = []
        sentence.append((row["Word"], row["Tag"]))
    if sentence:
        yield sentence


def join_words(sentence: Sentence) -> tuple[str, list[tuple[int, int]]]:
    """Return the sentence as text and each word's span, without spaces before punctuation."""
    text = ""
    spans: list[tuple[int, int]] = []
    for word, _ in sentence:
        if text and word not in {".", ",", ";", ":", "!", "?", "'s", ")", "n't", "%", "'"}:
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans


def _to_example(
    sentence: Sentence,
    mapping: Mapping[str, frozenset[str | None]],
    *,
    dataset: str,
    triggers: tuple[Labelled, ...] | None,
    open_kinds: frozenset[str] | None = None,
) -> Example:
    text, spans = join_words(sentence)
    named = [
        _to_label(text, start, end, mapping[tag]) for start, end, tag in _names(sentence, spans)
    ]
    labelled_kinds = {kind for kinds in mapping.values() for kind in kinds} - {None}
    if ORGANISATION in mapping.values():
        labelled_kinds |= ANY_ORGANISATION
    if open_kinds is None:
        open_kinds = frozenset(ALL_KINDS) - labelled_kinds - {"people"}
    tells_times = "time" not in open_kinds
    if tells_times:
        open_kinds -= {"number"}
    return Example(
        text=text,
        dataset=dataset,
        mentions=without_overlaps([*named, *label_plain(text, with_bodies=tells_times)]),
        open_kinds=open_kinds,
        triggers=triggers,
    )


def _to_label(text: str, start: int, end: int, kinds: frozenset[str | None]) -> Labelled:
    if kinds == ORGANISATION:
        return Labelled(start, end, kinds_of_organisation(text[start:end]))
    if kinds == frozenset({"person"}):
        start, end = trim_title(text, start, end)
    return Labelled(start, end, kinds)


def _names(sentence: Sentence, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, label)` for each name that the BIO tags mark."""
    start: int | None = None
    label = ""
    for number, (_, tag) in enumerate([*sentence, ("", "O")]):
        if start is not None and tag != f"I-{label}":
            yield start, spans[number - 1][1], label
            start = None
        if start is None and tag != "O":
            start, label = spans[number][0], tag[2:]
