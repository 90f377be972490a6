"""CSV: one row an incident, for spreadsheets and statistics packages."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from dateline.export.columns import COLUMNS, Cell, to_row
from dateline.records.incident import Incident

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvExporter:
    """Writes UTF-8 with a byte-order mark, without which Excel reads other letters.

    Text that a spreadsheet would run as a formula starts with an apostrophe.
    """

    name: str = "csv"
    description: str = "one row an incident, with a why beside each cell; for spreadsheets"

    def write(self, incidents: Iterable[Incident], out: BinaryIO) -> None:
        """Write a header row and a row for each incident; see `Exporter.write`."""
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        for incident in incidents:
            rows.writerow([escape_cell(cell) for cell in to_row(incident).values()])
        text.detach()


def escape_cell(cell: Cell) -> str | int | float:
    """Return the cell as CSV holds it: `true`, `false` and empty words, no formulas."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
