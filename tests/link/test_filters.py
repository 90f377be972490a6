from dataclasses import replace

import pytest

from dateline.errors import ConfigError
from dateline.link.filters import IncidentFilter
from dateline.link.incidents import assemble_incidents
from dateline.records.incident import Incident, Stated
from dateline.run.pipeline import read_report
from tests.builders import a_when
from tests.fakes import SentencePatternStage

TEXT = "Attack\n\nGunmen attacked a convoy in Tikrit on 2015-07-29, killing 14, police said."
(INCIDENT,) = assemble_incidents([read_report(TEXT, stages=(SentencePatternStage(),))])


def on(edtf: str, earliest: str | None, latest: str | None) -> Incident:
    when = a_when(edtf, earliest=earliest, latest=latest)
    return replace(INCIDENT, when=Stated(value=when, evidence=()))


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2015-07-29", "2015-07-29", 1),
        ("2015", None, 1),
        (None, "2015-06", 0),
        ("2016", None, 0),
        ("2015-08", "2015-08", 0),
    ],
)
def test_dates_are_compared_at_the_precision_given(
    since: str | None, until: str | None, found: int
) -> None:
    assert IncidentFilter(since=since, until=until).matches(INCIDENT) == found


def test_an_incident_that_may_have_happened_then_is_in() -> None:
    year = on("2015", "2015-01-01", "2015-12-31")
    assert IncidentFilter(since="2015-07", until="2015-07").matches(year)
    assert not IncidentFilter(since="2016").matches(year)


def test_an_incident_without_a_year_is_in_only_when_no_dates_are_asked_for() -> None:
    yearless = on("XXXX-07-29", None, None)
    assert IncidentFilter().matches(yearless)
    assert not IncidentFilter(since="1900").matches(yearless)


@pytest.mark.parametrize("wanted", ["violence", "violence.attack", None])
def test_a_family_or_a_type(wanted: str | None) -> None:
    assert IncidentFilter(type=wanted).matches(INCIDENT)
    assert not IncidentFilter(type="viol").matches(INCIDENT)


def test_places_match_by_part_of_any_name_or_by_whole_country() -> None:
    for place in ("TIK", "punjab", "pk"):
        assert IncidentFilter(place=place).matches(INCIDENT)
    assert not IncidentFilter(place="p").matches(replace(INCIDENT, where=None))


@pytest.mark.parametrize("date", ["July", "2015-7", "15", "2015-07-29T10:00"])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(ConfigError):
        IncidentFilter(since=date)
