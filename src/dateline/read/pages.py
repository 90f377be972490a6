"""Finds pages: files, folders and standard input."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.errors import PageError, PageTooLargeError, ReportError
from dateline.read.options import DEFAULT_OPTIONS, ReadOptions
from dateline.records.failure import Failure
from dateline.records.page import Page

STANDARD_INPUT = "-"
SUFFIXES = frozenset(
    {"", ".asp", ".aspx", ".htm", ".html", ".jsp", ".markdown", ".md", ".pdf", ".php", ".shtml",
     ".text", ".txt", ".xhtml"}
)  # fmt: skip


def find_pages(
    paths: Sequence[str], options: ReadOptions = DEFAULT_OPTIONS
) -> Iterator[Page | Failure]:
    """Yield each page in the order given, folders walked in sorted order.

    A file that is named is always opened. In a folder only files with a news page's suffix are
    (`SUFFIXES`, each also with `.gz`); hidden files and links to folders are left alone. What
    cannot be opened becomes a `Failure` and the walk goes on.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield _open(path, options)
        elif Path(path).is_dir():
            yield from _walk(path, options)
        else:
            yield _open(path, options)


def _walk(folder: str, options: ReadOptions) -> Iterator[Page | Failure]:
    refused: list[OSError] = []
    seen = False
    for parent, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if is_page_name(name):
                seen = True
                yield _open(str(Path(parent, name)), options)
    for error in refused:
        yield _failure(str(error.filename), _unreadable(error))
    if not seen and not refused:
        hint = f"Pages end in {', '.join(sorted(SUFFIXES - {''}))}, or those with .gz."
        yield _failure(folder, PageError("the folder holds no pages", hint=hint))


def is_page_name(name: str) -> bool:
    """Say whether a file of this name in a folder is opened as a page."""
    stem = name.lower().removesuffix(".gz")
    return not name.startswith(".") and Path(stem).suffix in SUFFIXES


def _open(location: str, options: ReadOptions) -> Page | Failure:
    try:
        return Page(content=_content_of(location, options.max_page_bytes), location=location)
    except ReportError as error:
        return _failure(location, error)
    except OSError as error:
        return _failure(location, _unreadable(error))


def _content_of(location: str, max_bytes: int) -> bytes:
    if location == STANDARD_INPUT:
        content = sys.stdin.buffer.read(max_bytes + 1)
    else:
        with Path(location).open("rb") as file:
            content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise PageTooLargeError(
            f"the page is larger than {max_bytes:,} bytes",
            hint="Raise max_page_bytes if it really is one page.",
        )
    return content


def _unreadable(error: OSError) -> PageError:
    reason = error.strerror or type(error).__name__
    return PageError(f"cannot be opened: {reason}", hint="Check the path and its permissions.")


def _failure(location: str, error: ReportError) -> Failure:
    return Failure(
        location=location,
        sha256=None,
        stage="read",
        error=type(error).__name__,
        message=error.message,
        hint=error.hint,
    )
