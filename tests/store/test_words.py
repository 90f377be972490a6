import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.store.words import find_tokens, fold, make_snippet, split_query


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ("police convoy", [["police"], ["convoy"]]),
        ('"Police convoy" tikrit', [["police", "convoy"], ["tikrit"]]),
        ("Da\u2019ish", [["da", "ish"]]),
        ('"" * AND( \x00', [["and"]]),
        ('open "phrase', [["open"], ["phrase"]]),
        ("2015-07-29", [["2015", "07", "29"]]),
    ],
)
def test_a_query_is_words_and_phrases(query: str, phrases: list[list[str]]) -> None:
    assert split_query(query) == phrases


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_takes_accents_and_capitals_away() -> None:
    assert fold("Ba\u00efji \u00c9tat \u0130") == "baiji etat i"
    assert find_tokens("al-Qa\u2018ida_2") == ["al", "qa", "ida", "2"]


@given(st.text(max_size=400), st.text(max_size=20))
def test_marks_are_what_was_asked_for(text: str, query: str) -> None:
    snippet, marks = make_snippet(text, query)
    wanted = split_query(query)
    assert all(find_tokens(mark.quote(snippet)) in wanted for mark in marks)


def test_a_snippet_of_a_long_text_starts_and_ends_between_words() -> None:
    text = "before " * 50 + "the police van " + "after " * 50
    snippet, (mark,) = make_snippet(text, "police")
    assert snippet.startswith("\u2026before ") and snippet.endswith(" after\u2026")
    assert mark.quote(snippet) == "police" and len(snippet) < 200


def test_part_of_a_word_is_not_the_word() -> None:
    assert make_snippet("policeman", "police")[1] == ()
