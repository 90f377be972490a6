"""Places: which place every mention means, with its radius, or why nobody can tell.

All names of a report are resolved together: a name means one place in one report, and the places of
a report lie near one another more often than not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from dateline.extract.gazetteer import Candidate, Feature, Gazetteer, fold_name, open_gazetteer
from dateline.extract.place_choice import MOST_DEEP, Choice
from dateline.extract.place_groups import (
    A_PEOPLE,
    CONTRADICTED,
    EQUAL,
    FAR,
    NOT_A_PLACE,
    UNKNOWN,
    Group,
    make_group,
)
from dateline.extract.place_misuse import Misuse
from dateline.extract.place_names import PlaceName, find_peoples, read_place_names
from dateline.extract.place_points import (
    district_around,
    km_between,
    middle_of,
    move_place,
    part_of,
    widen_place,
)
from dateline.extract.place_ties import Tie
from dateline.extract.place_weights import are_alike, prior_of
from dateline.extract.place_words import TOWNS
from dateline.records.draft import Draft
from dateline.records.event import EventPlace
from dateline.records.mention import MentionKind
from dateline.records.place import Place
from dateline.records.span import Span

__all__ = [
    "A_PEOPLE",
    "CONTRADICTED",
    "EQUAL",
    "FAR",
    "NOT_A_PLACE",
    "UNKNOWN",
    "PlaceStage",
    "country_of_site",
    "resolve_places",
]

MOST_BETWEEN_KM = 800.0  # further apart the two are not the ends of one road
SOLD_CODES = frozenset("AI CC CO EU FM IO ME NU TO TV WS".split())
_AREA_WANTED = frozenset({Feature.ADMIN2, Feature.ADMIN1})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStage:
    """Fills `Draft.places`: one for every place mention and one for the dateline, in text order.

    A mention that runs over a blank line, from a headline into a dateline, is two.
    """

    gazetteer: Gazetteer | None = None  # null is the bundled one, opened once in each process
    name: str = "places"
    version: str = "3"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its places; what cannot be resolved is there with a reason.

        Raises:
            GazetteerError: the bundled gazetteer cannot be opened.
        """
        gazetteer = open_gazetteer() if self.gazetteer is None else self.gazetteer
        for draft in drafts:
            text = draft.report.text
            spans = {
                part
                for mention in draft.mentions
                if mention.kind == MentionKind.PLACE
                for part in _lines_of(text, mention.span)
            }
            dateline = draft.report.dateline
            if dateline and not any(span.overlaps(dateline.span) for span in spans):
                spans.add(dateline.span)
            places = resolve_places(
                text,
                sorted(spans),
                gazetteer,
                dateline=dateline.span if dateline else None,
                published_in=country_of_site(draft.report.url),
            )
            yield replace(draft, places=places)


def resolve_places(
    text: str,
    spans: Sequence[Span],
    gazetteer: Gazetteer,
    *,
    dateline: Span | None = None,
    published_in: str | None = None,
) -> tuple[EventPlace, ...]:
    """Return what each place mention means, in the order given.

    Args:
        text: the whole report that the spans count into; its words are part of the evidence.
        spans: place mentions in text order.
        gazetteer: where names are looked up.
        dateline: the span of the report's dateline, whose country counts more than another's.
        published_in: ISO 3166-1 code of the outlet's country, where it is known.
    """
    names = read_place_names(text, spans, gazetteer)
    groups, group_of = _group_names(names, gazetteer)
    capital = next(
        (group_of[i] for i, span in enumerate(spans) if dateline and span.overlaps(dateline)), None
    )
    hints = {country: 0.5 + 0.25 * min(n, 6) for country, n in find_peoples(text).items()}
    if published_in:
        hints[published_in] = hints.get(published_in, 0.0) + 0.5
    choice = Choice(groups=groups, hints=hints, gazetteer=gazetteer, dateline=capital)
    choice.choose()
    report = _Answers(names=names, group_of=group_of, choice=choice)
    answers = [report.answer(index) for index in range(len(spans))]
    if not any(place for place, _ in answers):
        answers = [report.country_of_people(index) for index in range(len(spans))]
    return tuple(
        EventPlace(name=span.quote(text), place=place, span=span, abstained=reason)
        for span, (place, reason) in zip(spans, answers, strict=True)
    )


def country_of_site(url: str | None) -> str | None:
    """Return the country of an address such as `https://news.example.pk/1`, or null.

    Codes that are sold to the whole world (`.tv`, `.io`) are no country.
    """
    host = urlsplit(url or "").hostname or ""
    code = host.rpartition(".")[2].upper().replace("UK", "GB")
    return code if len(code) == 2 and code.isalpha() and code not in SOLD_CODES else None


_Answer = tuple[Place | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answers:
    """What each mention means once the names have been chosen."""

    names: Sequence[PlaceName]
    group_of: Sequence[Group]
    choice: Choice

    def answer(self, index: int) -> _Answer:
        """Return the place of a mention, or null and the reason."""
        name, group = self.names[index], self.group_of[index]
        middle = self._between(index)
        if middle:
            return middle, None
        chosen, reason, spread_m = self._chosen(index)
        if chosen is None:
            told = self._told_by_guide(group)
            if told:
                return told, None
            chosen, spread_m = self.choice.holder_of(group, reason), 0.0
            if chosen is None:
                return None, reason
            place = self._place_of_holder(group, chosen)
        else:
            place = self._place(chosen, name)
        place = widen_place(place, spread_m) if spread_m > place.radius_m else place
        if name.offset:
            return move_place(place, name.offset), None
        return (part_of(place, name.part) if name.part else place), None

    def country_of_people(self, index: int) -> _Answer:
        """Return the country of `Colombian police`, for a report that tells no place at all."""
        name = self.names[index]
        if name.misuse is Misuse.PEOPLE and name.country:
            country = self.choice.gazetteer.country(name.country)
            if country:
                return self.choice.gazetteer.place(country), None
        return self.answer(index)

    def _chosen(self, index: int) -> tuple[Candidate | None, str | None, float]:
        """Return the group's choice, or this mention's own where its holder rules that one out."""
        name, group = self.names[index], self.group_of[index]
        holder = None if name.ties.holder is None else self.group_of[name.ties.holder].chosen
        own = group.chosen
        if own and holder and len(group.held_by) > 1 and name.ties.tie is not Tie.LIST:
            inside = [c for c in group.candidates if self.choice.is_inside(c, holder)]
            if inside and own not in inside:
                return max(inside, key=lambda c: (prior_of(c), -c.row)), None, 0.0
        return own, group.abstained, group.spread_m

    def _between(self, index: int) -> Place | None:
        """Return the middle of a road, or of the way between two towns, told with this mention."""
        ties = self.names[index].ties
        other = ties.other
        if other is None:
            return None
        one, two = (self._end(number) for number in sorted((index, other)))
        if not (one and two) or not 0 < km_between(one, two) <= MOST_BETWEEN_KM:
            return None
        are_capitals = one.feature is two.feature is Feature.CAPITAL
        if are_capitals and not ties.is_way:
            return None  # `trust between Kabul and Islamabad` is no place
        return middle_of(self.choice.gazetteer.place(one), self.choice.gazetteer.place(two))

    def _end(self, index: int) -> Candidate | None:
        chosen = self.group_of[index].chosen
        return chosen if chosen and chosen.feature in (*TOWNS, Feature.ADMIN2) else None

    def _place(self, chosen: Candidate, name: PlaceName) -> Place:
        gazetteer = self.choice.gazetteer
        if chosen.feature not in TOWNS or not name.wanted or chosen.feature in name.wanted:
            return gazetteer.place(chosen)
        key = fold_name(name.words)
        for row in chosen.areas[1:]:
            area = gazetteer.candidate(row)
            if area.feature in name.wanted and are_alike(fold_name(gazetteer.name(row)), key):
                return gazetteer.place(area)
        place = gazetteer.place(chosen)
        return district_around(place) if name.wanted == _AREA_WANTED else place

    def _place_of_holder(self, group: Group, chosen: Candidate) -> Place:
        """Return an area that holds an unknown place; around its town, where the town is known."""
        place = self.choice.gazetteer.place(chosen)
        is_area = any(h.chosen == chosen and h.wanted == _AREA_WANTED for h, _ in group.above())
        return district_around(place) if is_area and chosen.feature in TOWNS else place

    def _told_by_guide(self, group: Group) -> Place | None:
        """Return where an unknown place lies by `20 km north of` a known one."""
        if group.misuse or group.held_by:
            return None
        for guide, offset in group.guides:
            if guide.chosen and guide.chosen.feature in TOWNS:
                return move_place(self.choice.gazetteer.place(guide.chosen), offset)
        return None


def _lines_of(text: str, span: Span) -> list[Span]:
    """Return a mention's parts on either side of a blank line; most are one."""
    quote = span.quote(text)
    if "\n\n" not in quote:
        return [span]
    return [
        Span(span.start + part.start(), span.start + part.end()) for part in _LINE.finditer(quote)
    ]


def _group_names(
    names: Sequence[PlaceName], gazetteer: Gazetteer
) -> tuple[list[Group], list[Group]]:
    """Return the groups, and the group of every name."""
    groups: dict[object, Group] = {}
    keys = [(fold_name(name.words), name.wanted, name.misuse) for name in names]
    for name, key in zip(names, keys, strict=True):
        if key not in groups:
            groups[key] = make_group(name, gazetteer)
        groups[key].count += 1
        groups[key].is_doubtful |= name.is_doubtful
        groups[key].is_small |= name.is_small
    nations: dict[str, Group] = {}
    for name, key in zip(names, keys, strict=True):
        group, ties = groups[key], name.ties
        if ties.holder is not None and keys[ties.holder] != key:
            holder = groups[keys[ties.holder]]
            group.held_by.append((holder, ties.tie))
            holder.holds.append(group)
        if ties.guide is not None and ties.offset and keys[ties.guide] != key:
            group.guides.append((groups[keys[ties.guide]], ties.offset))
        if name.held_by:
            group.held_by.append((_inner_holder(name, gazetteer), Tie.IN))
        if name.country and not name.misuse:
            nation = nations.setdefault(name.country, _nation(name.country, gazetteer))
            group.held_by.append((nation, Tie.IN))
    found = list(groups.values())
    _set_depths(found)
    return found, [groups[key] for key in keys]


def _inner_holder(name: PlaceName, gazetteer: Gazetteer) -> Group:
    holder = make_group(replace(name, words="", candidates=name.held_by, wanted=_NONE), gazetteer)
    holder.chosen = holder.best()[1]
    return holder


def _nation(code: str, gazetteer: Gazetteer) -> Group:
    country = gazetteer.country(code)
    candidates = (country,) if country else ()
    return Group(candidates=candidates, priors=(0.0,) * len(candidates), chosen=country)


def _set_depths(groups: Sequence[Group]) -> None:
    """Number the groups so that one comes after those that hold it or tell where it is."""
    for _ in range(MOST_DEEP):
        depths = [
            max((1 + above.depth for above, _ in (*group.held_by, *group.guides)), default=0)
            for group in groups
        ]
        for group, depth in zip(groups, depths, strict=True):
            group.depth = min(depth, MOST_DEEP)


_LINE = re.compile(r"\S(?:(?:(?!\n\n).)*\S)?", re.DOTALL)
_NONE: frozenset[Feature] = frozenset()
