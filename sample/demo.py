"""The main job on the bundled sample: saved pages in, incidents out, one traced to its words.

`make demo` runs it. Each step is a command that you can repeat by hand; the book stays in `demo/`.
"""

import os
import shlex
import sys
from pathlib import Path

import typer

from dateline.cli.main import app
from dateline.cli.screen import show_error
from dateline.errors import DatelineError, NotFoundError
from dateline.link.incidents import assemble_incidents
from dateline.records.incident import Incident
from dateline.run.incidents import assemble_readings
from dateline.store.store import open_store

ROOT = Path(__file__).resolve().parent.parent
REPORTS = Path("sample", "reports")
BOOK = Path("demo", "sample.book")


def main() -> int:
    """Run the three commands, and return the exit status."""
    os.chdir(ROOT)
    _remove_old_book()
    try:
        typer.echo("Twenty invented reports: eighteen on six incidents, and two that tell of none.")
        _run("add", str(REPORTS))
        typer.echo("\nEach row is what one report tells; reports on one happening stand apart yet.")
        _run("incidents")
        typer.echo("\nOne of them, with the words, the report and the source behind each value.")
        _run("show", _fullest().id)
    except typer.Exit as stopped:
        return stopped.exit_code
    except DatelineError as error:
        show_error(error.message, error.hint)
        return 1
    typer.echo(f"\nNext, your own pages: {_command()} read FILE, or {_command()} add FOLDER")
    return 0


def _remove_old_book() -> None:
    BOOK.parent.mkdir(exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        BOOK.with_name(BOOK.name + suffix).unlink(missing_ok=True)


def _run(*arguments: str) -> None:
    """Print the command as a person would type it, and run it.

    Raises:
        Exit: the command ended with another status than 0.
    """
    words = [*arguments, "--book", str(BOOK)]
    typer.echo(f"\n$ {_command()} {shlex.join(words)}")
    status = app(words, prog_name="dateline", standalone_mode=False)
    sys.stdout.flush()
    if status:
        raise typer.Exit(status)


def _command() -> str:
    """Return what to type for `dateline` from the repository's folder."""
    installed = Path(sys.executable).with_name("dateline")
    return str(installed.relative_to(ROOT)) if installed.is_relative_to(ROOT) else "dateline"


def _fullest() -> Incident:
    """Return the incident about which one report says most.

    Raises:
        NotFoundError: nothing was found in the sample.
    """
    with open_store(str(BOOK)) as store, store.read() as view:
        found = assemble_incidents(assemble_readings(view))
    if not found:
        raise NotFoundError("the sample gave no incident", hint="dateline doctor tells what fails")
    return max(found, key=_size)


def _size(incident: Incident) -> tuple[bool, int, int]:
    """Return what makes one incident a better example than another; recalled ones are no news."""
    whole = incident.when is not None and incident.where is not None and not incident.background
    return whole, len(incident.sources), len(incident.counts)


if __name__ == "__main__":
    sys.exit(main())
