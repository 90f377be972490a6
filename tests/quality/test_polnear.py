"""Statements are scored on PolNeAR part by part and as a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality.role_fillers import Tally
from quality.tasks.polnear import (
    Told,
    from_saying,
    from_statement,
    join_pieces,
    match_most,
    score_statements,
    share_text,
)
from training.datasets.polnear import Saying
from training.example import Stretch

from dateline.records.finding import Statement
from dateline.records.source import Modality, SourceKind
from dateline.records.span import Span

PIECES = st.frozensets(st.tuples(st.integers(0, 9), st.integers(10, 19)), max_size=2)
TOLD = st.builds(Told, source=PIECES, cue=PIECES, content=PIECES)


def told(source: tuple[int, int] | None, cue: tuple[int, int], *content: tuple[int, int]) -> Told:
    return Told(
        source=frozenset({source} if source else ()), cue=frozenset({cue}),
        content=frozenset(content),
    )  # fmt: skip


GOLD = [told((0, 6), (7, 11), (12, 30)), told(None, (40, 49), (50, 60), (70, 80))]


@given(st.lists(TOLD))
def test_what_is_the_same_is_all_right(statements: list[Told]) -> None:
    for tally in score_statements(statements, statements).values():
        assert tally.right == tally.predicted == tally.gold


@given(st.lists(TOLD, max_size=5), st.lists(TOLD, max_size=5))
def test_overlap_is_never_below_exact_nor_above_what_there_is(
    predicted: list[Told], gold: list[Told]
) -> None:
    tallies = score_statements(predicted, gold)
    for part in ("source", "cue", "content"):
        exact, overlap = tallies[f"{part}_exact"], tallies[f"{part}_overlap"]
        assert exact.right <= overlap.right <= min(overlap.predicted, overlap.gold)


def test_a_piece_short_overlaps_but_is_not_exact() -> None:
    tallies = score_statements([told(None, (40, 49), (50, 60))], GOLD)
    assert tallies["content_exact"] == Tally(0, 1, 2)
    assert tallies["content_overlap"] == Tally(1, 1, 2)
    assert tallies["cue_exact"] == tallies["triples"] == Tally(1, 1, 2)
    assert tallies["source_exact"] == Tally(0, 0, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        told(None, (7, 11), (12, 30)),
        told((0, 6), (7, 11), (31, 39)),
        told((0, 6), (11, 12), (12, 30)),
        told((0, 6), (40, 49), (50, 60)),
    ],
)
def test_a_statement_is_wrong_when_one_part_is_missing_or_of_another(wrong: Told) -> None:
    assert score_statements([wrong], GOLD)["triples"] == Tally(0, 1, 2)


def test_a_statement_split_in_two_is_right_once() -> None:
    halves = [told((0, 6), (7, 11), (12, 20)), told((0, 6), (7, 11), (21, 30))]
    tallies = score_statements(halves, GOLD)
    assert tallies["triples"] == tallies["content_overlap"] == Tally(1, 2, 2)
    assert tallies["source_exact"] == Tally(1, 1, 1)  # the shared source counts once


def test_the_first_match_does_not_block_a_better_one() -> None:
    wide, left, right = frozenset({(0, 9)}), frozenset({(0, 4)}), frozenset({(5, 9)})
    outer = frozenset({(4, 6)})
    assert match_most([wide, outer], [right, left], share_text).right == 2


def test_pieces_with_only_whitespace_between_them_are_one() -> None:
    text = "“It burns.”\n\n“Badly,” he said, “badly.”"
    assert join_pieces(text, [(13, 21), (0, 11), (31, 39)]) == {(0, 21), (31, 39)}


def test_a_draft_and_the_annotators_are_read_alike() -> None:
    text = "Police and medics said it burns."
    statement = Statement(
        cue=Span(18, 22), sources=(Span(0, 6), Span(11, 17)), kind=SourceKind.NAMED,
        modality=Modality.CLAIMED, contents=(Span(23, 31),), told=(), score=0.9,
    )  # fmt: skip
    saying = Saying(
        cue=(Stretch(18, 22),), source=(Stretch(0, 17),), content=(Stretch(23, 31),)
    )  # fmt: skip
    tallies = score_statements([from_statement(text, statement)], [from_saying(text, saying)])
    assert tallies["triples"] == tallies["cue_exact"] == tallies["content_exact"] == Tally(1, 1, 1)
    assert (tallies["source_exact"].right, tallies["source_overlap"].right) == (0, 1)
