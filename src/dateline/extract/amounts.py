"""Amounts: how many the words say, from "14" to "at least two dozen".

`about 40` is read as 40 to 40, as conflict coders do; `dozens` is at least 24, `scores` at least
40, `hundreds` at least 200 and `thousands` at least 2000, without an upper bound.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_UNITS = {
    name: number
    for number, name in enumerate(
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        ).split(),
        1,
    )
}
_TENS = {
    name: number * 10
    for number, name in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_SCALES = {"hundred": 100, "thousand": 1000, "lakh": 100_000, "million": 10**6, "crore": 10**7}
_PLURALS = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "lakhs": 200_000,
    "millions": 2 * 10**6,
}  # fmt: skip
_MULTIPLES = {"tens": 20, "hundreds": 200, "thousands": 2000}
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
_PLAIN = (("about",), ("around",), ("some",), ("nearly",), ("almost",), ("approximately",),
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
AMOUNT_STARTS = (
    frozenset({"half", "a", "an", "several", "many", "few", "numerous", "both", "between", "from"})
    | _QUALIFIERS.keys() | _PLURALS.keys() | _MULTIPLES.keys() | _SCALES.keys() | _UNITS.keys()
    | _TENS.keys()
)  # fmt: skip
_AGE_CUES = frozenset({"aged", "age", "ages"})
_AGE_JOINS = frozenset({"of", "between", "from", "ranging", "and", "or", "to", ",", "-", "\u2013"})
_AFTER_AGES = frozenset("was were is are has have had who in at on by from years year".split())
_OLDEST = 120
_DECIMALS = re.compile(r"\d{1,4}\.\d{1,3}", re.ASCII)
_DIGITS = re.compile(r"\d{1,3}(?:,\d{2,3})+|\d{1,7}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign of the text; `end` is exclusive, `lower` its lower-case form."""

    text: str
    lower: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A number phrase over `words[start:end]`; either bound is null when the words give none."""

    low: int | None
    high: int | None
    start: int
    end: int


def split_words(text: str, start: int, end: int) -> list[Word]:
    """Return the words and signs of `text[start:end]`; numbers with separators stay whole."""
    return [Word(m[0], m[0].lower(), m.start(), m.end()) for m in _WORDS.finditer(text, start, end)]


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
    first = _number_at(words, at + between)
    if first is None:
        return None
    low, high, end = first
    end = _end_of_repeat(words, low, end)
    second = _second_bound(words, end, between=between)
    if second and low is not None and second[0] >= low:
        return Amount(low, second[0], start, second[1])
    if between:
        return None
    return _qualified(qualifier, Amount(low, high, start, end))


def find_ages(words: Sequence[Word]) -> frozenset[int]:
    """Return the indexes of numbers that say how old somebody is.

    They follow "aged" or "ages", alone or in a row ("aged between 19 and 24"), or stand between a
    word for a person and a comma or bracket ("Ana Lee, 24, was").
    """
    found: set[int] = set()
    for index, word in enumerate(words):
        if word.lower in _AGE_CUES:
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
    return all(part in _UNITS or part in _TENS for part in word.lower.split("-"))


def _may_begin(words: Sequence[Word], at: int) -> bool:
    """Say whether an amount can begin with the word, which spares most words the reading."""
    if at >= len(words):
        return False
    word = words[at].lower
    return word in AMOUNT_STARTS or word[0].isdecimal() or "-" in word


def _end_of_repeat(words: Sequence[Word], low: int | None, end: int) -> int:
    """Return the index after "(15)" where it repeats the number before it."""
    signs = [word.text for word in words[end : end + 3]]
    repeated = signs[::2] == ["(", ")"] and _DIGITS.fullmatch(signs[1])
    return end + 3 if repeated and int(signs[1].replace(",", "")) == low else end


def _qualified(kind: str, amount: Amount) -> Amount:
    low, high = amount.low, amount.high
    if low is None:
        return amount
    bounds = {
        "plain": (low, high),
        "floor": (low, None),
        "above": (low + 1 if high is not None else low, None),
        "ceiling": (None, low if high is not None else None),
        "below": (None, low - 1 if high is not None else None),
    }[kind]
    return Amount(bounds[0], bounds[1], amount.start, amount.end)


def _qualifier_at(words: Sequence[Word], at: int) -> tuple[int, str] | None:
    for phrase, kind in _QUALIFIERS.get(words[at].lower, ()) if at < len(words) else ():
        if len(words) > at + len(phrase) and all(
            words[at + offset].lower == word for offset, word in enumerate(phrase)
        ):
            return len(phrase), kind
    return None


def _second_bound(words: Sequence[Word], at: int, *, between: bool) -> tuple[int, int] | None:
    """Return the upper end of "8 to 10", "8-10" and "between 8 and 10"."""
    joins = ("and", "to") if between else ("to", "-", "\u2013", "or")
    if at >= len(words) or words[at].lower not in joins:
        return None
    number = _number_at(words, at + 1)
    return (number[1], number[2]) if number and number[1] is not None else None


def _number_at(words: Sequence[Word], at: int) -> tuple[int | None, int | None, int] | None:
    """Return low, high and the index after the number words that begin at `at`."""
    if at >= len(words):
        return None
    word = words[at].lower
    following = [w.lower for w in words[at + 1 : at + 3]] + ["", ""]
    if word == "half" and following[:2] == ["a", "dozen"]:
        return 6, 6, at + 3
    if word in ("a", "an") and following[0] in ("dozen", "couple"):
        value = 12 if following[0] == "dozen" else 2
        return value, value, at + (3 if following[1] == "of" else 2)
    if following[0] == "of" and word in _MULTIPLES and following[1] in _PLURALS:
        low = _MULTIPLES[word] * _PLURALS[following[1]] // 2  # "tens of thousands": 20,000
        return low, None, at + 3 + (at + 3 < len(words) and words[at + 3].lower == "of")
    few = (word == "a" and following[0] == "few") or word == "few"
    if few or word in ("several", "many", "numerous"):
        end = at + 1 + (few and word == "a")
        many = _number_at(words, end)
        if many and many[1] is None:  # "several tens of thousands"
            return many
        scale = {"dozen": 12, **_SCALES}.get(words[end].lower if end < len(words) else "", 0)
        return 3 * (scale or 1), None, end + bool(scale)
    if word == "both":
        return 2, 2, at + 1
    if word in _PLURALS:
        return _PLURALS[word], None, at + 1 + (following[0] == "of") * _is_plain_of(words, at + 2)
    return _exact_at(words, at)


def _is_plain_of(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].lower not in (
        "the",
        "his",
        "her",
        "their",
        "them",
        "those",
    )


def _exact_at(words: Sequence[Word], at: int) -> tuple[int, int, int] | None:
    total, group, end = 0, 0, at
    while end < len(words):
        word = words[end].lower
        if _DIGITS.fullmatch(word) and end == at and word.isascii():
            group = int(word.replace(",", ""))
        elif _DECIMALS.fullmatch(word) and end == at and _scale_after(words, end):
            scale = _SCALES[words[end + 1].lower]  # "1.5 million"
            return round(float(word) * scale), round(float(word) * scale), end + 2
        elif all(part in _UNITS or part in _TENS for part in word.split("-")):
            group += sum(_UNITS.get(part, 0) or _TENS.get(part, 0) for part in word.split("-"))
        elif word in _SCALES and (end > at or word == "hundred"):
            if word == "hundred":
                group = (group or 1) * 100
            else:
                total, group = total + (group or 1) * _SCALES[word], 0
        elif word in ("a", "an") and end == at and _scale_after(words, end):
            group = 1
        elif word == "and" and end > at and words[end - 1].lower in _SCALES and (
            end + 1 < len(words) and words[end + 1].lower in _UNITS.keys() | _TENS.keys()
        ):  # fmt: skip
            pass
        elif word == "dozen" and end > at:
            return group * 12, group * 12, end + 1
        else:
            break
        end += 1
    return (total + group, total + group, end) if end > at else None


def _scale_after(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].lower in _SCALES


_WORDS = re.compile(
    r"[^\W\d_]+(?![\w.'\u2019-])|"  # most words, read fast
    r"(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Maj|Sgt|Prof|Rev)\.|(?:[^\W\d_]\.){2,}|\d+[-\u2013][^\W\d_][\w-]*|\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|"
    r"\d+(?:\.\d+)?(?:st|nd|rd|th)?\b|[^\W\d_]+(?:['\u2019-][^\W_]+)*['\u2019]?|\S"
)
