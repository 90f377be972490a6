"""A PostgreSQL server for the tests alone, in a folder that goes away with it."""

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def start_postgres() -> Iterator[str]:
    """Yield the URL of a new server; skip the test where there is no server or driver."""
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("the PostgreSQL driver is not installed: pip install 'dateline[postgres]'")
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("there is no PostgreSQL server on this machine")
    # Not pytest's folder: the server's own user must be able to enter every parent.
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    become: tuple[str, ...] = ()
    if os.geteuid() == 0:  # the server refuses root
        shutil.chown(folder, "postgres", "postgres")
        become = ("runuser", "-u", "postgres", "--")
    port = _free_port()
    data, options = folder / "data", f"-h 127.0.0.1 -p {port} -k {folder}"

    def call(*words: str) -> None:
        subprocess.run([*become, *words], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    call(str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-U", "dateline", "-E", "UTF8")
    control = str(binaries / "pg_ctl")
    call(control, "-D", str(data), "-o", options, "-w", "-l", str(folder / "log"), "start")
    try:
        yield f"postgresql://dateline@127.0.0.1:{port}/postgres"
    finally:
        call(control, "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder)


def add_database(server: str) -> str:
    """Make a new, empty database and return its URL."""
    import psycopg  # noqa: PLC0415  only where it is installed

    name = f"book{time.monotonic_ns()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{server.rpartition('/')[0]}/{name}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_binaries() -> Path | None:
    """Return the folder of `initdb`, which Debian keeps off the path."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None
