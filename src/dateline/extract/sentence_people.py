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
_BEFORE_THAT = frozenset({"in", "of", "from", "at", "after", "on", "with"})  # "in that figure"
_LED_TO_WHO = frozenset({"of", "for", "on", "to", "with"})
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
            if persons and any(person.start <= word.start < person.end for person in persons)
        )
        self.asides = self._find_asides()
        self.phrases = find_phrases(self.words, stops, names) if self.verbs else []
        bare = {v.start for v in self.verbs if v.side == "past" and self.find_auxiliary(v) is None}
        self.alone = frozenset(
            phrase.start
            for before, phrase in zip([None, *self.phrases], self.phrases, strict=False)
            if phrase.kind is PhraseKind.NUMBER
            and (phrase.end in bare or self._is_after_name(before, phrase))
        )

    def _is_after_name(self, before: Phrase | None, phrase: Phrase) -> bool:
        """Say whether a bare number has its own "were": "alias Tufan, and 29 were wounded"."""
        after = self.words[phrase.end].lower if phrase.end < len(self.words) else "."
        named = before is not None and before.kind is PhraseKind.NAME
        return named and phrase.body == phrase.end and after in grammar_words("auxiliaries")

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
            elif (
                word in grammar_words("boundaries")
                and not self._is_date(index + 1)
                and not (word == "if" and self.words[index + 1].lower == "not")  # ", if not more,"
                and not (word == "that" and self.words[index - 1].lower in _BEFORE_THAT)
            ):
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
        if not before or tuple(before[-2:]) in WITH or self._is_named_among(phrase):
            return False
        if any(phrase.start in range_ for range_ in self.asides):
            return True
        if before[-1] in _LED_TO_WHO and self._is_told_by_who(phrase):
            return False
        if before[-1] in grammar_words("prepositions") or tuple(before) in _PARTS:
            return True
        return before[-1] == "not" or self._is_listed_inside(phrase)

    def _is_named_among(self, phrase: Phrase) -> bool:
        """Say whether somebody "was among 30 pupils" or "is one of five people": they count."""
        before = [word.lower for word in self.words[max(0, phrase.start - 3) : phrase.start]]
        is_among = before[-2:-1] if before[-1:] == ["among"] else before[:1]
        if before[-1:] != ["among"] and before[1:] != ["one", "of"]:
            return False
        return bool(set(is_among) & grammar_words("auxiliaries"))

    def _is_told_by_who(self, phrase: Phrase) -> bool:
        """Say whether "who were" follows a number: "we know of some thirty who were hurt"."""
        after = [word.lower for word in self.words[phrase.end : phrase.end + 2]]
        is_number = phrase.kind is PhraseKind.NUMBER and after[:1] == ["who"]
        return is_number and bool(set(after) & (grammar_words("auxiliaries") | {"had", "have"}))

    def _find_asides(self) -> list[range]:
        """Return what stands between commas from ", including" or ", among them" to a verb."""
        asides = []
        for index in range(1, len(self.words) - 1):
            if self.words[index - 1].text != ",":
                continue
            signs = [word.lower for word in self.words[index : index + 2]]
            if signs[0] != "including" and signs != ["among", "them"]:
                continue
            verb = next((v for v in self.verbs if v.start > index), None)
            last = None if verb is None else self.find_auxiliary(verb)
            end = verb.start if verb and last is None else last
            while end and self.words[end - 1].lower in ("has", "have", "had"):
                end -= 1
            if end and self.words[end - 1].text == ",":
                asides.append(range(index, end))
        return asides

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
        first = phrase.end + self._is_told_by_who(phrase)
        between = [word.lower for word in self.words[first : verb.start]]
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
