"""PDF files become stories, by their text layer."""

import io
import logging
from datetime import date

from dateline.errors import EmptyPageError, PageError, PageTooLargeError
from dateline.read.lines import to_paragraphs
from dateline.read.story import Story
from dateline.read.toplines import take_top_lines
from dateline.records.report import ReadWarning

MAX_SHEETS = 500

# pypdf logs each flaw that it repairs; a file that stays unreadable becomes a Failure.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def read_pdf(content: bytes, latest: date, max_chars: int) -> Story:
    """Return the story in the text layer of a PDF file.

    Args:
        content: the file.
        latest: the last day on which the page can have been published.
        max_chars: the most text that the file may unpack to.

    Raises:
        EmptyPageError: the file has no text layer.
        PageError: the file is damaged or needs a password.
        PageTooLargeError: the file has more than `MAX_SHEETS` sheets or `max_chars` characters.
    """
    sheets, lost = _sheets(content, max_chars)
    text = "\n".join(sheets)
    if not text.strip():
        raise EmptyPageError(
            "the PDF file has no text layer",
            hint="It is a scan: run it through OCR first, then read the result.",
        )
    warnings: tuple[ReadWarning, ...] = ()
    if lost:
        message = f"{lost} of {len(sheets)} sheets of the PDF file could not be read."
        warnings = (ReadWarning(code="sheets_unread", message=message),)
    story = Story(paragraphs=to_paragraphs(text), warnings=warnings)
    return take_top_lines(story, latest)


def _sheets(content: bytes, max_chars: int) -> tuple[list[str], int]:
    """Return each sheet's text, empty where it cannot be read, and how many could not be.

    Raises:
        PageError: the file is damaged or needs a password.
        PageTooLargeError: there are too many sheets or characters.
    """
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PageError("the PDF file needs a password", hint="Save it without one.")
        count = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise PageError("the PDF file is damaged", hint="Fetch or save it again.") from error
    if count > MAX_SHEETS:
        raise PageTooLargeError(f"the PDF file has {count:,} sheets", hint="Split it into reports.")
    sheets: list[str] = []
    lost = 0
    for number in range(count):
        try:
            sheets.append(reader.pages[number].extract_text())
        except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
            sheets.append("")
            lost += 1
        if sum(map(len, sheets)) > max_chars:
            raise PageTooLargeError(f"the PDF file holds over {max_chars:,} characters")
    return sheets, lost
