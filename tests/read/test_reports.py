"""A page through the whole of reading."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ConfigError, EmptyPageError, PageError
from dateline.read.options import ReadOptions
from dateline.read.reports import read_page
from dateline.records.page import Page
from dateline.records.report import CreditKind, Report

SEED = Path(__file__).parents[3] / "shared" / "seed_report.txt"

PASTED = """\
Blast near Kabul market kills nine

By Sami Wardak
August 20, 2015

KABUL: A bomb killed nine people near a market on Wednesday, an official told The Daily
Lantern. Nobody claimed it.
The wounded were taken to
Istiqlal hospital.

Join our WhatsApp channel for updates
Leave a Reply
Your email address will not be published.
"""


def read(text: str, location: str = "report.txt", published: str | None = None) -> Report:
    page = Page(content=text.encode(), location=location)
    (report,) = read_page(page, ReadOptions(published=published))
    return report


def test_a_pasted_report_is_read_whole() -> None:
    report = read(PASTED)
    assert report.text == (
        "Blast near Kabul market kills nine\n\n"
        "KABUL: A bomb killed nine people near a market on Wednesday, an official told The Daily"
        " Lantern. Nobody claimed it.\n\n"
        "The wounded were taken to Istiqlal hospital."
    )
    assert (report.title, report.byline) == ("Blast near Kabul market kills nine", "Sami Wardak")
    assert (report.published, report.published_source) == ("2015-08-20", "text")


def test_spans_give_the_words_they_name() -> None:
    report = read(PASTED)
    assert report.dateline
    assert report.dateline.place == "Kabul"
    assert report.dateline.span.quote(report.text) == "KABUL"
    (credit,) = report.credits
    assert (credit.kind, credit.name) == (CreditKind.TOLD, "The Daily Lantern")
    assert credit.span
    assert credit.span.quote(report.text) == credit.quote == "told The Daily Lantern"


def test_every_line_that_was_cut_is_a_warning_with_its_words() -> None:
    cut = [w.quote for w in read(PASTED).warnings if w.code in {"furniture_cut", "header_line"}]
    assert cut == [
        "By Sami Wardak",
        "August 20, 2015",
        "Join our WhatsApp channel for updates",
        "Leave a Reply",
        "Your email address will not be published.",
    ]


def test_the_option_overrules_the_page() -> None:
    report = read(PASTED, published="2016-01-02")
    assert (report.published, report.published_source) == ("2016-01-02", "option")


def test_an_option_that_is_no_date_is_refused() -> None:
    with pytest.raises(ConfigError):
        ReadOptions(published="last Tuesday")


def test_a_page_of_furniture_alone_is_empty() -> None:
    with pytest.raises(EmptyPageError):
        read("Leave a Reply\n\nYour email address will not be published.")


def test_the_outlet_is_inferred_from_a_cut_line_and_says_so() -> None:
    plea = "More people are reading Marsh Courier than ever, but only a few of our readers"
    report = read(f"{PASTED}\n{plea} are paying for journalism.\n")
    assert report.outlet == "Marsh Courier"
    (inferred,) = (w for w in report.warnings if w.code == "outlet_inferred")
    assert inferred.quote == "people are reading Marsh Courier than ever"


def test_the_same_page_gives_the_same_report() -> None:
    assert read(PASTED) == read(PASTED)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_and_its_spans_fit(text: str) -> None:
    try:
        report = read(text.encode("utf-8", "replace").decode())
    except (EmptyPageError, PageError):
        return
    assert report.text == report.text.strip()
    for credit in report.credits:
        assert credit.span is None or credit.span.quote(report.text) == credit.quote


@pytest.mark.skipif(not SEED.exists(), reason="the shared seed report is not on this machine")
def test_the_seed_report_is_read_as_the_design_says() -> None:
    (report,) = read_page(Page(content=SEED.read_bytes(), location=str(SEED)))
    assert report.title == "LEJ Chief Was Set To Join ISIS: Pak"
    assert report.outlet == "Kashmir Observer"
    assert report.dateline
    assert report.dateline.place == "Islamabad"
    assert [(c.kind, c.name) for c in report.credits] == [(CreditKind.TOLD, "The Express Tribune")]
    assert report.text.endswith("such as the 2009 assault on the Sri Lankan team in Lahore.")
    assert "potent threat from IS was yet to come" in report.text
    assert report.published is None
