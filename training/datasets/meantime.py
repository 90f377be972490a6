"""MEANTIME: Wikinews on companies and markets; who and what is meant again, and how sure it is.

Headline and first sentences of each report are marked in full; the text ends with them. Left out:
times, spans and values alike, because the times task measures every report that marks any; roles,
as hardly anything here is violent; and the kinds of nominal mentions, which span whole phrases.

Moods come from the certainty and polarity of an event mention. They train only in sentences that
the factuality set puts into its training split, and reports of which that set shows no sentence at
all are not read: they may be what it is tested on.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from training.datasets.ecbplus import Mark, Marked, place_mark, place_tokens, read_marked
from training.datasets.ontogum import ask_fellows
from training.example import Example, Labelled, Query, Stretch
from training.silver import trim_title, without_overlaps

NAMES = frozenset({"NAM", "PRE.NAM"})
KINDS: dict[str, frozenset[str | None]] = {
    "PER": frozenset({"person"}),
    "ORG": frozenset({"organisation", "government", "outlet", "force"}),
    "LOC": frozenset({"place", "people", None}),
    "FIN": frozenset({"organisation", None}),
    "PRO": frozenset({"weapon", None}),
}
# (certainty, polarity, time): the moods that it may be.
MOODS: dict[tuple[str, str, str], frozenset[str | None]] = {
    ("CERTAIN", "POS", "NON_FUTURE"): frozenset({"asserted"}),
    ("CERTAIN", "NEG", "NON_FUTURE"): frozenset({"negated"}),
    ("CERTAIN", "NEG", "FUTURE"): frozenset({"negated"}),
    ("CERTAIN", "POS", "FUTURE"): frozenset({"asserted", "planned"}),
    **{
        (certainty, polarity, "FUTURE"): frozenset({"planned", "hypothetical"})
        for certainty in ("PROBABLE", "POSSIBLE")
        for polarity in ("POS", "UNDERSPECIFIED")
    },
}
_NAME = re.compile(r"(?:[A-Z][\w.&'’-]*|\d[\w-]*|of|and|the|for|&)$")
_MARKED = ("ENTITY_MENTION", "EVENT_MENTION", "TIMEX3")


def load(folder: Path, factuality: Path) -> Iterator[Example]:
    """Yield each report that the factuality set shows.

    Args:
        folder: MEANTIME; the annotation within documents is read.
        factuality: the factuality set drawn from it, with `train.jsonl` and `dev.jsonl`.

    Raises:
        FileNotFoundError: either folder lacks its files.
    """
    paths = sorted((folder / "intra-doc_annotation").glob("*/*.xml"))
    if not paths:
        raise FileNotFoundError(f"no reports in {folder / 'intra-doc_annotation'}")
    train = read_sentences(factuality / "train.jsonl")
    shown = train | read_sentences(factuality / "dev.jsonl")
    for path in paths:
        marked = read_marked(path)
        sentences = _sentences(marked)
        if shown & {*sentences.values()}:
            learnt = {number for number, words in sentences.items() if words in train}
            yield _to_example(marked, learnt)


def read_sentences(path: Path) -> set[str]:
    """Return the sentences of a split of the factuality set, their words one space apart.

    Raises:
        FileNotFoundError: there is no such file.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return {" ".join(json.loads(line)["text"].split()) for line in lines}


def _sentences(marked: Marked) -> dict[int, str]:
    words: dict[int, list[str]] = defaultdict(list)
    for _, word, sentence in marked.tokens:
        words[sentence] += word.split()
    return {number: " ".join(listed) for number, listed in words.items()}


def _to_example(marked: Marked, learnt: Collection[int]) -> Example:
    sentence_of = {one[0]: one[2] for one in marked.tokens}
    last = max(
        sentence_of[token]
        for mark in marked.marks.values()
        if mark.tag in _MARKED
        for token in mark.tokens
    )
    text, spans = place_tokens([one for one in marked.tokens if one[2] <= last])
    placed = {
        number: place
        for number, mark in sorted(marked.marks.items())
        if (place := place_mark(mark, spans)) is not None
    }
    instances = {
        source: marked.marks[target]
        for tag, sources, target in marked.links
        if tag == "REFERS_TO" and target in marked.marks
        for source in sources
    }
    queries: list[Query] = []
    for relation, tag in (("same", "EVENT_MENTION"), ("coreference", "ENTITY_MENTION")):
        chains: dict[str, list[Stretch]] = defaultdict(list)
        for number, place in placed.items():
            if marked.marks[number].tag == tag and number in instances:
                chains[instances[number].id].append(place)
        queries += ask_fellows(relation, text, list(chains.values()))
    return Example(
        text=text,
        dataset="meantime",
        mentions=without_overlaps([*_label_names(text, marked, placed, instances)]),
        moods=without_overlaps([
            Labelled(*placed[number], MOODS[told])
            for number in placed
            if (told := _told(marked.marks[number])) in MOODS
            and sentence_of[marked.marks[number].tokens[0]] in learnt
        ]),
        queries=tuple(queries),
    )  # fmt: skip


def _told(mark: Mark) -> tuple[str, str, str]:
    values = [mark.attributes.get(key, "") for key in ("certainty", "polarity", "time")]
    return values[0], values[1], values[2]


def _label_names(
    text: str, marked: Marked, placed: Mapping[str, Stretch], instances: Mapping[str, Mark]
) -> Iterator[Labelled]:
    """Yield names with their kinds, without articles and titles; none with a phrase around it."""
    for number, (start, end) in placed.items():
        mark = marked.marks[number]
        if mark.attributes.get("syntactic_type") not in NAMES or number not in instances:
            continue
        kinds = KINDS.get(instances[number].attributes.get("ent_type", ""))
        words = text[start:end]
        if kinds is None or not all(_NAME.match(one) for one in words.split()):
            continue
        if words.lower().startswith("the "):
            start += 4
        if kinds == KINDS["PER"]:
            start, end = trim_title(text, start, end)
        yield Labelled(start, end, kinds)
