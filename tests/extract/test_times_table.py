"""The table of sentences and the times that they tell: `tables/times.tsv`.

A sentence with two times has two rows; one that tells no time has empty cells. Rows that the rules
cannot do yet are marked `known`: they must fail, so that the day they pass is noticed.
"""

import csv
from pathlib import Path

import pytest

from dateline.extract.times import find_times

TABLE = Path(__file__).parent / "tables" / "times.tsv"
CELLS = ("quote", "edtf", "earliest", "latest", "precision")


def cases() -> list[object]:
    lines = [
        line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]
    told: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    known = set()
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        key = (row["text"], row["published"])
        told.setdefault(key, [])
        if row["quote"]:
            told[key].append(tuple(row[cell] for cell in CELLS))
        if row["status"] == "known":
            known.add(key)
    limit = pytest.mark.xfail(strict=True, reason="a known limit of the rules")
    return [
        pytest.param(*key, times, marks=limit if key in known else (), id=key[0][:60])
        for key, times in told.items()
    ]


@pytest.mark.parametrize(("text", "published", "expected"), cases())
def test_sentence_tells_its_times(
    text: str, published: str, expected: list[tuple[str, ...]]
) -> None:
    found = [
        (
            time.span.quote(text),
            time.when.edtf,
            time.when.earliest or "",
            time.when.latest or "",
            time.when.precision.value,
        )
        for time in find_times(text, published or None)
    ]
    assert found == expected


def test_table_is_wide_and_holds_sentences_without_time() -> None:
    rows = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(rows) > 170
    assert sum(line.split("\t")[2] == "" for line in rows) >= 25
