"""From the book to incidents: what the claims of its reports add up to."""

from collections.abc import Iterable, Iterator

from dateline.errors import NotFoundError
from dateline.extract.reading import assemble_reading
from dateline.link.incidents import assemble_incidents, event_prefix
from dateline.records.incident import Incident
from dateline.records.reading import Reading
from dateline.store.view import View


def assemble_readings(view: View) -> Iterator[Reading]:
    """Yield the reading of every report in the book, in the order they were added.

    Raises:
        ExtractError: a claim's value does not have the shape that its field asks for.
    """
    for told in view.report_claims():
        yield assemble_reading(told.report, told.claims, told.sources)


def find_incident(view: View, id_prefix: str) -> tuple[Incident, Reading]:
    """Return the incident whose id starts with the prefix, and the reading it comes from.

    Args:
        view: the book.
        id_prefix: the start of an incident's or event's id; the word before the hex digits can be
            left out.

    Raises:
        NotFoundError: none or several start so.
    """
    found = dict(view.find_subjects(event_prefix(id_prefix)))
    subject = _only(found, id_prefix, "incident")
    told = view.report_claims_of(found[subject])
    reading = assemble_reading(told.report, told.claims, told.sources)
    for incident in assemble_incidents([reading]):
        if subject in incident.events:
            return incident, reading
    raise NotFoundError(f"the claims about {subject} add up to no incident: none gives its type")


def find_reading(view: View, id_prefix: str) -> Reading:
    """Return the reading of the report whose id starts with the prefix.

    Raises:
        NotFoundError: none or several start so.
    """
    told = view.report_claims_of(_only(view.find_reports(id_prefix), id_prefix, "report"))
    return assemble_reading(told.report, told.claims, told.sources)


def _only(found: Iterable[str], id_prefix: str, what: str) -> str:
    ids = list(found)
    if not ids:
        raise NotFoundError(
            f"no {what} has an id that starts with {id_prefix}",
            hint="dateline incidents and dateline search show ids",
        )
    if len(ids) > 1:
        raise NotFoundError(
            f"several have an id that starts with {id_prefix}: {', '.join(ids)}",
            hint="give more of the id",
        )
    return ids[0]
