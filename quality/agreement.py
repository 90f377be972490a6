"""Measures how far two people who annotated the same reports agree, layer by layer.

`make agreement`: the second annotations lie in `corpus/second/`, a folder an annotator; the first
are the corpus itself. Where spans are found, agreement is F1 (of the two, neither is right); where
both put a label on one thing, it is Cohen's kappa beside the plain share of equal labels.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from training.corpus.document import read_annotated
from training.corpus.load import CORPUS, report_paths

from quality.compare import Layers, compare

SPANS = (
    "mentions", "triggers", "triggers_overlap", "events", "events_untyped", "roles", "counts",
    "count_marks", "sources", "cues", "contents", "triples", "time_values", "times", "places",
    "ties",
)  # fmt: skip
LABELS = ("type", "modality", "background", "status", "source_kind", "statement_modality")


def measure(folders: Sequence[Path]) -> dict[str, object]:
    """Return the agreement of the annotations in the folders with the corpus.

    Raises:
        AnnotationError: a file breaks the guide.
        ValueError: a second annotation is of another text.
    """
    layers, reports = Layers(), 0
    for folder in folders:
        for path in report_paths(folder):
            gold = read_annotated(CORPUS / "reports" / path.name)
            compare(read_annotated(path), gold, layers)
            reports += 1
    return {
        "reports": reports,
        "f1": {layer: layers.f1(layer) for layer in SPANS},
        "coreference_b_cubed": layers.f1("coreference"),
        "kappa": {layer: layers.kappa(layer) for layer in LABELS},
        "equal": {layer: layers.accuracy(layer) for layer in LABELS},
        "n": {
            **{layer: layers.tallies[layer].gold for layer in SPANS},
            **{layer: len(layers.pairs[layer]) for layer in LABELS},
        },
    }


def find_disagreements(path: Path) -> list[str]:
    """Return what the second annotator of a report sees and the first does not, or the reverse."""
    first, second = read_annotated(CORPUS / "reports" / path.name), read_annotated(path)
    lines: list[str] = []
    for sign, mine, theirs in (("-", first, second), ("+", second, first)):
        others = {(one.span, one.kind) for one in theirs.mentions}
        lines += [
            f"{sign} {one.kind} {one.span.quote(mine.text)!r}"
            for one in mine.mentions
            if (one.span, one.kind) not in others
        ]
        spans = [one.span for one in theirs.triggers]
        lines += [
            f"{sign} trigger {one.span.quote(mine.text)!r} of event {one.event}"
            for one in mine.triggers
            if not any(one.span.overlaps(span) for span in spans)
        ]
    return lines


def main() -> int:
    """Print the agreement as JSON, or with `--show` every disagreement on mentions and triggers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--show", action="store_true", help="list what only one of the two marked")
    arguments = parser.parse_args()
    folders = arguments.folders or sorted(p for p in (CORPUS / "second").iterdir() if p.is_dir())
    if arguments.show:
        for folder in folders:
            for path in report_paths(folder):
                print(f"== {path.stem}", *find_disagreements(path), sep="\n")
        return 0
    for folder in folders:
        print(json.dumps({"annotator": folder.name, **measure([folder])}))
    if len(folders) > 1:
        print(json.dumps({"annotator": "all", **measure(folders)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
