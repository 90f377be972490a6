"""Tests of the agreement that the data card publishes."""

from quality.agreement import FIRST, FOLDER, find_disagreements, measure, write_table
from training.corpus.card import CARD
from training.corpus.load import report_paths


def test_the_card_tells_the_agreement() -> None:
    assert write_table() in CARD.read_text(encoding="utf-8")


def test_forty_reports_and_ten_by_a_stranger() -> None:
    trained = [path for one in FOLDER.glob("trained_*") for path in report_paths(one)]
    assert (len(trained), len(report_paths(FOLDER / "stranger"))) == (40, 10)


def test_an_annotator_agrees_with_himself() -> None:
    layers = measure([FIRST])
    assert (layers.f1("mentions"), layers.f1("roles"), layers.kappa("type")) == (100.0, 100.0, 1.0)
    assert all(find_disagreements(path) == [] for path in report_paths(FIRST)[:5])
