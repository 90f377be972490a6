from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dateline.records.source import Modality
from tests.builders import a_claim, a_report, a_span

REPORT = a_report()


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_score_is_no_part_of_the_id(one: float, other: float) -> None:
    assert a_claim(REPORT, score=one).id == a_claim(REPORT, score=other).id


def test_everything_else_that_is_said_is_part_of_the_id() -> None:
    others = [
        a_claim(replace(REPORT, id="report-1"), subject=a_claim(REPORT).subject),
        a_claim(REPORT, subject="event-1"),
        a_claim(REPORT, field="weapon"),
        a_claim(REPORT, value="riot.mob"),
        a_claim(REPORT, subject=a_claim(REPORT).subject, evidence=a_span(REPORT.text, "convoy")),
        a_claim(REPORT, sources=("source-1",)),
        a_claim(REPORT, modality=Modality.DENIED),
        a_claim(REPORT, made_by="events/2"),
    ]
    assert len({claim.id for claim in (a_claim(REPORT), *others)}) == len(others) + 1
