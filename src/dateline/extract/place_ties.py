"""How the place names of a report are tied: one holds another, one is told by another, or a pair.

`Gwoza in Borno`, `Tripoli, Lebanon`, `Bara, 15 km from Peshawar`, `between Kano and Kaduna`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from itertools import pairwise

from dateline.extract.place_offsets import Offset, offset_between
from dateline.extract.place_words import NAME, kinds, one_of, peoples, place_words, words_of
from dateline.records.span import Span

GAP_CHARS = 90
LONG_ROW = 5


class Tie(IntEnum):
    """How surely the words say that one place lies in another; a list says it least.

    `FROM` is `people from X in Y`, where the people may be in Y and X not; `AREA` is `X, Y county`.
    """

    LIST = 0
    FROM = 1
    COMMA = 2
    AREA = 3
    IN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What the words around a mention tie it to; indices of mentions, null where there is none.

    `holder` holds it, by `tie`. `guide` is a place that it lies near, by `offset`. `other` is the
    other end of a road (`is_way`) or of `between X and Y`.
    """

    holder: int | None = None
    tie: Tie = Tie.COMMA
    guide: int | None = None
    offset: Offset | None = None
    other: int | None = None
    is_way: bool = False


def find_ties(text: str, spans: Sequence[Span]) -> tuple[Ties, ...]:
    """Return the ties of every mention.

    Args:
        text: the whole text that the spans count into.
        spans: place mentions in text order.
    """
    pairs, rows = _find_pairs(text, spans), _find_rows(text, spans)
    ties = (_ties_of(text, spans, index, pairs) for index in range(len(spans)))
    return tuple(
        replace(tie, tie=Tie.LIST) if index in rows and tie.tie is Tie.COMMA else tie
        for index, tie in enumerate(ties)
    )


def split_road(name: str, after: str) -> tuple[str, str] | None:
    """Return the two ends of a road that is one mention, or null.

    Args:
        name: the mention, such as `Kabul-Jalalabad highway` or `Kabul-Jalalabad`.
        after: the words right after it.
    """
    match = _patterns().road_inside.fullmatch(name)
    if match and not (match[1] or match[4] or _patterns().road_after.match(after)):
        return None
    return (match[2], match[3]) if match else None


def people_of(before: str) -> str | None:
    """Return the country of `the Lebanese city of ` before a name, or null."""
    last = before[-24:].split()[-1:]
    if not last or not (last[0].endswith(",") or last[0].lower() in _ends_of_people()):
        return None
    match = _patterns().people_last.search(before)
    return _country(match) if match else None


def people_inside(name: str) -> str | None:
    """Return the country of a mention such as `Yemeni port of Mokha`, or null."""
    match = _patterns().people_first.match(name)
    return _country(match) if match else None


@cache
def _ends_of_people() -> frozenset[str]:
    return frozenset({"of", "the"} | {kind.split()[-1] for kind in kinds()})


def _country(match: re.Match[str]) -> str | None:
    before, word = match.groups()
    return peoples().get(f"{before} {word}") or peoples().get(word)


def _ties_of(
    text: str, spans: Sequence[Span], index: int, pairs: Mapping[int, tuple[int, bool]]
) -> Ties:
    here, words = spans[index], _patterns()
    if index in pairs:
        other, is_way = pairs[index]
        return Ties(other=other, is_way=is_way)
    holder, tie, guide, offset = None, Tie.COMMA, None, None
    if index + 1 < len(spans):
        gap = text[here.end : spans[index + 1].start]
        after = text[spans[index + 1].end :][:GAP_CHARS]
        if len(gap) >= GAP_CHARS:
            pass
        elif words.held_in.fullmatch(gap):
            comes_from = words.origin_last.search(text[max(0, here.start - 12) : here.start])
            holder, tie = index + 1, Tie.FROM if comes_from else Tie.IN
        elif words.held_comma.fullmatch(gap):
            holder = index + 1
            if words.kind_next.match(after):
                tie = Tie.AREA
            elif words.goes_on.match(after):
                tie = Tie.LIST
        elif offset := offset_between(gap):
            guide = index + 1
    if index and holder is None:
        gap = text[spans[index - 1].end : here.start]
        if len(gap) < GAP_CHARS and words.held_last.fullmatch(gap):
            holder, tie = index - 1, Tie.COMMA
    return Ties(holder=holder, tie=tie, guide=guide, offset=offset)


def _find_rows(text: str, spans: Sequence[Span]) -> set[int]:
    """Return the mentions in long rows with only commas between them: no nest is so deep."""
    row, found = [0], set[int]()
    for index, (one, other) in enumerate(pairwise(spans), start=1):
        if not text[one.end : other.start].strip(", "):
            row.append(index)
        else:
            row = [index]
        if len(row) >= LONG_ROW:
            found.update(row)
    return found


def _find_pairs(text: str, spans: Sequence[Span]) -> dict[int, tuple[int, bool]]:
    words = _patterns()
    pairs: dict[int, tuple[int, bool]] = {}
    for index, (one, other) in enumerate(pairwise(spans)):
        gap = text[one.end : other.start]
        if len(gap) > 40:
            continue
        before, after = text[max(0, one.start - GAP_CHARS) : one.start], text[other.end :][:40]
        is_way = bool(words.joint.fullmatch(gap) and words.road_after.match(after))
        is_between = False
        if not is_way and words.between_gap.fullmatch(gap):
            is_way = bool(words.road_last.search(before))
            is_between = bool(words.between_last.search(before) and not words.talks.search(before))
        if is_way or is_between:
            pairs[index], pairs[index + 1] = (index + 1, is_way), (index, is_way)
    return pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """`…_last` ends right before a name, `…_gap` fills the whole text between two."""

    held_in: re.Pattern[str]
    held_comma: re.Pattern[str]
    held_last: re.Pattern[str]
    kind_next: re.Pattern[str]
    goes_on: re.Pattern[str]
    origin_last: re.Pattern[str]
    people_last: re.Pattern[str]
    people_first: re.Pattern[str]
    joint: re.Pattern[str]
    road_after: re.Pattern[str]
    road_inside: re.Pattern[str]
    road_last: re.Pattern[str]
    between_gap: re.Pattern[str]
    between_last: re.Pattern[str]
    talks: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    kind, adjective = one_of(kinds()), one_of(words_of("adjectives", "words"))
    roads = place_words()["roads"]
    road, travel = one_of(roads["words"].split()), one_of(roads["travel"].split())
    site = one_of(words_of("sites", "named") | words_of("sites", "other"))
    own = (
        rf"(?:\s+(?:[a-z]+\s+)?(?:{kind}|{site}))?"  # `Qasr market`, `Gwoza local government area`
    )
    into = rf"(?:the\s+)?(?:{adjective}\s+)*(?:{kind}\s+(?:of\s+)?)?(?:the\s+)?"
    is_a = rf"\s*,\s*(?:(?:an?|the)\s+)?(?:[\w-]+\s+){{0,3}}?{kind}"
    of_towns = rf"(?:the\s+)?(?:(?:[\w-]+\s+)?{_TOWNS}\s+of\s+)?(?:the\s+)?"
    people = r"(?:([A-Z][a-z]+)[\s-])?([A-Z][a-zé-]+)\s+(?:[a-z-]+\s+){0,2}?"
    return _Patterns(
        held_in=re.compile(
            rf"{own}(?:{is_a}|\s*,)?(?:\s+(?:located|situated|lying))?"
            rf"\s+(?:in|of|inside|within)\s+{into}",
            re.IGNORECASE,
        ),
        held_comma=re.compile(rf"{own}\s*[,(]\s*{into}", re.IGNORECASE),
        held_last=re.compile(
            rf"['’]s?\s+(?:{adjective}\s+|[a-z]+\s+)?(?:{kind}\s+(?:of\s+)?)?", re.IGNORECASE
        ),
        kind_next=re.compile(rf"\s+{kind}\b", re.IGNORECASE),
        goes_on=re.compile(rf"(?:\s*,\s+{NAME})*\s*,?\s+(?:and|or)\s+{NAME}"),
        origin_last=re.compile(r"\bfrom\s+$", re.IGNORECASE),
        people_last=re.compile(rf"\b{people}{kind}(?:\s+of|,)?\s+(?:the\s+)?$"),
        people_first=re.compile(rf"(?:the\s+)?{people}{kind}\s+of\s+"),
        joint=re.compile(r"\s?[-–—/]\s?|-to-|\s+to\s+|-and-", re.IGNORECASE),
        road_after=re.compile(rf"\s+(?:[a-z]+\s+)?{road}\b", re.IGNORECASE),
        road_inside=re.compile(
            rf"({road}\s+(?:between|from)\s+)?(.+?)(?:\s?[-–—/]\s?|-to-|\s+to\s+|\s+and\s+)"
            rf"(.+?)(\s+(?:[a-z]+\s+)?{road})?",
            re.IGNORECASE,
        ),
        road_last=re.compile(
            rf"\b(?:{road}|{travel})\s+(?:linking|connecting|joining|leading\s+from|running\s+from|"
            rf"that\s+links|from|between)\s+{of_towns}$",
            re.IGNORECASE,
        ),
        between_gap=re.compile(rf"\s+(?:and|to|with)\s+{of_towns}", re.IGNORECASE),
        between_last=re.compile(
            rf"\bbetween\s+(?:the\s+)?(?:[a-z]+\s+)?(?:(?:towns|cities|villages)\s+of\s+)?{of_towns}$",
            re.IGNORECASE,
        ),
        talks=re.compile(rf"\b{one_of(roads['talks'].split())}\s+between\b", re.IGNORECASE),
    )


_TOWNS = r"(?:city|town|village|settlement|capital|port)"
