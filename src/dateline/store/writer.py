"""Writing: one transaction that supersedes and adds, and never deletes."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Table, select, update

from dateline.records.failure import Failure
from dateline.records.outcome import Outcome, ReportClaims
from dateline.records.page import Page
from dateline.store import sql
from dateline.store.dialect import Dialect
from dateline.store.tables import CLAIMS, FAILURES, LEDGER, PAGES, REPORTS, SOURCES


class Writer:
    """Writes inside one transaction. Nothing is ever deleted."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        """Keep the open transaction."""
        self._connection = connection
        self._dialect = dialect

    def add_page(self, page: Page) -> None:
        """Keep the page; a page with the same bytes that is already there stays as it is.

        Failures to open what is at the page's location are over now.
        """
        row = {**sql.page_row(page), "added_at": timestamp()}
        self._connection.execute(self._dialect.insert(PAGES).on_conflict_do_nothing(), row)
        self._supersede_failures(
            FAILURES.c.location == row["location"], FAILURES.c.sha256.is_(None)
        )

    def add_outcome(self, outcome: Outcome, steps: Iterable[tuple[str, str]]) -> None:
        """Keep what became of a page that is already in the book.

        What an earlier reading said and this one does not is superseded; of a report that failed
        this time, what an earlier reading said stays. The ledger gets the steps only when nothing
        failed.

        Args:
            outcome: the reports and failures of one page.
            steps: `(stage, version)` of every stage that has worked on the page.
        """
        self._supersede(outcome)
        for position, told in enumerate(outcome.reports):
            self._add_report(told, position)
        for failure in outcome.failures:
            self._insert_failure(failure)
        if not outcome.failures:
            rows = [
                {
                    "sha256": outcome.sha256,
                    "stage": stage,
                    "version": version,
                    "done_at": timestamp(),
                }
                for stage, version in steps
            ]
            self._connection.execute(self._dialect.insert(LEDGER).on_conflict_do_nothing(), rows)

    def add_failure(self, failure: Failure) -> None:
        """Keep the failure of something that could not even be opened as a page."""
        self._supersede_failures(
            FAILURES.c.location == sql.storable(failure.location), FAILURES.c.sha256.is_(None)
        )
        self._insert_failure(failure)

    def _add_report(self, told: ReportClaims, position: int) -> None:
        report = told.report
        number = self._connection.execute(
            self._dialect.insert(REPORTS)
            .values(sql.report_row(report, position))
            .on_conflict_do_nothing(index_elements=[REPORTS.c.id])
            .returning(REPORTS.c.number)
        ).scalar_one_or_none()
        if number is None:
            self._revive(REPORTS, [report.id])
        else:
            self._dialect.index_words(self._connection, number, report.title or "", report.text)
        self._add_rows(
            SOURCES,
            [sql.source_row(source, report.id, place) for place, source in enumerate(told.sources)],
        )
        self._add_rows(
            CLAIMS, [sql.claim_row(claim, place) for place, claim in enumerate(told.claims)]
        )

    def _add_rows(self, table: Table, rows: list[dict[str, object]]) -> None:
        if rows:
            self._connection.execute(
                self._dialect.insert(table).on_conflict_do_update(
                    index_elements=[table.c.id], set_={"superseded_at": None}
                ),
                rows,
            )

    def _revive(self, table: Table, ids: Sequence[str]) -> None:
        self._connection.execute(
            update(table).where(table.c.id.in_(ids)).values(superseded_at=None)
        )

    def _supersede(self, outcome: Outcome) -> None:
        """Date out what the outcome replaces; what it tells again is revived as it is added."""
        now = timestamp()
        ids = select(REPORTS.c.id).where(REPORTS.c.sha256 == outcome.sha256)
        if outcome.failures:
            ids = ids.where(REPORTS.c.id.in_([told.report.id for told in outcome.reports]))
        for table, column in (
            (SOURCES, SOURCES.c.report),
            (CLAIMS, CLAIMS.c.report),
            (REPORTS, REPORTS.c.id),
        ):
            self._connection.execute(
                update(table)
                .where(column.in_(ids), table.c.superseded_at.is_(None))
                .values(superseded_at=now)
            )
        self._supersede_failures(FAILURES.c.sha256 == outcome.sha256)

    def _insert_failure(self, failure: Failure) -> None:
        self._connection.execute(
            FAILURES.insert(), {**sql.failure_row(failure), "failed_at": timestamp()}
        )

    def _supersede_failures(self, *conditions: ColumnElement[bool]) -> None:
        self._connection.execute(
            update(FAILURES)
            .where(*conditions, FAILURES.c.superseded_at.is_(None))
            .values(superseded_at=timestamp())
        )


def timestamp() -> str:
    """Return the time now as the book writes it: ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
