"""Attackers in a number of people: counted with the others, left out, or not told."""

from collections.abc import Sequence
from itertools import pairwise

from dateline.extract.number_words import Word
from dateline.extract.people_lists import Group
from dateline.extract.people_words import load_lexicon

_REACH_WORDS = 14
_NAMED_WITHIN_WORDS = 7
_GUNMEN = frozenset({"gunman", "gunmen"})  # who are shot need not be attackers
_ENDS = frozenset({".", ";", ":", "\u201c", "!", "?", "but", "while", "when"})
_APART = {
    ("excluding",), ("besides",), ("not", "including"), ("not", "counting"), ("apart", "from"),
    ("aside", "from"), ("other", "than"), ("in", "addition", "to"), ("without", "counting"),
}  # fmt: skip
_APART_STARTS = frozenset(phrase[0] for phrase in _APART)


def includes_attackers(
    words: Sequence[Word], group: Group, verb_end: int, stops: frozenset[int]
) -> bool | None:
    """Return whether the group counts attackers, null where the words do not say.

    Args:
        words: the sentence.
        group: the people who are counted.
        verb_end: the index after the verb that counts them.
        stops: where other verbs that count begin, which end what is said of the group.
    """
    attackers = load_lexicon().attackers
    counted = [word.lower for word in words[group.start : group.end]]
    if set(counted) & attackers - _GUNMEN:
        return True
    summed = group.body == group.start and len(counted) > 2
    if summed and any(pair[0] == "the" and pair[1] in _GUNMEN for pair in pairwise(counted)):
        return True
    for start in sorted({group.end, max(group.end, verb_end)}):
        if (told := _told_after(words, start, stops)) is not None:
            return told
    return None


def _told_after(words: Sequence[Word], start: int, stops: frozenset[int]) -> bool | None:
    """Read "including the bomber" and "not counting the two bombers" from `start` on."""
    last = min(len(words), start + _REACH_WORDS)
    for index in range(start, last):
        word = words[index].lower
        if word in _ENDS or index in stops:
            return None
        apart = word in _APART_STARTS and any(
            tuple(w.lower for w in words[index : index + len(phrase)]) == phrase
            for phrase in _APART
        )
        if apart or word == "including" or (word == "among" and index <= start + 1):
            tail = {w.lower for w in words[index + 1 : index + 1 + _NAMED_WITHIN_WORDS]}
            return None if tail.isdisjoint(load_lexicon().attackers) else not apart
    return None
