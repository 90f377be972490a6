"""Numbers as news writes them: "1,20,000", "2.5 lakh", "12 000", "a hundred and twelve", "dozens".

Words without an upper bound give the least they can mean: `several`, `a few` and `a handful` are at
least 3, `dozens` at least 24, `scores` at least 40, `hundreds` at least 200.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
SMALL_NUMBERS = {**_UNITS, **_TENS}
_SCALES = {"hundred": 100, "thousand": 1000, "lakh": 100_000, "million": 10**6, "crore": 10**7}
_PLURALS = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "lakhs": 200_000,
    "millions": 2 * 10**6, "crores": 2 * 10**7,
}  # fmt: skip
_MULTIPLES = {"tens": 20, "hundreds": 200, "thousands": 2000}
_SETS: dict[str, tuple[int, int | None]] = {  # after "a"; those of `_SETS_OF` only before "of"
    "dozen": (12, 12), "couple": (2, 2), "pair": (2, 2), "trio": (3, 3), "quartet": (4, 4),
    "score": (20, 20), "handful": (3, None),
}  # fmt: skip
_SETS_OF = frozenset({"pair", "trio", "quartet", "score"})
_SUFFIXES = {"k": 1000, "m": 10**6, "mn": 10**6}
# "3m" is three metres unless these follow
_AFTER_SUFFIX = frozenset(
    "people persons residents civilians refugees children fighters villagers families".split()
)
NUMBER_STARTS = (
    frozenset({"half", "a", "an", "several", "many", "few", "numerous", "both"})
    | _PLURALS.keys() | _MULTIPLES.keys() | _SCALES.keys() | SMALL_NUMBERS.keys()
)  # fmt: skip
_OWNERS = frozenset("the his her their them those whom".split())
MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept sep oct nov dec
    """.split()
)
_DECIMALS = re.compile(r"\d{1,4}\.\d{1,3}", re.ASCII)
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+", re.ASCII)
_SUFFIXED = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(k|mn?)", re.ASCII)
_HYPHENED = re.compile(r"(\d{1,7}|[a-z]+)-(plus|odd)", re.ASCII)
_DIGITS = re.compile(r"\d{1,3}(?:,\d{2,3})+|\d{1,7}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign of the text; `end` is exclusive, `lower` its lower-case form."""

    text: str
    lower: str
    start: int
    end: int


class Number(NamedTuple):
    """What number words say, and the index after them; `high` is null for "dozens"."""

    low: int
    high: int | None
    end: int


def split_words(text: str, start: int, end: int) -> list[Word]:
    """Return the words and signs of `text[start:end]`; numbers with separators stay whole."""
    return [Word(m[0], m[0].lower(), m.start(), m.end()) for m in _WORDS.finditer(text, start, end)]


def read_number(words: Sequence[Word], at: int) -> Number | None:
    """Return the number whose words begin exactly at `at`, without what qualifies it."""
    if at >= len(words):
        return None
    word = words[at].lower
    after, second = [w.lower for w in words[at + 1 : at + 3]] + [""] * max(0, at + 3 - len(words))
    if word == "half" and after == "a":
        return _half(second, at)
    if word in ("a", "an") and after in _SETS and (after not in _SETS_OF or second == "of"):
        return Number(*_SETS[after], at + (3 if second == "of" else 2))
    if after == "of" and word in _MULTIPLES and second in _PLURALS:
        low = _MULTIPLES[word] * _PLURALS[second] // 2  # "tens of thousands": 20,000
        return Number(low, None, at + 3 + (at + 3 < len(words) and words[at + 3].lower == "of"))
    few = (word == "a" and after == "few") or word == "few"
    if few or word in ("several", "many", "numerous"):
        return _few(words, at + 1 + (few and word == "a"))
    if word == "both":
        return Number(2, 2, at + 1)
    if word in _PLURALS:
        is_of = after == "of" and second not in _OWNERS and bool(second)
        return Number(_PLURALS[word], None, at + 1 + is_of)
    if "-" in word and (number := _hyphened(word, at)):
        return number
    return _exact(words, at)


def read_digits(word: str) -> int | None:
    """Return the number that the digits of one word write, separators read."""
    if _DIGITS.fullmatch(word):
        return int(word.replace(",", ""))
    return int(word.replace(".", "")) if _DOTTED.fullmatch(word) else None


def _half(scale: str, at: int) -> Number | None:
    """Read "half a dozen" and "half a million"."""
    value = {"dozen": 12, **_SCALES}.get(scale, 0) // 2
    return Number(value, value, at + 3) if value else None


def _few(words: Sequence[Word], at: int) -> Number:
    """Read what follows "several" and "a few"."""
    many = read_number(words, at)
    if many and many.high is None:  # "several tens of thousands"
        return many
    scale = {"dozen": 12, **_SCALES}.get(words[at].lower if at < len(words) else "", 0)
    return Number(3 * (scale or 1), None, at + bool(scale))


def _hyphened(word: str, at: int) -> Number | None:
    """Read "20-odd" and "30-plus"."""
    match = _HYPHENED.fullmatch(word)
    if not match:
        return None
    low = int(match[1]) if match[1].isdecimal() else SMALL_NUMBERS.get(match[1])
    return Number(low, low if match[2] == "odd" else None, at + 1) if low else None


def _exact(words: Sequence[Word], at: int) -> Number | None:
    total, group, end = 0, 0, at
    if words[at].text[0].isdecimal():
        fixed = _fraction(words, at)
        if fixed:
            return fixed
        group, end = _digits(words, at)
    while end < len(words):
        word = words[end].lower
        if all(part in SMALL_NUMBERS for part in word.split("-")):
            group += sum(SMALL_NUMBERS[part] for part in word.split("-"))
        elif word in _SCALES and (end > at or word == "hundred"):
            if word == "hundred":
                group = (group or 1) * 100
            else:
                total, group = total + (group or 1) * _SCALES[word], 0
        elif word in ("a", "an") and end == at and _scale_after(words, end):
            group = 1
        elif word == "and" and end > at and (scale := _half_scale(words, end)):
            value = total + group * scale + scale // 2  # "one and a half million"
            return Number(value, value, end + 4)
        elif word in ("dozen", "score") and end > at:
            group = group * (12 if word == "dozen" else 20)
            return Number(group, group, end + 1)
        elif not (word == "and" and end > at and _joins(words, end)):
            break
        end += 1
    return Number(total + group, total + group, end) if end > at else None


def _joins(words: Sequence[Word], at: int) -> bool:
    """Say whether the "and" stands within a number, as in "one hundred and five"."""
    after = words[at + 1].lower if at + 1 < len(words) else ""
    return words[at - 1].lower in _SCALES and all(
        part in SMALL_NUMBERS for part in after.split("-")
    )


def _digits(words: Sequence[Word], at: int) -> tuple[int, int]:
    """Return the number that digits write and the index after it, `at` where there is none."""
    first = words[at].text
    number = read_digits(first)
    if number is None:
        return 0, at
    end = at + 1
    if len(first) <= 3 and first[0] != "0":
        while end < len(words) and _is_next_group(words[end - 1], words[end]):
            end += 1
        groups = [word.text for word in words[at:end]]
        if end > at + 1 and (groups[-1] == "000" or not _is_after_name(words, at)):
            return int("".join(groups)), end
    return number, at + 1


def _is_next_group(before: Word, word: Word) -> bool:
    """Say whether the digits are the next three after one space: "12 000"."""
    return (
        len(word.text) == 3
        and word.text.isdecimal()
        and word.text.isascii()
        and word.start == before.end + 1
    )


def _is_after_name(words: Sequence[Word], at: int) -> bool:
    """Say whether the digits belong to a date or a name: "on May 12 300 people"."""
    if not at:
        return False
    before = words[at - 1]
    return before.lower in MONTHS or (at > 1 and before.text[0].isupper())


def _fraction(words: Sequence[Word], at: int) -> Number | None:
    """Read "1.5 million" and "2.1m people"."""
    word = words[at].lower
    after = words[at + 1].lower if at + 1 < len(words) else ""
    if _DECIMALS.fullmatch(word) and after in _SCALES:
        value = round(float(word) * _SCALES[after])
        return Number(value, value, at + 2)
    match = _SUFFIXED.fullmatch(word)
    if match and after in _AFTER_SUFFIX:
        value = round(float(match[1]) * _SUFFIXES[match[2]])
        return Number(value, value, at + 1)
    return None


def _half_scale(words: Sequence[Word], at: int) -> int:
    """Return the scale of "and a half million", 0 where the words are others."""
    half = [word.lower for word in words[at + 1 : at + 4]]
    return _SCALES.get(half[2], 0) if half[:2] == ["a", "half"] and len(half) == 3 else 0


def _scale_after(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].lower in _SCALES


_WORDS = re.compile(
    r"[^\W\d_]+(?![\w.'\u2019-])|"  # most words, read fast
    r"(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Maj|Sgt|Prof|Rev)\.|(?:[^\W\d_]\.){2,}|"
    r"\d+[-\u2013][^\W\d_][\w-]*|\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?!\d)|"
    r"\d+(?:\.\d+)?[^\W\d_]*|[^\W\d_]+(?:['\u2019-][^\W_]+)*['\u2019]?|\S"
)
