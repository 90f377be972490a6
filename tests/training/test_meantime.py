"""MEANTIME: fellows, names and moods, and nothing that a task measures."""

import json
from pathlib import Path

import pytest
from training.datasets.meantime import load
from training.example import Example

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
LINES = ("Airbus cuts jobs", "It may sell the plant Monday", "Unmarked tail")
MARKS = """
<ENTITY_MENTION m_id="1" syntactic_type="NAM"><token_anchor t_id="1"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="2" syntactic_type="PRO"><token_anchor t_id="4"/></ENTITY_MENTION>
<EVENT_MENTION m_id="3" certainty="CERTAIN" polarity="POS" time="NON_FUTURE">
<token_anchor t_id="2"/></EVENT_MENTION>
<EVENT_MENTION m_id="4" certainty="POSSIBLE" polarity="POS" time="FUTURE">
<token_anchor t_id="6"/></EVENT_MENTION>
<TIMEX3 m_id="5" type="DATE" value="2010-01-04"><token_anchor t_id="9"/></TIMEX3>
<ENTITY m_id="6" ent_type="ORG"/><EVENT m_id="7"/><EVENT m_id="8"/>"""
LINKS = """
<REFERS_TO><source m_id="1"/><source m_id="2"/><target m_id="6"/></REFERS_TO>
<REFERS_TO><source m_id="3"/><target m_id="7"/></REFERS_TO>
<REFERS_TO><source m_id="4"/><target m_id="8"/></REFERS_TO>"""


def read(folder: Path, train: str, dev: str) -> list[Example]:
    words = [(word, number) for number, line in enumerate(LINES) for word in line.split()]
    tokens = "".join(
        f'<token t_id="{number}" sentence="{sentence}">{word}</token>'
        for number, (word, sentence) in enumerate(words, 1)
    )
    page = (
        f"<Document>{tokens}<Markables>{MARKS}</Markables><Relations>{LINKS}</Relations></Document>"
    )
    path = folder / "intra-doc_annotation" / "corpus_x" / "1_x.xml"
    path.parent.mkdir(parents=True)
    path.write_text(page, encoding="utf-8")
    for split, text in (("train", train), ("dev", dev)):
        (folder / f"{split}.jsonl").write_text(json.dumps({"text": text, "targets": []}))
    return list(load(folder, folder))


def test_fellows_and_names_are_read_and_times_are_not(tmp_path: Path) -> None:
    (one,) = read(tmp_path, LINES[0], LINES[1])
    assert one.text == "\n".join(LINES[:2])
    airbus, it = (query for query in one.queries if query.relation == "coreference")
    assert (airbus.answers, it.answers) == ((it.asker,), (airbus.asker,))
    (name,) = one.mentions
    assert one.text[name.start : name.end] == "Airbus" and "organisation" in name.allowed
    assert {"time", "number"} <= one.open_kinds


def test_moods_train_in_the_factuality_sets_training_sentences_only(tmp_path: Path) -> None:
    (one,) = read(tmp_path, LINES[1], LINES[0])
    (mood,) = one.moods
    assert one.text[mood.start : mood.end] == "sell"
    assert mood.allowed == {"planned", "hypothetical"}


def test_a_report_that_the_factuality_set_never_shows_is_not_read(tmp_path: Path) -> None:
    assert read(tmp_path, "Another sentence .", "And one more .") == []


@pytest.mark.skipif(not (DATA / "meantime").exists(), reason="../shared/data/meantime is absent")
def test_the_set_is_read() -> None:
    assert len(list(load(DATA / "meantime", DATA / "meantime_factuality"))) == 86
