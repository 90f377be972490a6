import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SpanError
from dateline.records.span import Span
from tests import strategies


@given(st.data())
def test_a_quote_is_the_text_between_the_offsets(data: st.DataObject) -> None:
    text = data.draw(strategies.texts)
    span = data.draw(strategies.spans(text))
    assert text[: span.start] + span.quote(text) + text[span.end :] == text


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_that_runs_backwards_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError, match="runs backwards"):
        Span(start, end)


def test_a_span_beyond_the_text_is_refused() -> None:
    with pytest.raises(SpanError, match="ends after the text"):
        Span(0, 3).quote("ab")


@given(st.data())
def test_covering_is_overlapping_and_overlapping_goes_both_ways(data: st.DataObject) -> None:
    text = data.draw(strategies.texts)
    one, other = data.draw(strategies.spans(text)), data.draw(strategies.spans(text))
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) or not one.covers(other)
    assert not (one.covers(other) and other.covers(one)) or one == other


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(0, 2).overlaps(Span(2, 4))
