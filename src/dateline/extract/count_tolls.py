"""Tolls: the number that a death toll has come to, and the numbers it has left behind.

A toll that is told as an earlier one ("up from an earlier count of 12", "earlier reports had put
the toll at 12") counts nobody: what it was corrected to does.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dateline.extract.amounts import Amount, read_amount
from dateline.extract.number_words import Word
from dateline.extract.people_words import load_count_words

_TOLL_REACH_WORDS = 20
_BEFORE_REACH_WORDS = 10
_REVISION_REACH_WORDS = 9
_ENDS = frozenset({".", ";", "\u201c", "!", "?"})
_MONEY = frozenset({"rs", "usd", "$", "\u20ac", "\u00a3", "aed", "ngn", "ksh"})


def find_toll(words: Sequence[Word], at: int, stops: frozenset[int]) -> Amount | None:
    """Return the number that a toll rose to or stands at, read from `at` on.

    Args:
        words: the sentence.
        at: the index after "death toll".
        stops: indexes of other verbs that count, where the toll's clause ends.
    """
    cues, above = _words("toll_cues"), _words("toll_above")
    best: Amount | None = None
    index, last = at, min(len(words), at + _TOLL_REACH_WORDS)
    while index < last and index not in stops and words[index].lower not in _ENDS:
        amount = None if words[index - 1].lower in _MONEY else read_amount(words, index)
        if not amount:
            index += 1
            continue
        before = words[index - 1].lower
        if amount.high != amount.low and {"from", "by"} & {before, words[index].lower}:
            best = replace(amount, low=amount.high)  # "from 22 to 30", "by 3 to 17"
        elif (
            before in cues
            and not {"not", "longer"} & {word.lower for word in words[index - 2 : index - 1]}
            and not (best and before not in ("to", "at", "reached"))
            and not _is_earlier(words, amount.start)
        ):
            best = _past(amount) if before in above else amount
        index = amount.end
    return best


def find_risen(words: Sequence[Word], at: int, stops: frozenset[int]) -> Amount | None:
    """Return the number that deaths "rose to", read from `at`, the index after "deaths".

    Args:
        words: the sentence.
        at: where to begin.
        stops: indexes of other verbs that count, where the clause ends.
    """
    toll = find_toll(words, at, stops)
    moves = {word.lower for word in words[at : toll.start]} if toll else set()
    return toll if moves & _words("toll_moves") else None


def find_toll_before(words: Sequence[Word], at: int) -> Amount | None:
    """Return the four of "bringing to four the number of dead"; `at` is where the toll begins."""
    first = at - 1 if at and words[at - 1].lower == "the" else at
    for start in range(max(1, first - 4), first):
        amount = read_amount(words, start) if words[start - 1].lower == "to" else None
        if amount and amount.end == first:
            return amount
    return None


def is_superseded(words: Sequence[Word], start: int) -> bool:
    """Say whether the number at `start` is told as an earlier one, since corrected."""
    if _is_earlier(words, start):
        return True
    first = max(0, start - _BEFORE_REACH_WORDS)
    before = [word.lower for word in words[first:start]]
    ends = [index for index, word in enumerate(before) if word in _ENDS]
    before = before[ends[-1] + 1 :] if ends else before
    if _is_told_before(before):
        return True
    earlier = next((index for index, word in enumerate(before) if word in _words("earlier")), None)
    if earlier is None:
        return False
    told = set(before[max(0, earlier - 1) :])
    if before[earlier] == "first" and before[earlier - 1 : earlier] != ["the"]:
        return bool(told & _words("put")) and "," not in before[earlier:]
    by_reports = set(before[earlier + 1 : earlier + 2]) & _words("reports")
    return bool(told & _words("put") and ("had" in told or by_reports))


def _is_told_before(before: Sequence[str]) -> bool:
    """Say whether "had put the dead at" or "had spoken of" ends the words before a number."""
    for index, word in enumerate(before[:-1]):
        if word != "had" or before[index + 1] not in _words("told_before"):
            continue
        rest = before[index + 2 :]
        if before[index + 1] in ("put", "placed"):
            return rest[-1:] == ["at"] and "," not in rest
        return rest in ([], ["of"], ["out"])
    return False


def find_revision(words: Sequence[Word], start: int, at: int) -> Amount | None:
    """Return the number of "was later revised to 48", read from `at` on.

    Args:
        words: the sentence.
        start: where the number begins that may be revised, as in "a figure of 60 dead".
        at: the index after it and after the verb that counts.
    """
    before = {word.lower for word in words[max(0, start - 4) : start]}
    if not before & _words("figures"):
        return None
    for index in range(at, min(len(words), at + _REVISION_REACH_WORDS)):
        word = words[index].lower
        if word in _ENDS:
            return None
        if word in _words("revised") and words[index - 1].lower in _words("revised_after"):
            for start in range(index + 1, min(len(words), index + 4)):
                if words[start - 1].lower == "to":
                    return read_amount(words, start)
            return None
    return None


def _is_earlier(words: Sequence[Word], start: int) -> bool:
    """Say whether "an earlier count of" or "an initial toll of" stands before the number."""
    before = [word.lower for word in words[max(0, start - 4) : start]]
    earlier = [index for index, word in enumerate(before) if word in _words("earlier")]
    return bool(earlier) and bool(set(before[earlier[-1] + 1 :]) & _words("figures"))


def _past(amount: Amount) -> Amount:
    """Return the amount that a toll has passed: "topped 200" is 201 or more."""
    if amount.low is None or amount.low != amount.high:
        return amount
    return replace(amount, low=amount.low + 1, high=None)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_count_words()["tolls"][name])
