"""Draws the fifth of the corpus that is frozen for testing, and proves that it stays as it was.

What belongs together stays together: reports on one incident, copies and their originals, and
incidents that look alike. `python -m training.corpus.freeze` draws once; it refuses to draw again.
`--verify` says which frozen files have changed since.
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.corpus.gmb import STANDOFF
from training.corpus.load import CORPUS, Incident, load_incidents, load_reports
from training.corpus.records import Annotated

SHARE = 0.2
FILE = CORPUS / "test.json"


def group_reports(reports: Sequence[Annotated], incidents: Iterable[Incident]) -> list[set[str]]:
    """Return the ids of the reports in groups that must not be split, largest first."""
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for report in reports:
        linked = {event.incident for event in report.events} | {report.header.copy_of}
        linked |= {event.part_of for event in report.events} - {"-"}
        for other in filter(None, linked):
            parent[find(f"{report.id}")] = find(other)
    for incident in incidents:
        for other, _ in incident.not_same:
            parent[find(incident.id)] = find(other)
    groups: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        groups[find(report.id)].add(report.id)
    return sorted(groups.values(), key=lambda group: (-len(group), min(group)))


def draw_test(reports: Sequence[Annotated], incidents: Iterable[Incident]) -> list[str]:
    """Return the ids to freeze: about a fifth of every region's reports, by a hash of the ids."""
    regions = {report.id: report.header.region for report in reports}
    wanted: dict[str, float] = defaultdict(float)
    for region in regions.values():
        wanted[region] += SHARE
    drawn: list[str] = []
    for group in sorted(group_reports(reports, incidents), key=_lot):
        left = sum(wanted[regions[one]] for one in group) / len(group)
        if left >= len(group) / 2:
            drawn += group
            for one in group:
                wanted[regions[one]] -= 1
    return sorted(drawn)


def digest(name: str) -> str:
    """Return the SHA-256 of a report's annotated file."""
    return hashlib.sha256((CORPUS / "reports" / f"{name}.txt").read_bytes()).hexdigest()


def digest_sentences() -> str:
    """Return the SHA-256 of the frozen sentences' rows."""
    rows = STANDOFF.read_text(encoding="utf-8").splitlines() if STANDOFF.exists() else []
    frozen = [row for row in rows if json.loads(row)["split"] == "test"]
    return hashlib.sha256("\n".join(frozen).encode()).hexdigest()


def find_changes() -> list[str]:
    """Return the frozen reports, and the sentences, that differ from what was frozen."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    frozen: dict[str, str] = told["reports"]
    changed = [
        name
        for name, known in frozen.items()
        if not (CORPUS / "reports" / f"{name}.txt").exists() or digest(name) != known
    ]
    return changed + ([] if told["gmb"] == digest_sentences() else [STANDOFF.name])


def _lot(group: set[str]) -> bytes:
    return hashlib.sha256(f"frozen {min(group)}".encode()).digest()


def _write(path: Path, names: list[str]) -> None:
    told = {
        "what": "Frozen before any training: never train on these, never tune a rule on them.",
        "gmb": digest_sentences(),
        "reports": {name: digest(name) for name in names},
    }
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Draw, verify, or take note of corrections; the exit status is 1 when something changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verify", action="store_true", help="only say what has changed")
    parser.add_argument(
        "--corrected", action="store_true", help="keep the draw, take the digests anew"
    )
    arguments = parser.parse_args()
    if arguments.verify:
        changed = find_changes()
        print(*(f"{name} has changed since it was frozen" for name in changed), sep="\n")
        return 1 if changed else 0
    if FILE.exists() and not arguments.corrected:
        print("the test part is drawn already; --corrected takes the digests anew", file=sys.stderr)
        return 1
    reports = load_reports()
    if FILE.exists():
        names = sorted(json.loads(FILE.read_text(encoding="utf-8"))["reports"])
    else:
        names = draw_test(reports, load_incidents())
    _write(FILE, names)
    print(f"{len(names)} of {len(reports)} reports are frozen for testing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
