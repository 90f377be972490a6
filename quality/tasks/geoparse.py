"""Places: gold toponyms of news against the resolver, in the layout of GeoVirus.

A folder holds XML files of `<article>`s, each with a `<text>` and `<location>`s that have a
`<name>`, a `<start>` (1-based in the published file), a `<lat>` and a `<lon>`. The spans are given:
what is measured is which place a name means, not whether the name was found.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.extract.gazetteer import open_gazetteer
from dateline.extract.place_points import km_between
from dateline.extract.places import resolve_places
from dateline.records.span import Span

REACH_KM = 161.0
START_SLACK = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name in an article and where it truly is, in WGS84 degrees."""

    name: str
    span: Span
    lat: float
    lon: float


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return `accuracy_161km` over all toponyms and the share `abstained`, which counts as wrong.

    Args:
        data: a folder; every `*.xml` in it is read. A file whose name holds the split's name wins
            over files that do not.
        split: `dev` or `test`.

    Raises:
        FileNotFoundError: the folder holds no XML file.
    """
    gazetteer = open_gazetteer()
    right = missing = total = 0
    for text, toponyms in read_articles(data, split):
        places = resolve_places(text, [toponym.span for toponym in toponyms], gazetteer)
        for toponym, answer in zip(toponyms, places, strict=True):
            total += 1
            missing += answer.place is None
            right += answer.place is not None and km_between(toponym, answer.place) <= REACH_KM
    return {
        "n": total,
        "model": f"gazetteer {gazetteer.sha256[:8]}",
        "accuracy_161km": round(right / total, 4) if total else 0.0,
        "abstained": round(missing / total, 4) if total else 0.0,
    }


def read_articles(data: Path, split: str) -> Iterator[tuple[str, list[Toponym]]]:
    """Yield each article's text with its toponyms in text order.

    Raises:
        FileNotFoundError: the folder holds no XML file.
    """
    paths = sorted(data.glob("*.xml"))
    paths = [path for path in paths if split in path.stem.lower()] or paths
    if not paths:
        raise FileNotFoundError(f"no XML file in {data}")
    for path in paths:
        for article in ET.parse(path).getroot().iter("article"):
            text = article.findtext("text") or ""
            found = [_toponym(text, location) for location in article.iter("location")]
            yield text, sorted(found, key=lambda toponym: toponym.span)


def _toponym(text: str, location: ET.Element) -> Toponym:
    """Return the toponym with the span where its name truly stands, nearest to the one given."""
    name = location.findtext("name") or ""
    given = int(location.findtext("start") or 1) - 1
    starts = [
        start
        for start in range(max(0, given - START_SLACK), given + START_SLACK + 1)
        if text.startswith(name, start)
    ]
    start = min(starts, key=lambda start: abs(start - given), default=max(0, given))
    return Toponym(
        name=name,
        span=Span(start, min(len(text), start + len(name))),
        lat=float(location.findtext("lat") or 0),
        lon=float(location.findtext("lon") or 0),
    )
