"""Measures how far two people who annotated the same reports agree, layer by layer.

`make agreement`: `corpus/agreement/` holds a folder an annotator; `first/` are the corpus' own
annotations as they were before anybody compared. Where spans are found, agreement is F1 (of the
two, neither is right); where both put a label on one thing, it is Cohen's kappa beside the share
of equal labels. The disagreements have since been settled in the corpus: it agrees better now.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from training.corpus.document import read_annotated
from training.corpus.load import CORPUS, report_paths

from quality.compare import Layers, compare

FOLDER = CORPUS / "agreement"
FIRST = FOLDER / "first"
SPANS = (
    "mentions", "triggers", "triggers_overlap", "events", "events_untyped", "roles", "counts",
    "count_marks", "sources", "cues", "contents", "triples", "time_values", "times", "places",
    "ties",
)  # fmt: skip
LABELS = ("type", "modality", "background", "status", "source_kind", "statement_modality")
GROUPS = {"trained": "trained_*", "stranger": "stranger"}


def measure(folders: Sequence[Path], first: Path = FIRST) -> Layers:
    """Return the layers of the annotations in the folders beside the first ones.

    Raises:
        AnnotationError: a file breaks the guide.
        ValueError: a second annotation is of another text.
    """
    layers = Layers()
    for folder in folders:
        for path in report_paths(folder):
            compare(read_annotated(path), read_annotated(first / path.name), layers)
    return layers


def write_table() -> str:
    """Return the agreement of the trained annotators and of the stranger, in Markdown."""
    groups = {name: sorted(FOLDER.glob(pattern)) for name, pattern in GROUPS.items()}
    counts = {name: sum(len(report_paths(one)) for one in groups[name]) for name in groups}
    measured = {name: measure(folders) for name, folders in groups.items()}
    names = " | ".join(f"{name}, {counts[name]} reports" for name in groups)
    lines = [f"| layer | {names} |", "|---|" + "---|" * len(groups)]
    for layer in SPANS:
        cells = " | ".join(f"{one.f1(layer):.1f}" for one in measured.values())
        lines.append(f"| {layer.replace('_', ' ')}, F1 | {cells} |")
    cells = " | ".join(f"{one.f1('coreference'):.1f}" for one in measured.values())
    lines.append(f"| coreference of mentions both have, B-cubed | {cells} |")
    for layer in LABELS:
        cells = " | ".join(
            f"{one.kappa(layer):.2f} ({one.accuracy(layer):.0f} % equal)"
            for one in measured.values()
        )
        lines.append(f"| {layer.replace('_', ' ')}, kappa | {cells} |")
    return "\n".join(lines)


def find_disagreements(path: Path, first: Path = FIRST) -> list[str]:
    """Return what the second annotator of a report sees and the first does not, or the reverse."""
    one, two = read_annotated(first / path.name), read_annotated(path)
    lines: list[str] = []
    for sign, mine, theirs in (("-", one, two), ("+", two, one)):
        others = {(mention.span, mention.kind) for mention in theirs.mentions}
        lines += [
            f"{sign} {mention.kind} {mention.span.quote(mine.text)!r}"
            for mention in mine.mentions
            if (mention.span, mention.kind) not in others
        ]
        spans = [trigger.span for trigger in theirs.triggers]
        lines += [
            f"{sign} trigger {trigger.span.quote(mine.text)!r} of event {trigger.event}"
            for trigger in mine.triggers
            if not any(trigger.span.overlaps(span) for span in spans)
        ]
    return lines


def _to_row(name: str, layers: Layers) -> dict[str, object]:
    return {
        "annotator": name,
        "f1": {layer: layers.f1(layer) for layer in SPANS},
        "coreference_b_cubed": layers.f1("coreference"),
        "kappa": {layer: layers.kappa(layer) for layer in LABELS},
        "n": {layer: layers.tallies[layer].gold for layer in SPANS},
    }


def main() -> int:
    """Print the agreement of each annotator as JSON, then the card's table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="list what only one of the two marked")
    arguments = parser.parse_args()
    folders = sorted(path for path in FOLDER.iterdir() if path.is_dir() and path != FIRST)
    for folder in folders:
        if arguments.show:
            for path in report_paths(folder):
                print(f"== {folder.name} {path.stem}", *find_disagreements(path), sep="\n")
        else:
            print(json.dumps(_to_row(folder.name, measure([folder]))))
    if not arguments.show:
        print(write_table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
