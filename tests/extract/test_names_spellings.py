import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.names import fold_name
from dateline.extract.spellings import find_spelling, sound_alike, sound_of

ALIKE = """
gaddafi/kadhafi hussein/husain muhammad/mohamed yusuf/youssef bashir/bachir omar/umar houthi/huthi
haidar/heydar abdulrahman/abdel-rahman zelenskyy/zelensky nusra/nosra sheikh/shaykh khalid/khaled
ibrahim/ebrahim mahmoud/mahmud qasim/kasim osama/usama shabaab/shabab
"""
OTHER = """
hamad/hamid hassan/hussein jamal/kamal maria/mario salam/salim ahmad/hamid niger/nigeria iran/iraq
khan/kan mali/malawi li/lee
"""


@pytest.mark.parametrize("pair", ALIKE.split())
def test_spellings_of_one_name_sound_alike(pair: str) -> None:
    left, right = map(fold_name, pair.split("/"))
    assert sound_alike(left, right)


@pytest.mark.parametrize("pair", OTHER.split())
def test_other_names_do_not(pair: str) -> None:
    assert not sound_alike(*pair.split("/"))


def test_listed_spellings_are_one() -> None:
    assert find_spelling("kyiv") == find_spelling("kiev") == "kiev"
    assert find_spelling("lagos") == "lagos"


@given(st.text(), st.text())
def test_sounding_alike_goes_both_ways(left: str, right: str) -> None:
    left, right = fold_name(left), fold_name(right)
    assert sound_alike(left, left)
    assert sound_alike(left, right) is sound_alike(right, left)


@given(st.text())
def test_each_run_of_vowels_has_its_dot(words: str) -> None:
    consonants, vowels = sound_of(fold_name(words).replace(".", ""))
    assert consonants.count(".") == len(vowels)
