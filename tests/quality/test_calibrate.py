"""Scales fitted on findings, written beside a model, and drawn."""

import json
import random
from pathlib import Path
from xml.etree import ElementTree

import pytest
from quality.calibrate import Measured, errors, fit, panels, scales, write_thresholds
from quality.calibration import Candidate, Findings
from quality.reliability import draw_panels

from dateline.models.manifest import read_manifest, verify_files
from dateline.models.thresholds import Scale, Thresholds, read_thresholds
from tests.models.test_thresholds import MANIFEST


def sure_of_itself(seed: int) -> Findings:
    """Return findings of which six in ten of those scored 0.9 are right, and 3 in 100 at 0.5."""
    chance = random.Random(seed)
    candidates = []
    for number in range(2000):
        score = chance.uniform(0.2, 1)
        is_right = chance.random() < score**5
        candidates.append(Candidate(score=score, golds=(number,) * is_right))
    return Findings(candidates=candidates, total=sum(bool(one.golds) for one in candidates) + 100)


def test_a_fit_makes_scores_mean_what_they_say_on_other_findings() -> None:
    thresholds = fit({"trigger": sure_of_itself(1)})
    told = errors(Measured(findings={"trigger": sure_of_itself(2)}, thresholds=thresholds))
    assert told["trigger"]["raw"] > 0.2
    assert told["trigger"]["calibrated"] < 0.05


def test_a_scale_says_what_its_threshold_gives() -> None:
    findings = sure_of_itself(3)
    scale = fit({"tie": findings}).thresholds["tie"]
    told = scales(Measured(findings={"tie": findings}, thresholds=fit({"tie": findings})))["tie"]
    assert told.n == 2000
    assert told.precision == pytest.approx(scale.precision, abs=2e-3)
    assert told.recall == pytest.approx(scale.recall, abs=2e-3)


def test_too_little_and_too_wrong_is_kept_from_half() -> None:
    few = Findings(candidates=[Candidate(score=0.7, golds=(1,))], total=3)
    wrong = Findings(
        candidates=[Candidate(score=n / 900, golds=(n,) * (n % 30 == 0)) for n in range(900)],
        total=30,
    )
    found = fit({"tie": few, "part": wrong, "cue": Findings()}).thresholds
    assert found["tie"] == Scale(precision=1, recall=0.3333, n=1)
    assert found["part"].threshold == 0.5 and "cue" not in found


def test_the_manifest_lists_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({**MANIFEST, "files": {}}))
    assert read_thresholds(tmp_path) == Thresholds()
    for least in (0.3, 0.4):
        told = Thresholds(split="dev", thresholds={"tie": Scale(threshold=least)})
        write_thresholds(tmp_path, told)
        verify_files(tmp_path, read_manifest(tmp_path))
        assert read_thresholds(tmp_path) == told
    assert read_manifest(tmp_path).name == MANIFEST["name"]


def test_the_diagram_shows_every_kind() -> None:
    findings = {"trigger": sure_of_itself(4), "tie": sure_of_itself(5)}
    drawn = draw_panels(panels(Measured(findings=findings, thresholds=fit(findings))))
    words = [one.text for one in ElementTree.fromstring(drawn).iter() if one.text]
    assert {"trigger", "tie"} <= set(words)
    assert drawn.count("<polyline") == 4
