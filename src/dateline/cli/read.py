"""`dateline read`: what one report says, without a book."""

import json
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from dateline.cli.options import MinScoreOption

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.cli.doubtful import Doubtful
    from dateline.records.outcome import Outcome
    from dateline.records.reading import Reading


def read(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Files or folders; - is standard input.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line; see dateline schema reading.")
    ] = False,
    published: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            metavar="DATE", help="The publication date, over what the page says: YYYY-MM-DD."
        ),
    ] = None,
    min_score: MinScoreOption = None,
) -> None:
    """Read reports and show who says what happened, in which words.

    Nothing is kept. Exit status 1 means that a file could not be read; the others are shown.

    Example: [bold]dateline read report.html[/bold], or for a program
    [bold]dateline read --json --published 2015-08-20 report.txt[/bold]
    """
    import os
    from dataclasses import replace

    from dateline.cli.doubtful import Doubtful
    from dateline.config import load_config
    from dateline.read.pages import find_pages
    from dateline.records.failure import Failure
    from dateline.records.outcome import Outcome
    from dateline.run.pipeline import Pipeline

    options = load_config(None, os.environ).read
    if published is not None:
        options = replace(options, published=published)
    pipeline = Pipeline(options=options)
    doubtful = Doubtful(min_score)
    has_failed = False
    for page in find_pages(files, options):
        outcome = (
            Outcome(sha256="", failures=(page,))
            if isinstance(page, Failure)
            else pipeline.process(page)
        )
        has_failed = has_failed or bool(outcome.failures)
        show_outcome(outcome, doubtful, as_json=as_json)
    doubtful.show()
    if has_failed:
        raise typer.Exit(1)


def show_outcome(outcome: "Outcome", doubtful: "Doubtful", *, as_json: bool) -> None:
    """Show what went wrong with a page, and each reading of it without doubtful claims."""
    from dateline.cli.screen import out, show_error
    from dateline.extract.reading import assemble_reading

    for failure in outcome.failures:
        show_error(f"{failure.location}: {failure.message}", failure.hint)
    readings = (
        assemble_reading(told.report, told.claims, told.sources) for told in outcome.reports
    )
    for reading in doubtful.leave_out(readings):
        show_reading(out(), reading, as_json=as_json)


def show_reading(console: "Console", reading: "Reading", *, as_json: bool) -> None:
    """Show a reading: header, incidents, sources and warnings for a person, or one JSON line."""
    from dateline.cli.screen import one_line
    from dateline.cli.tables import incident_table, source_table
    from dateline.extract.reading import to_json
    from dateline.link.incidents import assemble_incidents

    if as_json:
        print(json.dumps(to_json(reading), ensure_ascii=False))
        return
    report = reading.report
    console.print(f"[bold]{_escape(one_line(report.title or report.location or report.id))}[/bold]")
    credits = ", ".join(f"{credit.kind} {one_line(credit.name)}" for credit in report.credits)
    facts = {
        "outlet": report.outlet,
        "byline": report.byline,
        "published": report.published or "not known",
        "dateline": report.dateline.place if report.dateline else None,
        "credits": credits,
        "language": report.language,
        "report": report.id,
    }
    for name, value in facts.items():
        if value:
            console.print(f"  [dim]{name:<10}[/dim]{_escape(one_line(value))}")
    incidents = assemble_incidents([reading])
    if incidents:
        console.print(incident_table(incidents, with_reports=False))
    else:
        console.print("\n  No event is told in this report.")
    if reading.sources:
        console.print(source_table(reading))
    for warning in report.warnings:
        quote = f" “{one_line(warning.quote)[:70]}”" if warning.quote else ""
        console.print(f"  [yellow]warning[/yellow] {_escape(warning.message + quote)}")
    console.print()


def _escape(words: str) -> str:
    from rich.markup import escape

    return escape(words)
