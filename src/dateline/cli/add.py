"""`dateline add`: pages into the book."""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from dateline.cli.options import BookOption, choose_book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dateline.records.failure import Failure
    from dateline.run.runner import Progress


def add(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files or folders; - is standard input."),
    ],
    book: BookOption = None,
    workers: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(min=1, help="At most this many pages at once; else one for each core."),
    ] = None,
) -> None:
    """Read saved pages into the book.

    HTML, plain text, Markdown and PDF are read. A page that is in the book already is skipped, so
    the same command again goes on where it was stopped. Exit status 1 means that a page failed: the
    book keeps why, and the next run tries it again.

    Example: [bold]dateline add saved_pages/ --book pakistan.book[/bold]
    """
    import os

    from dateline.cli.screen import err, out
    from dateline.config import load_config
    from dateline.read.pages import find_pages
    from dateline.run.local import LocalRunner, choose_workers
    from dateline.run.pipeline import Pipeline
    from dateline.run.runner import add_pages, count_pages
    from dateline.store.store import open_store

    config = load_config(None, os.environ)
    total = count_pages(paths)
    chosen = choose_workers(total, workers or config.run.workers)
    with open_store(choose_book(book), create=True) as store, progress_bar(total) as watch:
        try:
            done = add_pages(
                store,
                Pipeline(options=config.read),
                LocalRunner(workers=chosen),
                find_pages(paths, config.read),
                total=total,
                watch=watch,
            )
        except KeyboardInterrupt:
            err().print("\nStopped. What was read is in the book; the same command goes on here.")
            raise typer.Exit(130) from None
    out().print(summary_of(done))
    if done.failed:
        show_failures(done.failures, done.failed)
        raise typer.Exit(1)
    err().print("[dim]Next: dateline incidents[/dim]")


def summary_of(done: "Progress") -> str:
    """Return what a run did in one line."""
    pages = f"Read {done.read:,} pages: {done.reports:,} reports, {done.claims:,} claims"
    skipped = f"; {done.skipped:,} were in the book already" if done.skipped else ""
    failed = f"; [bold red]{done.failed:,} failed[/bold red]" if done.failed else ""
    return f"{pages}{skipped}{failed} ({done.elapsed_s:.1f} s, {done.pages_per_s:.1f} pages/s)"


def show_failures(failures: "Sequence[Failure]", total: int) -> None:
    """Show the first failures with what to do about them."""
    from dateline.cli.screen import err, show_error

    for failure in failures:
        show_error(f"{failure.location}: {failure.message}", failure.hint)
    if total > len(failures):
        err().print(f"… and {total - len(failures):,} more; the book keeps them all.")


@contextmanager
def progress_bar(total: int) -> "Iterator[Callable[[Progress], None]]":
    """Show a bar with the rate and the time left; yield what moves it."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    from dateline.cli.screen import err

    columns = (
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(), TextColumn("{task.fields[left]}"),
    )  # fmt: skip
    with Bar(*columns, console=err()) as bar:
        task = bar.add_task("", total=total, rate="", left="")

        def move(done: "Progress") -> None:
            left = "" if done.time_left_s is None else f"{format_time(done.time_left_s)} left"
            rate = f"{done.pages_per_s:.1f} pages/s"
            bar.update(task, completed=done.done, rate=rate, left=left)

        yield move


def format_time(seconds: float) -> str:
    """Return a length of time as `2:05`, or `1:02:05` from an hour on."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
