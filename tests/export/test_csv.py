import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.columns import COLUMNS, Cell
from dateline.export.csv import FORMULA_STARTS, CsvExporter, escape_cell
from tests.contracts.test_exporter import read_back, some_incidents, written


@given(st.text())
def test_no_text_starts_a_formula(words: str) -> None:
    assert not str(escape_cell(words)).startswith(FORMULA_STARTS)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("=1+1", "'=1+1"), (-71.19, -71.19), (None, ""), (True, "true"), (0, 0), ("a-b", "a-b")],
)
def test_cells(cell: Cell, expected: object) -> None:
    assert escape_cell(cell) == expected


def test_a_row_reads_like_the_report() -> None:
    row = read_back(CsvExporter(), written(CsvExporter(), some_incidents()))[0]
    assert (row["date"], row["place"], row["killed_low"]) == ("2015-07-29", "Tikrit", "14")
    assert row["attackers"] == "Gunmen (alleged)"
    assert row["attackers_why"].startswith("“Gunmen” (police; alleged; report-")
    assert row["injured_low"] == row["injured_why"] == ""


def test_excel_knows_the_letters() -> None:
    content = written(CsvExporter(), some_incidents())
    assert content.startswith(b"\xef\xbb\xbf")
    (header, *_) = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert tuple(header) == COLUMNS
