"""Tests of the laws that edits keep."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.edits import Edit, Plan, edit_example, plan_edits, stretches_of
from training.example import Example, Stretch

from tests.training.made import examples, pairs_hold, stretches, texts, told_by


@st.composite
def edited(draw: st.DrawFn) -> tuple[Example, list[Edit]]:
    example = draw(examples())
    places = st.integers(0, len(example.text)).map(lambda at: Stretch(at, at))
    words = st.sampled_from(["", " ", "x", "one two"])
    edit = st.builds(
        lambda at, new: Edit(at.start, at.end, new), places | stretches(example.text), words
    )
    return example, draw(st.lists(edit, max_size=8))


def written(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """Return the words of a stretch with the edits in it made, one by one from the last."""
    inner = [
        one
        for one in edits
        if start <= one.start and one.end <= end
        and (one.start < one.end or start < one.start < end)
    ]  # fmt: skip
    for one in sorted(inner, reverse=True):
        text = text[: one.start] + one.words + text[one.end :]
        end += len(one.words) - (one.end - one.start)
    return text[start:end]


@given(edited())
def test_stretches_keep_their_words_but_for_the_edits_in_them(
    told: tuple[Example, list[Edit]],
) -> None:
    example, edits = told
    kept = plan_edits(example.text, edits, stretches_of(example)).edits
    after = edit_example(example, edits)
    for old, new in zip(told_by(example), told_by(after), strict=True):
        words = written(example.text, *old, kept)
        assert after.text[new.start : new.end] == words
        assert words.strip() or not example.text[old.start : old.end].strip()
    assert set(told_by(example)) == stretches_of(example)


@given(edited())
def test_stretches_stay_apart_or_within_each_other(told: tuple[Example, list[Edit]]) -> None:
    example, edits = told
    assert all(pairs_hold(told_by(example), told_by(edit_example(example, edits))))


@given(texts, st.data())
def test_edits_of_unmarked_text_are_all_made(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = [Edit(a, b, "new") for a, b in zip(edges[::2], edges[1::2], strict=False)]
    plan = plan_edits(text, edits, ())
    assert plan.edits == tuple(edits)
    assert plan.write(text) == written(f"{text} ", 0, len(text) + 1, edits)[:-1]


def test_edits_that_overlap_or_go_back_make_no_plan() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Plan([Edit(0, 3, ""), Edit(2, 4, "")])
    with pytest.raises(ValueError, match="order"):
        Plan([Edit(3, 4, ""), Edit(0, 1, "")])
