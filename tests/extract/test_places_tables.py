"""Which place a name means: the sentences of `tables/places.tsv` and `tables/villages.tsv`.

Each row was written down before the code was asked. Rows marked `known` are what the rules cannot
do yet; they must go on failing until somebody takes the mark away.
"""

import csv
import math
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.extract.gazetteer import open_gazetteer
from dateline.extract.places import resolve_places
from dateline.records.event import EventPlace
from dateline.records.place import Place, PlacePrecision
from dateline.records.span import Span

TABLES = Path(__file__).parent / "tables"
MARKED = re.compile(r"\{(.*?)\}")
VILLAGE_COUNTRIES = set("PK NG MM YE CD UA AF IQ ML NE ET SY BF SD SO LB PS IL".split())


class Row(NamedTuple):
    """One sentence and where its name is; all as written in the table."""

    text: str
    name: str
    context: str
    country: str
    lat: str
    lon: str
    within_km: str
    precision: str
    status: str


def read_table(name: str) -> list[Row]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    header, *cells = csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert tuple(header) == Row._fields
    return [Row(*row) for row in cells]


def params(name: str) -> list[object]:
    known = pytest.mark.xfail(reason="known limit", strict=True)
    return [
        pytest.param(row, marks=[known] if row.status == "known" else [], id=f"{n}-{row.name}")
        for n, row in enumerate(read_table(name))
    ]


def ask(row: Row) -> EventPlace:
    """Resolve the row's name together with the sentence's other names and its dateline."""
    head = f"{row.context}: " if row.context else ""
    text, last, marked = head, 0, []
    for match in MARKED.finditer(row.text):
        text += row.text[last : match.start()]
        marked.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    text += row.text[last:]
    found = (
        Span(at.start(), at.end())
        for at in re.finditer(rf"(?<!\w){re.escape(row.name)}(?!\w)", text)
        if at.start() >= len(head)
    )
    asked = next(span for span in found if not any(span.overlaps(other) for other in marked))
    dateline = Span(0, len(row.context)) if row.context else None
    spans = sorted([*marked, asked, *([dateline] if dateline else [])])
    places = resolve_places(text, spans, open_gazetteer(), dateline=dateline)
    assert [place.span.quote(text) for place in places] == [place.name for place in places]
    return places[spans.index(asked)]


def away_km(place: Place, lat: float, lon: float) -> float:
    north = math.radians(place.lat - lat) / 2
    east = math.radians(place.lon - lon) / 2
    shrink = math.cos(math.radians(lat)) * math.cos(math.radians(place.lat))
    return 12742 * math.asin(math.sqrt(math.sin(north) ** 2 + shrink * math.sin(east) ** 2))


def check(row: Row) -> None:
    answer = ask(row)
    if row.precision == "abstain":
        assert answer.place is None
        assert answer.abstained
        return
    place = answer.place
    assert place is not None, answer.abstained
    away = away_km(place, float(row.lat), float(row.lon))
    assert away <= float(row.within_km)
    assert row.country in ("", place.country)
    assert row.precision in ("-", place.precision)
    assert place.radius_m > 0
    if row.precision == PlacePrecision.NEAR:
        assert away * 1000 <= place.radius_m, "the place told is outside the radius"


@pytest.mark.parametrize("row", params("places.tsv"))
def test_a_name_is_where_its_sentence_puts_it(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", params("villages.tsv"))
def test_a_village_is_where_its_sentence_puts_it(row: Row) -> None:
    check(row)


def test_the_tables_are_large_and_varied() -> None:
    places, villages = read_table("places.tsv"), read_table("villages.tsv")
    assert (len(places) >= 160, len(villages) >= 85) == (True, True)
    found = Counter(row.country for row in villages if row.precision != "abstain")
    assert set(found) == VILLAGE_COUNTRIES
    assert min(found.values()) >= 4
    assert sum(row.precision == "abstain" for row in villages) >= 20
    assert len(set(places)) == len(places)
    assert sum(row.status == "known" for row in (*places, *villages)) <= 15
