"""Tests of the edits that write a text in another manner, and of which the encoders see."""

import re
import tomllib
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from training.edits import Edit, Plan
from training.rewrites import (
    QUOTES,
    comma_edits,
    dash_edits,
    entity_edits,
    like,
    mojibake_edits,
    quote_edits,
    space_edits,
    spelling_edits,
    stop_edits,
)

TOKENIZER = Path(__file__).parents[2] / "src/dateline/models/weights/tokenizer.json"


@pytest.mark.parametrize(
    ("old", "edits", "new"),
    [
        ('He said "no".', quote_edits('He said "no".', "curly"), "He said “no”."),
        ("“Don’t,” he said", quote_edits("“Don’t,” he said", "straight"), '"Don\'t," he said'),
        ('"No"', quote_edits('"No"', "guillemets"), "«No»"),
        ("A raid — the third", dash_edits("A raid — the third", "--"), "A raid--the third"),
        ("A raid—on 1–2 May", dash_edits("A raid—on 1–2 May", " - "), "A raid - on 1–2 May"),
        ("In Kano, 1,200 fled", comma_edits("In Kano, 1,200 fled"), "In Kano 1,200 fled"),
        ("He of the U.N. fled.", stop_edits("He of the U.N. fled."), "He of the U.N. fled"),
        ("It’s “café”", mojibake_edits("It’s “café”", curl=False), "Itâ€™s â€œcafÃ©â€\x9d"),
        ("It's", mojibake_edits("It's", curl=True), "Itâ€™s"),
        ("It’s &", entity_edits("It’s &", by_number=True), "It&#8217;s&#160;&amp;"),
        ("It’s", entity_edits("It’s", by_number=False), "It&rsquo;s"),
    ],
)  # fmt: skip
def test_rewrites(old: str, edits: list[Edit], new: str) -> None:
    assert Plan(edits).write(old) == new


@pytest.mark.parametrize("manner", QUOTES)
def test_quotes_are_written_once(manner: str) -> None:
    text = 'He said: "They didn\'t." «Yes»'
    once = Plan(quote_edits(text, manner)).write(text)
    assert len(re.findall(r'["“”„«]|``|\'\'|(?<!\w)[\'‘’]|[\'‘’](?!\w)|»', once)) == 4


def test_capitals_follow_the_model() -> None:
    assert [like(model, "al-Amri") for model in ("ALI", "Ali", "al-Houthi", "A")] == [
        "AL-AMRI", "Al-Amri", "al-Amri", "Al-Amri",
    ]  # fmt: skip


def test_there_are_enough_spellings_and_they_turn_back() -> None:
    path = Path(__file__).parents[2] / "training/augment_spelling.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["pairs"].split()
    assert len(rows) == len(set(rows)) >= 150
    british = " ".join(row.split("/")[0] for row in rows)
    american = " ".join(row.split("/")[1] for row in rows)
    assert Plan(spelling_edits(british, "american")).write(british) == american
    assert Plan(spelling_edits(american, "british")).write(american) == british
    assert Plan(spelling_edits("Cheques", "american")).write("Cheques") == "Checks"
    assert spelling_edits("He was organizing checks.", "british")[0].words == "organising"


# Why there is no step for case and why those for spaces teach the encoder nothing.
@pytest.mark.parametrize(
    "text", ["Kano raid kills three", "Abéché, N’Djamena", "łódź şehir çay ñandú", "Київ", "Ærø"]
)
def test_the_tokenizer_does_not_see_case(text: str) -> None:
    ids = {tuple(_ids(one)) for one in (text, text.upper(), text.lower(), text.title())}
    assert len(ids) == 1


def test_the_tokenizer_does_not_see_spaces() -> None:
    text = "Gunmen attacked a convoy"
    broken = Plan(space_edits(text, "\n")).write(text)
    assert _ids(text) == _ids(broken) == _ids(text.replace(" ", "  "))


def test_some_letters_do_not_survive_a_change_of_case() -> None:
    # The dot of Turkish İ is dropped as an accent is: it is i, as I is.
    assert _ids("İstanbul") == _ids("ISTANBUL") == _ids("istanbul")
    # The dotless one stays a letter of its own, but its capital is I, which is lowered to i.
    dotless = "\u0131sparta"
    assert _ids(dotless) != _ids(dotless.upper()) == _ids("isparta")
    # ß and ligatures are more than one letter in capitals; final ς is no other letter's small one.
    for word in ("straße", "ﬁre", "Διός"):
        assert _ids(word) != _ids(word.upper())


def _ids(text: str) -> list[int]:
    return list(Tokenizer.from_file(str(TOKENIZER)).encode(text, add_special_tokens=False).ids)
