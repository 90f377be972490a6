"""Reading the book: one moment of it, and only what is current."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, func, select

from dateline.errors import NotFoundError
from dateline.records.failure import Failure
from dateline.records.outcome import ReportClaims
from dateline.records.page import Page
from dateline.records.report import Report
from dateline.records.span import Span
from dateline.store import sql
from dateline.store.dialect import Dialect
from dateline.store.tables import CLAIMS, FAILURES, LEDGER, PAGES, REPORTS, SOURCES
from dateline.store.words import make_snippet, split_query

REPORTS_AT_ONCE = 200
MOST_MATCHES = 10
# Ids end in hex digits: everything that starts with a prefix sorts before prefix + "g".
AFTER_HEX = "g"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSize:
    """How much is in the book now; rows that were superseded are not counted."""

    pages: int
    reports: int
    claims: int
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that holds the words of a search; `marks` are the words within `snippet`."""

    report: Report
    snippet: str
    marks: tuple[Span, ...]


class View:
    """Reads the book as it was when the view was opened; only what is current."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        """Keep the open transaction."""
        self._connection = connection
        self._dialect = dialect

    def size(self) -> BookSize:
        """Count what is in the book."""
        return BookSize(
            pages=self._count(PAGES),
            reports=self._count(REPORTS),
            claims=self._count(CLAIMS),
            failures=self._count(FAILURES),
        )

    def page(self, sha256: str) -> Page:
        """Return a page byte for byte.

        Raises:
            NotFoundError: no page has this digest.
        """
        row = self._connection.execute(select(PAGES).where(PAGES.c.sha256 == sha256)).first()
        if row is None:
            raise NotFoundError(f"no page has the digest {sha256}")
        return sql.row_page(row._mapping)

    def is_done(self, sha256: str, steps: Iterable[tuple[str, str]]) -> bool:
        """Say whether every one of these `(stage, version)` steps has worked on the page."""
        done = self._connection.execute(
            select(LEDGER.c.stage, LEDGER.c.version).where(LEDGER.c.sha256 == sha256)
        )
        return set(steps) <= {(row.stage, row.version) for row in done}

    def report_claims(self) -> Iterator[ReportClaims]:
        """Yield every report with its claims and sources, in the order they were added."""
        last = 0
        while rows := self._connection.execute(
            _current(REPORTS)
            .where(REPORTS.c.number > last)
            .order_by(REPORTS.c.number)
            .limit(REPORTS_AT_ONCE)
        ).all():
            last = rows[-1].number
            yield from self._with_claims([sql.row_report(row._mapping) for row in rows])

    def report_claims_of(self, report_id: str) -> ReportClaims:
        """Return one report with its claims and sources.

        Raises:
            NotFoundError: no report has this id.
        """
        row = self._connection.execute(_current(REPORTS).where(REPORTS.c.id == report_id)).first()
        if row is None:
            raise NotFoundError(
                f"no report has the id {report_id}", hint="dateline search WORDS finds reports"
            )
        return next(self._with_claims([sql.row_report(row._mapping)]))

    def find_reports(self, prefix: str) -> tuple[str, ...]:
        """Return the ids of the reports whose id starts with the prefix, at most ten."""
        return self._find(REPORTS, REPORTS.c.id, prefix)

    def find_subjects(self, prefix: str) -> tuple[tuple[str, str], ...]:
        """Return `(subject, report id)` of claims whose subject starts with it, at most ten."""
        rows = self._connection.execute(
            select(CLAIMS.c.subject, CLAIMS.c.report)
            .where(
                CLAIMS.c.subject >= prefix,
                CLAIMS.c.subject < prefix + AFTER_HEX,
                CLAIMS.c.superseded_at.is_(None),
            )
            .distinct()
            .order_by(CLAIMS.c.subject)
            .limit(MOST_MATCHES)
        )
        return tuple((row.subject, row.report) for row in rows)

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return the reports that hold all the words and "quoted phrases", best first."""
        phrases = split_query(words)
        if not phrases:
            return ()
        numbers = self._dialect.search(self._connection, phrases, limit)
        return tuple(self._hit(number, words) for number in numbers)

    def failures(self) -> tuple[Failure, ...]:
        """Return what has failed and has not been put right since."""
        rows = self._connection.execute(_current(FAILURES).order_by(FAILURES.c.number))
        return tuple(sql.row_failure(row._mapping) for row in rows)

    def find_damage(self) -> str | None:
        """Return what is wrong with the database's own structure, or null."""
        return self._dialect.find_damage(self._connection)

    def _with_claims(self, reports: Sequence[Report]) -> Iterator[ReportClaims]:
        ids = [report.id for report in reports]
        sources = self._by_report(SOURCES, ids)
        claims = self._by_report(CLAIMS, ids)
        for report in reports:
            yield ReportClaims(
                report=report,
                claims=tuple(sql.row_claim(row) for row in claims[report.id]),
                sources=tuple(sql.row_source(row) for row in sources[report.id]),
            )

    def _by_report(self, table: Table, ids: Sequence[str]) -> dict[str, list[sql.Row]]:
        rows: dict[str, list[sql.Row]] = {report_id: [] for report_id in ids}
        statement = _current(table).where(table.c.report.in_(ids)).order_by(table.c.position)
        for row in self._connection.execute(statement):
            rows[row.report].append(row._mapping)
        return rows

    def _hit(self, number: int, words: str) -> Hit:
        row = self._connection.execute(select(REPORTS).where(REPORTS.c.number == number)).one()
        report = sql.row_report(row._mapping)
        snippet, marks = make_snippet(report.text, words)
        return Hit(report=report, snippet=snippet, marks=marks)

    def _find(self, table: Table, column: Column[str], prefix: str) -> tuple[str, ...]:
        statement = (
            select(column)
            .where(
                column >= prefix,
                column < prefix + AFTER_HEX,
                table.c.superseded_at.is_(None),
            )
            .order_by(column)
            .limit(MOST_MATCHES)
        )
        return tuple(self._connection.execute(statement).scalars())

    def _count(self, table: Table) -> int:
        counted = select(func.count()).select_from(table)
        if "superseded_at" in table.c:
            counted = counted.where(table.c.superseded_at.is_(None))
        return self._connection.execute(counted).scalar_one()


def _current(table: Table) -> Select[Any]:
    return select(table).where(table.c.superseded_at.is_(None))
