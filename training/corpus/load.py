"""Loads the corpus: its reports, its incidents, and which of them are frozen for testing."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training.corpus.document import read_annotated
from training.corpus.records import Annotated

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SPLITS = ("train", "test", "fit", "dev", "dev-67")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One invented happening that several reports tell.

    `killed` is the lowest and highest toll that any of them gives, null when none does;
    `not_same` maps an incident that looks like this one to why it is not.
    """

    id: str
    what: str
    type: str
    when: str
    where: str
    killed: tuple[int, int] | None
    not_same: tuple[tuple[str, str], ...]


def report_paths(folder: Path = CORPUS / "reports") -> list[Path]:
    """Return the annotated files of a folder, sorted by id."""
    return sorted(folder.glob("*.txt"))


def load_reports(split: str | None = None, folder: Path = CORPUS / "reports") -> list[Annotated]:
    """Return the reports of a split, or all of them, sorted by id.

    `train` is what is not frozen for `test`; of it `dev-67` is kept for choosing thresholds and
    settings, and `fit` is the rest. `dev` are those of `dev-67` that the first round had: what was
    measured on them stays comparable.

    Raises:
        AnnotationError: a file breaks the guide.
        ValueError: there is no such split.
    """
    if split not in (None, *SPLITS):
        raise ValueError(f"the corpus has no split {split!r}: it has {', '.join(SPLITS)}")
    frozen = frozen_ids()
    told = [
        read_annotated(path)
        for path in report_paths(folder)
        if split is None or (path.stem in frozen) == (split == "test")
    ]
    if split == "fit":
        return [one for one in told if one.id not in dev_ids("dev-67")]
    if split in ("dev", "dev-67"):
        return [one for one in told if one.id in dev_ids(split)]
    return told


def load_incidents() -> list[Incident]:
    """Return the incidents of all `incidents/*.toml`, sorted by id."""
    return sorted(_read_incidents(), key=lambda incident: incident.id)


@cache
def frozen_ids() -> frozenset[str]:
    """Return the ids of the reports that are frozen for testing; none before the first freeze."""
    path = CORPUS / "test.json"
    if not path.exists():
        return frozenset()
    return frozenset(json.loads(path.read_text(encoding="utf-8"))["reports"])


@cache
def dev_ids(split: str) -> frozenset[str]:
    """Return the ids of the reports of `dev` or `dev-67`."""
    told = json.loads((CORPUS / "dev.json").read_text(encoding="utf-8"))
    return frozenset(told[split])


def _read_incidents() -> Iterator[Incident]:
    for path in sorted((CORPUS / "incidents").glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["incident"]:
            killed = row.get("killed")
            yield Incident(
                id=row["id"],
                what=row["what"],
                type=row["type"],
                when=row["when"],
                where=row["where"],
                killed=(killed[0], killed[1]) if killed else None,
                not_same=tuple(sorted(row.get("not_same", {}).items())),
            )
