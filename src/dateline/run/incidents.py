"""From the book to incidents: what the claims of its reports add up to."""

from collections.abc import Iterator

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
    found = view.find_subjects(event_prefix(id_prefix))
    if not found:
        raise NotFoundError(
            f"no incident has an id that starts with {id_prefix}",
            hint="dateline incidents lists them with their ids",
        )
    if len(found) > 1:
        listed = ", ".join(subject.removeprefix("event-") for subject, _ in found)
        raise NotFoundError(
            f"{len(found)} incidents or more have an id that starts with {id_prefix}: {listed}",
            hint="give more of the id",
        )
    ((subject, report_id),) = found
    told = view.report_claims_of(report_id)
    reading = assemble_reading(told.report, told.claims, told.sources)
    for incident in assemble_incidents([reading]):
        if subject in incident.events:
            return incident, reading
    raise NotFoundError(f"the claims about {subject} add up to no incident: none gives its type")
