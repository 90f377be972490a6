import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from dateline.errors import StoreError
from dateline.store.migrations import MIGRATIONS
from dateline.store.store import open_store
from dateline.store.tables import METADATA


def test_a_book_that_is_not_there_is_not_made_unless_asked(tmp_path: Path) -> None:
    book = tmp_path / "a.book"
    with pytest.raises(StoreError, match="there is no book") as caught:
        open_store(str(book))
    assert caught.value.hint and not book.exists()
    open_store(str(book), create=True).close()
    open_store(str(book)).close()


def test_the_migrations_make_the_tables_that_the_code_sees(tmp_path: Path) -> None:
    open_store(str(tmp_path / "a.book"), create=True).close()
    seen = inspect(create_engine(f"sqlite:///{tmp_path}/a.book"))
    for table in METADATA.tables.values():
        found = [column["name"] for column in seen.get_columns(table.name)]
        assert found == list(table.columns.keys()), table.name
    seen.engine.dispose()


def test_a_book_writes_ahead_and_records_its_migrations(tmp_path: Path) -> None:
    open_store(str(tmp_path / "a.book"), create=True).close()
    connection = sqlite3.connect(tmp_path / "a.book")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    rows = connection.execute("SELECT number, name FROM dateline_migrations").fetchall()
    assert rows == [(1, "create_book")] and len(rows) == len(MIGRATIONS)
    connection.close()


def test_a_book_of_a_newer_dateline_is_refused(tmp_path: Path) -> None:
    open_store(str(tmp_path / "a.book"), create=True).close()
    with sqlite3.connect(tmp_path / "a.book") as connection:
        connection.execute("INSERT INTO dateline_migrations VALUES (99, 'later', '2030')")
    connection.close()
    with pytest.raises(StoreError, match="newer Dateline") as caught:
        open_store(str(tmp_path / "a.book"))
    assert caught.value.hint and "upgrade" in caught.value.hint


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
    connection.close()
    for create in (True, False):
        with pytest.raises(StoreError, match="not a book"):
            open_store(str(tmp_path / "a.db"), create=create)
    seen = inspect(create_engine(f"sqlite:///{tmp_path}/a.db"))
    assert seen.get_table_names() == ["songs"]
    seen.engine.dispose()


@pytest.mark.parametrize("content", [b"a text", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.book").write_bytes(content)
    for create in (True, False):
        with pytest.raises(StoreError) as caught:
            open_store(str(tmp_path / "a.book"), create=create)
        assert caught.value.hint
    assert (tmp_path / "a.book").read_bytes() == content


def test_a_damaged_book_says_so(tmp_path: Path) -> None:
    open_store(str(tmp_path / "a.book"), create=True).close()
    content = (tmp_path / "a.book").read_bytes()
    (tmp_path / "a.book").write_bytes(content[: len(content) // 2])
    with pytest.raises(StoreError, match=r"damaged|not a book") as caught:
        _count_reports(tmp_path / "a.book")
    assert caught.value.hint


def test_an_empty_file_becomes_a_book(tmp_path: Path) -> None:
    (tmp_path / "a.book").touch()
    with open_store(str(tmp_path / "a.book"), create=True) as store, store.read() as view:
        assert view.size().pages == 0


def test_two_processes_may_open_a_new_book_at_once(tmp_path: Path) -> None:
    first = open_store(str(tmp_path / "a.book"), create=True)
    second = open_store(str(tmp_path / "a.book"), create=True)
    with second.read() as view:
        assert view.size().pages == 0
    first.close()
    second.close()


def _count_reports(book: Path) -> int:
    with open_store(str(book)) as store, store.read() as view:
        return view.size().reports
