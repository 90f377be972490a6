import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.proper_names import find_full_names, find_names, may_speak


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In Oslo, Ana de Luz spoke.", ["Oslo", "Ana de Luz"]),
        ("On Monday Omar Haidar left.", ["Omar Haidar"]),
        ("He met Oslo\u2019s mayor.", []),
        ("The UN left.", ["UN"]),
        ("Jos\u00e9 \u00c1lvarez-Gil left.", ["Jos\u00e9 \u00c1lvarez-Gil"]),
        ("nobody left.", []),
    ],
)
def test_names_are_runs_of_capitals(text: str, names: list[str]) -> None:
    assert [name.quote(text) for name in find_names(text)] == names


def test_a_surname_is_a_name_once_it_was_told_in_full() -> None:
    text = "Luz left. Ana Luz came. Luz left."
    _, whole, last = names = find_names(text)
    assert find_full_names(text, names) == {whole, last}


@pytest.mark.parametrize("words", ["the", "his", "to", "it and", "telephone. \u201c", ""])
def test_small_words_do_not_speak(words: str) -> None:
    assert not may_speak(words)


@given(st.text(max_size=60))
def test_names_lie_in_the_text_in_order(text: str) -> None:
    names = find_names(text)
    assert names == sorted(names)
    assert all(name.quote(text).strip() for name in names)
