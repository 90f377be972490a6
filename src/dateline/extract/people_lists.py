"""People joined to one list: "nine soldiers, five policemen and three civilians"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.extract.amounts import end_of_ages
from dateline.extract.number_words import Word
from dateline.extract.people_phrases import Phrase, PhraseKind

# the words between two people that make them a list
_OFFICE_WORDS = 4
JOINS = {
    ("and",), (",",), (",", "and"), ("&",), ("as", "well", "as"), (",", "as", "well", "as"),
    ("along", "with"), (",", "along", "with"), ("together", "with"), (",", "together", "with"),
    ("and", "also"), ("plus",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """People added up, over `words[start:end]`; `body` is where the words of who they are begin."""

    low: int | None
    high: int | None
    start: int
    end: int
    body: int


def list_from(
    words: Sequence[Word], phrases: Sequence[Phrase], ages: frozenset[int], alone: frozenset[int]
) -> Group:
    """Return the people of the first phrase and of those joined to it by commas and "and".

    Args:
        words: the sentence.
        phrases: the first phrase and all that follow it.
        ages: indexes of numbers that tell an age.
        alone: where phrases begin that have a verb of their own, which ends the list.
    """
    items = [phrases[0]]
    joined = 1  # how many items stand before the last "and"
    for phrase in phrases[1:]:
        end = end_of_ages(words, items[-1].end, ages)
        gap = tuple(word.lower for word in words[_end_of_office(words, end) : phrase.start])
        if gap not in JOINS or phrase.part or phrase.start in alone:
            break
        items.append(phrase)
        if gap != (",",):
            joined = len(items)
    return add_up(items[:joined])


def _end_of_office(words: Sequence[Word], at: int) -> int:
    """Return the index after "of the party" behind "the chairman", where "and" follows."""
    if at >= len(words) or words[at].lower != "of":
        return at
    for end in range(at + 2, min(len(words), at + 1 + _OFFICE_WORDS)):
        if words[end].lower == "and":
            return end
        if not words[end].text[0].isalpha():
            return at
    return at


def add_up(phrases: Sequence[Phrase]) -> Group:
    """Return the people of phrases that are joined to one list, in order.

    Appositions count nobody, and where the first phrase is the sum of the others ("four people, a
    doctor and three nurses") it is the total.
    """
    items = _without_appositions(list(phrases))
    first = items[0]
    total = len(items) > 2 and first.low == sum(item.low or 0 for item in items[1:])
    if len(items) == 1 or total:
        return Group(first.low, first.high, first.start, first.end, first.body)
    group = Group(first.low, first.high, first.start, items[-1].end, first.start)
    for item in items[1:]:
        low, high = add_bounds(group.low, item.low), add_bounds(group.high, item.high)
        group = replace(group, low=low, high=high)
    return group


def add_bounds(left: int | None, right: int | None) -> int | None:
    """Return the sum, or null where one of the bounds is not known."""
    return None if left is None or right is None else left + right


def _without_appositions(items: list[Phrase]) -> list[Phrase]:
    """Drop "a journalist" after a name: it says who the name is and counts nobody else."""
    kept = items[:1]
    for before, item in pairwise(items):
        name = before.kind in (PhraseKind.NAME, PhraseKind.ONE) and before.body == before.start
        touching = item.start == before.end + 1 and item is not items[-1]
        if not (name and touching and item.kind is PhraseKind.ONE and item.body > item.start):
            kept.append(item)
    return kept
