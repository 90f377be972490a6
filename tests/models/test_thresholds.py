"""Scales keep order, come back, and are refused when the file is not what it must be."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ModelError
from dateline.models.thresholds import KINDS, THRESHOLDS_NAME, Scale, Thresholds, read_thresholds

SLOPES = st.floats(0.1, 5)
OFFSETS = st.floats(-5, 5)
SCORES = st.floats(0, 1)
MANIFEST = {
    "name": "m", "version": "1", "licence": "", "attribution": "", "network": [], "tokenizer": "",
    "window": 256, "overlap": 64, "special": [0, 1, 2], "pair_width": 1, "relations": [],
    "pair_bias": [], "pair_decay": [], "labels": {},
}  # fmt: skip


def a_folder(folder: Path, content: str | None, *, is_listed: bool = True) -> Path:
    files = {}
    if content is not None:
        (folder / THRESHOLDS_NAME).write_text(content)
    if is_listed:
        digest = hashlib.sha256((content or "").encode()).hexdigest()
        files[THRESHOLDS_NAME] = {"sha256": digest, "size_bytes": len(content or "")}
    (folder / "manifest.json").write_text(json.dumps({**MANIFEST, "files": files}))
    return folder


@given(slope=SLOPES, offset=OFFSETS, scores=st.lists(SCORES, max_size=5))
def test_many_scores_are_calibrated_as_one_by_one(
    slope: float, offset: float, scores: list[float]
) -> None:
    scale = Scale(slope=slope, offset=offset)
    told = scale.calibrate_all(np.array(scores, dtype=np.float32))
    assert told == pytest.approx([scale.calibrate(float(np.float32(one))) for one in scores])


@given(slope=SLOPES, offset=OFFSETS, scores=st.tuples(SCORES, SCORES))
def test_a_higher_score_never_means_less(
    slope: float, offset: float, scores: tuple[float, float]
) -> None:
    scale = Scale(slope=slope, offset=offset)
    low, high = (scale.calibrate(score) for score in sorted(scores))
    assert 0 <= low <= high <= 1


@given(slope=st.floats(0.1, 2), offset=st.floats(-2, 2), score=st.floats(0.02, 0.98))
def test_a_calibrated_score_leads_back_to_the_networks(
    slope: float, offset: float, score: float
) -> None:
    scale = Scale(slope=slope, offset=offset)
    assert scale.to_raw(scale.calibrate(score)) == pytest.approx(score, abs=1e-3)


@given(slope=SLOPES, offset=OFFSETS, least=st.floats(0.01, 0.99), score=SCORES)
def test_what_the_raw_threshold_keeps_is_what_the_threshold_keeps(
    slope: float, offset: float, least: float, score: float
) -> None:
    told = Thresholds(thresholds={"cue": Scale(slope=slope, offset=offset, threshold=least)})
    if told.calibrate("cue", score) > least + 1e-6:
        assert score >= told.least_raw("cue") - 1e-6
    elif told.calibrate("cue", score) < least - 1e-6:
        assert score <= told.least_raw("cue") + 1e-6


@given(kind=st.sampled_from(KINDS), score=SCORES)
def test_without_scales_scores_stay_and_half_is_the_least(kind: str, score: float) -> None:
    plain = Thresholds()
    least = 0.0 if kind == "report" else 0.5  # any report may tell of an event
    assert plain.calibrate(kind, score) == score
    assert (plain.least(kind), plain.least_raw(kind)) == (least, least)


def test_other_thresholds_do_not_change_the_calibration() -> None:
    told = Thresholds(thresholds={"cue": Scale(slope=2, offset=1, threshold=0.3)})
    changed = told.keep_from({"cue": 0.9, "tie": 0.1})
    assert (changed.least("cue"), changed.least("tie"), changed.least("part")) == (0.9, 0.1, 0.5)
    assert changed.calibrate("cue", 0.4) == told.calibrate("cue", 0.4)
    assert told.least("cue") == 0.3


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="no kind"):
        Thresholds().calibrate("mentions", 0.5)


def test_a_model_without_thresholds_is_not_calibrated(tmp_path: Path) -> None:
    assert read_thresholds(a_folder(tmp_path, None, is_listed=False)) == Thresholds()


def test_a_file_that_the_manifest_does_not_list_does_not_count(tmp_path: Path) -> None:
    assert read_thresholds(a_folder(tmp_path, "{", is_listed=False)) == Thresholds()


def test_what_the_file_says_is_read(tmp_path: Path) -> None:
    written = Thresholds(split="dev", thresholds={"tie": Scale(slope=0.5, threshold=0.7, n=3)})
    assert read_thresholds(a_folder(tmp_path, written.model_dump_json())) == written


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "no thresholds"),
        ("{", "at their start"),
        ('{"thresholds": {"ties": {}}}', "no kind of finding 'ties'"),
        ('{"thresholds": {"tie": {"slope": 0}}}', "thresholds.tie.slope"),
        ('{"thresholds": {"tie": {"threshold": 1.5}}}', "thresholds.tie.threshold"),
        ('{"thresholds": {"tie": {"offset": NaN}}}', "thresholds.tie.offset"),
        ('{"least": 1}', "least"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, content: str | None, problem: str) -> None:
    with pytest.raises(ModelError, match=problem) as caught:
        read_thresholds(a_folder(tmp_path, content))
    assert caught.value.hint
