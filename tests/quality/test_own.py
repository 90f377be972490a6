"""Tests of the measuring on our own corpus."""

from quality.compare import Layers, compare
from quality.modules import score_modules
from quality.own import from_draft, read_texts, to_report
from training.corpus.document import parse_annotated

from dateline.extract.reading import assemble_reading
from dateline.records.mention import Role
from tests.training.test_corpus_notation import REPORT

GOLD = parse_annotated("gwoza", REPORT)


def test_the_marks_are_not_seen() -> None:
    report = to_report(GOLD)
    assert report.text == GOLD.text
    assert (report.outlet, report.published) == ("The Borno Ledger", "2024-03-12")


def test_a_reading_is_written_down_as_an_annotation() -> None:
    (draft,) = read_texts([GOLD])
    told = from_draft(draft)
    reading = assemble_reading(draft.report, draft.claims, draft.cited)
    assert told.text == GOLD.text
    assert [one.type for one in told.events] == [one.type for one in reading.events]
    roles = {role.role for one in told.mentions for role in one.roles}
    assert roles == {part.role for event in reading.events for part in event.participants}
    assert roles <= set(Role)
    layers = Layers()
    compare(told, GOLD, layers)
    assert layers.tallies["events"].gold == 1


def test_modules_are_given_what_is_marked() -> None:
    figures = score_modules([GOLD])
    assert figures["times_value_f1"] == 100.0
    assert figures["aliases_b_cubed_f1"] == 100.0
