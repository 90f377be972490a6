"""Laws of leaving claims out: nothing is lost, and nothing hangs in the air."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.reading import assemble_reading
from dateline.extract.sure_claims import keep_sure
from dateline.records.claim import Claim
from dateline.records.reading import Reading
from tests.builders import a_claim, a_report

REPORT = a_report()
SCORES = st.floats(0, 1)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    claims: list[Claim] = []
    for subject in ("event-1", "event-2"):
        for field, value in (("type", "violence.attack"), ("weapon", "guns"), ("weapon", "bombs")):
            claims.append(
                a_claim(REPORT, subject=subject, field=field, value=value, score=draw(SCORES))
            )
    return assemble_reading(REPORT, claims, [])


@given(reading=readings(), least=SCORES)
def test_what_is_kept_and_what_is_left_out_are_all(reading: Reading, least: float) -> None:
    kept, left_out = keep_sure(reading, least)
    assert sorted([*kept.claims, *left_out], key=lambda one: one.id) == sorted(
        reading.claims, key=lambda one: one.id
    )
    assert all(claim.score >= least for claim in kept.claims)


@given(reading=readings(), least=SCORES)
def test_an_event_goes_with_its_type_and_only_then(reading: Reading, least: float) -> None:
    kept, _ = keep_sure(reading, least)
    sure = {one.subject for one in reading.claims if one.field == "type" and one.score >= least}
    assert {event.id for event in kept.events} == {claim.subject for claim in kept.claims} == sure


@given(reading=readings())
def test_nothing_scores_below_nothing(reading: Reading) -> None:
    assert keep_sure(reading, 0.0) == (reading, ())


def test_one_sure_type_is_enough() -> None:
    claims = [a_claim(REPORT, value="violence.attack", score=0.9),
              a_claim(REPORT, value="explosion.bombing", score=0.2)]  # fmt: skip
    kept, left_out = keep_sure(assemble_reading(REPORT, claims, []), 0.5)
    assert [event.type for event in kept.events] == ["violence.attack"]
    assert [claim.value for claim in left_out] == ["explosion.bombing"]
