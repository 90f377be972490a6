"""Loads the corpus: its reports, its incidents, and which of them are frozen for testing."""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training.corpus.document import read_annotated
from training.corpus.records import Annotated

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SPLITS = ("train", "test", "fit", "dev")
_DEV_SHARE = 6


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

    `train` is what is not frozen for `test`; of it `dev` is kept for choosing thresholds and
    settings, and `fit` is the rest.

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
    if split in ("fit", "dev"):
        kept = _dev_ids(told)
        return [one for one in told if (one.id in kept) == (split == "dev")]
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


def _dev_ids(reports: Sequence[Annotated]) -> frozenset[str]:
    """Return about a seventh of the reports; what tells one incident or is a copy stays together.

    Reports that share an incident, or are copies of one another, are one cluster; the hash of its
    first id decides.
    """
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for report in reports:
        told = [event.incident for event in report.events if event.incident]
        for other in (*told, *([report.header.copy_of] if report.header.copy_of else [])):
            first, second = sorted((find(report.id), find(other)))
            leader[second] = first
    return frozenset(
        report.id
        for report in reports
        if hashlib.sha256(find(report.id).encode()).digest()[0] % _DEV_SHARE == 0
    )


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
