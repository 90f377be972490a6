"""Runs the recipe over many pages into a book: the same loop for every runner."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from dateline.read.pages import is_page_name
from dateline.records.failure import Failure
from dateline.records.outcome import Outcome
from dateline.records.page import Page
from dateline.run.ledger import Ledger
from dateline.run.pipeline import Pipeline
from dateline.store.store import Store


class Runner(Protocol):
    """Where the recipe runs: on this machine or on many."""

    def run(self, pipeline: Pipeline, pages: Iterable[Page]) -> Iterator[Outcome]:
        """Yield one outcome for each page, in order, taking few pages ahead of what is yielded."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is. `skipped` pages were in the book already; `total` is null when unknown.

    `failed` counts pages with at least one failure, and files that could not be opened; `failures`
    holds the first few of this run, the book all of them.
    """

    total: int | None
    read: int = 0
    skipped: int = 0
    failed: int = 0
    reports: int = 0
    claims: int = 0
    elapsed_s: float = 0.0
    failures: tuple[Failure, ...] = ()

    @property
    def done(self) -> int:
        """Return how many pages the run is through with, in whatever way."""
        return self.read + self.skipped + self.failed

    @property
    def pages_per_s(self) -> float:
        """Return the rate of pages that were worked on; skipped ones do not count."""
        return (self.read + self.failed) / self.elapsed_s if self.elapsed_s else 0.0

    @property
    def time_left_s(self) -> float | None:
        """Return the seconds left at this rate, or null while nobody can know."""
        if self.total is None or not self.pages_per_s:
            return None
        return max(0, self.total - self.done) / self.pages_per_s


FAILURES_KEPT = 10
Watcher = Callable[[Progress], None]


def count_pages(paths: Sequence[str]) -> int:
    """Return how many pages `find_pages` will look at, without opening any."""
    return sum(_count_in(Path(path)) if Path(path).is_dir() else 1 for path in paths)


def add_pages(
    store: Store,
    pipeline: Pipeline,
    runner: Runner,
    found: Iterable[Page | Failure],
    *,
    total: int | None = None,
    watch: Watcher = lambda _: None,
) -> Progress:
    """Read pages into the book and return how it went; each page is one transaction.

    Pages that the ledger calls done are skipped, so the same call again resumes. Failures are
    written to the book and the run goes on.

    Args:
        store: the book, open.
        pipeline: the recipe.
        runner: where it runs.
        found: pages, and failures to open one.
        total: how many `found` will yield, when known.
        watch: called after each page.

    Raises:
        SetupError: the run cannot go on: a model or the book failed. What was written stays.
    """
    run = _Run(
        store=store,
        ledger=Ledger(store=store, steps=pipeline.steps),
        progress=Progress(total=total),
        watch=watch,
    )
    for outcome in runner.run(pipeline, run.new_pages(found)):
        run.keep(outcome)
    return run.progress


def _count_in(folder: Path) -> int:
    number = 0
    for _, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        number += sum(1 for name in names if is_page_name(name))
    return number


@dataclass(slots=True, kw_only=True)
class _Run:
    """One run's pages on their way, and its count."""

    store: Store
    ledger: Ledger
    progress: Progress
    watch: Watcher
    pending: dict[str, Page] = field(default_factory=dict)
    started_at: float = field(default_factory=time.monotonic)

    def new_pages(self, found: Iterable[Page | Failure]) -> Iterator[Page]:
        for item in found:
            if isinstance(item, Failure):
                with self.store.write() as writer:
                    writer.add_failure(item)
                self._note(item)
                self._count(failed=1)
            elif item.sha256 in self.pending or self.ledger.is_done(item.sha256):
                self._count(skipped=1)
            else:
                self.pending[item.sha256] = item
                yield item

    def keep(self, outcome: Outcome) -> None:
        page = self.pending[outcome.sha256]
        with self.store.write() as writer:
            writer.add_page(page)
            writer.add_outcome(outcome, self.ledger.steps)
        del self.pending[outcome.sha256]
        self._note(*outcome.failures)
        self._count(
            read=0 if outcome.failures else 1,
            failed=1 if outcome.failures else 0,
            reports=len(outcome.reports),
            claims=sum(len(told.claims) for told in outcome.reports),
        )

    def _note(self, *failures: Failure) -> None:
        kept = (*self.progress.failures, *failures)[:FAILURES_KEPT]
        self.progress = replace(self.progress, failures=kept)

    def _count(self, **more: int) -> None:
        counted = {name: getattr(self.progress, name) + number for name, number in more.items()}
        elapsed_s = time.monotonic() - self.started_at
        self.progress = replace(self.progress, elapsed_s=elapsed_s, **counted)
        self.watch(self.progress)
