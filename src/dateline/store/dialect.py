"""Everything that differs between SQLite and PostgreSQL, and nothing else.

A dialect opens the engine, names the column types, indexes and searches words, and puts the
database's own complaints into words that help a person.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite

from dateline.errors import StoreError
from dateline.store.words import find_tokens

SQLITE_MAGIC = b"SQLite format 3\x00"
LOCK_TIMEOUT_S = 60

# Words of a database's complaint → what a person reads, and what they can do.
COMPLAINTS: tuple[tuple[str, str, str], ...] = (
    (
        "file is not a database",
        "is not a book",
        "give the path of a book with --book, or a new path to start one",
    ),
    (
        "malformed",
        "is damaged",
        "restore a copy, or add the same pages to a new book: ids stay the same",
    ),
    (
        "locked",
        "is being written by another run",
        "wait for the other run to end, then try again",
    ),
    (
        "readonly",
        "cannot be written",
        "check the permissions of the file and of its folder",
    ),
    (
        "unable to open",
        "cannot be opened",
        "check that the folder exists and that you may write in it",
    ),
    ("disk is full", "does not fit on the disk", "free some space and run the same command again"),
    ("disk i/o", "cannot be read from the disk", "check the disk; a network drive cannot hold WAL"),
    ("authentication failed", "refuses this user or password", "check the URL of the book"),
    ("could not connect", "cannot be reached", "check that the database server is running"),
    ("connection refused", "cannot be reached", "check that the database server is running"),
    ("connection failed", "cannot be reached", "check that the database server is running"),
    ("does not exist", "does not exist", "create the database first"),
)


class Dialect(Protocol):
    """What the store asks of a database."""

    @property
    def name(self) -> str:
        """Return the database's name for people."""
        ...

    @property
    def is_file(self) -> bool:
        """Say whether the book is a file."""
        ...

    @property
    def column_types(self) -> Mapping[str, str]:
        """Return the words that a migration's DDL leaves open: `number`, `bytes`, `real`."""
        ...

    @property
    def search_ddl(self) -> tuple[str, ...]:
        """Return the statements that make the index over titles and texts."""
        ...

    def open_engine(self, book: str) -> Engine:
        """Return an engine for the book; nothing is connected yet."""
        ...

    def insert(self, table: Table) -> Any:
        """Return an INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
        ...

    def begin_write(self, connection: Connection) -> None:
        """Make the open transaction a writing one, waiting for another writer to end."""
        ...

    def index_words(self, connection: Connection, number: int, title: str, body: str) -> None:
        """Add a report's words to the index."""
        ...

    def search(
        self, connection: Connection, phrases: Sequence[Sequence[str]], limit: int
    ) -> list[int]:
        """Return the numbers of current reports that hold every phrase, best first.

        Args:
            connection: an open transaction.
            phrases: the tokens of each word or phrase, as `split_query` gives them; not empty.
            limit: at most this many.
        """
        ...

    def find_damage(self, connection: Connection) -> str | None:
        """Return what is wrong with the database's own structure, or null."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteDialect:
    """One file; write-ahead log, words by FTS5."""

    name: str = "SQLite"
    is_file: bool = True
    column_types: Mapping[str, str] = field(
        default_factory=lambda: {
            "number": "INTEGER PRIMARY KEY AUTOINCREMENT",
            "bytes": "BLOB",
            "real": "REAL",
        }
    )
    search_ddl: tuple[str, ...] = (
        "CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='reports',"
        " content_rowid='number', tokenize='unicode61 remove_diacritics 2')",
    )

    def open_engine(self, book: str) -> Engine:
        """Return an engine for the file; see `Dialect.open_engine`."""
        engine = create_engine(f"sqlite:///{book}", connect_args={"timeout": LOCK_TIMEOUT_S})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        return engine

    def insert(self, table: Table) -> sqlite.Insert:
        """Return SQLite's INSERT; see `Dialect.insert`."""
        return sqlite.insert(table)

    def begin_write(self, connection: Connection) -> None:
        """Take the write lock now, so that two writers queue instead of failing half-way."""
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def index_words(self, connection: Connection, number: int, title: str, body: str) -> None:
        """Add a report's words to the FTS5 table; see `Dialect.index_words`."""
        connection.execute(
            text("INSERT INTO report_words(rowid, title, text) VALUES (:number, :title, :body)"),
            {"number": number, "title": title, "body": body},
        )

    def search(
        self, connection: Connection, phrases: Sequence[Sequence[str]], limit: int
    ) -> list[int]:
        """Search with FTS5, ranked by BM25; see `Dialect.search`."""
        rows = connection.execute(
            text(
                "SELECT reports.number"
                " FROM report_words JOIN reports ON reports.number = report_words.rowid"
                " WHERE report_words MATCH :query AND reports.superseded_at IS NULL"
                " ORDER BY rank, reports.number LIMIT :limit"
            ),
            {"query": " ".join(f'"{" ".join(tokens)}"' for tokens in phrases), "limit": limit},
        )
        return list(rows.scalars())

    def find_damage(self, connection: Connection) -> str | None:
        """Ask SQLite for its quick check; see `Dialect.find_damage`."""
        answer = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
        return None if answer == "ok" else answer


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresDialect:
    """A server for a team; words by its own text search, without stemming."""

    name: str = "PostgreSQL"
    is_file: bool = False
    column_types: Mapping[str, str] = field(
        default_factory=lambda: {
            "number": "INTEGER GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            "bytes": "BYTEA",
            "real": "DOUBLE PRECISION",
        }
    )
    search_ddl: tuple[str, ...] = (
        "CREATE TABLE report_words (number INTEGER PRIMARY KEY REFERENCES reports(number),"
        " words TSVECTOR NOT NULL)",
        "CREATE INDEX report_words_words ON report_words USING GIN (words)",
    )

    def open_engine(self, book: str) -> Engine:
        """Return an engine for the URL; see `Dialect.open_engine`.

        Raises:
            StoreError: the PostgreSQL driver is not installed.
        """
        url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", book)
        try:
            engine = create_engine(url)
        except ImportError as error:
            raise StoreError(
                "a PostgreSQL book needs the psycopg driver",
                hint="install it with: pip install 'dateline[postgres]'",
            ) from error
        event.listen(engine, "begin", _freeze_snapshot)
        return engine

    def insert(self, table: Table) -> postgresql.Insert:
        """Return PostgreSQL's INSERT; see `Dialect.insert`."""
        return postgresql.insert(table)

    def begin_write(self, connection: Connection) -> None:
        """Let writers queue, and see what the one before has written."""
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('dateline'))")

    def index_words(self, connection: Connection, number: int, title: str, body: str) -> None:
        """Add a report's words, the title's weighing more; see `Dialect.index_words`."""
        connection.execute(
            text(
                "INSERT INTO report_words(number, words) VALUES (:number,"
                " setweight(to_tsvector('simple', :title), 'A') || to_tsvector('simple', :body))"
            ),
            # The server's own parser keeps accents, and dates and hyphens as single words.
            {
                "number": number,
                "title": " ".join(find_tokens(title)),
                "body": " ".join(find_tokens(body)),
            },
        )

    def search(
        self, connection: Connection, phrases: Sequence[Sequence[str]], limit: int
    ) -> list[int]:
        """Search with the server's text search; see `Dialect.search`."""
        rows = connection.execute(
            text(
                "SELECT reports.number"
                " FROM report_words JOIN reports ON reports.number = report_words.number,"
                " to_tsquery('simple', :query) AS query"
                " WHERE words @@ query AND reports.superseded_at IS NULL"
                " ORDER BY ts_rank(words, query) DESC, reports.number LIMIT :limit"
            ),
            {
                "query": " & ".join(f"({' <-> '.join(tokens)})" for tokens in phrases),
                "limit": limit,
            },
        )
        return list(rows.scalars())

    def find_damage(self, connection: Connection) -> str | None:
        """Return null: the server looks after its own files."""
        connection.exec_driver_sql("SELECT 1")
        return None


def choose_dialect(book: str) -> Dialect:
    """Return the dialect for a book's path or `postgresql://` URL."""
    is_url = book.startswith(("postgresql://", "postgres://", "postgresql+psycopg://"))
    return PostgresDialect() if is_url else SqliteDialect()


def check_file(book: str) -> None:
    """Refuse a path that cannot be a SQLite book.

    Raises:
        StoreError: there is nothing, a folder, or a file of another kind.
    """
    path = Path(book)
    hint = "give the path of a book with --book, or a new path to start one"
    if not path.exists():
        raise StoreError(
            f"there is no book at {book}", hint="dateline add PATH… starts one; --book names it"
        )
    if path.is_dir():
        raise StoreError(f"{book} is a folder, not a book", hint=hint)
    try:
        with path.open("rb") as file:
            head = file.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise StoreError(
            f"the book {book} cannot be opened: {error.strerror}",
            hint="check the permissions of the file and of its folder",
        ) from error
    if head and head != SQLITE_MAGIC:
        raise StoreError(f"{book} is not a book", hint=hint)


def translate_error(error: Exception, book: str) -> StoreError:
    """Return the database's complaint as a `StoreError` that says what to do."""
    cause = str(getattr(error, "orig", None) or error)
    for words, meaning, hint in COMPLAINTS:
        if words in cause.lower():
            return StoreError(f"the book {hide_password(book)} {meaning}", hint=hint)
    first_line = cause.splitlines()[0] if cause else type(error).__name__
    return StoreError(f"the book {hide_password(book)} could not be used: {first_line}")


def hide_password(book: str) -> str:
    """Return the book's path or URL without a password."""
    return re.sub(r"(://[^:/@]+):[^@]*@", r"\1@", book)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Transactions are begun by SQLAlchemy's own event, not guessed by the driver.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _freeze_snapshot(connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
