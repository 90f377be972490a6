"""Measures a reading on our own corpus, `corpus/`: the frozen test unless SPLIT says `train`.

Events are right when the type is the gold's and the triggers overlap; roles (attacker, target,
victim, weapon), times, places and counts count as right only for an event whose trigger was found.
Roles and sources are compared as entities. `modality_f1` is over what is not plainly asserted
(modality or background) of the events that both have. `false_events_on_decoys` is the share of
reports without any event in which one was found.
"""

from collections.abc import Sequence
from pathlib import Path

from training.corpus.load import load_reports
from training.corpus.records import Annotated

from quality.compare import Layers, compare
from quality.entities import model_name
from quality.modules import score_modules
from quality.own import from_draft, read_texts


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return the figures of the shipped model on the corpus, F1 in percent.

    Args:
        data: the corpus folder.
        split: `test` or `train`.

    Raises:
        ValueError: there is no such split, or it is empty.
    """
    corpus = load_reports(split, data / "reports")
    if not corpus:
        raise ValueError(f"no report of the corpus is in {split!r}")
    return {
        "n": len(corpus),
        "model": model_name(),
        **score_readings(corpus),
        "modules": score_modules(corpus),
    }


def score_readings(corpus: Sequence[Annotated]) -> dict[str, float]:
    """Return how well the shipped pipeline reads the reports, in percent."""
    layers = Layers()
    decoys = deceived = 0
    for gold, draft in zip(corpus, read_texts(corpus), strict=True):
        told = from_draft(draft)
        compare(told, gold, layers)
        if gold.header.is_decoy:
            decoys += 1
            deceived += bool(told.events)
    return {
        "events_f1": layers.f1("events"),
        "events_untyped_f1": layers.f1("events_untyped"),
        "roles_f1": layers.f1("roles"),
        "counts_f1": layers.f1("counts"),
        "sources_f1": layers.f1("sources"),
        "statements_f1": layers.f1("triples"),
        "contents_f1": layers.f1("contents"),
        "modality_f1": layers.f1("modality"),
        "places_f1": layers.f1("places"),
        "times_f1": layers.f1("times"),
        "mentions_f1": layers.f1("mentions"),
        "ties_f1": layers.f1("ties"),
        "status_accuracy": layers.accuracy("status"),
        "false_events_on_decoys": round(100 * deceived / decoys, 2) if decoys else 0.0,
        "decoys": decoys,
    }
