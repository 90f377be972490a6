"""Reads a page into its reports."""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from dateline.errors import EmptyPageError
from dateline.read.credits import find_credits
from dateline.read.datelines import find_dateline
from dateline.read.dates import latest_day, parse_date
from dateline.read.encoding import decode_text, unpack_content
from dateline.read.furniture import Trimmed, cut_furniture
from dateline.read.html import read_html
from dateline.read.markdown import read_markdown
from dateline.read.options import DEFAULT_OPTIONS, ReadOptions
from dateline.read.pdf import read_pdf
from dateline.read.story import Story
from dateline.read.text import read_text
from dateline.read.toplines import take_top_lines
from dateline.records.ids import content_id
from dateline.records.page import Page
from dateline.records.report import Dateline, ReadWarning, Report
from dateline.records.span import Span

LANGUAGE = "en"
LANGUAGE_CHARS = 2_000
# A page that declares a paywall and shows this much shows the report.
STUB_CHARS = 1_500
# The dateline stands in the first paragraph, or after a byline or summary.
DATELINE_PARAGRAPHS = 3
BREAK = "\n\n"

_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta)\b", re.IGNORECASE)
_SNIFF_CHARS = 4_096
_CUT = frozenset({"furniture_cut", "header_line"})
_PUBLISHED = re.compile(r"\W*(?:first |originally )?(?:published|posted|updated)\b", re.IGNORECASE)
# Signs without width that pages use for layout. Joiners and direction marks carry meaning: kept.
_LAYOUT = str.maketrans({"\u00ad": None, "\u200b": None, "\ufeff": None, "\u00a0": " "})


def read_page(page: Page, options: ReadOptions = DEFAULT_OPTIONS) -> tuple[Report, ...]:
    """Return the reports of a page; a page of these formats holds one.

    The report's text is the title, then the paragraphs without furniture, parted by blank lines.
    Whatever was cut, refused or guessed is a warning on the report.

    Raises:
        EmptyPageError: the page holds no news text.
        PageError: the page cannot be read at all.
        PageTooLargeError: the page is over the size limit, packed or unpacked.
    """
    latest = latest_day(page.fetched_at)
    story = _read_story(page, options, latest)
    trimmed = cut_furniture(story.paragraphs)
    if not trimmed.paragraphs:
        raise EmptyPageError(
            "the page holds no news text", hint="Look at it in a browser: is it a news report?"
        )
    return (_report(page, options, story, trimmed),)


def _read_story(page: Page, options: ReadOptions, latest: date) -> Story:
    content = unpack_content(page.content, options.max_page_bytes)
    if content.startswith(b"%PDF-"):
        return _tidied(read_pdf(content, latest, options.max_page_bytes))
    text, warnings = decode_text(content, page.media_type)
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        raise EmptyPageError("the page is empty", hint="Fetch it again.")
    if _is_html(page, text):
        # The mark-up is not tidied: that would cost as much as reading it.
        story = take_top_lines(_tidied(read_html(text, latest)), latest)
    elif _suffix(page) in {".md", ".markdown"} or page.media_type == "text/markdown":
        story = read_markdown(text.translate(_LAYOUT), latest)
    else:
        story = read_text(text.translate(_LAYOUT), latest)
    return _tidied(replace(story, warnings=warnings + story.warnings))


def _is_html(page: Page, text: str) -> bool:
    if (page.media_type or "").startswith(("text/html", "application/xhtml")):
        return True
    return bool(_MARKUP.search(text[:_SNIFF_CHARS]))


def _suffix(page: Page) -> str:
    return PurePath(page.location.lower().removesuffix(".gz")).suffix


def _tidied(story: Story) -> Story:
    """Return the story with each paragraph one line of single spaces, and none empty."""
    paragraphs = (" ".join(words.translate(_LAYOUT).split()) for words in story.paragraphs)
    title = " ".join((story.title or "").translate(_LAYOUT).split()) or None
    return replace(story, title=title, paragraphs=tuple(words for words in paragraphs if words))


def _report(page: Page, options: ReadOptions, story: Story, trimmed: Trimmed) -> Report:
    text = BREAK.join((*((story.title,) if story.title else ()), *trimmed.paragraphs))
    outlet = story.outlet or trimmed.outlet
    story = _dated(story, trimmed, latest_day(page.fetched_at))
    cut = [w.quote for w in story.warnings + trimmed.cuts if w.quote and w.code in _CUT]
    language = _language(trimmed.paragraphs)
    return Report(
        id=content_id("report", page.sha256, 0, text),
        sha256=page.sha256,
        text=text,
        url=page.url or story.url,
        location=page.location,
        title=story.title,
        outlet=outlet,
        byline=story.byline,
        published=options.published or story.published,
        published_source="option" if options.published else story.published_source,
        dateline=locate_dateline(text, len(story.title) + len(BREAK) if story.title else 0),
        language=language,
        credits=find_credits(text, cut, outlet),
        warnings=story.warnings + trimmed.cuts + _warnings(story, trimmed, language),
    )


def _dated(story: Story, trimmed: Trimmed, latest: date) -> Story:
    """Return the story with the date of a publication line that was cut, if it has none."""
    for cut in trimmed.cuts if story.published is None else ():
        found = parse_date(cut.quote or "", latest) if _PUBLISHED.match(cut.quote or "") else None
        if found and found.iso:
            return replace(story, published=found.iso, published_source="text")
    return story


def locate_dateline(text: str, start: int) -> Dateline | None:
    """Return the dateline of one of the first paragraphs, with its span in the whole text.

    Args:
        text: the report's text.
        start: where the paragraphs begin, behind the title.
    """
    for words in text[start:].split(BREAK, DATELINE_PARAGRAPHS)[:DATELINE_PARAGRAPHS]:
        found = find_dateline(words)
        if found:
            span = Span(start + found.words.start, start + found.words.end)
            return Dateline(place=found.place, span=span)
        start += len(words) + len(BREAK)
    return None


def _language(paragraphs: tuple[str, ...]) -> str:
    """Return the ISO 639-1 code of the language that the first paragraphs are written in."""
    from py3langid import classify  # noqa: PLC0415

    return str(classify(" ".join(paragraphs)[:LANGUAGE_CHARS])[0])


def _warnings(story: Story, trimmed: Trimmed, language: str) -> tuple[ReadWarning, ...]:
    warnings = []
    if trimmed.outlet and not story.outlet:
        message = "The outlet's name was found in a line that was cut as furniture."
        warnings.append(
            ReadWarning(code="outlet_inferred", message=message, quote=trimmed.outlet_words)
        )
    if language != LANGUAGE:
        message = f"The report is in {language!r}; extraction knows English only."
        warnings.append(ReadWarning(code="language_unsupported", message=message))
    chars = sum(map(len, trimmed.paragraphs))
    if chars < STUB_CHARS and (story.metered or trimmed.paywalled):
        message = f"The page asks for a subscription; only {chars:,} characters were readable."
        warnings.append(ReadWarning(code="paywall", message=message))
    return tuple(warnings)
