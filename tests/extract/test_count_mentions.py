import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.count_mentions import is_replaced, read_count
from dateline.extract.number_words import split_words
from dateline.records.event import Count, CountKind
from tests.builders import a_span


def read(text: str, words: str) -> Count | None:
    """Return the count that the words give in their sentence."""
    sentence = split_words(text, 0, len(text))
    return read_count(text, sentence, a_span(text, words), CountKind.KILLED, 0.9)


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("At least six people died.", "six people", 6, None),
        ("Up to a dozen guards were held.", "a dozen guards", None, 12),
        ("More than 20 were hurt.", "20", 21, None),
        ("Four people or more died.", "Four people or more", 4, None),
        ("A dozen at most were taken.", "A dozen at most", None, 12),
        ("Some 40 families fled.", "40 families", 40, None),
        ("Dozens of porters were killed.", "Dozens of porters", 24, None),
        ("A man of 54 was shot.", "A man of 54", 1, 1),
        ("They beat all five of us.", "all five of us", 5, 5),
        ("A team of eight vanished.", "A team of eight", 8, 8),
        ("Nineteen (19) persons were hurt.", "Nineteen (19) persons", 19, 19),
        ("The toll rose from 27 to 33.", "33", 33, 33),
        ("Nobody was hurt.", "Nobody", 0, 0),
    ],
)
def test_how_many_the_words_of_a_mention_stand_for(
    text: str, words: str, low: int | None, high: int | None
) -> None:
    count = read(text, words)
    assert count is not None
    assert (count.low, count.high) == (low, high)


@pytest.mark.parametrize("words", ["The driver", "Soldiers", "them"])
def test_words_without_a_number_or_article_are_no_count(words: str) -> None:
    assert read(f"{words} died.", words) is None


def test_whom_is_what_follows_the_number() -> None:
    count = read("At least three young porters died.", "At least three young porters")
    assert count is not None
    assert count.whom == "young porters"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Thirteen were hurt, not nine as first given.", "nine"),
        ("The toll rose to seven from the five announced earlier.", "five"),
        ("The toll was raised from 27 to 33.", "27"),
        ("It was up from the 34 given before.", "34"),
    ],
)
def test_a_figure_that_the_report_takes_back_is_no_count(text: str, words: str) -> None:
    assert is_replaced(text, a_span(text, words))
    assert read(text, words) is None


def test_a_figure_that_stands_is_not_taken_back() -> None:
    text = "Not far away four people died, and ten were treated earlier."
    assert not any(is_replaced(text, a_span(text, words)) for words in ("four people", "ten"))


@given(st.integers(1, 999), st.sampled_from(["", "at least ", "about ", "more than "]))
def test_a_count_is_never_above_its_own_bound(number: int, qualifier: str) -> None:
    text = f"Police said {qualifier}{number} people died."
    count = read(text, f"{number} people")
    assert count is not None and count.low is not None
    assert count.high is None or count.low <= count.high
    assert count.span.quote(text) == f"{number} people"
