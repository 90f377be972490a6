"""Books for the contract tests: SQLite always, PostgreSQL where its server and driver are."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.store.store import Store, open_store
from tests.contracts.postgres import add_database, start_postgres


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the URL of a server that nobody else uses."""
    given = os.environ.get("DATELINE_TEST_POSTGRES")
    if given:
        yield given
        return
    with start_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Yield a new, empty book of each kind."""
    if request.param == "sqlite":
        book = str(tmp_path / "test.book")
    else:
        book = add_database(request.getfixturevalue("postgres_url"))
    with open_store(book, create=True) as opened:
        yield opened
