"""Tests of the corpus as it lies in the repository."""

from collections import Counter
from pathlib import Path

import pytest
from training.corpus.card import CARD, write_figures
from training.corpus.check import WORDS
from training.corpus.copied import DATA, find_copies
from training.corpus.freeze import find_changes, group_reports
from training.corpus.gmb import DATA as GMB
from training.corpus.gmb import load_sentences
from training.corpus.load import frozen_ids, load_incidents, load_reports
from training.corpus.records import Annotated
from training.corpus.view import to_page

from dateline.extract.codebook import load_codebook
from dateline.records.mention import Role
from dateline.records.source import Modality

REPORTS = load_reports()
INCIDENTS = load_incidents()


def test_there_are_enough_reports_of_the_right_length() -> None:
    assert len(REPORTS) >= 300
    sizes = {one.id: len(one.text.split()) for one in REPORTS}
    assert {name: size for name, size in sizes.items() if not WORDS[0] <= size <= WORDS[1]} == {}


def test_no_text_stands_twice() -> None:
    texts = Counter(one.text for one in REPORTS)
    assert [text[:60] for text, count in texts.items() if count > 1] == []


def test_every_type_role_and_modality_occurs() -> None:
    events = [event for one in REPORTS for event in one.events]
    assert {one.type for one in events} == {one.name for one in load_codebook().types}
    assert {one.modality for one in events} == set(Modality)
    assert {r.role for one in REPORTS for m in one.mentions for r in m.roles} == set(Role)


def test_incidents_have_two_to_eight_reports() -> None:
    known = {one.id for one in INCIDENTS}
    assert {name for one in REPORTS for name in _incidents(one)} <= known
    told = Counter(name for one in REPORTS for name in _incidents(one, recalled=False))
    assert sum(told[name] >= 2 for name in known) >= 60
    alone = {one.id for one in INCIDENTS if not one.not_same}  # a look-alike may have one report
    assert {name: told[name] for name in alone if not 2 <= told[name] <= 8} == {}
    assert {name: told[name] for name in known if not 1 <= told[name] <= 8} == {}


def test_look_alikes_are_incidents_too() -> None:
    known = {one.id for one in INCIDENTS}
    alike = {other for one in INCIDENTS for other, _ in one.not_same}
    assert alike <= known
    assert sum(bool(one.not_same) for one in INCIDENTS) >= 10


def test_copies_have_their_original() -> None:
    known = {one.id for one in REPORTS}
    copies = {one.id: one.header.copy_of for one in REPORTS if one.header.copy_of}
    assert {name for name, original in copies.items() if original not in known} == set()


def test_the_frozen_part_is_as_it_was() -> None:
    assert find_changes() == []
    assert len(frozen_ids()) == 72
    for group in group_reports(REPORTS, INCIDENTS):
        assert len(group & frozen_ids()) in {0, len(group)}


def test_splits_part_the_corpus() -> None:
    train, test = load_reports("train"), load_reports("test")
    assert {one.id for one in train} | {one.id for one in test} == {one.id for one in REPORTS}
    assert {one.id for one in test} == frozen_ids()
    fit, dev = load_reports("fit"), load_reports("dev-67")
    assert {one.id for one in fit} | {one.id for one in dev} == {one.id for one in train}
    assert len(fit) + len(dev) == len(train)
    assert {one.id for one in load_reports("dev")} < {one.id for one in dev}
    assert (len(load_reports("dev")), len(dev)) == (29, 67)
    told = [
        {event.incident for one in part for event in one.events} - {None} for part in (fit, dev)
    ]
    assert not told[0] & told[1]
    with pytest.raises(ValueError, match="no split"):
        load_reports("validation")


def test_the_card_tells_what_is_there() -> None:
    assert write_figures(REPORTS) in CARD.read_text(encoding="utf-8")


def test_the_page_shows_texts_as_data() -> None:
    page = to_page(REPORTS[:3])
    assert "/*DATA*/" not in page
    assert all(one.id in page for one in REPORTS[:3])


@pytest.mark.skipif(not DATA.exists(), reason="../shared/data is absent")
def test_nothing_is_copied_from_the_data_sets() -> None:
    texts = {one.id: one.text for one in REPORTS}
    assert list(find_copies(texts)) == []


def test_a_copied_run_is_found(tmp_path: Path) -> None:
    words = "the quick brown fox jumps over the lazy dog while nine others look"
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "one.txt").write_text(f"He said: <b>{words.upper()}</b>, again", "utf-8")
    texts = {"mine": f"We saw that {words} on.", "other": "the quick brown fox jumps over a wall"}
    assert {(name, copied) for name, _, copied in find_copies(texts, tmp_path)} >= {
        ("mine", " ".join(words.split()[:12]))
    }
    assert {name for name, *_ in find_copies(texts, tmp_path)} == {"mine"}


@pytest.mark.skipif(not GMB.exists(), reason="../shared/data/gmb is absent")
def test_sentences_of_gmb_are_those_that_were_annotated() -> None:
    train, test = list(load_sentences("train")), list(load_sentences("test"))
    assert len(train) + len(test) >= 1200
    assert 0.15 <= len(test) / (len(train) + len(test)) <= 0.25


def _incidents(report: Annotated, *, recalled: bool = True) -> set[str]:
    """Return the incidents that the report tells; those that it only recalls may be left out."""
    return {
        event.incident
        for event in report.events
        if event.incident and (recalled or not event.background)
    }
