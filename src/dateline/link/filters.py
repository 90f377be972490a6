"""Which incidents a person asks for."""

import re
from dataclasses import dataclass

from dateline.errors import ConfigError
from dateline.records.incident import Incident

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """What an incident must be; null asks for nothing.

    `type` is a family (`battle`) or a type (`battle.armed_clash`). `place` and `actor` are part of
    a name, in any case; `place` looks at the place, its districts and its country's code. `since`
    and `until` are a year, month or day, both included: an incident that may have happened within
    them is in, one without a known year is not.
    """

    type: str | None = None
    place: str | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is no date.

        Raises:
            ConfigError: `since` or `until` is not a year, month or day.
        """
        for name in ("since", "until"):
            value = getattr(self, name)
            if value is not None and not _DATE.fullmatch(value):
                raise ConfigError(
                    f"--{name} {value} is not a date", hint="Write 2015, 2015-07 or 2015-07-29."
                )

    @property
    def has_dates(self) -> bool:
        """Say whether incidents without a known year are left out."""
        return self.since is not None or self.until is not None

    def matches(self, incident: Incident) -> bool:
        """Say whether the incident is asked for."""
        return (
            self._matches_type(incident)
            and self._matches_place(incident)
            and self._matches_actor(incident)
            and self._matches_dates(incident)
        )

    def _matches_type(self, incident: Incident) -> bool:
        found = incident.type.value
        return self.type is None or found == self.type or found.startswith(f"{self.type}.")

    def _matches_place(self, incident: Incident) -> bool:
        if self.place is None:
            return True
        if incident.where is None:
            return False
        where = incident.where.value
        place = where.place
        if place and place.country and place.country.casefold() == self.place.casefold():
            return True
        names = (where.name, *((place.name, place.admin1, place.admin2) if place else ()))
        return any(_is_part(self.place, name) for name in names)

    def _matches_actor(self, incident: Incident) -> bool:
        if self.actor is None:
            return True
        return any(_is_part(self.actor, each.value.name) for each in incident.participants)

    def _matches_dates(self, incident: Incident) -> bool:
        if not self.has_dates:
            return True
        when = incident.when.value if incident.when else None
        if when is None or when.earliest is None or when.latest is None:
            return False
        # ISO dates compare as text once both are cut to the same precision.
        since, until = self.since or "", self.until or "9999"
        return when.latest[: len(since)] >= since and when.earliest[: len(until)] <= until


def _is_part(words: str, name: str | None) -> bool:
    return name is not None and words.casefold() in name.casefold()
