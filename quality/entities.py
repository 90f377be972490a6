"""Exact entity F1: a predicted entity is right when start, end and type are the gold's."""

from collections.abc import Iterable, Iterator

from dateline.extract.mentions import MentionStage
from dateline.extract.sentences import SentenceStage
from dateline.models.files import chosen_model
from dateline.models.manifest import read_manifest
from dateline.records.draft import Draft
from dateline.records.report import Report

Named = tuple[int, int, str]  # start, end, type


def read_mentions(texts: Iterable[str]) -> Iterator[Draft]:
    """Yield each text with the model's mentions."""
    drafts: Iterable[Draft] = (
        Draft(report=Report(id=str(number), sha256="", text=text))
        for number, text in enumerate(texts)
    )
    for stage in (SentenceStage(), MentionStage()):
        drafts = stage(drafts)
    yield from drafts


def exact_f1(predicted: list[set[Named]], gold: list[set[Named]]) -> dict[str, float]:
    """Return micro-averaged precision, recall and F1 in percent."""
    right = sum(len(one & other) for one, other in zip(predicted, gold, strict=True))
    guesses, truths = sum(map(len, predicted)), sum(map(len, gold))
    precision = right / guesses if guesses else 0.0
    recall = right / truths if truths else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {
        "f1": round(100 * f1, 2),
        "precision": round(100 * precision, 2),
        "recall": round(100 * recall, 2),
    }


def model_name() -> str:
    """Return name and version of the weights that ship."""
    manifest = read_manifest(chosen_model())
    return f"{manifest.name}/{manifest.version}"
