"""The names that other people's programs use; a change here is a change for them."""

import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline.records.page import Page
from tests.fakes import SentencePatternStage

PUBLIC = {
    "Claim", "Incident", "Reading", "Report", "__version__", "open_book", "read_report",
    "read_reports",
}  # fmt: skip


def test_the_public_names_are_these_and_each_can_be_had() -> None:
    assert set(dateline.__all__) == PUBLIC == set(dir(dateline))
    assert all(getattr(dateline, name) is not None for name in dateline.__all__)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Reader'"):
        _ = dateline.Reader


def test_importing_dateline_imports_none_of_its_libraries() -> None:
    heavy = "{'numpy', 'onnxruntime', 'sqlalchemy', 'trafilatura', 'rich', 'pydantic'}"
    program = f"import sys, dateline, dateline.errors; print({heavy} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert told.stdout == "set()\n"


def test_a_report_is_read_and_a_book_is_kept_by_the_public_names_alone(tmp_path: Path) -> None:
    text = "Attack\n\nGunmen attacked a convoy in Tikrit on 2015-07-29, killing 14, police said."
    page = Page(content=text.encode(), location="a.txt")
    reading = dateline.read_report(page, stages=(SentencePatternStage(),))
    assert isinstance(reading, dateline.Reading) and isinstance(reading.report, dateline.Report)
    assert all(isinstance(claim, dateline.Claim) for claim in reading.claims)
    with dateline.open_book(str(tmp_path / "a.book"), create=True) as book, book.read() as view:
        assert view.size().reports == 0
