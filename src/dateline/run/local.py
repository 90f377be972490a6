"""Runs the recipe on all cores of this machine."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import wait

from dateline.records.failure import Failure
from dateline.records.outcome import Outcome
from dateline.records.page import Page
from dateline.run.pipeline import Pipeline

# Pages in flight for each worker: enough that none waits, few enough to bound memory.
PAGES_PER_WORKER = 4
PAGES_WORTH_A_WORKER = 8


def count_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_workers(pages: int, most: int | None = None) -> int:
    """Return how many workers a run of so many pages is worth: to start one takes seconds.

    Args:
        pages: how many pages there are.
        most: no more than this; null means one for each core.
    """
    worth = -(-pages // PAGES_WORTH_A_WORKER)
    return max(1, min(worth, most or count_cores()))


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRunner:
    """Worker processes with a pipeline and a model each; one worker means this process itself."""

    workers: int = field(default_factory=count_cores)

    def run(self, pipeline: Pipeline, pages: Iterable[Page]) -> Iterator[Outcome]:
        """Yield one outcome for each page, in order; see `Runner.run`.

        A worker that dies (out of memory, a crash in a library) costs only the page it died on.

        Raises:
            SetupError: the pipeline cannot work at all.
        """
        if self.workers <= 1:
            for page in pages:
                yield pipeline.process(page)
            return
        source = iter(pages)
        while True:
            waiting: deque[Page] = deque()
            try:
                yield from self._run_pool(pipeline, source, waiting)
            except BrokenProcessPool:
                # Whichever page it was, it is among these: they go through one by one.
                yield from _run_singly(pipeline, waiting)
            else:
                return

    def _run_pool(
        self, pipeline: Pipeline, source: Iterator[Page], waiting: deque[Page]
    ) -> Iterator[Outcome]:
        futures: deque[Future[Outcome]] = deque()
        pool = _open_pool(pipeline, self.workers)
        try:
            for page in source:
                waiting.append(page)
                futures.append(pool.submit(_process, page))
                if len(waiting) >= self.workers * PAGES_PER_WORKER:
                    yield _next_outcome(futures, waiting)
            while waiting:
                yield _next_outcome(futures, waiting)
        finally:
            pool.shutdown(cancel_futures=True)


def _next_outcome(futures: deque[Future[Outcome]], waiting: deque[Page]) -> Outcome:
    # The page leaves the queue only with its outcome in hand.
    outcome = futures[0].result()
    futures.popleft()
    waiting.popleft()
    return outcome


def _run_singly(pipeline: Pipeline, pages: Iterable[Page]) -> Iterator[Outcome]:
    pool = _open_pool(pipeline, 1)
    try:
        for page in pages:
            try:
                yield pool.submit(_process, page).result()
            except BrokenProcessPool:
                yield Outcome(sha256=page.sha256, failures=(_died_on(page),))
                pool = _open_pool(pipeline, 1)
    finally:
        pool.shutdown(cancel_futures=True)


def _died_on(page: Page) -> Failure:
    return Failure(
        location=page.location,
        sha256=page.sha256,
        stage="run",
        error="WorkerDied",
        message="the process that worked on the page died",
        hint="The machine may be short of memory; try again with fewer workers.",
    )


# ---- inside a worker -----------------------------------------------------------------------------

_pipelines: list[Pipeline] = []


def _open_pool(pipeline: Pipeline, workers: int) -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(
        max_workers=workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(pipeline,),
    )
    # Ctrl-C is the parent's to handle: it lets pages in hand end and keeps the book whole. Workers
    # inherit that they ignore it, so that none complains while it still imports.
    with _ignore_interrupts():
        pool.submit(os.getpid)
    return pool


@contextmanager
def _ignore_interrupts() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may, and only it gets the signal
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _start_worker(pipeline: Pipeline) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _pipelines[:] = [pipeline]


def _end_with_parent() -> None:
    """End the worker when its parent is killed: a worker would wait for pages for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _process(page: Page) -> Outcome:
    return _pipelines[0].process(page)
