"""The bundled sample against its gold records.

What the current version gets wrong is pinned in `expected_misses.json`, so that every change shows,
for better or worse. To pin anew: `DATELINE_REGENERATE=1 python -m pytest tests/golden`.
"""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import ModelError
from dateline.extract.reading import to_json
from dateline.models.files import chosen_model
from dateline.models.manifest import read_manifest
from dateline.read.pages import find_pages
from dateline.read.reports import read_page
from dateline.records.page import Page
from dateline.records.report import Report
from dateline.run.pipeline import read_report
from tests.golden.compare import find_misses

SAMPLE = Path(__file__).parents[2] / "sample"
EXPECTED = Path(__file__).with_name("expected_misses.json")
REGENERATE = "DATELINE_REGENERATE"
GOLD = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((SAMPLE / "gold").glob("*.json"))
    if path.stem != "incidents"
}
INCIDENTS = json.loads((SAMPLE / "gold" / "incidents.json").read_text(encoding="utf-8"))
DECOYS = [stem for stem, gold in GOLD.items() if gold["no_events"]]


def has_model() -> bool:
    try:
        read_manifest(chosen_model())
    except ModelError:
        return False
    return True


needs_model = pytest.mark.skipif(not has_model(), reason="the package holds no weights yet")


@cache
def the_report(stem: str) -> Report:
    (page,) = find_pages([str(SAMPLE / "reports" / GOLD[stem]["report"])])
    assert isinstance(page, Page)
    (report,) = read_page(page)
    return report


@cache
def the_reading(stem: str) -> dict[str, Any]:
    path = SAMPLE / "reports" / GOLD[stem]["report"]
    reading: dict[str, Any] = json.loads(json.dumps(to_json(read_report(path))))
    return reading


@pytest.mark.parametrize("stem", GOLD)
def test_header_is_read_exactly(stem: str) -> None:
    report, gold = the_report(stem), GOLD[stem]
    credits = {(credit.kind.value, credit.name) for credit in report.credits}
    assert {
        "outlet": report.outlet,
        "byline": report.byline,
        "published": report.published,
        "dateline": report.dateline.place if report.dateline else None,
        "credits": credits,
    } == {
        **{key: gold[key] for key in ("outlet", "byline", "published", "dateline")},
        "credits": {(credit["kind"], credit["name"]) for credit in gold["credits"]},
    }


@pytest.mark.parametrize(
    "furniture",
    ["cookies", "newsletter", "Leave a Reply", "Also read", "WhatsApp", "Share", "donation",
     "Video unavailable", "Weather", "Read more", "You may also like", "Telegram"],
)  # fmt: skip
def test_furniture_of_the_sites_is_no_part_of_any_report(furniture: str) -> None:
    assert [stem for stem in GOLD if furniture in the_report(stem).text] == []


@pytest.mark.parametrize("stem", GOLD)
def test_story_is_whole(stem: str) -> None:
    opening, closing = GOLD[stem]["story"]
    text = " ".join(the_report(stem).text.split())
    assert opening in text
    assert closing in text


def test_every_report_belongs_to_one_incident_or_is_a_decoy() -> None:
    told = [stem for incident in INCIDENTS for stem in incident["reports"]]
    assert sorted(told + DECOYS) == sorted(GOLD)
    assert sorted(path.name for path in (SAMPLE / "reports").iterdir()) == sorted(
        gold["report"] for gold in GOLD.values()
    )


@pytest.mark.parametrize(
    ("of", "stem"),
    [(each["of"], each["report"]) for incident in INCIDENTS for each in incident["reprints"]],
)
def test_reprints_share_nearly_all_their_words_with_the_original(of: str, stem: str) -> None:
    original, reprint = (set(the_report(each).text.split()) for each in (of, stem))
    assert len(original & reprint) / len(reprint) > 0.8


@needs_model
@pytest.mark.parametrize("stem", DECOYS)
def test_no_incident_comes_from_a_decoy(stem: str) -> None:
    assert [event["trigger"]["quote"] for event in the_reading(stem)["events"]] == []


@needs_model
@pytest.mark.parametrize("stem", GOLD)
def test_every_quote_stands_in_the_text(stem: str) -> None:
    reading = the_reading(stem)
    quoted = list(quotes(reading))
    assert quoted
    for span in quoted:
        assert reading["report"]["text"][span["start"] : span["end"]] == span["quote"]


@needs_model
def test_misses_are_those_that_are_pinned() -> None:
    misses = {stem: find_misses(gold, the_reading(stem)) for stem, gold in GOLD.items()}
    if os.environ.get(REGENERATE):
        words = json.dumps(misses, ensure_ascii=False, indent=2)
        EXPECTED.write_text(words + "\n", encoding="utf-8")
    if not EXPECTED.exists():
        pytest.skip("the first weights are not pinned yet")
    assert misses == json.loads(EXPECTED.read_text(encoding="utf-8"))


def test_nothing_is_pinned_by_the_way() -> None:
    assert REGENERATE not in os.environ, f"unset {REGENERATE}: it pins whatever comes out"


def quotes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object with a start, an end and a quote, at any depth."""
    if isinstance(value, dict):
        if value.get("start") is not None and "quote" in value:
            yield value
        for part in value.values():
            yield from quotes(part)
    elif isinstance(value, list):
        for part in value:
            yield from quotes(part)
