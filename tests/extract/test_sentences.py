"""Sentences cover the text, and stops inside names and numbers do not end one."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.sentences import find_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Gunmen fled. Police came.", ["Gunmen fled.", "Police came."]),
        ("Gen. Ali Khan spoke. He left.", ["Gen. Ali Khan spoke.", "He left."]),
        ("Maj. J. B. Okoro died. He was 40.", ["Maj. J. B. Okoro died.", "He was 40."]),
        ("It was 5 p.m. when it fell.", ["It was 5 p.m. when it fell."]),
        ("“We fled.” She wept.", ["“We fled.”", "She wept."]),
        ("A title\n\nA line. Next", ["A title", "A line.", "Next"]),
        ("the army denied it. rebels left.", ["the army denied it.", "rebels left."]),
        ("Who did it? Nobody knows!", ["Who did it?", "Nobody knows!"]),
        ("About 3.5 tonnes were burnt.", ["About 3.5 tonnes were burnt."]),
        ("", []),
    ],
)
def test_finds_sentences(text: str, sentences: list[str]) -> None:
    assert [span.quote(text) for span in find_sentences(text)] == sentences


@given(st.text(alphabet=st.sampled_from("aB .!?\n”“é1\u200f"), max_size=80))
def test_sentences_cover_every_visible_character(text: str) -> None:
    covered = "".join(span.quote(text) for span in find_sentences(text))
    assert "".join(covered.split()) == "".join(text.split())


@given(st.text(max_size=60))
def test_sentences_are_in_order_and_apart(text: str) -> None:
    spans = find_sentences(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
