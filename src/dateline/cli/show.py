"""`dateline show`: one incident with the words behind every cell."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import BookOption, MinScoreOption, choose_book

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from dateline.records.incident import Evidence, Incident, Stated
    from dateline.records.reading import Reading

LEFT, RIGHT = "⟦", "⟧"


def show(
    id_prefix: Annotated[
        str,
        typer.Argument(metavar="ID", help="The id of an incident, event or report, or its start."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    min_score: MinScoreOption = None,
    book: BookOption = None,
) -> None:
    """Show one incident: every field, and under it each claim with its words, report and source.

    The words a claim was read from stand between ⟦ and ⟧ in their sentence. Of a report it shows
    what [bold]dateline read[/bold] shows.

    Example: [bold]dateline show 3f2a91c0[/bold], with an id from [bold]dateline incidents[/bold]
    """
    from dateline.cli.doubtful import Doubtful
    from dateline.cli.read import show_reading
    from dateline.cli.screen import out
    from dateline.errors import NotFoundError
    from dateline.export.jsonl import JsonlExporter
    from dateline.link.incidents import assemble_incidents
    from dateline.run.incidents import find_incident, find_reading
    from dateline.store.store import open_store

    doubtful = Doubtful(min_score)
    with open_store(choose_book(book)) as store, store.read() as view:
        if id_prefix.startswith("report-"):
            (reading,) = doubtful.leave_out([find_reading(view, id_prefix)])
            show_reading(out(), reading, as_json=as_json)
            doubtful.show()
            return
        found, reading = find_incident(view, id_prefix)
    (reading,) = doubtful.leave_out([reading])
    incident = next((one for one in assemble_incidents([reading]) if one.id == found.id), None)
    if incident is None:
        raise NotFoundError(
            f"{found.id} is left out: its type scores {found.score:.2f}",
            hint="Give a lower --min-score, or none.",
        )
    if as_json:
        JsonlExporter().write([incident], sys.stdout.buffer)
    else:
        console = out()
        for line in incident_lines(incident, reading):
            console.print(line, soft_wrap=not console.is_terminal)
    doubtful.show(incident.events)


def incident_lines(incident: "Incident", reading: "Reading") -> "Iterator[Text]":
    """Yield what there is to say about the incident, line by line."""
    from rich.text import Text

    from dateline.cli.screen import one_line
    from dateline.cli.tables import modality_words, source_words

    yield Text(f"{incident.type.value}  ·  {modality_words(incident)}", style="bold")
    yield Text(f"{incident.id}  score {incident.score:.2f}", style="dim")
    for report in incident.reports:
        facts = (report.title, report.outlet, report.published, report.url or report.location)
        yield Text("report  " + " · ".join(one_line(fact) for fact in facts if fact))
        yield Text(f"        {report.id}", style="dim")
    for name, value, stated in _fields(incident):
        yield Text.assemble("\n", (f"{name:<10}", "bold cyan"), (one_line(value), "bold"))
        for evidence in stated.evidence:
            yield from _evidence_lines(evidence, reading)
    if incident.sources:
        yield Text("\nsources", style="bold cyan")
        for source in incident.sources:
            yield Text(f"          {source_words(source)} ({source.kind})")


def _fields(incident: "Incident") -> "Iterator[tuple[str, str, Stated[object]]]":
    """Yield every field that is known: its name, its value in words, and its evidence."""
    from dateline.cli.screen import number_range
    from dateline.cli.tables import participant_words

    yield "type", incident.type.value, incident.type
    if incident.when:
        when = incident.when.value
        bounds = f"{when.earliest} to {when.latest}" if when.earliest else "year not known"
        yield "when", f"{when.edtf} ({when.precision}; {bounds})", incident.when
    if incident.where:
        yield "where", _place_facts(incident), incident.where
    for who in incident.participants:
        yield who.value.role.value, participant_words(who.value), who
    for count in incident.counts:
        whom = f" ({count.value.whom})" if count.value.whom else ""
        size = number_range(count.value.low, count.value.high)
        yield count.value.what.value, f"{size}{whom}", count
    for weapon in incident.weapons:
        yield "weapon", weapon.value, weapon


def _place_facts(incident: "Incident") -> str:
    from dateline.cli.tables import place_words

    words = place_words(incident)
    where = incident.where.value if incident.where else None
    place = where.place if where else None
    if place is None:
        return f"{words} not resolved: {where.abstained if where else ''}"
    point = f"{place.lat:.4f}, {place.lon:.4f} within {place.radius_m / 1000:.0f} km"
    link = f"; GeoNames {place.geonames_id}" if place.geonames_id else ""
    return f"{words} ({point}; {place.precision}{link})"


def _evidence_lines(evidence: "Evidence", reading: "Reading") -> "Iterator[Text]":
    from rich.text import Text

    from dateline.cli.screen import one_line
    from dateline.cli.tables import source_words

    before, after = _sentence_around(evidence, reading)
    yield Text.assemble(
        "          ", _flat(before), (f"{LEFT}{one_line(evidence.quote)}{RIGHT}", "bold yellow"),
        _flat(after),
    )  # fmt: skip
    chain = " ← ".join(source_words(source) for source in evidence.sources) or "the report itself"
    yield Text(
        f"          {evidence.modality}, said by {chain}; score {evidence.score:.2f};"
        f" {evidence.made_by}; {evidence.claim}",
        style="dim",
    )


def _sentence_around(evidence: "Evidence", reading: "Reading") -> tuple[str, str]:
    """Return the words before and after the quote in its sentence."""
    from dateline.extract.sentences import find_sentences

    text, span = reading.report.text, evidence.span
    touched = [each for each in find_sentences(text) if each.overlaps(span)]
    start = min((each.start for each in touched), default=span.start)
    end = max((each.end for each in touched), default=span.end)
    return text[min(start, span.start) : span.start], text[span.end : max(end, span.end)]


def _flat(words: str) -> str:
    """Return the words on one line, keeping a blank at either end."""
    from dateline.cli.screen import one_line

    lead, tail = words[:1].isspace(), words[-1:].isspace()
    return f"{' ' * lead}{one_line(words)}{' ' * tail}"
