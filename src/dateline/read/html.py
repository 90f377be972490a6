"""HTML pages become stories."""

import logging
from datetime import date

from lxml.html import HtmlElement

from dateline.errors import EmptyPageError
from dateline.read.header import Header, read_header
from dateline.read.marks import shield_marks, unshield_marks
from dateline.read.restoring import restore_paragraphs
from dateline.read.story import Story
from dateline.records.report import ReadWarning

# trafilatura logs each page without text; the page becomes a Failure, which says it better.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

# Below this the precise setting may have found a caption only.
SHORT_CHARS = 250
# A page that gives its own article text as data and shows under this share of it was cut short.
MIN_BODY_SHARE = 0.7


def read_html(text: str, latest: date) -> Story:
    """Return the story of an HTML page: header facts and the paragraphs of its article.

    Args:
        text: the page, decoded.
        latest: the last day on which the page can have been published.

    Raises:
        EmptyPageError: the page holds no article text.
    """
    from trafilatura.utils import load_html  # noqa: PLC0415

    tree = load_html(shield_marks(text))
    if tree is None:
        raise EmptyPageError("the page is not HTML or is empty", hint="Look at it in a browser.")
    header = read_header(tree, text, latest)
    paragraphs, warnings = _paragraphs(tree, header)
    return Story(
        paragraphs=tuple(map(unshield_marks, paragraphs)),
        title=_unshielded(header.title),
        outlet=_unshielded(header.outlet),
        byline=_unshielded(header.byline),
        published=header.published,
        published_source=header.published_source,
        url=header.url,
        language=header.language,
        metered=header.metered,
        warnings=header.warnings + warnings,
    )


def _unshielded(words: str | None) -> str | None:
    return unshield_marks(words) if words else None


def _paragraphs(
    tree: HtmlElement, header: Header
) -> tuple[tuple[str, ...], tuple[ReadWarning, ...]]:
    from trafilatura import extract  # noqa: PLC0415

    _keep_inline_links(tree)
    words = extract(tree, include_comments=False, favor_precision=True) or ""
    if len(words) < SHORT_CHARS:
        fuller = extract(tree, include_comments=False) or ""
        words = max(words, fuller, key=len)
    if len(words) < MIN_BODY_SHARE * len(header.body) and "<" not in header.body:
        message = "The text was taken from the page's data: its mark-up shows less of it."
        return _lines(header.body), (ReadWarning(code="text_from_data", message=message),)
    lines = _lines(words)
    restored = restore_paragraphs(tree, lines)
    if len(restored) == len(lines):
        return lines, ()
    message = f"{len(restored) - len(lines)} paragraphs were found outside the main block of text."
    return tuple(restored), (ReadWarning(code="text_restored", message=message),)


def _keep_inline_links(tree: HtmlElement) -> None:
    """Rename the class `link` within paragraphs: trafilatura drops such words from a sentence."""
    for span in tree.iterfind('.//p//span[@class="link"]'):
        span.set("class", "inline")


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line for line in map(str.strip, words.splitlines()) if line)
