"""Headlines: one person without an article, as in "Soldier killed, two injured in Poonch"."""

from collections.abc import Sequence

from dateline.extract.number_words import MONTHS, Word
from dateline.extract.people_lists import Group
from dateline.extract.people_words import load_lexicon

_REACH_WORDS = 4
_NOT_BEFORE_A_HEAD = frozenset(
    """
    the a an this that every each no any his her its their one two in on at by of for to from with
    and or but who is was were are as than more about after before when if
    """.split()
)


def find_bare_person(words: Sequence[Word], at: int, clause_ends: frozenset[int]) -> Group | None:
    """Return the one person whose words, without an article, end at `at` and open the clause.

    Args:
        words: the sentence.
        at: the index of the verb.
        clause_ends: where clauses and people before end, after which a comma opens another.
    """
    if not at or words[at - 1].lower not in load_lexicon().singular:
        return None
    start = at - 1
    while start > max(0, at - _REACH_WORDS) and _is_modifier(words[start - 1]):
        start -= 1
    opens = start == 0 or words[start - 1].text in ":\u2013\u2014" or (
        words[start - 1].lower in (",", ";", "and") and start - 1 in clause_ends
    )  # fmt: skip
    return Group(1, 1, start, at, start) if opens else None


def _is_modifier(word: Word) -> bool:
    return (
        word.text[0].isalnum()
        and not word.text.isdecimal()
        and word.lower not in _NOT_BEFORE_A_HEAD
        and word.lower not in MONTHS
        and not word.lower.endswith(("ed", "ly"))
        and word.lower not in load_lexicon().plural
    )
