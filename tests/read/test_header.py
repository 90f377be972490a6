"""Header facts: where they stand, which one wins, what is refused."""

from datetime import date

import pytest
from lxml.html import fromstring

from dateline.read.header import Header, read_header

LATEST = date(2024, 1, 1)
DATA = '<script type="application/ld+json">{}</script>'
META = '<meta property="{}" content="{}">'


def read(head: str, body: str = "<h1>Nine die in blast</h1>") -> Header:
    page = f"<html lang='en-GB'><head>{head}</head><body>{body}</body></html>"
    return read_header(fromstring(page), page, LATEST)


def test_linked_data_wins_over_meta_tags() -> None:
    data = (
        '{"@graph": [{"@type": "WebPage", "datePublished": "2015-01-01"},'
        ' {"@type": "NewsArticle", "datePublished": "2015-08-20T10:00:00Z",'
        ' "author": [{"name": "Ann Lee"}, {"name": "Bo Moss"}], "publisher": {"name": "Gazette"},'
        ' "isAccessibleForFree": "False"}]}'
    )
    header = read(DATA.format(data) + META.format("article:published_time", "2014-02-02"))
    assert (header.published, header.published_source) == ("2015-08-20T10:00:00Z", "json-ld")
    assert (header.byline, header.outlet, header.metered) == ("Ann Lee, Bo Moss", "Gazette", True)


def test_meta_tags_are_read() -> None:
    header = read(
        META.format("article:published_time", "2015-08-20T10:00:00+05:00")
        + META.format("og:site_name", "Hill Gazette | All the news")
        + '<meta name="author" content="By Ann Lee"><link rel="canonical" href="https://h.test/1">'
    )
    assert (header.published, header.published_source) == ("2015-08-20T10:00:00+05:00", "meta")
    assert (header.outlet, header.byline) == ("Hill Gazette", "Ann Lee")
    assert (header.url, header.language) == ("https://h.test/1", "en")


def test_a_time_element_is_found_by_htmldate() -> None:
    header = read("", '<h1>Nine die</h1><time datetime="2015-08-20">20 August 2015</time>')
    assert (header.published, header.published_source) == ("2015-08-20", "htmldate")


@pytest.mark.parametrize(
    "value", ["20155-08-20", "2051-08-20", "0001-01-01T00:00:00Z", "2015-13-45"]
)
def test_a_date_that_no_page_can_have_is_refused_and_the_next_one_tried(value: str) -> None:
    header = read(META.format("article:published_time", value) + META.format("date", "2015-08-20"))
    assert header.published == "2015-08-20"
    assert [warning.code for warning in header.warnings] == ["date_refused"]


def test_a_page_without_a_date_gets_none() -> None:
    header = read("", "<h1>Nine die</h1><p>The attack of 2009 was recalled.</p><p>© 2021</p>")
    assert (header.published, header.published_source) == (None, None)


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Nine die in blast | Hill Gazette</title>", "", "Nine die in blast"),
        (META.format("og:title", "Nine die"), "<h1>Hill Gazette</h1>", "Nine die"),
        (META.format("og:title", "Nine die in a blast"), "<h1>Nine die!</h1>", "Nine die!"),
        ("", "<h1>Nine die</h1>", "Nine die"),
        ("", "<p>Nine die</p>", None),
    ],
)
def test_the_title_is_the_headline_that_the_page_shows(head: str, body: str, title: str) -> None:
    assert read(head, body).title == title


def test_broken_linked_data_is_passed_over() -> None:
    assert read(DATA.format('{"@type": "NewsArticle", ')).published is None
