"""The lines above a plain text story: title, keyed header lines, byline, publication date."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.read.dates import is_date_line, parse_date
from dateline.read.story import Story
from dateline.records.report import ReadWarning

MAX_TITLE_CHARS = 200
MAX_HEADER_LINES = 8
# A section's name above the headline, and how many lines may stand there.
MAX_OUTLET_CHARS = 60
MAX_KICKER_CHARS = 40
MAX_KICKERS = 4

_KEYED = re.compile(
    r"^(?P<key>title|headline|source|outlet|publication|newspaper|by|byline|author|date|published"
    r"|publication date|posted|url|link)\s*:\s*(?P<value>\S.*)$",
    re.IGNORECASE,
)
_FIELDS = {
    "title": "title", "headline": "title", "source": "outlet", "outlet": "outlet",
    "publication": "outlet", "newspaper": "outlet", "by": "byline", "byline": "byline",
    "author": "byline", "url": "url", "link": "url",
}  # fmt: skip
_DATED = re.compile(
    r"^(?:(?:first\s+)?(?:published|posted|updated|last updated|date)\b(?:\s+(?:on|at))?[\s:,]*)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?,?\s+)?(?P<date>.+)$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:[Bb]y|BY)\s+(?P<name>(?:[A-Z][\w.'\u2019-]*|and|&)"
    r"(?:[ ,]+(?:[A-Z][\w.'\u2019-]*|and|&|in|for)){0,9})$"
)
_ENDED = re.compile(r"[.;,][\"'”\u2019)\]]*$")


def take_top_lines(story: Story, latest: date) -> Story:
    """Return the story with the facts that its first lines give, and without those lines.

    A line is taken only when the whole of it is such a fact; facts known already stay as they are.
    Each line taken is kept in a warning, except the title, which the report's text starts with.

    Args:
        story: a story whose paragraphs may still start with its header.
        latest: the last day on which the page can have been published.
    """
    story, lines = _without_kicker(story)
    for _ in range(MAX_HEADER_LINES):
        if not lines:
            break
        told = _told_by(lines[0], story, latest)
        if told is None and story.title is None and _is_title(lines):
            told = replace(story, title=lines[0])
        elif told is not None:
            told = _with_cut(told, lines[0])
        elif _is_outlet(lines, story, latest):
            told = _with_cut(replace(story, outlet=lines[0]), lines[0])
        if told is None:
            break
        story = told
        lines.pop(0)
    return replace(story, paragraphs=tuple(lines))


def _is_outlet(lines: list[str], story: Story, latest: date) -> bool:
    """Say whether the first line is a bare name between the title and the line with the date."""
    if story.title is None or story.outlet is not None or story.published or len(lines) < 2:
        return False
    is_name = lines[0][:1].isupper() and len(lines[0]) <= MAX_OUTLET_CHARS
    below = _told_by(lines[1], story, latest) if is_name and not _ENDED.search(lines[0]) else None
    return below is not None and below.published is not None


def _without_kicker(story: Story) -> tuple[Story, list[str]]:
    """Return the story and its lines from the repeated title on, if one of the first repeats it."""
    keys = [line.casefold() for line in story.paragraphs[:MAX_KICKERS]]
    title = (story.title or "").casefold()
    if title not in keys:
        return story, list(story.paragraphs)
    at = keys.index(title)
    kickers = story.paragraphs[:at]
    if any(len(line) > MAX_KICKER_CHARS for line in kickers):
        return story, list(story.paragraphs)
    for line in kickers:
        story = _with_cut(story, line)
    return story, list(story.paragraphs[at + 1 :])


def _with_cut(story: Story, line: str) -> Story:
    message = "This line belongs to the report's header, not to its text."
    warning = ReadWarning(code="header_line", message=message, quote=line)
    return replace(story, warnings=(*story.warnings, warning))


def _told_by(line: str, story: Story, latest: date) -> Story | None:
    """Return the story with what this header line says, or null when it is no header line."""
    keyed = _KEYED.match(line)
    if keyed and keyed["key"].lower() in _FIELDS:
        return _keyed(story, _FIELDS[keyed["key"].lower()], keyed["value"])
    for part in line.split("|"):
        # One part that is a date makes the line a header line: agency, place and time in a row.
        dated = _DATED.match(part.strip())
        if dated and is_date_line(dated["date"]):
            return _published(story, dated["date"], latest)
    byline = _BYLINE.match(line)
    if byline:
        return replace(story, byline=story.byline or byline["name"])
    return None


def _keyed(story: Story, name: str, value: str) -> Story:
    """Return the story with the field set, unless it is known already."""
    match name:
        case "title":
            return replace(story, title=story.title or value)
        case "outlet":
            return replace(story, outlet=story.outlet or value)
        case "byline":
            return replace(story, byline=story.byline or value)
        case _:
            return replace(story, url=story.url or value)


def _published(story: Story, words: str, latest: date) -> Story:
    found = parse_date(words, latest)
    if found is None or story.published:
        return story
    if found.iso is None:
        message = f"A publication date was refused: {found.refused}."
        warning = ReadWarning(code="date_refused", message=message, quote=found.quote)
        return replace(story, warnings=(*story.warnings, warning))
    return replace(story, published=found.iso, published_source="text")


def _is_title(lines: Sequence[str]) -> bool:
    """Say whether the first line is a headline: short, no full stop, with a story under it."""
    first = lines[0]
    return len(lines) > 1 and len(first) <= MAX_TITLE_CHARS and not _ENDED.search(first)
