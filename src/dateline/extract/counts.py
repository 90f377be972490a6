"""Counts: how many people were killed, injured, abducted, arrested or displaced.

Works sentence by sentence on the words alone: `count_words.toml` holds the verbs and nouns that
count and on which side of them the people stand, `people_phrases.py` reads the people,
`amounts.py` the numbers. What the rules decide:

- A total goes in, its parts do not: "14 people, including three children" is 14.
- People joined by "and" are added; "killed along with 13 others" adds whoever is killed with them.
- "killed and wounded 20" says nothing about either, so it gives no count.
- What is threatened, planned or only possible ("to kill 17", "could kill 17") is no count.
- "no one was killed" is 0 to 0 and asserted; "no casualties were reported" is no count at all.
- "about 40" is 40 to 40; families are a lower bound of the people in them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.extract.amounts import end_of_ages, find_ages, split_words
from dateline.extract.count_verbs import CountVerb, find_toll, find_verbs, has_verb
from dateline.extract.people_phrases import (
    JOINS,
    Group,
    Phrase,
    PhraseKind,
    add_bounds,
    add_up,
    find_phrases,
    load_count_words,
    load_lexicon,
)
from dateline.records.draft import Draft
from dateline.records.event import Count, CountKind
from dateline.records.mention import Mention, MentionKind
from dateline.records.span import Span

_CLAUSE_REACH_WORDS = 28
_ALONG_REACH_WORDS = 14
_FLED_AT_LEAST = 10
_WITH = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("alongside",))
_PEOPLE_KINDS = {MentionKind.PEOPLE, MentionKind.PERSON, MentionKind.GROUP, MentionKind.FORCE}
_APART = {("not", "including"), ("not", "counting"), ("apart", "from")}
_PARTS = {("among", "them"), ("of", "them"), ("of", "whom"), ("among", "whom"), ("one", "of")}


@dataclass(frozen=True, slots=True)
class CountStage:
    """Fills `draft.counts` with every count of people that the text states, in text order."""

    name: str = "counts"
    version: str = "1"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its counts."""
        for draft in drafts:
            counts = find_counts(draft.report.text, draft.sentences, draft.mentions)
            yield replace(draft, counts=counts)


def find_counts(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention] = ()
) -> tuple[Count, ...]:
    """Return every count of people that the sentences state, in text order.

    Args:
        text: the whole report; offsets count into it.
        sentences: what is read; words outside them are not.
        mentions: those of kind `person` let one named person count, all delimit who is counted.
    """
    found: list[Count] = []
    for sentence in sentences:
        if has_verb(text, sentence):
            found.extend(_Sentence(text, sentence, mentions).counts())
    return tuple(sorted(found, key=lambda count: (count.span, count.what)))


class _Sentence:
    """One sentence with its words, its verbs that count and its people phrases."""

    def __init__(self, text: str, span: Span, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.words = split_words(text, span.start, span.end)
        self.mentions = [m for m in mentions if span.covers(m.span)]
        self.verbs = find_verbs(text, span, self.words)
        self.ages = find_ages(self.words)
        stops = self.ages.union(*(range(verb.start, verb.end) for verb in self.verbs))
        persons = [m.span for m in self.mentions if m.kind is MentionKind.PERSON]
        names = frozenset(
            index
            for index, word in enumerate(self.words)
            if any(person.start <= word.start < person.end for person in persons)
        )
        self.phrases = find_phrases(self.words, stops, names)

    def counts(self) -> list[Count]:
        found: dict[tuple[CountKind, int, int], Count] = {}
        for verb in self.verbs:
            group = None if verb.unreal else self._group_of(verb)
            if not group or not self._is_count(verb, group):
                continue
            for kind in verb.kinds:
                found.setdefault((kind, group.start, group.end), self._count(kind, verb, group))
        return list(found.values())

    def _is_count(self, verb: CountVerb, group: Group) -> bool:
        if group.low == 0 and (verb.side == "counted" or group.high != 0):
            return False
        if verb.ambiguous and group.high != 0:
            return False
        between = self.words[group.end : verb.start]
        if group.high != 0 and any(word.lower in _grammar("negations") for word in between):
            return False
        if verb.side == "subject" and CountKind.DISPLACED in verb.kinds:
            attackers = load_lexicon().attackers
            who = {word.lower for word in self.words[group.start : group.end]}
            return (group.low or group.high or 0) >= _FLED_AT_LEAST and not who & attackers
        return True

    def _group_of(self, verb: CountVerb) -> Group | None:
        """Return the people that the verb counts, on the side where its class has them."""
        if verb.side == "toll":
            return self._toll(verb)
        if verb.side in ("nominal", "active"):
            return self._object(verb)
        if verb.side == "counted":
            return self._touching(verb.start, sure=False) or self._right(verb.end)
        after = self.words[verb.end].lower if verb.end < len(self.words) else "."
        if verb.side == "state":
            if after not in _grammar("after_passives") | load_lexicon().plural:
                return None  # "40 dead birds"
            if verb.start and self.words[verb.start - 1].lower == "the":
                return None  # "were among the dead"
            return self._touching(verb.start) or self._passive(verb)
        if verb.side == "subject" or self._auxiliary(verb) is not None:
            return self._passive(verb)
        if group := self._object(verb):
            return group
        if after in ("was", "were"):  # "also killed were two guards", not "those killed were"
            before = self.words[verb.start - 1].lower if verb.start else "also"
            if before == "also":
                return self._right(verb.end + 1)
        if after in load_lexicon().plural:  # "500 displaced residents"
            group = self._touching(verb.start)
            return group if group and group.body == group.end else None
        return self._touching(verb.start) if after in _grammar("after_passives") else None

    def _auxiliary(self, verb: CountVerb) -> int | None:
        """Return the index of the "was" that makes the verb passive."""
        for index in range(verb.start - 1, max(-1, verb.start - 5), -1):
            word = self.words[index].lower
            if word in _grammar("auxiliaries"):
                return index
            if not (
                word.endswith("ly") or word in _grammar("negations") or word in _grammar("adverbs")
            ):
                return None
        return None

    def _touching(self, at: int, *, sure: bool = True) -> Group | None:
        """Return the number that stands right before the index."""
        for index, phrase in enumerate(self.phrases):
            if phrase.end == at and phrase.kind is PhraseKind.NUMBER and not phrase.part:
                group = self._list_to(index)
                if phrase.sure:
                    return group
                return None if sure else replace(group, body=group.end)
        return None

    def _right(self, at: int) -> Group | None:
        """Return the people whose words begin at the index."""
        for index, phrase in enumerate(self.phrases):
            if phrase.start == at:
                group = self._list_from(index)
                alone = group.end == phrase.end and phrase.kind is PhraseKind.DEFINITE
                return group if phrase.sure and not alone and self._is_counted(group) else None
        return None

    def _object(self, verb: CountVerb) -> Group | None:
        """Return the people on the right, with those who shared their fate."""
        group = self._right(verb.end)
        along = self._along(verb)
        if not along or (group and group.end >= along.end):
            return group
        first = next((p for p in self.phrases if p.start == verb.end), None)
        if not group and not first:
            return None
        low, high = (group.low, group.high) if group else (1, first.high if first else None)
        return Group(
            add_bounds(low, along.low), add_bounds(high, along.high), verb.end, along.end, verb.end
        )

    def _is_counted(self, group: Group) -> bool:
        """Say whether somebody in the group is sure to be people: capital letters alone are not."""
        return any(
            phrase.kind is not PhraseKind.NAME and group.start <= phrase.start < group.end
            for phrase in self.phrases
        )

    def _passive(self, verb: CountVerb) -> Group | None:
        """Return the subject on the left, with those who shared its fate on the right."""
        subject = self._subject(verb)
        along = self._along(verb)
        if not along:
            return self._agreeing(subject, verb)
        if not subject:
            auxiliary = self._auxiliary(verb)
            alone = auxiliary is not None and self.words[auxiliary].lower in ("was", "is", "been")
            alone = alone or verb.side == "subject"
            subject = Group(1 if alone else 2, 1 if alone else None, along.start, 0, along.body)
        return Group(
            low=add_bounds(subject.low, along.low),
            high=add_bounds(subject.high, along.high),
            start=min(subject.start, along.start),
            end=along.end,
            body=along.start,
        )

    def _agreeing(self, subject: Group | None, verb: CountVerb) -> Group | None:
        """Return one person where "was" says so, at least two where "were" does."""
        auxiliary = self._auxiliary(verb)
        if not subject or auxiliary is None:
            return subject
        words = [word.lower for word in self.words[max(0, auxiliary - 1) : auxiliary + 1]]
        plural = words[-1] in ("were", "are") or words == ["have", "been"]
        if plural and subject.low == subject.high == 1:
            return replace(subject, low=2, high=None, body=subject.end)
        single = words[-1] in ("was", "is") or words == ["has", "been"]
        joined = self.words[subject.start : subject.end]
        summed = subject.body == subject.start and not any(w.lower == "with" for w in joined)
        if single and summed:  # "a writer and activist, Ana Lee, was …"
            return replace(subject, low=1, high=1)
        return subject

    def _subject(self, verb: CountVerb) -> Group | None:
        first = self._clause_start(verb.start)
        nearest = part = None
        for index, phrase in enumerate(self.phrases):
            if phrase.start < first or phrase.end > verb.start:
                continue
            if self._is_head(phrase) and self._reaches(phrase, verb):
                nearest = index
            part = phrase if phrase.part and phrase.end + 3 > verb.start else part
        if nearest is None:  # "two of them were killed", when nothing tells of the whole
            return add_up([part]) if part else None
        for index in range(len(self.phrases)):
            phrase = self.phrases[index]
            if phrase.start >= first and index < nearest and not self._is_inside(phrase):
                group = self._list_from(index)
                if group.end >= self.phrases[nearest].end:
                    return group
        phrase = self.phrases[nearest]
        if phrase.kind is PhraseKind.DEFINITE:
            return None
        return self._list_from(nearest)

    def _clause_start(self, at: int) -> int:
        taken = max((verb.end for verb in self.verbs if verb.end <= at), default=0)
        index = at - 1
        while index >= max(taken, at - _CLAUSE_REACH_WORDS):
            word = self.words[index].lower
            if word == ")":  # what stands in brackets does not end the clause
                index = max((i for i in range(index) if self.words[i].lower == "("), default=0)
            elif word in _grammar("boundaries") and not self._is_date(index + 1):
                return index + 1
            index -= 1
        return max(taken, at - _CLAUSE_REACH_WORDS, 0)

    def _is_date(self, index: int) -> bool:
        """Say whether a day follows ("since Saturday"), so that no clause begins here."""
        word = self.words[index].lower if index < len(self.words) else ""
        return self.words[index - 1].lower in ("since", "after", "before", "until") and (
            word.endswith("day") or word.isdecimal()
        )

    def _is_head(self, phrase: Phrase) -> bool:
        """Say whether the phrase can be what the clause is about, not a part or a detail of it."""
        if phrase.part or not phrase.sure or phrase.kind is PhraseKind.NAME:
            return False
        if phrase.kind is PhraseKind.DEFINITE:
            return False
        return not self._is_inside(phrase)

    def _is_inside(self, phrase: Phrase) -> bool:
        before = [word.lower for word in self.words[max(0, phrase.start - 2) : phrase.start]]
        if not before or tuple(before[-2:]) in _WITH:
            return False
        return before[-1] in _grammar("prepositions") or tuple(before) in _PARTS

    def _reaches(self, phrase: Phrase, verb: CountVerb) -> bool:
        """Say whether the verb can be about the phrase.

        A bare number has to stand close to it, and "who" right after a name is about the name.
        """
        for index in range(phrase.end + 1, verb.start):
            if self.words[index].lower == "who":
                name = self.words[index - 1 - (self.words[index - 1].lower == ",")]
                if name.start >= self.words[phrase.end].start and name.text[0].isupper():
                    return False
        if phrase.kind is not PhraseKind.NUMBER or phrase.body < phrase.end:
            return True
        small = _grammar("auxiliaries") | _grammar("adverbs") | _grammar("negations")
        between = [word.lower for word in self.words[phrase.end : verb.start]]
        return all(
            word in small or word.endswith("ly") or word in ("have", "has", "had")
            for word in between
        )

    def _along(self, verb: CountVerb) -> Group | None:
        for index in range(verb.end, min(len(self.words), verb.end + _ALONG_REACH_WORDS)):
            word = self.words[index].lower
            if word in (".", ";", ":") or any(v.start == index for v in self.verbs):
                return None
            for phrase in _WITH:
                if tuple(w.lower for w in self.words[index : index + len(phrase)]) == phrase:
                    return self._right(index + len(phrase))
        return None

    def _list_from(self, index: int) -> Group:
        """Add up the people joined to the phrase by commas and "and"."""
        items = [self.phrases[index]]
        joined = 1  # how many items stand before the last "and"
        for phrase in self.phrases[index + 1 :]:
            end = end_of_ages(self.words, items[-1].end, self.ages)
            gap = tuple(word.lower for word in self.words[end : phrase.start])
            if gap not in JOINS or phrase.part or self._has_own_verb(phrase):
                break
            items.append(phrase)
            if gap != (",",):
                joined = len(items)
        return add_up(items[:joined])

    def _list_to(self, index: int) -> Group:
        """Add up the list that ends with the phrase, "and" before it included."""
        end = self.phrases[index].end
        lists = (self._list_from(first) for first in range(max(0, index - 3), index))
        return next((group for group in lists if group.end == end), add_up([self.phrases[index]]))

    def _has_own_verb(self, phrase: Phrase) -> bool:
        return phrase.kind is PhraseKind.NUMBER and any(
            verb.start == phrase.end and verb.side == "past" and self._auxiliary(verb) is None
            for verb in self.verbs
        )

    def _toll(self, verb: CountVerb) -> Group | None:
        toll = find_toll(self.words, verb.end, frozenset(other.start for other in self.verbs))
        return Group(toll.low, toll.high, toll.start, toll.end, toll.end) if toll else None

    def _count(self, kind: CountKind, verb: CountVerb, group: Group) -> Count:
        start = min(self.words[group.start].start, self.words[verb.start].start)
        end = max(self.words[group.end - 1].end, self.words[verb.end - 1].end)
        whom = None
        if group.body < group.end and verb.side != "toll":
            first, tail = self.words[group.body].start, self.words[group.end - 1].end
            limit = self.words[verb.start].start if group.end <= verb.start else len(self.text)
            for mention in self.mentions:
                if mention.kind in _PEOPLE_KINDS and first <= mention.span.start < tail:
                    tail = max(tail, min(mention.span.end, limit))
            whom, end = self.text[first:tail].strip(), max(end, tail)
        return Count(
            what=kind,
            low=group.low,
            high=group.high,
            whom=re.sub(r"\s+", " ", whom) if whom else None,
            span=Span(start, end),
            includes_attackers=self._includes_attackers(verb, group),
        )

    def _includes_attackers(self, verb: CountVerb, group: Group) -> bool | None:
        attackers = load_lexicon().attackers
        counted = {word.lower for word in self.words[group.start : group.end]}
        if counted & attackers - {"gunman", "gunmen"}:  # gunmen who are shot need not be attackers
            return True
        for start in sorted({group.end, max(group.end, verb.end)}):
            tail = [word.lower for word in self.words[start : start + 9]]
            if tail[:1] in ([","], ["("]):
                tail = tail[1:]
            if attackers & set(tail[:8]):
                if tail[0] in ("including", "among"):
                    return True
                if tail[0] in ("excluding", "besides") or tuple(tail[:2]) in _APART:
                    return False
        return None


@cache
def _grammar(name: str) -> frozenset[str]:
    return frozenset(load_count_words()["grammar"][name])
