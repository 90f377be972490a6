from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dateline.errors import ConfigError, EmptyPageError, ExtractError, PageError, ReportError
from dateline.records.draft import Draft
from dateline.records.page import Page
from dateline.records.report import ReadWarning
from dateline.run.pipeline import READER_VERSION, STAGES, Pipeline, read_report, read_reports
from tests.fakes import SentencePatternStage

FAKE = (SentencePatternStage(),)
TEXT = (
    "Convoy attacked\n\nGunmen attacked a convoy in Tikrit on 2015-07-29, killing 14, police said."
    " The road has been closed since then."
)


def test_a_text_becomes_a_reading() -> None:
    reading = read_report(TEXT, stages=FAKE)
    (event,) = reading.events
    assert event.trigger.quote(reading.report.text) == "attacked"
    assert (event.counts[0].low, event.place and event.place.name) == (14, "Tikrit")
    assert [entity.name for entity in reading.entities] == ["Gunmen"]
    assert [source.name for source in reading.sources] == ["police"]


def test_a_file_and_its_text_give_the_same_reading(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, "utf-8")
    from_file = read_report(file, stages=FAKE)
    assert from_file.events == read_report(TEXT, stages=FAKE).events
    assert read_reports(file, stages=FAKE) == (from_file,)


def test_the_published_date_can_be_given() -> None:
    assert read_report(TEXT, published="2015-08-20", stages=FAKE).report.published == "2015-08-20"
    with pytest.raises(ConfigError):
        read_report(TEXT, published="yesterday", stages=FAKE)


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (Path("nowhere.txt"), PageError),
        (Page(content=b"", location="-"), EmptyPageError),
        (TEXT + " unspeakable", ExtractError),
        (TEXT + " broken", ReportError),
    ],
)
def test_what_cannot_be_read_is_raised(page: Page | Path | str, error: type[ReportError]) -> None:
    with pytest.raises(error):
        read_report(page, stages=FAKE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningStage:
    """Warns about every report."""

    name: str = "warning"
    version: str = "1"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        for draft in drafts:
            yield draft.with_warnings(ReadWarning(code="odd", message="This is odd."))


def test_what_a_stage_warns_of_is_a_warning_on_the_report() -> None:
    report = read_report(TEXT, stages=(WarningStage(),)).report
    assert report.warnings[-1].code == "odd"


def test_steps_name_everything_that_changes_what_is_read() -> None:
    pipeline = Pipeline(stages=FAKE)
    assert pipeline.steps == (("read", READER_VERSION), ("pattern", "1"))
    dated = replace(pipeline, options=replace(pipeline.options, published="2015-01-02"))
    assert dated.steps != pipeline.steps


def test_the_recipe_has_no_stage_twice() -> None:
    names = [stage.name for stage in STAGES]
    assert len(set(names)) == len(names)
