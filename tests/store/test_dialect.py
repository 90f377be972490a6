import pytest
from sqlalchemy.exc import OperationalError

from dateline.store.dialect import (
    COMPLAINTS,
    choose_dialect,
    hide_password,
    translate_error,
)


@pytest.mark.parametrize(
    ("book", "name"),
    [
        ("dateline.book", "SQLite"),
        ("/tmp/postgres.book", "SQLite"),
        ("postgresql://me@host/name", "PostgreSQL"),
        ("postgres://me:secret@host/name", "PostgreSQL"),
    ],
)
def test_a_url_is_a_server_and_anything_else_a_file(book: str, name: str) -> None:
    assert choose_dialect(book).name == name


@pytest.mark.parametrize(("words", "meaning", "hint"), COMPLAINTS)
def test_a_complaint_becomes_words_that_help(words: str, meaning: str, hint: str) -> None:
    error = translate_error(OperationalError("SELECT", {}, Exception(words.upper())), "a.book")
    assert error.message == f"the book a.book {meaning}" and error.hint == hint


def test_a_complaint_nobody_knows_is_passed_on_without_a_password() -> None:
    error = translate_error(ValueError("odd\nand long"), "postgresql://me:secret@host/name")
    assert error.message.endswith("could not be used: odd") and "secret" not in error.message
    assert hide_password("postgresql://me:secret@host/a") == "postgresql://me@host/a"
