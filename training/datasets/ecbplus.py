"""ECB+: which words of one news text tell of the same event, and who and where is meant again.

Crimes, court cases, accidents, launches, sport: events of all sorts, so triggers are left open.
Only some sentences of a text have all their mentions and chains, as the set's own table says. From
the others come the mentions that stand in a chain: of the rest nothing is known.

Mentions are heads where they are nominal ("gunmen" of "three gunmen"), so none of those trains
kinds; names do, where the words around them leave no doubt where they begin.
"""

import csv
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from training.datasets.ontogum import ask_fellows, join_tokens
from training.example import Example, Labelled, Query, Stretch
from training.silver import trim_title, without_overlaps

HELD_OUT_TOPICS = frozenset(range(30, 36))  # for telling incidents apart; never yielded here
SENTENCES = "ECBplus_coreference_sentences.csv"

_EVENTS = ("ACTION_", "NEG_ACTION_")
_ENTITIES = ("HUMAN_PART", "LOC_")
_BODIES = frozenset({"group", "force", "government", "organisation", "outlet", None})
_PERSON = frozenset({"person", None})
_PLACE = frozenset({"place", None})
_TIME = frozenset({"time", None})
_NAME = re.compile(r"[A-Z][\w.'’-]*[a-z.](?:['’]s)?$")
_LEADING = re.compile(r"(?:(?:in|at|on|of|from|to|near|inside|outside|into|the)\s+)+", re.I)
_DAYS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
# Words beside a day's name that may belong to the same time.
_TIMELY = re.compile(
    r"(?:last|next|this|early|late|every|morning|afternoon|evening|night|noon|[A-Z]\w*|.*\d.*)$"
)
_NO_NAMES = frozenset(
    "he she it they we i you who his her their its police officer officers the a an one".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mention in a file of the CAT tool: its tag, attributes and tokens, by their ids."""

    id: str
    tag: str
    attributes: Mapping[str, str]
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A file of the CAT tool; `links` are `(relation's tag, source ids, target id)`.

    `tokens` are `(id, word, sentence)` in text order. Marks without tokens are instances.
    """

    name: str
    tokens: tuple[tuple[str, str, int], ...]
    marks: Mapping[str, Mark]
    links: tuple[tuple[str, tuple[str, ...], str], ...]


def load(folder: Path) -> Iterator[Example]:
    """Yield the texts of every topic that is not held out.

    Raises:
        FileNotFoundError: there is no table of sentences, or no text beside it.
    """
    selected = read_selected(folder / SENTENCES)
    paths = sorted((folder / "ECB+").glob("*/*.xml"))
    if not paths:
        raise FileNotFoundError(f"no texts in {folder / 'ECB+'}")
    for path in paths:
        if int(path.parent.name) not in HELD_OUT_TOPICS:
            yield _to_example(read_marked(path), selected[path.stem])


def read_selected(path: Path) -> Mapping[str, set[int]]:
    """Return the sentences whose mentions and chains are complete, by text such as `1_10ecb`.

    Raises:
        FileNotFoundError: there is no such table.
    """
    selected: dict[str, set[int]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            selected[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return selected


def read_marked(path: Path) -> Marked:
    """Return what a file of the CAT tool holds.

    Raises:
        ET.ParseError: the file is no XML.
    """
    root = ET.parse(path).getroot()
    marks = {}
    for element in root.find("Markables") or ():
        ids = tuple(str(one.get("t_id")) for one in element.findall("token_anchor"))
        number = str(element.get("m_id"))
        marks[number] = Mark(
            id=number, tag=element.tag, attributes=dict(element.attrib), tokens=ids
        )
    links = []
    for element in root.find("Relations") or ():
        target = element.find("target")
        if target is not None:
            sources = tuple(str(one.get("m_id")) for one in element.findall("source"))
            links.append((element.tag, sources, str(target.get("m_id"))))
    tokens = tuple(
        (str(one.get("t_id")), one.text or "", int(str(one.get("sentence"))))
        for one in root.iter("token")
    )
    return Marked(name=path.stem, tokens=tokens, marks=marks, links=tuple(links))


def place_tokens(tokens: Sequence[tuple[str, str, int]]) -> tuple[str, dict[str, Stretch]]:
    """Return the text, a sentence a line, and where each token stands, by its id."""
    breaks = {
        number for number, (before, one) in enumerate(pairwise(tokens), 1) if one[2] != before[2]
    }
    text, spans = join_tokens([word for _, word, _ in tokens], breaks=breaks, tight={"/"})
    return text, {one[0]: span for one, span in zip(tokens, spans, strict=True)}


def place_mark(mark: Mark, spans: Mapping[str, Stretch]) -> Stretch | None:
    """Return the first unbroken run of a mark's tokens, null where it has none in the text."""
    order = list(spans)
    if not mark.tokens or any(one not in spans for one in mark.tokens):
        return None
    numbers = sorted(order.index(one) for one in mark.tokens)
    last = next((n for n, after in pairwise(numbers) if after != n + 1), numbers[-1])
    return Stretch(spans[order[numbers[0]]].start, spans[order[last]].end)


def _to_example(marked: Marked, selected: Collection[int]) -> Example:
    # Texts found on the web open with their address.
    is_web = marked.tokens[0][1].startswith(("http", "www"))
    tokens = [one for one in marked.tokens if not is_web or one[2] > 0]
    text, spans = place_tokens(tokens)
    places = {number: place_mark(mark, spans) for number, mark in marked.marks.items()}
    placed = {number: place for number, place in places.items() if place is not None}
    sentence_of = {one[0]: one[2] for one in tokens}
    chains = _read_chains(marked)
    queries: list[Query] = []
    for relation, tags in (("same", _EVENTS), ("coreference", _ENTITIES)):
        asked: dict[str, list[Stretch]] = defaultdict(list)
        for number, place in sorted(placed.items()):
            mark = marked.marks[number]
            is_known = number in chains or sentence_of[mark.tokens[0]] in selected
            if mark.tag.startswith(tags) and is_known:
                asked[chains.get(number, number)].append(_without_lead(text, place))
        queries += ask_fellows(relation, text, list(asked.values()))
    labelled = [
        label
        for number, place in sorted(placed.items())
        if (label := _label(text, marked.marks[number].tag, place))
    ]
    return Example(
        text=text,
        dataset="ecbplus",
        mentions=without_overlaps(labelled),
        queries=tuple(queries),
    )


def _read_chains(marked: Marked) -> dict[str, str]:
    """Return the chain of each mark that a relation puts into one, by the id of the target."""
    return {
        source: f"chain {target}"
        for tag, sources, target in marked.links
        if tag in {"INTRA_DOC_COREF", "CROSS_DOC_COREF"}
        for source in sources
    }


def _without_lead(text: str, place: Stretch) -> Stretch:
    """Return "Bern" of "in Bern": the set puts prepositions into places and times."""
    found = _LEADING.match(text, place.start, place.end)
    return Stretch(found.end(), place.end) if found and found.end() < place.end else place


def _label(text: str, tag: str, place: Stretch) -> Labelled | None:
    """Return a name's label where its first word is surely the first of our mention too."""
    if tag == "TIME_DATE":
        return _label_day(text, place)
    kinds = {"HUMAN_PART_PER": _PERSON, "HUMAN_PART_ORG": _BODIES, "LOC_GEO": _PLACE}.get(tag)
    if kinds is None:
        return None
    start, end = _without_lead(text, place)
    words = text[start:end].removesuffix("'s").removesuffix("’s")
    end = start + len(words)
    line = text[text.rfind("\n", 0, start) + 1 : start].split()
    if not words or not all(_NAME.match(one) for one in words.split()):
        return None
    if set(words.lower().split()) & _NO_NAMES or _is_title_case(text, start):
        return None
    if line and line[-1][:1].isupper() and line[-1][-1] not in ".,:;!?":
        return None
    if not line and " " not in words:  # any word opens a sentence with a capital
        return None
    if tag == "HUMAN_PART_PER":
        start, end = trim_title(text, start, end)
    return Labelled(start, end, kinds)


def _label_day(text: str, place: Stretch) -> Labelled | None:
    start, end = _without_lead(text, place)
    before = text[text.rfind("\n", 0, start) + 1 : start].split()[-1:]
    after = text[end:].split("\n", 1)[0].split()[:1]
    if not _DAYS.match(text[start:end]) or any(map(_TIMELY.match, before + after)):
        return None
    return Labelled(start, end, _TIME)


def _is_title_case(text: str, at: int) -> bool:
    """Say whether the line is a headline whose words nearly all open with a capital."""
    start = text.rfind("\n", 0, at) + 1
    words = [word for word in text[start : text.find("\n", at)].split() if word.isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 2 > len(words)
