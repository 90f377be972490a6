"""An incident as one flat row: each cell with, beside it, why it is so.

A `…_why` cell holds every piece of evidence for the cells before it, parted by ` | `, as
`“quote” (speaker; modality; report id)`. Speakers stand nearest first, `the report` when nobody is
named; lists of names are parted by `; `.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from dateline.records.event import CountKind, ParticipantStatus
from dateline.records.incident import Evidence, Incident, Stated
from dateline.records.mention import Role
from dateline.records.source import Modality, Source

Cell: TypeAlias = str | int | float | bool | None

ACTOR_ROLES = {"attackers": Role.ATTACKER, "targets": Role.TARGET, "victims": Role.VICTIM}


def to_row(incident: Incident) -> dict[str, Cell]:
    """Return the incident's cells by column; every incident has the same columns."""
    return {
        "id": incident.id,
        "type": incident.type.value,
        "modality": incident.modality.value,
        "background": incident.background,
        "type_why": _why(incident.type),
        **_when_cells(incident),
        **_where_cells(incident),
        **_participant_cells(incident),
        **_count_cells(incident),
        "weapons": "; ".join(weapon.value for weapon in incident.weapons) or None,
        "weapons_why": _why(*incident.weapons),
        "sources": "; ".join(speaker_of(source) for source in incident.sources) or None,
        **_report_cells(incident),
        "events": "; ".join(incident.events),
        "score": round(incident.score, 4),
    }


def speaker_of(source: Source) -> str:
    """Return the source in words, with the outlet it spoke to."""
    return f"{source.name}, to {source.told}" if source.told else source.name


def speakers_of(sources: Sequence[Source]) -> str:
    """Return a chain of sources in words, nearest first."""
    return " < ".join(speaker_of(source) for source in sources) or "the report"


def _why(*stated: Stated[Any]) -> str | None:
    pieces = [_piece(evidence) for each in stated for evidence in each.evidence]
    return " | ".join(dict.fromkeys(pieces)) or None


def _piece(evidence: Evidence) -> str:
    quote = " ".join(evidence.quote.split())
    return f"“{quote}” ({speakers_of(evidence.sources)}; {evidence.modality}; {evidence.report})"


def _when_cells(incident: Incident) -> dict[str, Cell]:
    when = incident.when.value if incident.when else None
    return {
        "date": when.edtf if when else None,
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "date_precision": when.precision.value if when else None,
        "date_why": _why(incident.when) if incident.when else None,
    }


def _where_cells(incident: Incident) -> dict[str, Cell]:
    where = incident.where.value if incident.where else None
    place = where.place if where else None
    return {
        "place": where.name if where else None,
        "admin2": place.admin2 if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "radius_m": place.radius_m if place else None,
        "place_precision": place.precision.value if place else None,
        "geonames_id": place.geonames_id if place else None,
        "place_unresolved": where.abstained if where else None,
        "place_why": _why(incident.where) if incident.where else None,
    }


def _participant_cells(incident: Incident) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for column, role in ACTOR_ROLES.items():
        stated = [each for each in incident.participants if each.value.role is role]
        cells[column] = "; ".join(_names(stated)) or None
        cells[f"{column}_why"] = _why(*stated)
    return cells


def _names(stated: Iterable[Stated[Any]]) -> Iterable[str]:
    for each in stated:
        certain = each.value.status is ParticipantStatus.ASSERTED
        yield each.value.name if certain else f"{each.value.name} ({each.value.status})"


def _count_cells(incident: Incident) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for what in CountKind:
        toll = incident.toll(what)
        stated = [each for each in incident.counts if each.value.what is what]
        cells[f"{what}_low"] = toll.low if toll else None
        cells[f"{what}_high"] = toll.high if toll else None
        cells[f"{what}_why"] = _why(*stated)
    return cells


def _report_cells(incident: Incident) -> dict[str, Cell]:
    reports = incident.reports
    outlets = dict.fromkeys(report.outlet for report in reports if report.outlet)
    return {
        "reports": "; ".join(report.id for report in reports),
        "outlets": "; ".join(outlets) or None,
        "titles": "; ".join(filter(None, (report.title for report in reports))) or None,
        "published": "; ".join(filter(None, (report.published for report in reports))) or None,
        "links": "; ".join(filter(None, (each.url or each.location for each in reports))) or None,
    }


_NOTHING = Incident(
    id="",
    type=Stated(value="", evidence=()),
    modality=Modality.ASSERTED,
    background=False,
    score=0.0,
)
COLUMNS = tuple(to_row(_NOTHING))
