"""Pieces make up whole words, names with hyphens and apostrophes among them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.words import join_pieces
from dateline.models.session import open_session


def words_of(text: str) -> list[str]:
    words = join_pieces(text, open_session().score([text])[0].offsets)
    return [span.quote(text) for span in words.spans]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the Lashkar-e-Jhangvi (LeJ)", ["the", "Lashkar-e-Jhangvi", "(", "LeJ", ")"]),
        ("Da’ish fled.", ["Da’ish", "fled", "."]),
        ("Ishaq's men", ["Ishaq", "'s", "men"]),
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("He ran. Then", ["He", "ran", ".", "Then"]),
        ("al-Shabaab - again", ["al-Shabaab", "-", "again"]),
    ],
)
def test_joins_pieces(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text(max_size=60))
def test_words_are_in_order_and_hold_every_piece(text: str) -> None:
    offsets = open_session().score([text])[0].offsets
    words = join_pieces(text, offsets)
    assert words.first[-1] == len(offsets)
    assert all(span.start < span.end for span in words.spans)
