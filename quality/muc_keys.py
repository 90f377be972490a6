"""MUC-4's own answer keys: how sure a report is of the organisation that it blames.

The keys lie below the data set's folder in `keys/*/key*`, a line a slot. Confidence reads
`REPORTED AS FACT / CLAIMED OR ADMITTED: "FMLN" / "THE FRONT"`: either is right, of the one that
these strings name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from dateline.records.event import ParticipantStatus

STATUSES = {
    "REPORTED AS FACT": ParticipantStatus.ASSERTED,
    "CLAIMED OR ADMITTED": ParticipantStatus.CLAIMED,
    "SUSPECTED OR ACCUSED": ParticipantStatus.ALLEGED,
    "SUSPECTED OR ACCUSED BY AUTHORITIES": ParticipantStatus.ALLEGED,
    "POSSIBLE": ParticipantStatus.ALLEGED,
    "ACQUITTED": ParticipantStatus.DENIED,
}
Confidences = dict[str, dict[str, set[ParticipantStatus]]]  # by report, by name in small letters

_SLOT = re.compile(r"(\d+)\.\s+([A-Z :]+?)\s{2,}(.*)")
_NAME = re.compile(r'"((?:[^"\\]|\\.)*)"')


def read_confidences(folder: Path) -> Confidences:
    """Return how sure each report is of each organisation; all its templates put together.

    Nothing is returned where the folder holds no keys.
    """
    found: Confidences = defaultdict(lambda: defaultdict(set))
    for path in sorted((folder / "keys").glob("*/key*")):
        for report, line in _read_lines(path.read_text(encoding="latin-1")):
            labels, _, names = line.partition(":")
            told = {STATUSES.get(label.strip(" ?")) for label in labels.split("/")} - {None}
            for name in _NAME.findall(names):
                words = name.replace('\\"', '"').lower()
                found[report][words] |= {status for status in told if status}
    return found


def _read_lines(key: str) -> Iterator[tuple[str, str]]:
    """Yield each line of each confidence slot with the report's id."""
    report, is_confidence = "", False
    for line in key.splitlines():
        slot = _SLOT.match(line)
        if slot:
            is_confidence = slot[2] == "PERP: ORGANIZATION CONFIDENCE"
            if slot[2] == "MESSAGE: ID":
                report = slot[3].split()[0]
        if is_confidence:
            yield report, (slot[3] if slot else line).strip()
