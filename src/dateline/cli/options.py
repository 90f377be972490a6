"""Options that several verbs share."""

import os
from typing import Annotated, Optional

import typer

from dateline.store.options import DEFAULT_BOOK

BookOption = Annotated[
    Optional[str],  # noqa: UP045  typer reads the annotation
    typer.Option(
        "--book",
        metavar="FILE",
        help=f"The book: a file, or a postgresql:// URL. Without it, the one that dateline.toml or"
        f" DATELINE_STORE_BOOK names, else {DEFAULT_BOOK} in the current folder.",
        show_default=False,
    ),
]
TypeOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--type",
        metavar="TYPE",
        help="A family such as battle, or a type such as battle.armed_clash.",
    ),
]
PlaceOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--place",
        metavar="NAME",
        help="Part of the name of a place or district, or a country's two-letter code.",
    ),
]
ActorOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--actor", metavar="NAME", help="Part of the name of anyone who took part, on any side."
    ),
]
SinceOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--since", metavar="DATE", help="Not before this year, month or day, such as 2015-07."
    ),
]
UntilOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--until", metavar="DATE", help="Not after this year, month or day."),
]
MinScoreOption = Annotated[
    Optional[float],  # noqa: UP045
    typer.Option(
        "--min-score",
        metavar="SCORE",
        min=0,
        max=1,
        help="Leave out claims that score less, 0 to 1, and say how many; an event goes with its"
        " type.",
    ),
]


def choose_book(book: str | None) -> str:
    """Return the book that a person named, or the one that the settings name.

    Raises:
        ConfigError: the settings cannot be read.
    """
    from dateline.config import load_config

    return book or load_config(None, os.environ).store.book
