"""The book: `Store` opens it, `Writer` writes in one transaction, `View` reads one moment of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Error as SqliteError

from sqlalchemy import Connection, Engine, func, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from dateline.errors import StoreError
from dateline.store.dialect import (
    Dialect,
    check_file,
    choose_dialect,
    hide_password,
    translate_error,
)
from dateline.store.migrations import MIGRATIONS
from dateline.store.options import DEFAULT_BOOK
from dateline.store.tables import MIGRATIONS as APPLIED
from dateline.store.view import View
from dateline.store.writer import Writer, timestamp


class Store:
    """A book that is open; close it, or use it in a `with`."""

    def __init__(self, book: str, engine: Engine, dialect: Dialect) -> None:
        """Keep what `open_store` has opened."""
        self.book = book
        self.dialect = dialect
        self._engine = engine

    def __enter__(self) -> "Store":
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the book."""
        self.close()

    def close(self) -> None:
        """Close every connection to the book."""
        self._engine.dispose()

    @contextmanager
    def write(self) -> Iterator["Writer"]:
        """Open a transaction; it commits only when the block ends without an error.

        Raises:
            StoreError: the database refused; nothing was written.
        """
        with self._begin() as connection:
            self.dialect.begin_write(connection)
            yield Writer(connection, self.dialect)

    @contextmanager
    def read(self) -> Iterator["View"]:
        """Open a view of the book as it is now; later writes do not show in it.

        Raises:
            StoreError: the database refused.
        """
        with self._begin() as connection:
            yield View(connection, self.dialect)

    def migrate(self) -> None:
        """Apply the migrations that the book has not seen, each with its record.

        Raises:
            StoreError: the book is of a newer Dateline, or it is not a book.
        """
        with self._begin() as connection:
            applied = _applied(connection, self.book)
        for number, migration in enumerate(MIGRATIONS, start=1):
            if number > applied:
                self._apply(number, migration.__name__)

    def _apply(self, number: int, name: str) -> None:
        with self._begin() as connection:
            self.dialect.begin_write(connection)
            if not inspect(connection).has_table(APPLIED.name):
                APPLIED.create(connection)
            if number > _applied(connection, self.book):
                MIGRATIONS[number - 1](connection, self.dialect)
                row = {"number": number, "name": name, "applied_at": timestamp()}
                connection.execute(APPLIED.insert(), row)

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, SqliteError) as error:
            raise translate_error(error, self.book) from error


def open_store(book: str = DEFAULT_BOOK, *, create: bool = False) -> Store:
    """Open a book and bring its tables up to date.

    Args:
        book: a file, or a `postgresql://` URL.
        create: start the book when there is none.

    Raises:
        StoreError: there is no such book, it is damaged, of another kind, or of a newer Dateline.
    """
    dialect = choose_dialect(book)
    if dialect.is_file and (create is False or Path(book).exists()):
        check_file(book)
    store = Store(book, dialect.open_engine(book), dialect)
    try:
        store.migrate()
    except BaseException:
        store.close()
        raise
    return store


def _applied(connection: Connection, book: str) -> int:
    tables = inspect(connection).get_table_names()
    if APPLIED.name not in tables:
        if tables:
            raise StoreError(
                f"{hide_password(book)} is a database, but not a book",
                hint="give the path of a book with --book, or a new path to start one",
            )
        return 0
    applied = connection.execute(select(func.max(APPLIED.c.number))).scalar_one() or 0
    if applied > len(MIGRATIONS):
        raise StoreError(
            f"the book {hide_password(book)} was written by a newer Dateline"
            f" (its tables are version {applied}, this Dateline knows {len(MIGRATIONS)})",
            hint="upgrade with: pip install --upgrade dateline",
        )
    return int(applied)
