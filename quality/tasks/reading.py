"""Reading: how much of an article's own text is found on its page, and how little else.

The data set holds `ground-truth.json` (`{id: {"articleBody": …}}`) and `html/ID.html.gz`, or plain
`html/ID.html`. A folder of splits (`dev/`, `test/`) works too. The score is the data set's own:
four-word shingles counted as a bag, true and false positives of each page scaled to sum to one,
precision and recall averaged over pages, F1 of the averages.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from dateline.errors import ReportError
from dateline.read.reports import BREAK, read_page
from dateline.records.page import Page
from dateline.run.pipeline import READER_VERSION

SHINGLE_WORDS = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One page's shares of shingles found, found wrongly and missed; they sum to one or zero."""

    found: float
    wrong: float
    missed: float


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return F1 of our reading and of trafilatura's, both measured now on the same pages.

    trafilatura is run as it comes and with reader comments left out; its better score counts.
    """
    folder = data / split if (data / split).is_dir() else data
    truth = json.loads(_truth_file(folder, split).read_text("utf-8"))
    pages = {name: _page_file(folder, name).read_bytes() for name in truth}
    bodies = {name: entry.get("articleBody", "") for name, entry in truth.items()}
    ours = [match_shingles(bodies[name], our_text(pages[name], name)) for name in truth]
    theirs = [
        [
            match_shingles(bodies[name], trafilatura_text(pages[name], comments=comments))
            for name in truth
        ]
        for comments in (True, False)
    ]
    precision, recall, f1 = score_matches(ours)
    return {
        "n": len(truth),
        "model": f"reader {READER_VERSION}",
        "f1": round(f1, 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "trafilatura_f1": round(max(score_matches(matches)[2] for matches in theirs), 4),
    }


def our_text(content: bytes, location: str) -> str:
    """Return the body that we read: the reports' texts without their titles."""
    try:
        reports = read_page(Page(content=content, location=location))
    except ReportError:
        return ""
    bodies = [
        report.text.removeprefix(report.title + BREAK) if report.title else report.text
        for report in reports
    ]
    return "\n".join(bodies)


def trafilatura_text(content: bytes, *, comments: bool) -> str:
    """Return the text that trafilatura finds, readers' comments included or not."""
    from trafilatura import extract

    page = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
    return extract(page.decode("utf-8", errors="replace"), include_comments=comments) or ""


def match_shingles(truth: str, answer: str) -> Match:
    """Compare two texts by their bags of shingles, each page with the same weight."""
    expected, given = _shingles(truth), _shingles(answer)
    found = (expected & given).total()
    wrong = (given - expected).total()
    missed = (expected - given).total()
    total = (found + wrong + missed) or 1
    return Match(found=found / total, wrong=wrong / total, missed=missed / total)


def score_matches(matches: Iterable[Match]) -> tuple[float, float, float]:
    """Return the mean precision, the mean recall and the F1 of the two.

    A page without an answer has no precision and one without an article no recall: neither counts
    in that mean.
    """
    matches = list(matches)
    precisions = [m.found / (m.found + m.wrong) for m in matches if m.found + m.wrong > 0]
    recalls = [m.found / (m.found + m.missed) for m in matches if m.found + m.missed > 0]
    precision = mean(precisions) if precisions else 0.0
    recall = mean(recalls) if recalls else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - SHINGLE_WORDS + 1))
    return Counter(tuple(words[at : at + SHINGLE_WORDS]) for at in starts if words)


def _truth_file(folder: Path, split: str) -> Path:
    named = folder / f"ground-truth-{split}.json"
    return named if named.exists() else folder / "ground-truth.json"


def _page_file(folder: Path, name: str) -> Path:
    packed = folder / "html" / f"{name}.html.gz"
    return packed if packed.exists() else folder / "html" / f"{name}.html"
