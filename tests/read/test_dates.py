"""Publication dates in the words of pages."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.dates import is_date_line, latest_day, parse_date, stands_on_page

LATEST = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2015-08-20", "2015-08-20"),
        ("2015-08-20T10:05:00Z", "2015-08-20T10:05:00Z"),
        ("2015-08-20 10:05:00+0530", "2015-08-20T10:05:00+05:30"),
        ("20150820", "2015-08-20"),
        ("August 20, 2015", "2015-08-20"),
        ("20th of August 2015", "2015-08-20"),
        ("Thu, 20 Aug 2015 10:05:00 GMT", "2015-08-20T10:05:00Z"),
        ("Sept. 1, 2015 at 9:15 pm", "2015-09-01T21:15"),
    ],
)
def test_full_dates_are_read(words: str, iso: str) -> None:
    found = parse_date(words, LATEST)
    assert found
    assert found.iso == iso


@pytest.mark.parametrize("words", ["August 2015", "08/09/2015", "yesterday", "2015", ""])
def test_what_is_no_full_date_is_not_guessed(words: str) -> None:
    assert parse_date(words, LATEST) is None


@pytest.mark.parametrize("words", ["20155-08-20", "August 20, 20155", "2015-02-30", "1815-06-18"])
def test_an_implausible_date_is_refused_with_a_reason(words: str) -> None:
    found = parse_date(words, LATEST)
    assert found
    assert found.iso is None
    assert found.refused


@given(st.dates(min_value=date(1900, 1, 1), max_value=LATEST))
def test_every_day_is_read_back_and_stands_on_the_page(day: date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%b %d, %Y"):
        words = day.strftime(form)
        found = parse_date(words, LATEST)
        assert found
        assert found.iso == day.isoformat()
        assert stands_on_page(day, f"<p>{words}</p>")


def test_a_day_that_is_not_on_the_page_does_not_stand_on_it() -> None:
    assert not stands_on_page(date(2015, 8, 20), "<p>2015, 21 August; 2015-08-2</p>")


def test_a_date_line_is_a_date_and_nothing_else() -> None:
    assert is_date_line("August 20, 2015")
    assert not is_date_line("On August 20, 2015 nine people died.")


def test_no_page_is_younger_than_its_fetching() -> None:
    assert latest_day("2020-05-01T00:00:00Z") == date(2020, 5, 3)
    assert latest_day(None) > datetime.now(tz=UTC).date()
