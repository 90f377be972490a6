"""Bad files, each made for real: a clear error or a warning, never a crash."""

import contextlib
import gzip
from pathlib import Path

import pytest

from dateline.errors import EmptyPageError, PageError, PageTooLargeError
from dateline.read.options import ReadOptions
from dateline.read.pages import find_pages
from dateline.read.reports import read_page
from dateline.records.failure import Failure
from dateline.records.page import Page
from dateline.records.report import Report

STORY = (
    "<html><head><title>Two die in Quetta blast</title></head><body><article>"
    "<h1>Two die in Quetta blast</h1>"
    "<p>QUETTA: Two people were killed when a bomb went off near a bus stop on Monday.</p>"
    "<p>The police said that nobody had claimed responsibility and that a search was on.</p>"
    "<p>Hospital officials said that five of the wounded were in a critical condition.</p>"
    "</article></body></html>"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 20


def read(content: bytes, location: str = "page.html") -> Report:
    (report,) = read_page(Page(content=content, location=location))
    return report


def codes(report: Report) -> set[str]:
    return {warning.code for warning in report.warnings}


def test_a_truncated_gzip_file_is_refused() -> None:
    with pytest.raises(PageError, match="ends early"):
        read(gzip.compress(STORY.encode())[:-40])


def test_a_damaged_gzip_file_is_refused() -> None:
    packed = bytearray(gzip.compress(STORY.encode()))
    packed[20:60] = b"\xff" * 40
    with pytest.raises(PageError, match=r"damaged|ends early"):
        read(bytes(packed))


def test_a_gzip_bomb_is_refused_by_its_unpacked_size() -> None:
    bomb = gzip.compress(b"a" * 30_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(PageTooLargeError):
        read(bomb)


def test_a_whole_gzip_file_is_read() -> None:
    assert "five of the wounded" in read(gzip.compress(STORY.encode()), "page.html.gz").text


def test_a_zip_archive_is_refused_unopened() -> None:
    with pytest.raises(PageError, match="zip archive"):
        read(b"PK\x03\x04" + b"\0" * 100)


def test_nul_bytes_are_removed_with_a_warning() -> None:
    report = read(STORY.replace("bus stop", "bus\0 stop\0").encode())
    assert "near a bus stop on Monday" in report.text
    assert "control_bytes" in codes(report)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (STORY.replace("bomb", "bömb – “big”").encode("cp1252"), "bömb – “big”"),
        (STORY.replace("bomb", "bömb").encode("utf-16"), "bömb"),
        (STORY.replace("bomb", "bömb").encode("utf-16-le"), "bömb"),
        (STORY.replace("bomb", "bömb").encode("utf-8-sig"), "bömb"),
        (
            STORY.replace("<head>", "<head><meta charset='windows-1251'>")
            .replace("bomb", "бомба")
            .encode("cp1251"),
            "бомба",
        ),
        (
            STORY.replace("<head>", "<head><meta charset='iso-8859-1'>")
            .replace("bomb", "bömb “x”")
            .encode(),
            "bömb “x”",
        ),
    ],
)
def test_encodings_are_told_apart(content: bytes, words: str) -> None:
    assert words in read(content).text


def test_a_page_without_a_true_charset_says_that_it_was_guessed() -> None:
    assert "encoding_guessed" in codes(read(STORY.replace("bomb", "bömb").encode("latin-1")))


@pytest.mark.parametrize(
    "content", [b"", b"   \n\t ", b"<html><body></body></html>", b"\xef\xbb\xbf"]
)
def test_an_empty_page_is_an_empty_page_error(content: bytes) -> None:
    with pytest.raises(EmptyPageError):
        read(content)


@pytest.mark.parametrize("location", ["photo.html", "photo.txt"])
def test_an_image_named_as_a_page_is_refused(location: str) -> None:
    with pytest.raises(PageError, match="JPEG"):
        read(JPEG, location)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(PageError, match="not text"):
        read(bytes(range(256)) * 50)


def test_a_date_in_the_year_20155_is_refused_with_its_words() -> None:
    date = '<meta property="article:published_time" content="20155-08-20">'
    report = read(STORY.replace("<head>", f"<head>{date}").encode())
    (refused,) = (warning for warning in report.warnings if warning.code == "date_refused")
    assert refused.quote == "20155-08-20"
    assert report.published is None


def test_right_to_left_text_and_emoji_are_kept() -> None:
    words = "القاعدة \u200fقال\u200f 🏳️\u200d🌈👩🏽\u200d🚒"  # noqa: RUF001
    report = read(STORY.replace("bomb", words).encode())
    assert words in report.text


def test_a_report_in_another_language_says_so() -> None:
    french = "Deux personnes ont été tuées lundi par une bombe près de la gare de la ville. " * 5
    report = read(french.encode(), "page.txt")
    assert report.language == "fr"
    assert "language_unsupported" in codes(report)


def test_a_page_over_the_limit_is_a_failure_and_the_walk_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>" + b"x " * 20_000_000)
    (tmp_path / "b.html").write_text(STORY)
    huge, page = find_pages([str(tmp_path)])
    assert isinstance(huge, Failure)
    assert huge.error == "PageTooLargeError"
    assert isinstance(page, Page)


def test_a_page_over_a_lower_limit_is_refused() -> None:
    page = Page(content=STORY.encode(), location="page.html")
    with pytest.raises(PageTooLargeError):
        read_page(page, ReadOptions(max_page_bytes=100))


def test_broken_html_is_read() -> None:
    broken = STORY.replace("</p>", "").replace("</article></body></html>", "<div><b></i")
    assert "five of the wounded" in read(broken.encode()).text


def test_deeply_nested_html_is_read_or_refused() -> None:
    nested = "<div>" * 5_000 + STORY + "</div>" * 5_000
    with contextlib.suppress(EmptyPageError):
        assert read(nested.encode()).text


def test_a_paywall_stub_is_read_with_a_warning() -> None:
    wall = "<p>Subscribe now to continue reading this article.</p></article>"
    assert "paywall" in codes(read(STORY.replace("</article>", wall).encode()))


def test_a_damaged_pdf_is_refused() -> None:
    with pytest.raises(PageError, match="damaged"):
        read(b"%PDF-1.7\n" + b"nothing here", "page.pdf")
