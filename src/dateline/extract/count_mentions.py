"""Numbers of people in the words that the model says count them: "at least 14 others", "a man".

The model says that words count somebody and what happened to them; how many is read here. Words
without a number or article ("the driver", "soldiers") say no number and are no count.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from dateline.extract.amounts import Amount, find_ages, read_amount
from dateline.extract.count_attackers import includes_attackers
from dateline.extract.count_tolls import is_superseded
from dateline.extract.number_words import Word, read_number
from dateline.extract.people_lists import Group
from dateline.extract.people_phrases import end_of_more
from dateline.extract.people_words import load_lexicon
from dateline.records.event import Count, CountKind
from dateline.records.span import Span

_QUALIFIER_WORDS = 4
_ONE = frozenset({"a", "an", "another", "one", "someone", "somebody"})
_ZERO = frozenset({"no", "nobody", "none", "no-one"})
_ORDINALS = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_RANGES = frozenset({"between", "from"})
_REACH_CHARS = 40
_BEFORE_REPLACED = re.compile(
    r"(?:,|\band|\bpeople|\bpersons) not |\bno longer (?:at )?|\bnumber \w+ and not |"
    r"\bup from (?:the )?|\b(?:double|than|twice) the |\bhad spoken of |"
    r"\b(?:earlier|first|initial|previous) (?:figures?|reports?|counts?|tolls?) of "
    r"(?:\w+ and (?:of )?)?|\bfirst putting the number at |"
    r"\b(?:earlier|first|previously) (?:spoken? of|put at|given as|announced as) "
)
_AFTER_REPLACED = re.compile(
    r" (?:(?:as |that )?(?:was |were )?(?:first|earlier|previously) "
    r"(?:given|announced|reported|thought|feared|spoken)|"
    r"(?:announced|given|reported) (?:earlier|first|a day earlier))"
)
_FROM = re.compile(r"\bfrom (?:the )?")
_TO = re.compile(r" (?:\w+ )?(?:to \w+|(?:announced|given|reported))\b")


def read_count(
    text: str, words: Sequence[Word], span: Span, what: CountKind, score: float
) -> Count | None:
    """Return the count that a mention gives, null for no number or one the report takes back.

    Args:
        text: the whole report.
        words: those of the sentence that holds the mention.
        span: the mention.
        what: what happened to the people.
        score: how sure it is, 0…1, that the mention counts them.
    """
    starts = [word.start for word in words]
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
    amount = _read_amount(words, first, last)
    if amount is None or (amount.low is None and amount.high is None):
        return None
    body = min(max(amount.end, first), last)
    if is_superseded(words, first) or is_replaced(text, span):
        return None
    group = Group(amount.low, amount.high, first, last, body)
    return Count(
        what=what,
        low=amount.low,
        high=amount.high,
        whom=" ".join(text[words[body].start : span.end].split()) if body < last else None,
        span=span,
        includes_attackers=includes_attackers(words, group, last, frozenset()),
        score=score,
    )


def is_replaced(text: str, span: Span) -> bool:
    """Say whether the report gives another figure instead: "thirteen, not nine as first given"."""
    first = max(0, span.start - _REACH_CHARS)
    before, after = text[first : span.start], text[span.end : span.end + _REACH_CHARS]
    if any(match.end() == len(before) for match in _BEFORE_REPLACED.finditer(before)):
        return True
    moved = any(match.end() == len(before) for match in _FROM.finditer(before))
    return _AFTER_REPLACED.match(after) is not None or (moved and _TO.match(after) is not None)


def _read_amount(words: Sequence[Word], first: int, last: int) -> Amount | None:
    """Return how many `words[first:last]` stand for; the words before may qualify the number."""
    ages = find_ages(words)
    for at in range(first, last):
        if at in ages or (read_number(words[:last], at) is None and not _is_range(words, at)):
            continue
        amount = _qualified(words, at, last)
        if amount:
            return _as_people(words, amount, first, last)
    opener = words[first].lower if first < last else ""
    if opener in _ZERO:
        return Amount(0, 0, first, first + 1)
    if opener in _ONE or any(word.lower in _ORDINALS for word in words[first : first + 2]):
        return Amount(1, 1, first, first + 1)
    return None


def _is_range(words: Sequence[Word], at: int) -> bool:
    return words[at].lower in _RANGES


def _qualified(words: Sequence[Word], at: int, last: int) -> Amount | None:
    """Return the amount whose number begins at the index, with what stands before to qualify it."""
    within = words[:last]
    for start in range(max(0, at - _QUALIFIER_WORDS), at + 1):
        if start < at and _is_range(words, start):
            continue
        amount = read_amount(within, start)
        if (
            amount
            and amount.end > at
            and all(read_number(words, index) is None for index in range(start, at))
        ):
            return amount
    return None


def _as_people(words: Sequence[Word], amount: Amount, first: int, last: int) -> Amount:
    """Return the amount with what the words behind the people say: "four people or more"."""
    if (words[last - 2].lower, words[last - 1].lower) == ("at", "most"):
        return Amount(None, amount.high, amount.start, amount.end)
    is_floor = any(word.lower in load_lexicon().units for word in words[first:last])
    if is_floor or any(end_of_more(words, at) for at in range(amount.end, last + 1)):
        return Amount(amount.low, None, amount.start, amount.end)
    return amount
