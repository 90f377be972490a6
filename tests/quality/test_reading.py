"""The reading score: its arithmetic, and a data set in its own layout."""

import gzip
import json
from pathlib import Path

import pytest
from quality.tasks.reading import evaluate, match_shingles, score_matches

BODY = "A bomb killed nine people near a market in the old town on Wednesday morning."


def test_a_perfect_answer_scores_one() -> None:
    assert score_matches([match_shingles(BODY, BODY)]) == (1.0, 1.0, 1.0)


def test_words_too_many_cost_precision_and_words_too_few_cost_recall() -> None:
    more = score_matches([match_shingles("a b c d", "a b c d e")])
    less = score_matches([match_shingles("a b c d e", "a b c d")])
    assert list(more[:2]) == [pytest.approx(0.5), 1.0]
    assert list(less[:2]) == [1.0, pytest.approx(0.5)]


def test_a_page_without_an_answer_has_no_precision() -> None:
    matches = [match_shingles(BODY, ""), match_shingles(BODY, BODY)]
    assert score_matches(matches)[:2] == (1.0, 0.5)


@pytest.mark.parametrize("folder", [".", "test"])
def test_a_folder_in_the_layout_is_scored(tmp_path: Path, folder: str) -> None:
    root = tmp_path / folder
    (root / "html").mkdir(parents=True)
    page = f"<html><body><article><h1>Nine die</h1><p>{BODY}</p></article></body></html>"
    (root / "html" / "abc.html.gz").write_bytes(gzip.compress(page.encode()))
    (root / "ground-truth.json").write_text(json.dumps({"abc": {"articleBody": BODY}}))
    scores = evaluate(tmp_path, "test")
    assert scores["n"] == 1
    assert scores["f1"] == 1.0
    assert scores["trafilatura_f1"] <= 1.0  # type: ignore[operator]
