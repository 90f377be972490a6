"""`dateline export`: incidents as a file for another program."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from dateline.cli.options import (
    ActorOption,
    BookOption,
    MinScoreOption,
    PlaceOption,
    SinceOption,
    TypeOption,
    UntilOption,
    choose_book,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.export.exporter import Exporter
    from dateline.records.incident import Incident


def export(
    file_format: Annotated[str, typer.Argument(metavar="FORMAT", help="csv, jsonl or geojson.")],
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write; without it, standard output."
        ),
    ] = None,
    type: TypeOption = None,
    place: PlaceOption = None,
    actor: ActorOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    min_score: MinScoreOption = None,
    book: BookOption = None,
) -> None:
    """Write the incidents of the book to a file, with the evidence for every cell.

    csv is for spreadsheets, jsonl for programs, geojson for maps.

    Example: [bold]dateline export geojson --type battle -o battles.geojson[/bold]
    """
    from dateline.cli.doubtful import Doubtful
    from dateline.errors import ConfigError
    from dateline.export import EXPORTERS
    from dateline.link.filters import IncidentFilter
    from dateline.link.incidents import assemble_incidents
    from dateline.run.incidents import assemble_readings
    from dateline.store.store import open_store

    exporter = next((each for each in EXPORTERS if each.name == file_format), None)
    if exporter is None:
        known = ", ".join(each.name for each in EXPORTERS)
        raise ConfigError(f"there is no format {file_format!r}", hint=f"The formats are {known}.")
    wanted = IncidentFilter(type=type, place=place, actor=actor, since=since, until=until)
    doubtful = Doubtful(min_score)
    with open_store(choose_book(book)) as store, store.read() as view:
        incidents = assemble_incidents(doubtful.leave_out(assemble_readings(view)))
    chosen = [incident for incident in incidents if wanted.matches(incident)]
    if output is None:
        exporter.write(chosen, sys.stdout.buffer)
    else:
        write_file(exporter, chosen, output)
        typer.echo(f"{len(chosen):,} incidents written to {output}", err=True)
    doubtful.show()


def write_file(exporter: "Exporter", incidents: "Iterable[Incident]", output: Path) -> None:
    """Write the incidents to a file, which is there whole or not at all.

    Raises:
        ExportError: the file cannot be written.
    """
    from dateline.errors import ExportError

    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as file:
            exporter.write(incidents, file)
        part.replace(output)
    except OSError as error:
        raise ExportError(
            f"{output} cannot be written: {error.strerror}",
            hint="Check the folder and its permissions.",
        ) from error
