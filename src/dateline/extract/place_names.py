"""What the words in and around a place mention say of it: its kind, what holds it, how far off.

`village of Gwoza`, `Muzaffargarh district`, `40 km north of Mosul`, `northern Syria`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from dateline.extract.gazetteer import Candidate, Feature, Gazetteer
from dateline.extract.place_misuse import Misuse, find_misuse, is_site
from dateline.extract.place_offsets import (
    Offset,
    Part,
    offset_after,
    offset_before,
    offset_inside,
    part_before,
    part_inside,
)
from dateline.extract.place_ties import Ties, find_ties, people_inside, people_of, split_road
from dateline.extract.place_words import (
    NAME,
    TOWNS,
    countries_with,
    kinds,
    one_of,
    other_names,
    peoples,
    respell,
    words_of,
)
from dateline.records.span import Span

BEFORE_CHARS = 90
AFTER_CHARS = 60
KIND_CHARS = 40
FAR_OFFSET_M = 100_000.0
FEW = 5
KNOWN_PEOPLE = 300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A place mention as read: what may be meant, before any choice among the candidates.

    `wanted` are the features that a word such as *district* calls for, and `countries` those that
    alone have such areas; both are empty when nothing is called for.
    `held_by` is what the holder can mean when it stands inside the mention itself, and `country`
    the one that a people's name puts the place in (`the Lebanese city of Tripoli`). `misuse` says
    that the name is not a place's here, and `is_doubtful` that it is a spot in a town, or spelled
    as the gazetteer does not; `is_small` that it is called a village, or a quarter of a town.
    """

    span: Span
    words: str
    candidates: tuple[Candidate, ...]
    wanted: frozenset[Feature] = frozenset()
    countries: frozenset[str] = frozenset()
    offset: Offset | None = None
    part: Part | None = None
    ties: Ties = field(default_factory=Ties)
    held_by: tuple[Candidate, ...] = ()
    country: str | None = None
    misuse: Misuse | None = None
    is_doubtful: bool = False
    is_small: bool = False


def read_place_names(
    text: str, spans: Sequence[Span], gazetteer: Gazetteer
) -> tuple[PlaceName, ...]:
    """Return one reading for each span, in the order given.

    After them come the other ends of roads that are one mention, such as `Kabul-Jalalabad highway`.

    Args:
        text: the whole text that the spans count into.
        spans: place mentions in text order; they must not overlap.
        gazetteer: where the names are looked up.
    """
    names: list[PlaceName] = []
    far_ends: list[PlaceName] = []
    for span, ties in zip(spans, find_ties(text, spans), strict=True):
        name = _read_one(text, span, ties, gazetteer)
        if not name.candidates and name.misuse is None:
            after = text[span.end : span.end + AFTER_CHARS]
            ends = _read_road(
                name, after, Ties(other=len(spans) + len(far_ends), is_way=True), gazetteer
            )
            if ends:
                name = ends[0]
                far_ends.append(ends[1])
        before = names[-1].ties if names else None
        told = before.offset if before and before.guide == len(names) else None
        if told and told.distance_m > FAR_OFFSET_M:
            name = replace(name, offset=None)  # it only helps to find the place before it
        names.append(name)
    return (*names, *far_ends)


def find_peoples(text: str) -> Mapping[str, int]:
    """Count the words for a people or its country in a text, by ISO country code."""
    counts: dict[str, int] = {}
    known, longer = peoples(), _peoples_ending_in()
    found: dict[str, int] = {}
    for word in _CAPITALISED.findall(text):
        if word in known or word in longer:
            found[word] = found.get(word, 0) + 1
    for word, number in found.items():
        for people in longer.get(word, ()):  # `South Sudanese` is no `Sudanese`
            _add(counts, known[people], together := text.count(people))
            number -= together
        _add(counts, known.get(word), number)
    return counts


def _add(counts: dict[str, int], country: str | None, number: int) -> None:
    if country and number > 0:
        counts[country] = counts.get(country, 0) + number


@cache
def _peoples_ending_in() -> Mapping[str, tuple[str, ...]]:
    longer: dict[str, tuple[str, ...]] = {}
    for people in peoples():
        if " " in people:
            last = people.rsplit(" ", 1)[1]
            longer[last] = (*longer.get(last, ()), people)
    return longer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quote:
    """What a mention says by itself, whatever stands around it."""

    words: str
    candidates: tuple[Candidate, ...]
    kind: str = ""
    offset: Offset | None = None
    part: Part | None = None
    held_by: tuple[Candidate, ...] = ()
    country: str | None = None
    is_respelled: bool = False


def _read_one(text: str, span: Span, ties: Ties, gazetteer: Gazetteer) -> PlaceName:
    words = span.quote(text).strip(_AROUND_NAMES)
    before = text[max(0, span.start - BEFORE_CHARS) : span.start]
    after = text[span.end : span.end + AFTER_CHARS]
    misuse = None if ties.other is not None else find_misuse(before, words, after)
    if misuse:
        return PlaceName(
            span=span,
            words=words,
            candidates=(),
            ties=ties,
            misuse=misuse,
            country=peoples().get(words),
            is_doubtful=misuse is Misuse.SITE,
        )
    quote = _read_quote(words, gazetteer)
    candidates = quote.candidates
    next_word = _KIND_NEXT_WORD.match(after)
    kind = quote.kind or _kind_around(before, after)
    wanted = kinds().get(kind, frozenset())
    is_found = any(not wanted or c.feature in wanted for c in candidates)
    if next_word and (not is_found or quote.is_respelled) and next_word[1].lower() in kinds():
        longer = _find_exactly(f"{quote.words} {next_word[1]}", gazetteer)
        candidates = tuple(dict.fromkeys((*longer, *(() if quote.is_respelled else candidates))))
        candidates = candidates or quote.candidates
    candidates += _find_longer(text, quote.words, candidates, gazetteer)
    return PlaceName(
        span=span,
        words=quote.words,
        candidates=candidates,
        wanted=wanted,
        countries=countries_with(kind),
        offset=quote.offset or offset_before(before) or offset_after(after),
        part=quote.part or part_before(before),
        ties=ties,
        held_by=quote.held_by,
        country=quote.country or people_of(before),
        is_doubtful=quote.is_respelled or is_site(words, after),
        is_small=_is_small(before, after),
    )


@lru_cache(maxsize=4096)
def _read_quote(words: str, gazetteer: Gazetteer) -> _Quote:
    candidates = _find_exactly(words, gazetteer)
    if candidates:
        if len(candidates) < FEW and not any(_is_well_known(c) for c in candidates):
            candidates = tuple(dict.fromkeys((*candidates, *_find_respelled(words, gazetteer))))
        return _Quote(words=words, candidates=candidates)
    name, offset = offset_inside(words)
    name, candidates, kind = _find(name, gazetteer)
    held_by: tuple[Candidate, ...] = ()
    parts = _HOLDER_INSIDE.split(name, maxsplit=1)
    if not candidates and len(parts) == 2:
        name, candidates, kind = _find(parts[0], gazetteer)
        held_by = _find(parts[1], gazetteer)[1]
    site = _SITE_LAST.fullmatch(name)
    if not candidates and site and site[2] in words_of("sites", "other"):
        name, candidates, kind = _find(site[1], gazetteer)
    respelled = () if candidates or held_by else _find_respelled(name, gazetteer)
    return _Quote(
        words=name,
        candidates=candidates or respelled,
        kind=kind,
        offset=offset,
        part=part_inside(words),
        held_by=held_by,
        country=people_inside(words),
        is_respelled=bool(respelled),
    )


def _read_road(
    name: PlaceName, after: str, ties: Ties, gazetteer: Gazetteer
) -> tuple[PlaceName, PlaceName] | None:
    ends = split_road(name.words, after)
    if ends is None:
        return None
    found = [_find(end, gazetteer) for end in ends]
    if not all(candidates for _, candidates, _ in found):
        return None
    near, far = (
        PlaceName(span=name.span, words=words, candidates=candidates, ties=ties)
        for words, candidates, _ in found
    )
    return near, far


def _find_exactly(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Look a name up as it stands; words without a capital, such as `the city`, are no name."""
    if not _CAPITAL.search(name):
        return ()
    name = _SHORT_COUNTY.sub("County ", name)
    other = other_names().get(name.lower())
    return gazetteer.find(name) + gazetteer.find(other) if other else gazetteer.find(name)


def _find_longer(
    text: str, word: str, known: Sequence[Candidate], gazetteer: Gazetteer
) -> tuple[Candidate, ...]:
    """Return towns and regions that the text names in full, and that one word may be short for.

    `Bobo` in a report on Bobo-Dioulasso; not where a counted place of that country has the name.
    """
    if not _FIRST_WORD.fullmatch(word) or any(c.feature in _WELL_KNOWN for c in known):
        return ()
    counted = {candidate.country for candidate in known if candidate.population}
    found: dict[int, Candidate] = {}
    for name in _names_beginning(text, word.title()):
        for longer in gazetteer.find(name):
            is_town = longer.feature in TOWNS and longer.population
            is_known = is_town or longer.feature is Feature.REGION
            if is_known and longer.country not in counted:
                found[longer.row] = longer
    rows = {candidate.row for candidate in known}
    return tuple(longer for row, longer in found.items() if row not in rows)


@lru_cache(maxsize=64)
def _names_beginning(text: str, word: str) -> frozenset[str]:
    """Return the names of two to four words in a text that begin with a word."""
    found, at = set[str](), text.find(word)
    while at >= 0:
        more = _MORE_WORDS.match(text, at + len(word))
        if more and not text[at - 1 : at].isalnum():
            ends = [*(joint.start() for joint in _JOINTS.finditer(more[0], 1)), len(more[0])]
            found |= {word + more[0][:end] for end in ends}
        at = text.find(word, at + 1)
    return frozenset(found)


def _find_respelled(name: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Look a name up as another desk would write it."""
    if not _ONE_NAME.fullmatch(name):
        return ()
    known = words_of("respelled", "countries")
    return tuple(
        {
            candidate.row: candidate
            for other in respell(name)
            for candidate in gazetteer.find(other)
            if candidate.country in known
        }.values()
    )


def _find(name: str, gazetteer: Gazetteer) -> tuple[str, tuple[Candidate, ...], str]:
    """Look a name up without the words for its kind, then without those that point within it."""
    candidates = _find_exactly(name, gazetteer)
    if candidates:
        return name, candidates, ""
    name, kind = _take_kind(name)
    candidates = _find_exactly(name, gazetteer)
    adjective = _patterns().adjective
    while not candidates and (shorter := adjective.sub("", name)) != name:
        name = shorter
        candidates = _find_exactly(name, gazetteer)
    return name, candidates, kind


def _take_kind(name: str) -> tuple[str, str]:
    for pattern in (_patterns().kind_after, _patterns().kind_before):
        match = pattern.search(name)
        if match and match.end() - match.start() < len(name):
            return name[: match.start()] + name[match.end() :], match[1].lower()
    return name, ""


def _kind_around(before: str, after: str) -> str:
    words = _patterns()
    match = words.kind_next.match(after)
    if not match and before.endswith(("of ", "the ")):
        match = words.kind_last.search(before, max(0, len(before) - KIND_CHARS))
    if match:
        return match[1].lower()
    match = words.kinds_listed.match(after)
    return words.singular[match[1].lower()] if match else ""


def _is_small(before: str, after: str) -> bool:
    """Say whether a name is a village's or a quarter's; `a quarter of X` makes X a town."""
    match = _patterns().kind_next.match(after)
    if match:
        return match[1].lower() in words_of("small_kinds", "words")
    if not before.endswith(("of ", "the ")):
        return False
    match = _patterns().kind_last.search(before, max(0, len(before) - KIND_CHARS))
    return match is not None and match[1].lower() in words_of("small_kinds", "before")


def _is_well_known(candidate: Candidate) -> bool:
    return candidate.feature in _WELL_KNOWN or candidate.population >= KNOWN_PEOPLE


_AROUND_NAMES = " ,.;:\"'“”‘’()"
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
_SHORT_COUNTY = re.compile(r"^Co\.? (?=[A-Z])")
_ONE_NAME = re.compile(r"(?:(?:A[dlnrstz]|El|A[sz]h)[ -])?[A-Z][\w'’-]{3,}(?: [A-Z][\w'’-]+)?")
_FIRST_WORD = re.compile(r"[A-Z]\w{3,}")
_MORE_WORDS = re.compile(r"(?:[ -][A-Z]\w+){1,3}")
_JOINTS = re.compile(r"[ -]")
_WELL_KNOWN = frozenset({Feature.COUNTRY, Feature.ADMIN1, Feature.CAPITAL, Feature.REGION})
_KIND_NEXT_WORD = re.compile(r"\s+([A-Za-z]+)\b")
_CAPITALISED = re.compile(r"\b[A-Z][a-zé]+(?:-[A-Z][a-z]+)?")
_SITE_LAST = re.compile(r"([A-Z].*?)(?:\s+[a-z]+)*\s+([a-z]+)")
_HOLDER_INSIDE = re.compile(r"\s*,\s*|\s+in\s+(?:the\s+)?|\s*\(\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    singular: Mapping[str, str]
    kind_before: re.Pattern[str]
    kind_after: re.Pattern[str]
    kind_next: re.Pattern[str]
    kind_last: re.Pattern[str]
    kinds_listed: re.Pattern[str]
    adjective: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    kind = one_of(kinds())
    plurals = {re.sub("y$", "ie", word) + "s": word for word in kinds()}
    return _Patterns(
        singular=plurals,
        kind_before=re.compile(
            rf"^(?:[\w-]+\s+){{0,3}}({kind})\s+(?:of|at)\s+(?:the\s+)?", re.IGNORECASE
        ),
        kind_after=re.compile(rf"\s+({kind})$", re.IGNORECASE),
        kind_next=re.compile(rf"\s+({kind})\b", re.IGNORECASE),
        kind_last=re.compile(rf"\b({kind})\s+of\s+(?:the\s+)?$", re.IGNORECASE),
        kinds_listed=re.compile(rf"(?:,?\s+and\s+{NAME}|,\s+{NAME})*\s+({one_of(plurals)})\b"),
        adjective=re.compile(
            rf"^(?:the|{one_of(words_of('adjectives', 'words'))})\s+", re.IGNORECASE
        ),
    )
