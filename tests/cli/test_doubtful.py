import pytest

from dateline.cli.doubtful import Doubtful
from dateline.extract.reading import assemble_reading
from tests.builders import a_claim, a_report

REPORT = a_report()
READING = assemble_reading(
    REPORT,
    [
        a_claim(REPORT, subject="event-1", value="violence.attack", score=0.9),
        a_claim(REPORT, subject="event-1", field="weapon", value="guns", score=0.3),
        a_claim(REPORT, subject="event-2", value="violence.attack", score=0.4),
        a_claim(REPORT, subject="event-2", field="weapon", value="guns", score=0.8),
    ],
    [],
)


def test_all_that_is_left_out_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    doubtful = Doubtful(0.5)
    (sure,) = doubtful.leave_out([READING])
    doubtful.show()
    doubtful.show(["event-1"])
    assert [event.id for event in sure.events] == ["event-1"]
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "Left out, scored below 0.5: 3 claims, 1 whole events among them.",
        "Left out, scored below 0.5: 1 claims.",
    ]


def test_without_a_score_nothing_is_left_out_or_said(capsys: pytest.CaptureFixture[str]) -> None:
    doubtful = Doubtful(None)
    assert list(doubtful.leave_out([READING])) == [READING]
    doubtful.show()
    assert capsys.readouterr().err == ""
