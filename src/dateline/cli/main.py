"""The command `dateline`: its verbs, and which exit status means what.

==========  ====================================================================================
exit        means
==========  ====================================================================================
0           everything asked for was done
1           something failed and the rest was done: a page, a look-up, a check of the doctor
2           nothing could be done: wrong usage, a book or model that cannot be opened
130         stopped by Ctrl-C; the same command again goes on where it stopped
==========  ====================================================================================
"""

import inspect
import re
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from dateline import __version__
from dateline.cli.add import add
from dateline.cli.doctor import doctor
from dateline.cli.export import export
from dateline.cli.incidents import incidents
from dateline.cli.read import read
from dateline.cli.schema import schema
from dateline.cli.search import search
from dateline.cli.show import show
from dateline.errors import DatelineError, SetupError

SOME_FAILED, CANNOT_START = 1, 2
# The first class that fits an error decides.
EXIT_CODES: tuple[tuple[type[DatelineError], int], ...] = (
    (SetupError, CANNOT_START),
    (DatelineError, SOME_FAILED),
)


def _help_of(verb: Callable[..., None]) -> str:
    """Return the docstring with each paragraph on one line: the terminal does the breaking."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.cleandoc(verb.__doc__ or ""))


app = typer.Typer(
    name="dateline",
    help="Reads news of armed conflict and keeps the record: who says what happened, in which"
    " words.\n\nStart with [bold]dateline read FILE[/bold] to see one report, or [bold]dateline add"
    " FOLDER[/bold] and then [bold]dateline incidents[/bold].",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)
for verb in (read, add, incidents, show, search, export, schema, doctor):
    app.command(help=_help_of(verb))(verb)


def main() -> None:
    """Run the command line; a Dateline error becomes a message, a hint and an exit status."""
    try:
        app()
    except DatelineError as error:
        from dateline.cli.screen import show_error

        show_error(error.message, error.hint)
        sys.exit(next(code for kind, code in EXIT_CODES if isinstance(error, kind)))


def _show_version(*, wanted: bool) -> None:
    if wanted:
        print(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda wanted: _show_version(wanted=wanted),
            is_eager=True,
            help="Show the version and end.",
        ),
    ] = False,
) -> None:
    pass
