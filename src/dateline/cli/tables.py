"""Incidents and sources as tables for a person."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from dateline.cli.screen import number_range, one_line, short_id
from dateline.records.event import CountKind, ParticipantStatus
from dateline.records.incident import Incident, IncidentParticipant
from dateline.records.mention import Role
from dateline.records.reading import Reading
from dateline.records.source import Modality, Source

# In a cell of a table; `show` gives all.
MOST_NAMES = 3
MODALITY_STYLES = {
    Modality.PLANNED: "yellow",
    Modality.HYPOTHETICAL: "yellow",
    Modality.NEGATED: "red",
    Modality.DENIED: "red",
}


def incident_table(incidents: Iterable[Incident], *, with_reports: bool = True) -> Table:
    """Return the incidents, one a row; a cell nobody states is empty."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in ("id", "date", "type"):
        table.add_column(column, no_wrap=True)
    for column in ("place", "attacker", "target or victim"):
        table.add_column(column, overflow="fold")
    table.add_column("killed", justify="right")
    table.add_column("hurt", justify="right")
    table.add_column("how sure")
    if with_reports:
        table.add_column("reports", justify="right")
    table.add_column("sources", overflow="fold")
    for incident in incidents:
        table.add_row(*incident_cells(incident, with_reports=with_reports))
    return table


def incident_cells(incident: Incident, *, with_reports: bool) -> list[Text]:
    """Return one row's cells."""
    reports = [str(len(incident.reports))] if with_reports else []
    words = [
        incident.when.value.edtf if incident.when else "",
        incident.type.value,
        place_words(incident),
        actor_words(incident, Role.ATTACKER),
        actor_words(incident, Role.TARGET, Role.VICTIM),
        count_words(incident, CountKind.KILLED),
        count_words(incident, CountKind.INJURED),
        modality_words(incident),
        *reports,
        first_of(source_words(source) for source in incident.sources),
    ]
    cells = [Text(short_id(incident.id), style="cyan"), *(Text(one_line(each)) for each in words)]
    cells[8].stylize(MODALITY_STYLES.get(incident.modality, ""))
    return cells


def source_table(reading: Reading) -> Table:
    """Return who is quoted in a reading."""
    table = Table(box=None, padding=(0, 2, 0, 2), header_style="bold", title_justify="left")
    for column in ("source", "kind", "in these words"):
        table.add_column(column, overflow="fold")
    text = reading.report.text
    for source in reading.sources:
        quote = source.cue.quote(text) if source.cue else ""
        table.add_row(Text(source_words(source)), source.kind.value, Text(one_line(quote)))
    return table


def place_words(incident: Incident) -> str:
    """Return the place with its region and country, or its name and that it is not resolved."""
    if incident.where is None:
        return ""
    where = incident.where.value
    place = where.place
    if place is None:
        return f"{where.name} (?)"
    parts = (place.name, place.admin1, place.country)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def actor_words(incident: Incident, *roles: Role) -> str:
    """Return who took part in these roles; what is not asserted says so."""
    found = [each.value for each in incident.participants if each.value.role in roles]
    return first_of(participant_words(each) for each in found)


def first_of(names: Iterable[str]) -> str:
    """Return the first few different names, and how many more there are."""
    different = list(dict.fromkeys(names))
    more = len(different) - MOST_NAMES
    return "; ".join(different[:MOST_NAMES]) + (f" +{more}" if more > 0 else "")


def participant_words(participant: IncidentParticipant) -> str:
    """Return the participant's name, and its status unless the report asserts it."""
    if participant.status is ParticipantStatus.ASSERTED:
        return participant.name
    return f"{participant.name} ({participant.status})"


def count_words(incident: Incident, what: CountKind) -> str:
    """Return how many people this happened to, as a range."""
    toll = incident.toll(what)
    return number_range(toll.low, toll.high) if toll else ""


def modality_words(incident: Incident) -> str:
    """Return whether it happened, and whether it is only recalled."""
    return f"{incident.modality}, recalled" if incident.background else incident.modality.value


def source_words(source: Source) -> str:
    """Return who speaks, and to which outlet."""
    name = one_line(source.name)
    return f"{name} → {one_line(source.told)}" if source.told else name
