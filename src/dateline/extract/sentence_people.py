"""The people of one sentence: its verbs that count, its people phrases, and how they stand.

What is asked here is grammar: where a clause begins, what a "was" belongs to, whether people are
the subject of a clause or a detail of it. How many a verb counts is decided in `counts.py`.
"""

from collections.abc import Sequence
from functools import cache

from dateline.extract.amounts import find_ages
from dateline.extract.count_verbs import CountVerb, find_verbs
from dateline.extract.number_words import split_words
from dateline.extract.people_lists import JOINS, Group, add_up, list_from
from dateline.extract.people_phrases import Phrase, PhraseKind, find_phrases
from dateline.extract.people_words import load_count_words
from dateline.records.mention import Mention, MentionKind
from dateline.records.span import Span

WITH = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("alongside",))
_CLAUSE_REACH_WORDS = 28
_PARTS = {("among", "them"), ("of", "them"), ("of", "whom"), ("among", "whom"), ("one", "of")}


class SentencePeople:
    """One sentence with its words, its verbs that count and its people phrases."""

    def __init__(self, text: str, span: Span, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.words = split_words(text, span.start, span.end)
        self.mentions = [m for m in mentions if span.covers(m.span)]
        self.verbs = find_verbs(text, span, self.words)
        self.starts = frozenset(verb.start for verb in self.verbs)
        self.ages = find_ages(self.words)
        stops = self.ages.union(*(range(verb.start, verb.end) for verb in self.verbs))
        persons = [m.span for m in self.mentions if m.kind is MentionKind.PERSON]
        names = frozenset(
            index
            for index, word in enumerate(self.words)
            if any(person.start <= word.start < person.end for person in persons)
        )
        self.phrases = find_phrases(self.words, stops, names)
        bare = {v.start for v in self.verbs if v.side == "past" and self.find_auxiliary(v) is None}
        self.alone = frozenset(
            phrase.start
            for phrase in self.phrases
            if phrase.kind is PhraseKind.NUMBER and phrase.end in bare
        )

    def find_auxiliary(self, verb: CountVerb) -> int | None:
        """Return the index of the "was" that makes the verb passive."""
        for index in range(verb.start - 1, max(-1, verb.start - 5), -1):
            word = self.words[index].lower
            if word in grammar_words("auxiliaries"):
                return index
            if not (
                word.endswith("ly")
                or word in grammar_words("negations")
                or word in grammar_words("adverbs")
            ):
                return None
        return None

    def list_from(self, index: int) -> Group:
        """Add up the people joined to the phrase by commas and "and"."""
        return list_from(self.words, self.phrases[index:], self.ages, self.alone)

    def list_to(self, index: int) -> Group:
        """Add up the list that ends with the phrase, "and" before it included."""
        end = self.phrases[index].end
        lists = (self.list_from(first) for first in range(max(0, index - 3), index))
        return next((group for group in lists if group.end == end), add_up([self.phrases[index]]))

    def clause_start(self, at: int) -> int:
        """Return the index where the clause of the word at `at` begins."""
        taken = max((verb.end for verb in self.verbs if verb.end <= at), default=0)
        index = at - 1
        while index >= max(taken, at - _CLAUSE_REACH_WORDS):
            word = self.words[index].lower
            if word == ")":  # what stands in brackets does not end the clause
                index = max((i for i in range(index) if self.words[i].lower == "("), default=0)
            elif word in grammar_words("boundaries") and not self._is_date(index + 1):
                return index + 1
            index -= 1
        return max(taken, at - _CLAUSE_REACH_WORDS, 0)

    def is_head(self, phrase: Phrase) -> bool:
        """Say whether the phrase can be what the clause is about, not a part or a detail of it."""
        if phrase.part or not phrase.sure or phrase.kind is PhraseKind.NAME:
            return False
        if phrase.kind is PhraseKind.DEFINITE:
            return False
        return not self.is_inside(phrase)

    def is_of_them(self, phrase: Phrase) -> bool:
        """Say whether "of whom" stands before a bare number, as in "of whom four later died"."""
        before = tuple(word.lower for word in self.words[max(0, phrase.start - 2) : phrase.start])
        return phrase.kind is PhraseKind.NUMBER and phrase.body == phrase.end and before in _PARTS

    def is_inside(self, phrase: Phrase) -> bool:
        """Say whether the people are a part or a detail: "of whom two", "with four guards"."""
        before = [word.lower for word in self.words[max(0, phrase.start - 2) : phrase.start]]
        if not before or tuple(before[-2:]) in WITH:
            return False
        if before[-1] in grammar_words("prepositions") or tuple(before) in _PARTS:
            return True
        return before[-1] == "not" or self._is_listed_inside(phrase)

    def reaches(self, phrase: Phrase, verb: CountVerb) -> bool:
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
        small = grammar_words("auxiliaries") | grammar_words("adverbs") | grammar_words("negations")
        between = [word.lower for word in self.words[phrase.end : verb.start]]
        return all(
            word in small or word.endswith("ly") or word in ("have", "has", "had")
            for word in between
        )

    def _is_listed_inside(self, phrase: Phrase) -> bool:
        """Say whether the phrase is a further part: the men of "including a boy and two men"."""
        at = phrase.start
        for other in reversed(self.phrases):
            if other.end > at:
                continue
            if tuple(word.lower for word in self.words[other.end : at]) not in JOINS:
                return False
            at = other.start
            before = tuple(word.lower for word in self.words[max(0, at - 2) : at])
            if before[-1:] == ("including",) or before in _PARTS:
                return True
        return False

    def _is_date(self, index: int) -> bool:
        """Say whether a day follows ("since Saturday"), so that no clause begins here."""
        word = self.words[index].lower if index < len(self.words) else ""
        return self.words[index - 1].lower in ("since", "after", "before", "until") and (
            word.endswith("day") or word.isdecimal()
        )


@cache
def grammar_words(name: str) -> frozenset[str]:
    """Return one list of function words of `count_words.toml`."""
    return frozenset(load_count_words()["grammar"][name])
