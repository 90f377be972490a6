"""PDF files: the text layer, and files that have none."""

import io
from datetime import date

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from dateline.errors import EmptyPageError, PageError, PageTooLargeError
from dateline.read.pdf import read_pdf

LATEST = date(2024, 1, 1)
MANY = 1_000_000
LINES = (
    "Nine die in market blast",
    "",
    "KABUL: A bomb killed nine people near a market on Wednes-",
    "day, an official said. The wounded were taken to a hosp-",
    "ital in the city, where two of them were dying.",
)


def a_pdf(*lines: str) -> bytes:
    writer = PdfWriter()
    sheet = writer.add_blank_page(612, 792)
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
         NameObject("/BaseFont"): NameObject("/Helvetica")}
    )  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): font})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    shown = "".join(f"({line}) Tj 0 -14 Td\n" for line in lines)
    stream.set_data(f"BT /F1 11 Tf 72 720 Td\n{shown}ET".encode("latin-1"))
    sheet[NameObject("/Contents")] = stream
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_the_text_layer_is_read_and_its_lines_joined() -> None:
    story = read_pdf(a_pdf(*LINES), LATEST, MANY)
    text = " ".join((story.title or "", *story.paragraphs))
    assert "near a market on Wednesday, an official said." in text
    assert "to a hospital in the city" in text


def test_a_file_without_a_text_layer_says_what_to_do() -> None:
    with pytest.raises(EmptyPageError, match="no text layer") as error:
        read_pdf(a_pdf(), LATEST, MANY)
    assert error.value.hint
    assert "OCR" in error.value.hint


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(PageTooLargeError):
        read_pdf(a_pdf(*LINES), LATEST, 10)


def test_a_file_with_a_password_is_refused() -> None:
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    with pytest.raises(PageError, match="password"):
        read_pdf(file.getvalue(), LATEST, MANY)
