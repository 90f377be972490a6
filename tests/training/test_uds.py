"""UDS-IH2's lines become sentences whose events have degrees."""

import json
from pathlib import Path

import pytest
from training.datasets.uds import load, read_sentences
from training.example import ALL_KINDS

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "uds_ih2"


def write(folder: Path, split: str, *rows: tuple[str, dict[int, float]]) -> None:
    """Write a split in the data set's layout; events by the index of their token."""
    lines = [
        json.dumps(
            {
                "text": text,
                "targets": [
                    {"span1": [n, n + 1], "label": label, "span_text": text.split(" ")[n]}
                    for n, label in events.items()
                ],
            }
        )
        for text, events in rows
    ]
    (folder / f"{split}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_events_stand_at_their_words_in_running_text(tmp_path: Path) -> None:
    write(tmp_path, "train", ("He did n't flee , he fell .", {3: -3.0, 6: 2.625}))
    (example,) = load(tmp_path)
    assert example.text == "He didn't flee, he fell."
    told = [(example.text[slice(*word)], degree) for word, degree in example.degrees]
    assert told == [("flee", -3.0), ("fell", 2.625)]


def test_a_sentence_that_stands_twice_is_one_example(tmp_path: Path) -> None:
    write(tmp_path, "train", ("He fell", {1: 3.0}), ("He ran", {}), ("He fell", {0: 1.0, 1: 2.0}))
    first, second = load(tmp_path)
    assert (first.text, second.text) == ("He fell", "He ran")
    assert first.degrees == (((0, 2), 1.0), ((3, 7), 2.5))
    assert len(list(read_sentences(tmp_path, "train"))) == 3


def test_what_is_measured_is_not_trained_on(tmp_path: Path) -> None:
    write(tmp_path, "train", ("He fell", {1: 3.0}), ("He ran", {1: 3.0}))
    write(tmp_path, "dev", ("He fell", {1: 3.0}))
    assert [one.text for one in load(tmp_path)] == ["He ran"]
    assert [one.text for one in load(tmp_path, "dev")] == ["He fell"]


def test_all_else_is_left_open(tmp_path: Path) -> None:
    write(tmp_path, "train", ("He fell", {1: 3.0}))
    (example,) = load(tmp_path)
    heads = (example.triggers, example.parts, example.speech, example.contents)
    assert heads == (None, None, None, None)
    assert (example.mentions, example.open_kinds) == ((), frozenset(ALL_KINDS))


@pytest.mark.skipif(not DATA.exists(), reason="../shared/data/uds_ih2 is absent")
def test_the_data_set_is_read_whole() -> None:
    lines = list(read_sentences(DATA, "train"))
    assert (len(lines), sum(len(degrees) for _, degrees in lines)) == (9098, 22108)
    assert all(-3 <= degree <= 3 for one in load(DATA) for _, degree in one.degrees)
