"""`dateline incidents`: the table of what happened."""

import sys
from typing import Annotated

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


def incidents(
    type: TypeOption = None,
    place: PlaceOption = None,
    actor: ActorOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    min_score: MinScoreOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="The table as CSV, with all columns.")
    ] = False,
    book: BookOption = None,
) -> None:
    """Show the incidents in the book, oldest first.

    An empty cell means that no report says it, which is not zero. A date such as XXXX-07-29 has a
    year that no report tells. [bold]dateline show ID[/bold] gives the words behind a row.

    Example: [bold]dateline incidents --place punjab --since 2015-07 --type battle[/bold]
    """
    from dateline.cli.doubtful import Doubtful
    from dateline.cli.screen import err, out
    from dateline.cli.tables import incident_table
    from dateline.errors import ConfigError
    from dateline.export.csv import CsvExporter
    from dateline.export.jsonl import JsonlExporter
    from dateline.link.filters import IncidentFilter
    from dateline.link.incidents import assemble_incidents
    from dateline.run.incidents import assemble_readings
    from dateline.store.store import open_store

    if as_json and as_csv:
        raise ConfigError("--json and --csv do not go together", hint="Give one of them.")
    wanted = IncidentFilter(type=type, place=place, actor=actor, since=since, until=until)
    doubtful = Doubtful(min_score)
    with open_store(choose_book(book)) as store, store.read() as view:
        found = assemble_incidents(doubtful.leave_out(assemble_readings(view)))
    chosen = [incident for incident in found if wanted.matches(incident)]
    if as_json or as_csv:
        (JsonlExporter() if as_json else CsvExporter()).write(chosen, sys.stdout.buffer)
        doubtful.show()
        return
    if chosen:
        out().print(incident_table(chosen))
    undated = sum(1 for each in found if each.when is None or each.when.value.earliest is None)
    note = f"{len(chosen):,} of {len(found):,} incidents"
    if wanted.has_dates and undated:
        note += f"; {undated:,} without a known year are left out by --since and --until"
    err().print(f"\n{note}. [dim]dateline show ID gives the words behind a row.[/dim]")
    doubtful.show()
