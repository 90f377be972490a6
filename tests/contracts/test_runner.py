"""What every runner does: one suite for this process and for many.

Every page gives one outcome, in order, whatever happens to it; a killed run resumes.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.errors import ModelError
from dateline.records.draft import Draft
from dateline.records.failure import Failure
from dateline.records.page import Page
from dateline.run.local import LocalRunner
from dateline.run.pipeline import Pipeline
from dateline.run.runner import Progress, Runner, add_pages
from dateline.store.store import open_store
from tests.fakes import SentencePatternStage

PIPELINE = Pipeline(stages=(SentencePatternStage(),))
RUNNERS = (LocalRunner(workers=1), LocalRunner(workers=2))
WORDS = (
    "Market blast\n\nGunmen attacked a convoy in Tikrit on 2015-07-{day:02}, killing {day}, police"
    " said. {more}"
)


def a_page(day: int, more: str = "It was the second attack this month.") -> Page:
    return Page(content=WORDS.format(day=day, more=more).encode(), location=f"{day}.txt")


@pytest.mark.parametrize("runner", RUNNERS)
def test_outcomes_come_in_the_order_of_the_pages(runner: Runner) -> None:
    pages = [a_page(day) for day in range(10, 30)]
    outcomes = list(runner.run(PIPELINE, iter(pages)))
    assert outcomes == [PIPELINE.process(page) for page in pages]
    assert all(outcome.reports[0].claims for outcome in outcomes)


@pytest.mark.parametrize("runner", RUNNERS)
def test_a_bad_page_is_a_failure_and_the_run_goes_on(runner: Runner) -> None:
    pages = [a_page(10), a_page(11, "unspeakable"), a_page(12, "broken"), a_page(13)]
    outcomes = list(runner.run(PIPELINE, pages))
    assert [len(outcome.reports) for outcome in outcomes] == [1, 0, 0, 1]
    assert outcomes[1].failures == (
        Failure(location="11.txt", sha256=pages[1].sha256, stage="pattern", error="ExtractError",
                message="the report is unspeakable", hint="Leave it."),
    )  # fmt: skip
    assert outcomes[2].failures[0].error == "KeyError"


def test_a_worker_that_dies_costs_only_its_page() -> None:
    pages = [a_page(day, "deadly" if day == 15 else "") for day in range(10, 24)]
    outcomes = list(LocalRunner(workers=2).run(PIPELINE, pages))
    failed = [outcome.failures for outcome in outcomes if outcome.failures]
    assert len(outcomes) == len(pages)
    assert [failure.location for (failure,) in failed] == ["15.txt"]
    assert [outcome.sha256 for outcome in outcomes] == [page.sha256 for page in pages]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoModelStage:
    """A stage whose model is missing."""

    name: str = "nomodel"
    version: str = "1"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        raise ModelError("there is no model")


@pytest.mark.parametrize("runner", RUNNERS)
def test_a_missing_model_stops_the_run(runner: Runner) -> None:
    with pytest.raises(ModelError, match="there is no model"):
        list(runner.run(Pipeline(stages=(NoModelStage(),)), [a_page(10), a_page(11)]))


@pytest.mark.parametrize("runner", RUNNERS)
def test_the_same_pages_again_are_skipped(runner: Runner, tmp_path: Path) -> None:
    pages = [a_page(day) for day in range(10, 15)]
    with open_store(str(tmp_path / "b"), create=True) as store:
        add_pages(store, PIPELINE, runner, pages[:3])
        seen: list[Progress] = []
        done = add_pages(store, PIPELINE, runner, [*pages, *pages], total=10, watch=seen.append)
        with store.read() as view:
            assert view.size().reports == 5
    assert (done.read, done.skipped, done.failed, done.done) == (2, 8, 0, 10)
    assert [progress.done for progress in seen] == list(range(1, 11))
    assert done.time_left_s == 0


def test_a_new_version_of_a_stage_reads_the_pages_again(tmp_path: Path) -> None:
    newer = Pipeline(stages=(SentencePatternStage(version="2"),))
    with open_store(str(tmp_path / "b"), create=True) as store:
        add_pages(store, PIPELINE, LocalRunner(workers=1), [a_page(10)])
        done = add_pages(store, newer, LocalRunner(workers=1), [a_page(10)])
        with store.read() as view:
            assert view.size().reports == 1
    assert done.read == 1


def test_failures_are_kept_counted_and_tried_again(tmp_path: Path) -> None:
    unopened = Failure(location="x", sha256=None, stage="read", error="PageError", message="no")
    pages: list[Page | Failure] = [a_page(10), unopened, a_page(11, "unspeakable")]
    with open_store(str(tmp_path / "b"), create=True) as store:
        for _ in range(2):
            done = add_pages(store, PIPELINE, LocalRunner(workers=1), pages)
            assert done.failed == 2
        with store.read() as view:
            assert [failure.location for failure in view.failures()] == ["x", "11.txt"]


def _endless_pages() -> Iterator[Page]:
    for number in range(100_000):
        yield a_page(10, f"Number {number}.")
        time.sleep(0.01)


def _add_without_end(book: str) -> None:
    with open_store(book, create=True) as store:
        add_pages(store, PIPELINE, LocalRunner(workers=2), _endless_pages())


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_killed_run_resumes_and_leaves_no_worker(tmp_path: Path) -> None:
    book = str(tmp_path / "b")
    run = multiprocessing.get_context("spawn").Process(target=_add_without_end, args=(book,))
    run.start()
    before = _wait_for_pages(book, 5)
    workers = _children(run.pid or 0)
    os.kill(run.pid or 0, signal.SIGKILL)
    run.join()
    pages = [page for page, _ in zip(_endless_pages(), range(before), strict=False)]
    with open_store(book) as store:
        done = add_pages(store, PIPELINE, LocalRunner(workers=1), pages)
    assert (done.skipped, done.read) == (before, 0)
    assert _wait_for_end(workers)


def _wait_for_pages(book: str, wanted: int) -> int:
    while True:
        time.sleep(0.2)
        if Path(book).exists():
            with open_store(book, create=True) as store, store.read() as view:
                if view.size().reports >= wanted:
                    return view.size().reports


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def _wait_for_end(pids: list[int]) -> bool:
    for _ in range(50):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.1)
    return False
