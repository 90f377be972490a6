from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import NotFoundError
from dateline.run.incidents import assemble_readings, find_incident, find_reading
from dateline.run.local import LocalRunner
from dateline.run.pipeline import Pipeline
from dateline.run.runner import add_pages
from dateline.store.store import open_store
from dateline.store.view import View
from tests.contracts.test_runner import a_page
from tests.fakes import SentencePatternStage


@pytest.fixture
def view(tmp_path: Path) -> Iterator[View]:
    """Yield a view of a book of three reports with an incident each."""
    pipeline = Pipeline(stages=(SentencePatternStage(),))
    with open_store(str(tmp_path / "a.book"), create=True) as store:
        add_pages(store, pipeline, LocalRunner(workers=1), [a_page(day) for day in (10, 11, 12)])
        with store.read() as opened:
            yield opened


def test_readings_come_back_out_of_the_book_as_they_went_in(view: View) -> None:
    pipeline = Pipeline(stages=(SentencePatternStage(),))
    told = [pipeline.process(a_page(day)).reports[0] for day in (10, 11, 12)]
    assert [reading.claims for reading in assemble_readings(view)] == [each.claims for each in told]


def test_an_incident_is_found_by_the_start_of_its_id(view: View) -> None:
    event = next(assemble_readings(view)).events[0]
    for prefix in (event.id, event.id[6:14], "incident-" + event.id[6:12]):
        incident, reading = find_incident(view, prefix)
        assert incident.events == (event.id,) and event in reading.events


def test_a_report_is_found_by_the_start_of_its_id(view: View) -> None:
    reading = next(assemble_readings(view))
    assert find_reading(view, reading.report.id[:15]) == reading


def test_no_match_and_several_are_told_apart(view: View) -> None:
    with pytest.raises(NotFoundError, match="no incident"):
        find_incident(view, "zz")
    with pytest.raises(NotFoundError, match="several") as caught:
        find_reading(view, "report-")
    assert caught.value.hint == "give more of the id"
