"""Counts by rules: how many people the words of a sentence say were killed, injured, ….

Works sentence by sentence on the words alone: `count_words.toml` holds the verbs and nouns that
count and on which side of them the people stand, `people_phrases.py` reads the people,
`amounts.py` the numbers. What the rules decide:

- A total goes in, its parts do not: "14 people, including three children" is 14.
- People joined by "and" are added; "killed along with 13 others" adds whoever is killed with them.
- "killed and wounded 20" says nothing about either, so it gives no count.
- What is threatened, planned or only possible ("to kill 17", "could kill 17") is no count.
- "no one was killed" is 0 to 0 and asserted; "no casualties were reported" is no count at all.
- "about 40" is 40 to 40; families are a lower bound of the people in them.
- A figure since corrected is no count: "revised to 15 from 12", "not 20 as reported earlier", nor
  one that the report tells as gone by: "had put the toll at 12", "early reports spoke of three".
- Who is treated, in hospital, tortured, beaten or raped is injured; who shelters or has left the
  village is displaced.
- "Seized", "took", "held" and "lost" count only people, and only where the sentence says by whom.
- "neutralised" (killed, wounded or captured), "casualties" and "captured" say nothing certain.
- "40,000 killed since 2009" is a count like any other: which event it belongs to is not known here.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.amounts import Amount, read_amount
from dateline.extract.count_attackers import includes_attackers
from dateline.extract.count_headlines import find_bare_person
from dateline.extract.count_tolls import (
    find_revision,
    find_risen,
    find_toll,
    find_toll_before,
    is_superseded,
)
from dateline.extract.count_verbs import CountVerb, has_verb
from dateline.extract.people_lists import Group, add_bounds, add_up
from dateline.extract.people_phrases import PhraseKind, end_of_more
from dateline.extract.people_words import load_count_words, load_lexicon
from dateline.extract.sentence_people import WITH, SentencePeople, grammar_words
from dateline.records.event import Count, CountKind
from dateline.records.mention import Mention, MentionKind
from dateline.records.span import Span

_ALONG_REACH_WORDS = 14
_BROUGHT_REACH_WORDS = 14
_SINGLE = frozenset({PhraseKind.ONE, PhraseKind.KIN, PhraseKind.DEFINITE})
_HITS = frozenset({"to", "at", "hit", "hits", "reaches", "tops"})
_TOLL_ENDS = frozenset({"at", "are"})
_FLED_AT_LEAST = 10
_CLOSING = frozenset({'"', "\u201d", "\u2019"})
_FLED_FROM_WORDS = 4
_WITH_STARTS = frozenset(phrase[0] for phrase in WITH)
_PEOPLE_KINDS = {MentionKind.PEOPLE, MentionKind.PERSON, MentionKind.GROUP, MentionKind.FORCE}


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


class _Sentence(SentencePeople):
    """One sentence, and how many people each of its verbs counts."""

    def counts(self) -> list[Count]:
        found: dict[tuple[CountKind, int, int], Count] = {}
        for verb in self.verbs:
            group = None if verb.unreal else self._group_of(verb)
            if not group or not self._is_count(verb, group):
                continue
            if revised := find_revision(self.words, group.start, max(group.end, verb.end)):
                group = replace(group, low=revised.low, high=revised.high)
            elif is_superseded(self.words, group.start):
                continue
            if group.low and end_of_more(self.words, max(group.end, verb.end)):
                group = replace(group, high=None)  # "four dead, perhaps more"
            for kind in verb.kinds:
                found.setdefault((kind, group.start, group.end), self._count(kind, verb, group))
        return list(found.values())

    def _is_count(self, verb: CountVerb, group: Group) -> bool:
        if group.low is None and group.high is None:  # "up to dozens"
            return False
        if group.low == 0 and (verb.side == "counted" or group.high != 0):
            return False
        if (verb.ambiguous and group.high != 0) or not self._is_of_people(verb, group):
            return False
        if CountKind.INJURED in verb.kinds and self._is_of_injured(group):
            return False
        if group.high != 0 and self._is_negated(group.end, verb.start):
            return False
        if verb.side == "subject" and CountKind.DISPLACED in verb.kinds:
            attackers = load_lexicon().attackers
            who = {word.lower for word in self.words[group.start : group.end]}
            after = {word.lower for word in self.words[verb.end : verb.end + _FLED_FROM_WORDS]}
            if who & grammar_words("escapees") or after & grammar_words("escaped_from"):
                return False
            return (group.low or group.high or 0) >= _FLED_AT_LEAST and not who & attackers
        return True

    def _is_of_injured(self, group: Group) -> bool:
        """Say whether they are "two of the injured", who have been counted."""
        said = [word.lower for word in self.words[group.body : group.body + 3]]
        return said[:2] == ["of", "the"] and said[2:] in (["injured"], ["wounded"], ["hurt"])

    def _is_of_people(self, verb: CountVerb, group: Group) -> bool:
        """Say whether a verb of many meanings ("seized", "lost") has people for its object."""
        said = " ".join(word.lower for word in self.words[verb.start : verb.end])
        only = load_count_words()["people_only"]
        if said not in only["verbs"]:
            return True
        nouns = load_lexicon().plural | load_lexicon().singular
        return any(
            group.start <= phrase.start < group.end
            and (
                any(word.lower in nouns for word in self.words[phrase.start : phrase.end])
                or ((phrase.part or phrase.body == phrase.end) and said not in only["nouns"])
            )
            for phrase in self.phrases
        )

    def _is_negated(self, start: int, end: int) -> bool:
        """Say whether a "not" between takes the verb back; "not 20" only corrects a number."""
        numbers = {phrase.start for phrase in self.phrases if phrase.kind is PhraseKind.NUMBER}
        between = [word.lower for word in self.words[start:end]]
        for index, word in enumerate(between):
            if word not in grammar_words("negations") or start + index + 1 in numbers:
                continue
            aside = "," in between[index:] and {"who", "which"} & set(between[:index])
            apart = between[index + 1 : index + 2] in (["counting"], ["including"])
            if not aside and not apart:  # unlike "two fighters, who are not in that figure, were"
                return True
        return False

    def _group_of(self, verb: CountVerb) -> Group | None:
        """Return the people that the verb counts, on the side where its class has them."""
        if verb.side == "toll":
            before = find_toll_before(self.words, verb.start)
            if self.words[verb.end - 1].lower in _TOLL_ENDS:  # "put the wounded at 17"
                return self._toll(read_amount(self.words, verb.end))
            return self._toll(before or find_toll(self.words, verb.end, self.starts))
        if verb.side in ("nominal", "active"):
            return self._object(verb)
        if verb.side == "outcome":
            return self._touching(verb.start, also=_SINGLE) or self._brought(verb)
        if verb.side == "counted":
            return (
                self._touching(verb.start, sure=False)
                or self._right(verb.end)
                or self._toll(find_risen(self.words, verb.end, self.starts))
            )
        after = self.words[verb.end].lower if verb.end < len(self.words) else "."
        if verb.side == "state":
            if after not in grammar_words("after_passives") | load_lexicon().plural:
                return None  # "40 dead birds"
            if verb.start and self.words[verb.start - 1].lower == "the":
                return None  # "were among the dead"
            quoted = verb.start and self.words[verb.start - 1].text in _CLOSING
            return (
                self._touching(verb.start - bool(quoted))
                or self._left(verb.start)
                or self._passive(verb)
            )
        if verb.side == "subject" or self.find_auxiliary(verb) is not None:
            return self._passive(verb)
        return self._past(verb, after)

    def _past(self, verb: CountVerb, after: str) -> Group | None:
        """Return the people of a past form without "was": its object, or those right before it."""
        if group := self._object(verb):
            return group
        if after in ("was", "were"):  # "also killed were two guards", not "those killed were"
            before = self.words[verb.start - 1].lower if verb.start else "also"
            if before == "also":
                return self._right(verb.end + 1)
        if after in load_lexicon().plural:  # "500 displaced residents"
            group = self._touching(verb.start)
            return group if group and group.body == group.end else None
        if after not in grammar_words("after_passives"):
            return None
        at = verb.start
        while at and self.words[at - 1].lower.endswith("ly"):  # "12 critically injured"
            at -= 1
        if group := self._touching(at) or self._bare(verb) or self._left(at):
            return group
        return self._touching(at, also=_SINGLE) if self._elides(at) else None

    def _left(self, at: int) -> Group | None:
        """Return the people of "left the driver and a guard wounded"; "wounded" is at `at`."""
        group = self._touching(at, also=_SINGLE)
        if not group or not group.start:
            return None
        return group if self.words[group.start - 1].lower in grammar_words("leaves") else None

    def _brought(self, verb: CountVerb) -> Group | None:
        """Return the people of "took 64 workers of the outfit into custody"."""
        for at in range(verb.start - 1, max(-1, verb.start - _BROUGHT_REACH_WORDS), -1):
            if self.words[at].lower in grammar_words("brings"):
                return self._right(at + 1)
            if self.words[at].lower in grammar_words("boundaries") or at in self.starts:
                return None
        return None

    def _elides(self, at: int) -> bool:
        """Say whether a "was" is left out: "a man was killed and his wife injured"."""
        for phrase in self.phrases:
            if phrase.end == at and phrase.low == 1 and phrase.start:
                joined = self.words[phrase.start - 1].lower in ("and", ",", "while", "but")
                before = [other for other in self.verbs if other.end <= phrase.start]
                return joined and bool(before) and self.find_auxiliary(before[-1]) is not None
        return False

    def _bare(self, verb: CountVerb) -> Group | None:
        """Return the one person of a headline, with those before: "2 rebels, soldier killed"."""
        before = {
            phrase.end: index
            for index, phrase in enumerate(self.phrases)
            if phrase.kind in (PhraseKind.NUMBER, PhraseKind.ONE) and not self.is_inside(phrase)
        }
        ends = frozenset(other.end for other in self.verbs)
        person = find_bare_person(self.words, verb.start, ends | before.keys())
        if not person or person.start - 1 not in before:
            return person
        number = self.phrases[before[person.start - 1]]
        is_toll = number.body == number.end and self.words[number.start - 1].lower in _HITS
        if number.start and is_toll:  # "toll hits seven, driver nabbed"
            return person
        group = self.list_to(before[person.start - 1])
        high = add_bounds(group.high, 1)
        return Group(add_bounds(group.low, 1), high, group.start, person.end, group.start)

    def _touching(
        self, at: int, *, sure: bool = True, also: frozenset[PhraseKind] = frozenset()
    ) -> Group | None:
        """Return the number, or the people of the kinds in `also`, right before the index."""
        kinds = {PhraseKind.NUMBER, *also}
        for index, phrase in enumerate(self.phrases):
            if phrase.end == at and phrase.kind in kinds and not phrase.part:
                group = self.list_to(index)
                if phrase.sure:
                    return group
                return None if sure else replace(group, body=group.end)
        return None

    def _right(self, at: int) -> Group | None:
        """Return the people whose words begin at the index."""
        for index, phrase in enumerate(self.phrases):
            if phrase.start == at:
                group = self.list_from(index)
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
            auxiliary = self.find_auxiliary(verb)
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
        auxiliary = self.find_auxiliary(verb)
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
        first = self.clause_start(verb.start)
        nearest = part = None
        for index, phrase in enumerate(self.phrases):
            if phrase.start < first or phrase.end > verb.start:
                continue
            if self.is_head(phrase) and self.reaches(phrase, verb):
                nearest = index
            is_part = phrase.part or self.is_of_them(phrase)
            part = phrase if is_part and phrase.end + 3 > verb.start else part
        if part and self._whole_is_told(verb):
            part = None
        if nearest is None:  # "two of them were killed", when nothing tells of the whole
            return add_up([part]) if part else None
        for index in range(len(self.phrases)):
            phrase = self.phrases[index]
            if phrase.start >= first and index < nearest and not self.is_inside(phrase):
                group = self.list_from(index)
                if group.end >= self.phrases[nearest].end:
                    return group
        phrase = self.phrases[nearest]
        if phrase.kind is PhraseKind.DEFINITE:
            return None
        return self.list_from(nearest)

    def _whole_is_told(self, verb: CountVerb) -> bool:
        """Say whether the verb before counts the same: "12 were killed, two of them died later"."""
        before = [other for other in self.verbs if other.end <= verb.start]
        return bool(before) and not set(before[-1].kinds).isdisjoint(verb.kinds)

    def _along(self, verb: CountVerb) -> Group | None:
        for index in range(verb.end, min(len(self.words), verb.end + _ALONG_REACH_WORDS)):
            word = self.words[index].lower
            if word in (".", ";", ":") or any(v.start == index for v in self.verbs):
                return None
            for phrase in WITH if word in _WITH_STARTS else ():
                if tuple(w.lower for w in self.words[index : index + len(phrase)]) == phrase:
                    return self._right(index + len(phrase))
        return None

    def _toll(self, toll: Amount | None) -> Group | None:
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
            includes_attackers=includes_attackers(self.words, group, verb.end, self.starts),
        )
