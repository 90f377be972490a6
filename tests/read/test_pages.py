"""Finding pages: files, folders, standard input, and what cannot be opened."""

import io
import sys
from pathlib import Path

import pytest

from dateline.read.options import ReadOptions
from dateline.read.pages import find_pages
from dateline.records.failure import Failure
from dateline.records.page import Page


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    names = ["b.html", "a.txt", "sub/c.md", "sub/deep/d.html.gz", ".hidden/e.html", "f.css"]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    found = [page.location.removeprefix(f"{tmp_path}/") for page in find_pages([str(tmp_path)])]
    assert found == ["a.txt", "b.html", "sub/c.md", "sub/deep/d.html.gz"]


def test_a_named_file_is_opened_whatever_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "report.dump"
    path.write_bytes(b"words")
    (page,) = find_pages([str(path)])
    assert isinstance(page, Page)
    assert page.content == b"words"


def test_standard_input_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"words")))
    (page,) = find_pages(["-"])
    assert isinstance(page, Page)
    assert (page.content, page.location) == (b"words", "-")


def test_a_missing_file_is_a_failure_and_the_walk_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    missing, page = find_pages([str(tmp_path / "gone.html"), str(tmp_path / "a.txt")])
    assert isinstance(missing, Failure)
    assert (missing.error, missing.stage) == ("PageError", "read")
    assert "No such file" in missing.message
    assert missing.hint
    assert isinstance(page, Page)


def test_a_folder_without_pages_is_a_failure(tmp_path: Path) -> None:
    (failure,) = find_pages([str(tmp_path)])
    assert isinstance(failure, Failure)


def test_a_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 11)
    (failure,) = find_pages([str(tmp_path / "a.txt")], ReadOptions(max_page_bytes=10))
    assert isinstance(failure, Failure)
    assert failure.error == "PageTooLargeError"
