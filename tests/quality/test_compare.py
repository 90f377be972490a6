"""Tests of how two annotations of one text are compared."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality.compare import Layers, align_events, b_cubed, compare, plain_time
from training.corpus.document import parse_annotated
from training.corpus.records import Annotated

from dateline.records.source import Modality
from dateline.records.span import Span
from tests.training.test_corpus_notation import REPORT

GOLD = parse_annotated("gwoza", REPORT)
LAYERS = ("mentions", "triggers", "events", "roles", "counts", "sources", "times", "places", "ties")


def scored(told: Annotated, gold: Annotated = GOLD) -> Layers:
    layers = Layers()
    compare(told, gold, layers)
    return layers


def test_a_report_agrees_with_itself() -> None:
    layers = scored(GOLD)
    assert {name: layers.f1(name) for name in LAYERS} == dict.fromkeys(LAYERS, 100.0)
    assert layers.kappa("type") == 1.0


def test_an_empty_annotation_has_nothing_right() -> None:
    layers = scored(Annotated(id="gwoza", text=GOLD.text))
    assert {name: layers.f1(name) for name in LAYERS} == dict.fromkeys(LAYERS, 0.0)
    assert layers.tallies["roles"].gold == 3  # the dead, the two men and Boko Haram


def test_another_type_is_another_event_but_aligned() -> None:
    other = replace(GOLD, events=(replace(GOLD.events[0], type="violence.attack"),))
    layers = scored(other)
    assert (layers.f1("events"), layers.f1("events_untyped")) == (0.0, 100.0)
    assert layers.f1("roles") == 100.0


def test_events_are_aligned_by_their_triggers() -> None:
    without = replace(GOLD, triggers=())
    assert align_events(without, GOLD) == []
    assert scored(without).f1("counts") == 0.0


def test_a_mood_that_is_missed_counts() -> None:
    plain = replace(GOLD, events=(replace(GOLD.events[0], modality=Modality.ASSERTED),))
    assert scored(plain).tallies["modality"].gold == 1
    assert scored(plain).f1("modality") == 0.0


def test_a_place_is_right_when_it_is_near() -> None:
    near, far = (replace(GOLD, places=(replace(GOLD.places[0], lat=lat),)) for lat in (11.2, 12.0))
    assert (scored(near).f1("places"), scored(far).f1("places")) == (100.0, 0.0)


def test_two_texts_are_not_compared() -> None:
    with pytest.raises(ValueError, match="differ"):
        scored(replace(GOLD, text="another"))


@pytest.mark.parametrize(
    ("edtf", "plain"),
    [
        ("2024-03-11T16:30", "2024-03-11"),
        ("2024-03~", "2024-03"),
        ("2024-03-11T01:00/2024-03-11T05:00", "2024-03-11"),
        ("2024-03-10/2024-03-12", "2024-03-10/2024-03-12"),
        ("?", None),
        (None, None),
    ],
)
def test_times_are_compared_by_the_day(edtf: str | None, plain: str | None) -> None:
    assert plain_time(edtf) == plain


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 3)))
def test_b_cubed_needs_no_names_of_clusters(keys: dict[int, int]) -> None:
    told = {Span(start, start + 1): key for start, key in keys.items()}
    renamed = {span: f"other {key}" for span, key in told.items()}
    assert b_cubed(told, renamed) == (len(told), len(told))
