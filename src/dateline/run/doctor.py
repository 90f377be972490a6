"""Looks at everything Dateline needs, and says what to do about each fault."""

import platform
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from dateline.errors import DatelineError, StoreError
from dateline.extract.codebook import load_codebook
from dateline.extract.gazetteer import open_gazetteer
from dateline.models.files import chosen_model
from dateline.models.manifest import read_manifest, verify_files
from dateline.run.local import count_cores
from dateline.store.dialect import choose_dialect, hide_password
from dateline.store.store import open_store

LIBRARIES = ("onnxruntime", "tokenizers", "trafilatura", "sqlalchemy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was looked at, what was found, and, when it is a fault, what to do about it."""

    subject: str
    detail: str
    is_fault: bool = False
    hint: str | None = None


def examine(book: str) -> Iterator[Finding]:
    """Yield one finding after another; a fault never stops the next look.

    Args:
        book: the book's path or URL; that there is none yet is no fault.
    """
    looks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("dateline", lambda: version("dateline")),
        ("python", lambda: f"{platform.python_version()}, {count_cores()} cores"),
        ("libraries", lambda: ", ".join(f"{name} {version(name)}" for name in LIBRARIES)),
        ("sqlite", _look_at_sqlite),
        ("model", _look_at_model),
        ("gazetteer", lambda: f"{len(open_gazetteer()):,} places"),
        ("codebook", lambda: f"{len(load_codebook().types)} event types"),
        ("book", lambda: _look_at_book(book)),
    )
    for subject, look in looks:
        try:
            yield Finding(subject=subject, detail=look())
        except DatelineError as error:
            yield Finding(subject=subject, detail=error.message, is_fault=True, hint=error.hint)
        except Exception as error:  # noqa: BLE001  the edge: a fault of any kind is a finding
            yield Finding(
                subject=subject,
                detail=f"{type(error).__name__}: {error}",
                is_fault=True,
                hint="install Dateline again: pip install --force-reinstall dateline",
            )


def _look_at_sqlite() -> str:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    connection.close()
    return f"{sqlite3.sqlite_version} with full-text search"


def _look_at_model() -> str:
    folder = chosen_model()
    manifest = read_manifest(folder)
    verify_files(folder, manifest)
    return f"{manifest.name}, {manifest.licence}, all files whole"


def _look_at_book(book: str) -> str:
    name = hide_password(book)
    if choose_dialect(book).is_file and not Path(book).exists():
        return f"{name}: none yet; dateline add PATH… starts one"
    with open_store(book) as store, store.read() as view:
        damage = view.find_damage()
        if damage:
            raise StoreError(
                f"{name} is damaged: {damage}",
                hint="restore a copy, or add the same pages to a new book: ids stay the same",
            )
        size = view.size()
    found = f"{name}: {size.pages:,} pages, {size.reports:,} reports, {size.claims:,} claims"
    return f"{found}, {size.failures:,} failures"
