"""Tests of the numbers that words say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.amounts import AMOUNT_STARTS, read_amount
from dateline.extract.number_words import read_digits, read_number, split_words

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = st.integers(min_value=1, max_value=10**6)
# words | low | high | how many of the words belong to the number
AMOUNTS = [
    ("dozens of people", 24, None, 2),
    ("a few dozen people", 36, None, 3),
    ("several people", 3, None, 1),
    ("a handful of people", 3, None, 3),
    ("half a dozen people", 6, 6, 3),
    ("two score people", 40, 40, 2),
    ("half a million people", 500_000, 500_000, 3),
    ("two and a half lakh people", 250_000, 250_000, 5),
    ("1,20,000 people", 120_000, 120_000, 1),
    ("12 000 people", 12_000, 12_000, 2),
    ("12\u202f000 people", 12_000, 12_000, 2),
    ("12.000 people", 12_000, 12_000, 1),
    ("1.250.000 people", 1_250_000, 1_250_000, 1),
    ("1.5 million people", 1_500_000, 1_500_000, 2),
    ("3k people", 3000, 3000, 1),
    ("20-odd people", 20, 20, 1),
    ("30-plus people", 30, None, 1),
    ("30+ people", 30, None, 2),
    ("a dozen or so people", 12, 12, 4),
    ("at least 17, and possibly as many as 25, people", 17, 25, 11),
    ("between 30 and 40 people", 30, 40, 4),
    ("up to dozens of people", None, None, 4),
]
NO_NUMBERS = ["14-year-old boy", "3m away", "a score draw", "0.5 people", "half the people", "9mm"]


def spell(number: int, *, joined: bool, article: bool = False) -> str:
    """Write the number in words, "one hundred and five" or "one hundred five"."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        rest = f"-{UNITS[number % 10]}" if number % 10 else ""
        return TENS[number // 10] + rest
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            head, rest_of = divmod(number, scale)
            first = "a" if article and head == 1 else spell(head, joined=joined)
            link = " and " if joined and 0 < rest_of < 100 else " "
            return f"{first} {name}" + (link + spell(rest_of, joined=joined) if rest_of else "")
    return ""


def indian(number: int) -> str:
    """Write the number with lakh marks: 1,20,000."""
    digits = str(number)
    head, tail = digits[:-3], digits[-3:]
    groups = [head[max(0, at - 2) : at] for at in range(len(head), 0, -2)][::-1]
    return ",".join([*groups, tail])


def bounds(text: str) -> tuple[int | None, int | None] | None:
    amount = read_amount(split_words(text, 0, len(text)), 0)
    return (amount.low, amount.high) if amount else None


@pytest.mark.parametrize(("text", "low", "high", "length"), AMOUNTS)
def test_amounts(text: str, low: int | None, high: int | None, length: int) -> None:
    amount = read_amount(split_words(text, 0, len(text)), 0)
    assert amount and (amount.low, amount.high, amount.end) == (low, high, length)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_amount(text: str) -> None:
    assert read_amount(split_words(text, 0, len(text)), 0) is None


def test_a_day_before_a_number_is_not_its_thousands() -> None:
    words = split_words("On May 12 300 people", 0, 20)
    assert read_number(words, 2) == (12, 12, 3) and read_number(words, 3) == (300, 300, 4)


@given(number=NUMBERS, joined=st.booleans(), article=st.booleans())
def test_spelled_numbers_come_back(number: int, joined: bool, article: bool) -> None:  # noqa: FBT001
    text = spell(number, joined=joined, article=article)
    assert bounds(f"{text} people") == (number, number)
    assert bounds(f"at least {text} people") == (number, None)


@given(number=NUMBERS)
def test_every_way_to_write_thousands_reads_alike(number: int) -> None:
    commas = f"{number:,}"
    writings = [str(number), commas, indian(number), commas.replace(",", " ")]
    writings += [commas.replace(",", "\u2009"), commas.replace(",", "\u00a0")]
    writings += [commas.replace(",", ".")]
    for writing in writings:
        assert bounds(f"{writing} people") == (number, number), writing


@given(tenths=st.integers(min_value=11, max_value=999))
def test_lakh_and_crore_scale_decimals(tenths: int) -> None:
    for name, scale in (("lakh", 10**5), ("crore", 10**7), ("million", 10**6)):
        value = tenths * scale // 10
        assert bounds(f"{tenths / 10:.1f} {name} people") == (value, value)


@given(low=NUMBERS, more=st.integers(min_value=0, max_value=1000))
def test_ranges_keep_their_order(low: int, more: int) -> None:
    high = low + more
    for text in (f"between {low} and {high}", f"{low} to {high}", f"{low}-{high}"):
        assert bounds(f"{text} people") == (low, high), text


@given(
    pieces=st.lists(
        st.sampled_from(
            [*sorted(AMOUNT_STARTS), "12", "000", "and", "-", ",", "(", "1.500", "than"]
        ),
        max_size=7,
    )
)
def test_any_words_give_ordered_bounds_that_end_behind_their_start(pieces: list[str]) -> None:
    words = split_words(" ".join(pieces), 0, len(" ".join(pieces)))
    for at in range(len(words)):
        if amount := read_amount(words, at):
            assert at == amount.start < amount.end <= len(words)
            if amount.low is not None and amount.high is not None:
                assert amount.low <= amount.high


@given(text=st.text(max_size=12))
def test_digits_of_any_text_are_read_or_left(text: str) -> None:
    value = read_digits(text)
    assert value is None or value >= 0
