"""The lines above a story: title, keyed lines, rows, section names."""

from datetime import date

import pytest

from dateline.read.story import Story
from dateline.read.toplines import take_top_lines

LATEST = date(2024, 1, 1)
OPENING = "Two policemen were killed when a mine went off under their car."


def take(*lines: str, title: str | None = None) -> Story:
    return take_top_lines(Story(paragraphs=lines, title=title), LATEST)


def test_keyed_lines_are_header() -> None:
    story = take("Two die", "Source: Hill Gazette", "Date: 20 August 2015", "By Ann Lee", OPENING)
    assert (story.title, story.outlet, story.byline) == ("Two die", "Hill Gazette", "Ann Lee")
    assert (story.published, story.published_source) == ("2015-08-20", "text")
    assert story.paragraphs == (OPENING,)


def test_a_row_of_agency_place_and_time_gives_the_time() -> None:
    story = take("Two die", "Hill Wire | Srinagar | Updated: August 20, 2015 11:40 am", OPENING)
    assert story.published == "2015-08-20T11:40"
    assert [w.quote for w in story.warnings if w.code == "header_line"] == [
        "Hill Wire | Srinagar | Updated: August 20, 2015 11:40 am"
    ]


def test_a_section_name_above_the_repeated_headline_goes() -> None:
    story = take("Asia", "Two die", OPENING, title="Two die")
    assert story.paragraphs == (OPENING,)
    assert [w.quote for w in story.warnings] == ["Asia"]


@pytest.mark.parametrize("first", [OPENING, "Word " * 60])
def test_a_first_paragraph_is_no_title(first: str) -> None:
    assert take(first, OPENING).title is None


def test_a_line_alone_is_text_not_title() -> None:
    assert take("Two die in blast").paragraphs == ("Two die in blast",)


def test_an_implausible_date_line_is_refused() -> None:
    story = take("Two die", "August 20, 20155", OPENING)
    assert story.published is None
    assert "date_refused" in {warning.code for warning in story.warnings}


def test_a_bare_name_above_the_date_is_the_outlet() -> None:
    told = take("Students shot at march", "The Douala Evening Star", "2018-11-13", OPENING)
    assert (told.outlet, told.published) == ("The Douala Evening Star", "2018-11-13")
    assert told.paragraphs == (OPENING,)


def test_a_bare_line_without_a_date_below_stays() -> None:
    assert take("Students shot at march", "The Douala Evening Star", OPENING).outlet is None
