"""Plain text becomes a story."""

from datetime import date

from dateline.read.lines import to_paragraphs
from dateline.read.story import Story
from dateline.read.toplines import take_top_lines


def read_text(text: str, latest: date) -> Story:
    """Return the story of a plain text: its top lines read as a header, broken lines joined.

    Args:
        text: the page, decoded.
        latest: the last day on which the page can have been published.
    """
    return take_top_lines(Story(paragraphs=to_paragraphs(text)), latest)
