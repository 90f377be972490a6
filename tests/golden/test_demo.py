"""`make demo`: the three commands on the bundled sample, in a book of the test's own."""

from pathlib import Path

import pytest
from sample import demo

from tests.golden.test_sample import needs_model


@needs_model
def test_demo_ends_in_a_table_and_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "BOOK", tmp_path / "sample.book")
    monkeypatch.chdir(tmp_path)
    assert demo.main() == 0
    shown = capsys.readouterr().out
    assert "Read 20 pages: 20 reports" in shown
    assert "Damaturu" in shown
    assert "⟦" in shown.rpartition("dateline show")[2]


def test_demo_repeats_on_a_fresh_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = tmp_path / "new" / "sample.book"
    monkeypatch.setattr(demo, "BOOK", book)
    book.parent.mkdir()
    book.write_text("left by a run before")
    demo._remove_old_book()
    assert not book.exists()
