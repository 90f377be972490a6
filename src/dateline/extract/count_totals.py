"""Totals: what a report as a whole says of how many people one event killed, injured, ….

The words that count somebody for an event are not yet its tolls: a headline rounds what the text
says, "13 others" leaves out who was named before, "a farmer and his two brothers" are one figure.
Each figure that the report gives for the whole stays, parts of one go, and those who died by name
alone are counted where no number is told.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.extract.count_verbs import find_verbs, has_verb
from dateline.extract.draft_index import DraftIndex
from dateline.extract.number_words import split_words
from dateline.extract.people_lists import add_bounds
from dateline.extract.people_words import load_count_words, load_lexicon
from dateline.records.event import Count, CountKind
from dateline.records.mention import Mention, MentionKind
from dateline.records.span import Span

_JOIN = re.compile(
    r"(?:\s(?:in|from|of|at)\s(?:the\s)?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*)?"
    r"\s*(?:,|,?\s*(?:and|plus|as well as|(?:along|together) with))\s*"
)
_COMMA = re.compile(r"\s*,\s*")
_ALONG = re.compile(r"\b(?:along|together) with $")
_ALONG_CHARS = 20
_OTHERS = re.compile(r"\b(?:others?|more(?! than)|another)\b", re.IGNORECASE)
_SINGLE = re.compile(r"(?:the|his|her|their|its|our|my)\s(?:\S+\s)*(?P<head>\S+)$", re.IGNORECASE)
_DEADLY = frozenset({"violence.assassination", "violence.execution"})
_HARMLESS = frozenset(
    {"violence.abduction", "violence.torture", "violence.sexual", "strategic.arrest",
     "strategic.displacement", "strategic.release"}
)  # fmt: skip  # whoever dies beside it does so in another event


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim:
    """Somebody whom the event was done to, and the mentions that say so, in text order."""

    entity: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """Some people of a list: a count, or one person without a number."""

    span: Span
    count: Count | None
    entity: str | None


def find_totals(
    index: DraftIndex, event_type: str, counts: Sequence[Count], victims: Sequence[Victim]
) -> tuple[Count, ...]:
    """Return the figures that the report gives for one event, one for each different one.

    Args:
        index: the draft.
        event_type: the event's codebook type.
        counts: those that the event's triggers are tied to, in any order.
        victims: who is its victim; for an arrest, who is its target.
    """
    single = [victim for victim in victims if _is_one(index.text, victim)]
    named = [one.span for victim in single for one in victim.mentions
             if one.kind is MentionKind.PERSON]  # fmt: skip
    counts = [one for one in counts if not _is_naming(one, named)]
    totals: list[Count] = []
    for kind in CountKind:
        told = sorted((one for one in counts if one.what is kind), key=lambda one: one.span)
        told = _without_parts(index.text, _without_titles(index, told))
        told = [
            each for group in _by_sentence(index, told) for each in _joined(index, group, single)
        ]
        totals += _distinct(told)
    if event_type not in _HARMLESS and not any(one.what is CountKind.KILLED for one in totals):
        totals += _named_dead(index, event_type, single)
    return tuple(totals)


def _is_one(text: str, victim: Victim) -> bool:
    """Say whether the victim is one person told without a number."""
    for mention in victim.mentions:
        if mention.kind is MentionKind.PERSON:
            return True
        if mention.kind is MentionKind.PEOPLE:
            match = _SINGLE.match(mention.span.quote(text))
            head = match["head"].lower() if match else "s"
            if not head.endswith("s") and head not in load_lexicon().plural:
                return True
    return False


def _is_naming(count: Count, named: Sequence[Span]) -> bool:
    """Say whether the count is the one of "Ana Lee was killed", who counts only by name."""
    return count.low == count.high == 1 and any(count.span.overlaps(span) for span in named)


def _without_titles(index: DraftIndex, told: Sequence[Count]) -> list[Count]:
    """Leave out the title's figures that the text below tells again, as exactly or more so."""
    below = [one for one in told if not index.is_title(one.span)]
    return [
        one
        for one in told
        if not (index.is_title(one.span) and any(_may_agree(one, other) for other in below))
    ]


def _may_agree(one: Count, other: Count) -> bool:
    """Say whether some number fits both."""
    lows = [count.low for count in (one, other) if count.low is not None]
    highs = [count.high for count in (one, other) if count.high is not None]
    return max(lows, default=0) <= min(highs, default=max(lows, default=0))


def _by_sentence(index: DraftIndex, told: Iterable[Count]) -> list[list[Count]]:
    groups: dict[int, list[Count]] = {}
    for one in told:
        groups.setdefault(index.sentence_number(one.span), []).append(one)
    return list(groups.values())


def _joined(index: DraftIndex, told: Sequence[Count], single: Sequence[Victim]) -> list[Count]:
    """Add up the people of a sentence whom "and" or "along with" joins."""
    sentence = index.sentences[index.sentence_number(told[0].span)]
    items = [_Item(one.span, one, None) for one in told]
    items += [
        _Item(mention.span, None, victim.entity)
        for victim in single
        for mention in victim.mentions
        if sentence.covers(mention.span) and not any(mention.span.overlaps(c.span) for c in told)
    ]
    items.sort(key=lambda item: item.span)
    found = []
    for group in _lists(index.text, items):
        if any(item.count for item in group):
            found.append(_with_those_before(index.text, _add_up(group), items))
    return found


def _lists(text: str, items: Sequence[_Item]) -> list[list[_Item]]:
    """Return the items in lists; one that has commas alone is none, its items stand alone."""
    lists: list[list[_Item]] = []
    for item in items:
        if lists and _is_joined(text, lists[-1][-1], item):
            lists[-1].append(item)
        else:
            lists.append([item])
    split: list[list[_Item]] = []
    for group in lists:
        last = len(group)
        while last > 1 and _COMMA.fullmatch(
            text, group[last - 2].span.end, group[last - 1].span.start
        ):
            last -= 1
        split += [group[:last], *([item] for item in group[last:])]
    return split


def _is_joined(text: str, before: _Item, item: _Item) -> bool:
    if any(one.count and one.count.whom is None for one in (before, item)):
        return False  # "four, or six": bare numbers are figures of their own
    if _is_fighter(text, before.span) != _is_fighter(text, item.span):
        return False
    return _JOIN.fullmatch(text, before.span.end, item.span.start) is not None


def _is_fighter(text: str, span: Span) -> bool:
    words = re.findall(r"[\w-]+", span.quote(text).lower())
    return not _fighters().isdisjoint(words)


@cache
def _fighters() -> frozenset[str]:
    nouns = set(load_count_words()["people"]["fighters"])
    return load_lexicon().attackers | nouns | {f"{noun}s" for noun in nouns} | {"theirs"}


def _add_up(items: Sequence[_Item]) -> Count:
    counts = [item.count for item in items if item.count]
    names = len({item.entity for item in items if item.entity})
    if len(items) == 1:
        return counts[0]
    low, high = counts[0].low, counts[0].high
    for one in counts[1:]:
        low, high = add_bounds(low, one.low), add_bounds(high, one.high)
    span = Span(items[0].span.start, max(item.span.end for item in items))
    return replace(
        counts[0],
        low=add_bounds(low, names),
        high=add_bounds(high, names),
        span=span,
        whom=None,
        score=min(one.score for one in counts),
        sources=tuple(dict.fromkeys(source for one in counts for source in one.sources)),
    )


def _with_those_before(text: str, count: Count, items: Sequence[_Item]) -> Count:
    """Add whoever was named before, as in "X was killed along with 13 others"."""
    before = [item for item in items if item.entity and item.span.end <= count.span.start]
    if not before:
        return count
    first = max(0, count.span.start - _ALONG_CHARS)
    is_along = _ALONG.search(text, first, count.span.start) is not None
    gap = Span(before[-1].span.end, count.span.start)
    if not is_along and (has_verb(text, gap) or not _OTHERS.search(count.span.quote(text))):
        return count
    names = len({item.entity for item in before})
    return replace(
        count, low=add_bounds(count.low, names), high=add_bounds(count.high, names), whom=None
    )


def _without_parts(text: str, told: Sequence[Count]) -> list[Count]:
    """Leave out "four others" where a larger figure is told."""
    most = max((one.low or 0 for one in told), default=0)
    return [
        one
        for one in told
        if not (_OTHERS.search(one.span.quote(text)) and (one.high or most) < most)
    ]


def _distinct(told: Sequence[Count]) -> list[Count]:
    """Return one count for each different figure, with all who say so.

    A bare "11" beside "at least 11" is the same figure told again.
    """
    found: dict[tuple[int | None, int | None], Count] = {}
    floors = {one.low for one in told if one.high is None}
    for one in told:
        if one.whom is None and one.low in floors:
            one = replace(one, high=None)
        same = found.get((one.low, one.high))
        if same is None:
            found[one.low, one.high] = one
        else:
            sources = tuple(dict.fromkeys((*same.sources, *one.sources)))
            found[one.low, one.high] = replace(same, sources=sources)
    return list(found.values())


def _named_dead(index: DraftIndex, event_type: str, single: Sequence[Victim]) -> list[Count]:
    dead = []
    for victim in single:
        fates = _fates(index, victim)
        untold = event_type in _DEADLY and CountKind.INJURED not in fates
        if CountKind.KILLED in fates or untold:
            dead.append(victim)
    if not dead:
        return []
    first = dead[0].mentions[0]
    return [
        Count(
            what=CountKind.KILLED,
            low=len(dead),
            high=len(dead),
            whom=None,
            span=first.span,
            score=min(victim.mentions[0].score for victim in dead),
        )
    ]


def _fates(index: DraftIndex, victim: Victim) -> set[CountKind]:
    """Return what the nearest words that tell of a fate say in each sentence of the victim."""
    fates: set[CountKind] = set()
    for mention in victim.mentions:
        sentence = index.sentences[index.sentence_number(mention.span)]
        words = split_words(index.text, sentence.start, sentence.end)
        verbs = find_verbs(index.text, sentence, words)
        at = mention.span.start
        near = min(verbs, key=lambda verb: abs(words[verb.start].start - at), default=None)
        fates.update(near.kinds if near else ())
    return fates
