from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.actors import build_rows, split_bracket

from dateline.extract.names import (
    find_group,
    fold_name,
    is_acronym,
    lower_text,
    may_abbreviate,
    spells_acronym,
)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("The Black Front", "black front"),
        ("Da’ish", "daish"),
        ("Da'ish", "daish"),
        ("al-Qaida", "al qaida"),
        ("Haidar’s", "haidar"),
        ("Malé", "male"),
        ("the", "the"),
        ("U.S.", "us"),
    ],
)
def test_spellings_of_one_name_share_a_key(words: str, key: str) -> None:
    assert fold_name(words) == key


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("LeJ", "Lashkar-e-Jhangvi", "yes"),
        ("IS", "Islamic State", "yes"),
        ("ISIL", "Islamic State in Iraq and the Levant", "yes"),
        ("TTP", "Tehreek-e-Taliban Pakistan", "yes"),
        ("RSA", "Red Star Army", "yes"),
        ("RSA", "Red Army", "no"),
        ("A", "Army", "no"),
    ],
)
def test_first_letters_spell_a_short_form(short: str, name: str, expected: str) -> None:
    assert spells_acronym(short, name) is (expected == "yes")


def test_a_short_form_of_another_language_may_stand_for_a_name() -> None:
    assert may_abbreviate("ELN", "National Liberation Army")
    assert not may_abbreviate("pictured", "National Liberation Army")
    assert not may_abbreviate("UNHCR", "National Liberation Army")


def test_a_hyphened_name_is_no_short_form() -> None:
    assert is_acronym("LeJ")
    assert not is_acronym("Al-Shabaab")


@pytest.mark.parametrize("words", ["ISIS", "ISIL", "Daesh", "Da’ish", "the Islamic State", "IS"])
def test_the_names_of_a_known_group_find_it(words: str) -> None:
    assert find_group(words) == "Islamic State"


def test_no_known_name_stands_for_two_groups() -> None:
    folder = files("dateline.extract") / "actors_data"
    lines = (folder / "known_groups.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.replace("\t", "|").split("|") for line in lines if not line.startswith("#")]
    names = Counter(key for row in rows for key in {fold_name(words) for words in row})
    assert [name for name, number in names.items() if number > 1] == []


def test_a_name_that_two_groups_bear_does_not_ship() -> None:
    header = "source\tname\taliases\tcode"
    lines = [
        header,
        "ucdp\tX\tY\t",
        "ofac_sdn\tRED ARMY (RA)\tREDS|SAME\t",
        "phoenix_mnsa\tBLUE FRONT\tBLUES|SAME\t",
        "ofac_sdn\tGREEN BANK\tGREENS\t",
    ]
    assert build_rows(lines) == [("BLUE FRONT", ["BLUES"]), ("RED ARMY", ["REDS"])]
    assert split_bracket("RED ARMY (RSA)") == ["RED ARMY", "RSA"]


@given(st.text())
def test_lowered_text_keeps_its_offsets(text: str) -> None:
    assert len(lower_text(text)) == len(text)


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)
