"""Amounts: how many the words say, from "14" to "at least two dozen".

`about 40` is read as 40 to 40, as conflict coders do; `as many as 40` and `up to 40` give no lower
bound, `at least 40` no upper one; "at least 17 and possibly 25" is 17 to 25. What the bare numbers
mean is in `number_words.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.extract.number_words import (
    NUMBER_STARTS,
    SMALL_NUMBERS,
    Number,
    Word,
    read_digits,
    read_number,
)

_FLOORS = (("at", "least"), ("no", "fewer", "than"), ("no", "less", "than"), ("a", "minimum", "of"),
           ("not", "less", "than"), ("not", "fewer", "than"))  # fmt: skip
_ABOVE = (("more", "than"), ("over",), ("above",), ("upwards", "of"), ("in", "excess", "of"),
          ("greater", "than"))  # fmt: skip
_CEILINGS = (
    ("up", "to"),
    ("as", "many", "as"),
    ("at", "most"),
    ("no", "more", "than"),
    ("a", "maximum", "of"),
)
_BELOW = (("fewer", "than"), ("less", "than"), ("under",))
_PLAIN = (("about",), ("well",), ("a", "little"), ("slightly",), ("possibly",), ("perhaps",),
          ("maybe",), ("around",), ("some",), ("nearly",), ("almost",), ("approximately",),
          ("roughly",), ("an", "estimated"), ("estimated",), ("another",), ("a", "further"),
          ("a", "total", "of"), ("an", "additional"), ("only",), ("just",), ("all",), ("the",),
          ("these",), ("those",), ("other",), ("reportedly",), ("close", "to"))  # fmt: skip
_QUALIFIERS: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # by first word, longest first
for _kind, _group in (
    ("floor", _FLOORS), ("above", _ABOVE), ("ceiling", _CEILINGS), ("below", _BELOW),
    ("plain", _PLAIN),
):  # fmt: skip
    for _phrase in sorted(_group, key=len, reverse=True):
        _QUALIFIERS.setdefault(_phrase[0], []).append((_phrase, _kind))
AMOUNT_STARTS = NUMBER_STARTS | {"between", "from"} | _QUALIFIERS.keys()
_AGE_CUES = frozenset({"aged", "age", "ages"})
_AGED = frozenset("man woman boy girl youth teenager child baby father mother".split())
_AGE_JOINS = frozenset({"of", "between", "from", "ranging", "and", "or", "to", ",", "-", "\u2013"})
_AFTER_AGES = frozenset("was were is are has have had who in at on by from years year".split())
_OLDEST = 120
_GUESSES = frozenset({"possibly", "perhaps", "maybe"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number phrase over `words[start:end]`; either bound is null when the words give none."""

    low: int | None
    high: int | None
    start: int
    end: int


def read_amount(words: Sequence[Word], at: int) -> Amount | None:
    """Return the amount whose words begin exactly at `at`, its qualifiers included.

    A number that is said again in brackets, "fifteen (15)", is one number.
    """
    if not _may_begin(words, at):
        return None
    qualifier, start = "plain", at
    for _ in range(3):  # "the at least 40", "some of"
        step = _qualifier_at(words, at)
        if not step:
            break
        length, kind = step
        at += length
        qualifier = kind if kind != "plain" else qualifier
    between = at < len(words) and words[at].lower in ("between", "from")
    first = read_number(words, at + between)
    if first is None:
        return None
    end = _end_of_repeat(words, first.low, first.end)
    joins = ("and", "to") if between else ("to", "-", "\u2013", "or")
    second = _second_bound(words, end, joins) or _guessed_bound(words, end)
    if second and second[0] >= first.low:
        return Amount(first.low, second[0], start, second[1])
    if between:
        return None
    if end < len(words) and words[end].text == "+" and words[end].start == words[end - 1].end:
        qualifier, end = "floor", end + 1  # "30+ people"
    elif [word.lower for word in words[end : end + 2]] in (["or", "so"], ["or", "more"]):
        qualifier = "floor" if words[end + 1].lower == "more" else qualifier
        end += 2
    return _qualified(qualifier, first._replace(end=end), start)


def find_ages(words: Sequence[Word]) -> frozenset[int]:
    """Return the indexes of numbers that say how old somebody is.

    They follow "aged" or "ages", alone or in a row ("aged between 19 and 24"), or stand between a
    word for a person and a comma or bracket ("Ana Lee, 24, was"). "A man of 54" is one too, and
    "a mother of four" is read like it: her children are not counted either.
    """
    found: set[int] = set()
    for index, word in enumerate(words):
        if word.lower == "of" and index and words[index - 1].lower in _AGED:
            if index + 1 < len(words) and _is_age(words[index + 1]):
                found.add(index + 1)  # "a man of 54"
        elif word.lower in _AGE_CUES:
            row = range(index + 1, _age_row_end(words, index + 1))
            found.update(row)
        elif word.text in (",", "(") and 0 < index < len(words) - 2:
            closing = (",", ".", ";") if word.text == "," else (")",)
            number, before = words[index + 1], words[index - 1]
            name = before.text[0].isupper() or before.lower in ("man", "woman", "boy", "girl")
            if name and words[index + 2].text in closing and _is_age(number):
                found.add(index + 1)
    return frozenset(found)


def end_of_ages(words: Sequence[Word], at: int, ages: frozenset[int]) -> int:
    """Return the end of ", 24" or "aged 19 and 24" after the people who are so old."""
    first = next((index for index in range(at + 1, at + 3) if index in ages), None)
    if first is None or not all(
        word.text in (",", "(") or word.lower == "aged" for word in words[at:first]
    ):
        return at
    end = first
    while end in ages:
        end += 1
    return end + (words[first - 1].text == "(")


def _age_row_end(words: Sequence[Word], at: int) -> int:
    """Return where the row of ages ends; a number before a word of its own is none of them."""
    end = index = at
    while index < len(words) and (_is_age(words[index]) or words[index].lower in _AGE_JOINS):
        after = words[index + 1].lower if index + 1 < len(words) else "."
        if _is_age(words[index]):
            if end > at and after.isalpha() and after not in _AGE_JOINS | _AFTER_AGES:
                break
            end = index + 1
        index += 1
    return end


def _is_age(word: Word) -> bool:
    if word.text.isdecimal():
        return word.text.isascii() and len(word.text) < 4 and int(word.text) <= _OLDEST
    return all(part in SMALL_NUMBERS for part in word.lower.split("-"))


def _may_begin(words: Sequence[Word], at: int) -> bool:
    """Say whether an amount can begin with the word, which spares most words the reading."""
    if at >= len(words):
        return False
    word = words[at].lower
    return word in AMOUNT_STARTS or word[0].isdecimal() or "-" in word


def _end_of_repeat(words: Sequence[Word], low: int, end: int) -> int:
    """Return the index after "(15)" where it repeats the number before it."""
    signs = [word.text for word in words[end : end + 3]]
    return end + 3 if signs[::2] == ["(", ")"] and read_digits(signs[1]) == low else end


def _qualified(kind: str, number: Number, start: int) -> Amount:
    low, high, end = number
    bounds = {
        "plain": (low, high),
        "floor": (low, None),
        "above": (low + 1 if high is not None else low, None),
        "ceiling": (None, low if high is not None else None),
        "below": (None, low - 1 if high is not None else None),
    }[kind]
    return Amount(bounds[0], bounds[1], start, end)


def _qualifier_at(words: Sequence[Word], at: int) -> tuple[int, str] | None:
    for phrase, kind in _QUALIFIERS.get(words[at].lower, ()) if at < len(words) else ():
        if len(words) > at + len(phrase) and all(
            words[at + offset].lower == word for offset, word in enumerate(phrase)
        ):
            return len(phrase), kind
    return None


def _second_bound(words: Sequence[Word], at: int, joins: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the upper end of "8 to 10", "8-10" and "between 8 and 10", and the index after it."""
    if at >= len(words) or words[at].lower not in joins:
        return None
    number = read_number(words, at + 1)
    return (number.high, number.end) if number and number.high is not None else None


def _guessed_bound(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Return the upper end of "17, and possibly as many as 25,", and the index after it."""
    index = at
    while index < min(len(words), at + 2) and words[index].lower in (",", "and", "but", "or"):
        index += 1
    if index == at or index >= len(words) or words[index].lower not in _GUESSES:
        return None
    for _ in range(2):
        step = _qualifier_at(words, index)
        index += step[0] if step and step[1] in ("plain", "ceiling") else 0
    number = read_number(words, index)
    if not number or number.high is None:
        return None
    end = number.end
    return number.high, end + (end < len(words) and words[end].text == "," == words[at].text)
