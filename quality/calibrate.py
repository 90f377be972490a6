"""Say how far the model's scores may be believed on our own corpus, and print one JSON line.

`python -m quality.calibrate --split dev-67` compares what the model finds in a split with what is
marked there, kind by kind: `thresholds` holds the scale of each (models/thresholds.py) with the
precision and recall at its threshold, `errors` the expected calibration error before and after.
With `--write FOLDER` the scales are fitted first and kept beside that model, but for those of the
kinds after `--keep`; without it they are the ones that the model has, so that another split says
what they are worth.
"""

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from training.corpus.load import SPLITS, load_reports
from training.corpus.records import Annotated

from dateline.extract.mentions import fill_draft, read_scores
from dateline.models.files import chosen_model
from dateline.models.manifest import MANIFEST_NAME
from dateline.models.session import ModelOptions, Session, open_session
from dateline.models.thresholds import (
    KINDS,
    THRESHOLDS_NAME,
    Scale,
    Thresholds,
    read_thresholds,
)
from dateline.records.draft import Draft
from quality.calibration import (
    FEWEST,
    Bin,
    Cut,
    Findings,
    best_cut,
    cut_at,
    expected_error,
    fairest_cut,
    fit_platt,
    reliability,
)
from quality.findings import gather_links, gather_moods, gather_sources, gather_spans
from quality.own import to_report
from quality.reliability import Panel, draw_panels

DIAGRAM = Path(__file__).resolve().parents[1] / "docs" / "images" / "reliability.svg"
SPANS = ("mention", "trigger", "part", "cue")
LEAST_SPAN, LEAST_PAIR = 0.2, 0.05  # what scores less is hardly ever right, and never kept
LEAST_PRECISION = 0.3  # where more is wrong, a better F1 is not worth a reader's time


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the model found in a split, by kind, with its own scores, and what they are worth."""

    findings: dict[str, Findings]
    thresholds: Thresholds

    def told(self, kind: str) -> Findings:
        """Return the findings of a kind with calibrated scores."""
        raw = self.findings[kind]
        calibrated = [
            replace(one, score=self.thresholds.calibrate(kind, one.score)) for one in raw.candidates
        ]
        return Findings(candidates=calibrated, total=raw.total)


def main() -> None:
    """Measure, and where asked write and draw, from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=SPLITS, default="dev")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="the model to write beside")
    parser.add_argument("--keep", nargs="*", choices=KINDS, default=[], metavar="KIND",
                        help="kinds whose scale stays as the model has it")  # fmt: skip
    parser.add_argument("--draw", type=Path, metavar="FILE", nargs="?", const=DIAGRAM,
                        help=f"draw the reliability diagram, else to {DIAGRAM.name}")  # fmt: skip
    arguments = parser.parse_args()
    folder = arguments.write or chosen_model()
    session = open_session(ModelOptions(folder=folder))
    corpus = load_reports(arguments.split)
    fitted = set(KINDS) - set(arguments.keep) if arguments.write else set()
    measured = measure(corpus, session, read_thresholds(folder), fitted)
    if arguments.write:
        told = measured.thresholds.model_copy(update={"split": arguments.split})
        write_thresholds(folder, told)
    if arguments.draw:
        arguments.draw.write_text(draw_panels(panels(measured)), encoding="utf-8")
    print(json.dumps({
        "task": "calibrate",
        "split": arguments.split,
        "n": len(corpus),
        "model": f"{session.manifest.name}/{session.manifest.version}",
        "thresholds": {kind: scale.model_dump() for kind, scale in scales(measured).items()},
        "errors": errors(measured),
    }))  # fmt: skip


def measure(
    corpus: Sequence[Annotated], session: Session, known: Thresholds, fitted: Set[str] = frozenset()
) -> Measured:
    """Return all findings in the reports with the scales that are known, some fitted on them anew.

    Spans are gathered first, doubtful ones too; links only between those that the thresholds keep.
    """
    findings: dict[str, Findings] = defaultdict(Findings)
    least = {**dict.fromkeys(KINDS, LEAST_PAIR), **dict.fromkeys(SPANS, LEAST_SPAN)}
    low = Thresholds().keep_from(least)
    drafts = [Draft(report=to_report(told)) for told in corpus]
    scores = [read_scores(draft, session, low) for draft in drafts]
    for told, draft, found in zip(corpus, drafts, scores, strict=True):
        gather_spans(told, fill_draft(draft, found), findings)
    spans = _refit(known, findings, fitted)
    kept = low.keep_from({kind: spans.least_raw(kind) for kind in SPANS})
    for told, draft, found in zip(corpus, drafts, scores, strict=True):
        again = replace(found, thresholds=kept)
        gather_links(told, fill_draft(draft, again), findings)
        gather_moods(told, again, findings)
        gather_sources(told, again, findings)
    return Measured(findings=dict(findings), thresholds=_refit(known, findings, fitted))


def _refit(known: Thresholds, findings: dict[str, Findings], kinds: Set[str]) -> Thresholds:
    """Return the thresholds with those of some kinds fitted anew."""
    found = fit({kind: told for kind, told in findings.items() if kind in kinds})
    return known.model_copy(update={"thresholds": {**known.thresholds, **found.thresholds}})


def fit(findings: dict[str, Findings]) -> Thresholds:
    """Return a scale for each kind: the logistic that fits, and the threshold with the best F1.

    Of reports the threshold is that with the fewest errors, and the score is left as it is.
    A kind with few right findings is not calibrated, and kept from 0.5, for a threshold chosen on
    a handful would be chosen by chance; so is one that is too often wrong at any threshold.
    """
    found = {
        kind: (_fit_report if kind == "report" else _fit_scale)(told)
        for kind, told in findings.items()
        if told.candidates
    }
    return Thresholds(thresholds={kind: found[kind] for kind in KINDS if kind in found})


def scales(measured: Measured) -> dict[str, Scale]:
    """Return the scales with the precision and recall that these findings have at thresholds."""
    found = {}
    for kind in (kind for kind in KINDS if kind in measured.findings):
        told = measured.told(kind)
        cut = cut_at(told, measured.thresholds.least(kind))
        scale = measured.thresholds.thresholds.get(kind, Scale())
        found[kind] = scale.model_copy(update={**_measures(cut), "n": len(told.candidates)})
    return found


def errors(measured: Measured) -> dict[str, dict[str, float]]:
    """Return the expected calibration error of each kind, of raw scores and of calibrated ones."""
    return {
        kind: {
            "raw": round(_error(measured.findings[kind]), 4),
            "calibrated": round(_error(measured.told(kind)), 4),
        }
        for kind in KINDS
        if kind in measured.findings
    }


def panels(measured: Measured) -> list[Panel]:
    """Return what the reliability diagram shows of each kind."""
    return [
        Panel(
            name=kind,
            n=len(measured.findings[kind].candidates),
            raw=_curve(measured.findings[kind]),
            calibrated=_curve(measured.told(kind)),
        )
        for kind in KINDS
        if kind in measured.findings
    ]


def write_thresholds(folder: Path, thresholds: Thresholds) -> None:
    """Write the thresholds beside a model, and their digest into its manifest."""
    content = (json.dumps(thresholds.model_dump(), indent=2) + "\n").encode()
    (folder / THRESHOLDS_NAME).write_bytes(content)
    path = folder / MANIFEST_NAME
    manifest = json.loads(path.read_text(encoding="utf-8"))
    digest = hashlib.sha256(content).hexdigest()
    manifest["files"][THRESHOLDS_NAME] = {"sha256": digest, "size_bytes": len(content)}
    path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    read_thresholds.cache_clear()


def _fit_scale(told: Findings) -> Scale:
    slope, offset = (round(value, 4) for value in fit_platt(told.scores, told.right))
    scale = Scale(slope=slope, offset=offset, n=len(told.candidates))
    cut = best_cut(told, LEAST_PRECISION) if int(told.right.sum()) >= FEWEST else None
    if cut is None:
        return scale.model_copy(update=_measures(cut_at(told, scale.to_raw(scale.threshold))))
    threshold = round(scale.calibrate(cut.threshold), 4)
    return scale.model_copy(update={"threshold": threshold, **_measures(cut)})


def _fit_report(told: Findings) -> Scale:
    """Return from which score of its surest trigger on a report is held to tell of events."""
    cut = fairest_cut(told)
    threshold = round(cut.threshold, 4)
    return Scale(threshold=threshold, n=len(told.candidates), **_measures(cut))


def _measures(cut: Cut) -> dict[str, float]:
    return {"precision": round(cut.precision, 4), "recall": round(cut.recall, 4)}


def _curve(findings: Findings) -> list[Bin]:
    return reliability(findings.scores, findings.right)


def _error(findings: Findings) -> float:
    return expected_error(_curve(findings))


if __name__ == "__main__":
    main()
