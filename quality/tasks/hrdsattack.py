"""HRDsAttack: the record of an attack on human-rights defenders, against a reading.

Reported only; nothing is chosen by it. Articles that `train.json` has too, and repeats, are left
out. A record tells of one article: who did it, what, when, where and to whom. Ours is taken from a
reading so:

- Events are those that a violation stands for (`VIOLATIONS`). They come foreground before
  background, asserted before all else, with a victim or target before one without, in text order.
- Perpetrator type: the kind of the attackers of the first event that has some (`PERPETRATORS`); one
  type, the commonest. Permission of the state, regional organisations and other states' actors
  have no kind of ours and count as missed.
- Date: year, month and day of the first event that has a time, each on its own, if known.
- Place: country (by ISO code), region (first-level area) and city (the place's name where it is no
  larger area), each on its own, of the first event whose place is known.
- Violations: those of all events in the foreground; one that counts dead is a killing.
- Victims: the names of persons who are victims or targets of any event. Names are the same
  when one's words are all in the other and the last word is shared. What a victim is (journalist,
  trade unionist …) has no kind of ours and is not measured; `population` is whether there are named
  individuals, groups of people, or both.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from training.datasets.articles import read_article

from dateline.extract.claims import in_text_order
from dateline.extract.gazetteer import Feature, fold_name, open_gazetteer
from dateline.extract.reading import assemble_reading
from dateline.records.draft import Draft
from dateline.records.event import Event
from dateline.records.mention import MentionKind, Role
from dateline.records.place import Place, PlacePrecision
from dateline.records.reading import Reading
from dateline.records.report import Report
from dateline.records.source import Modality
from dateline.run.pipeline import STAGES
from quality.entities import model_name
from quality.role_fillers import Tally
from quality.tasks.polnear import match_most

VIOLATIONS = {
    "violence.assassination": "killing",
    "violence.execution": "killing",
    "strategic.arrest": "arbitrary detention",
    "strategic.trial": "arbitrary detention",
    "violence.abduction": "kidnapping",
    "violence.torture": "torture",
    "violence.sexual": "other",
    "violence.attack": "other",
    "protest.excessive_force": "other",
    "protest.intervention": "other",
}
PERPETRATORS = {
    MentionKind.FORCE: "state actor",
    MentionKind.GOVERNMENT: "state actor",
    MentionKind.GROUP: "other actors without permissions",
    MentionKind.PERSON: "other non-state actors",
    MentionKind.PEOPLE: "other actors without permissions",
    MentionKind.ORGANISATION: "other non-state actors",
    MentionKind.OUTLET: "other non-state actors",
}
COUNTRIES = {
    "usa": "US", "united states of america": "US", "columbia": "CO", "england": "GB",
    "scotland": "GB", "wales": "GB",
}  # fmt: skip
NOTHING = frozenset({"", "none", "unknown", "insufficient info", "insufficient information"})
CITIES = frozenset({PlacePrecision.EXACT, PlacePrecision.TOWN, PlacePrecision.NEAR})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RANGES = {"year": (1900, 2100), "month": (1, 12), "day": (1, 31)}
_EDTF = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article's record; every slot is a set of answers, empty where nothing is known."""

    perpetrator_type: frozenset[str] = frozenset()
    violations: frozenset[str] = frozenset()
    date: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    population: frozenset[str] = frozenset()


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return the F1 of each slot over the articles of `<split>.json`, in percent.

    Raises:
        FileNotFoundError: the folder has no such split.
    """
    rows = list(read_rows(data, split))
    total: dict[str, Tally] = {}
    for row, reading in zip(rows, read_articles(row["sample"] for row in rows), strict=True):
        for slot, tally in score_record(to_record(reading), gold_record(row)).items():
            total[slot] = total.get(slot, Tally()) + tally
    return {
        "n": len(rows),
        "model": model_name(),
        **{f"{slot}_f1": round(100 * tally.f1, 2) for slot, tally in total.items()},
    }


def read_rows(data: Path, split: str) -> Iterator[dict[str, dict[str, object]]]:
    """Yield the rows of a split, without repeats and without those of `train.json`.

    Raises:
        FileNotFoundError: the folder has no such split.
    """
    seen: set[str] = set()
    train = data / "train.json"
    if split != "train" and train.is_file():
        seen = {_start(row) for row in json.loads(train.read_text(encoding="utf-8"))}
    for row in json.loads((data / f"{split}.json").read_text(encoding="utf-8")):
        if _start(row) not in seen:
            seen.add(_start(row))
            yield row


def _start(row: Mapping[str, dict[str, str]]) -> str:
    body = re.sub(r"<[^>]+>", " ", row["sample"]["Input.article_interface"])
    return " ".join(re.findall(r"\w+", body.lower())[:60])


def read_articles(samples: Iterator[dict[str, object]]) -> Iterator[Reading]:
    """Yield what Dateline reads from each article, with its title and date of publication."""
    reports = (
        Report(
            id=str(number),
            sha256="",
            text=read_article({name: str(value) for name, value in sample.items()}),
            title=str(sample["Input.title"]),
            published=str(sample["Input.publish_date"])[:10],
            language="en",
        )
        for number, sample in enumerate(samples)
    )
    for report in reports:
        draft = Draft(report=report)
        for stage in STAGES:
            (draft,) = stage([draft])
        yield assemble_reading(report, in_text_order(draft.claims), draft.cited)


def gold_record(row: Mapping[str, Mapping[str, object]]) -> Record:
    """Return what the annotators say; numbers out of range and words for "unknown" are nothing."""
    told = row["merged_sample"]
    found = told.get("victims")
    victims = found if isinstance(found, list) else []
    kinds = told.get("violation_types")
    names = {str(one["victim_name"]) for one in victims}
    return Record(
        perpetrator_type=_known([str(told.get("perpetrator_type"))]),
        violations=_known(map(str, kinds if isinstance(kinds, list) else [])),
        date=to_date(year=told.get("year"), month=told.get("month"), day=told.get("date")),
        place=to_place(
            *(str(told.get(level) or "").strip() for level in ("country", "region", "city"))
        ),
        victims=_known(names),
        population=_known(str(one["victim_population_type"]) for one in victims),
    )


def _known(words: Iterable[str]) -> frozenset[str]:
    return frozenset(one for one in words if one.lower() not in NOTHING)


def to_date(*, year: object, month: object, day: object) -> frozenset[str]:
    """Return `year 2021`, `month 2` and `day 26`, as far as they are written and can be."""
    parts: set[str] = set()
    for name, value in (("year", year), ("month", month), ("day", day)):
        words = str(value or "").strip().lower()
        low, high = _RANGES[name]
        number = int(float(words)) if re.fullmatch(r"\d+(?:\.\d*)?", words) else 0
        if name == "month" and words[:3] in _MONTHS:
            number = _MONTHS.index(words[:3]) + 1
        if low <= number <= high:
            parts.add(f"{name} {number}")
    return frozenset(parts)


def to_place(country: str, region: str, city: str) -> frozenset[str]:
    """Return `country NG`, `region zamfara` and `city …`; a country is a name or an ISO code."""
    parts = {
        f"{level} {fold_name(name)}"
        for level, name in (("region", region), ("city", city))
        if name.lower() not in NOTHING
    }
    if country.lower() not in NOTHING:
        parts.add(f"country {_country_code(country)}")
    return frozenset(parts)


def _country_code(name: str) -> str:
    folded = name.lower().removeprefix("the ")
    if folded in COUNTRIES:
        return COUNTRIES[folded]
    places = open_gazetteer().find(name)
    found = [one.country for one in places if one.feature is Feature.COUNTRY and one.country]
    return found[0] if found else name.upper() if len(name) == 2 else folded


def to_record(reading: Reading) -> Record:
    """Return the record that the reading holds; empty where it tells of no violation."""
    events = sorted((one for one in reading.events if one.type in VIOLATIONS), key=_rank)
    kinds = {one.id: one.kind for one in reading.entities}
    names = {one.id: one.name for one in reading.entities}
    hurt = [
        part.entity
        for event in events
        for part in event.participants
        if part.role in (Role.VICTIM, Role.TARGET) and part.entity in kinds
    ]
    persons = frozenset(names[one] for one in hurt if kinds[one] is MentionKind.PERSON)
    is_many = any(kinds[one] is MentionKind.PEOPLE for one in hurt)
    when = next((one.time.when.edtf for one in events if one.time), "")
    place = next((one.place.place for one in events if one.place and one.place.place), None)
    return Record(
        perpetrator_type=_perpetrator(events, kinds),
        violations=frozenset(_violation(one) for one in events if not one.background),
        date=_date_of(when),
        place=_place_of(place) if place else frozenset(),
        victims=persons,
        population=frozenset({"individual"} if persons else ())
        | frozenset({"multiple"} if is_many else ()),
    )


def _date_of(edtf: str) -> frozenset[str]:
    found = _EDTF.match(edtf)
    if found is None:
        return frozenset()
    return to_date(year=found["year"], month=found["month"], day=found["day"])


def _place_of(place: Place) -> frozenset[str]:
    city = place.name if place.precision in CITIES else ""
    return to_place(place.country or "", place.admin1 or "", city)


def _rank(event: Event) -> tuple[bool, bool, bool, int]:
    has_victim = any(one.role in (Role.VICTIM, Role.TARGET) for one in event.participants)
    is_told = event.modality is Modality.ASSERTED
    return event.background, not is_told, not has_victim, event.trigger.start


def _violation(event: Event) -> str:
    if any(one.what.value == "killed" for one in event.counts):
        return "killing"
    return VIOLATIONS[event.type]


def _perpetrator(events: list[Event], kinds: Mapping[str, MentionKind]) -> frozenset[str]:
    for event in events:
        types = Counter(
            PERPETRATORS[kinds[part.entity]]
            for part in event.participants
            if part.role is Role.ATTACKER and kinds.get(part.entity) in PERPETRATORS
        )
        if types:
            return frozenset(one for one, _ in types.most_common(1))
    return frozenset()


def score_record(predicted: Record, gold: Record) -> dict[str, Tally]:
    """Return the tally of each slot; victims' names are matched one to one."""
    tallies: dict[str, Tally] = {}
    for slot in (one.name for one in fields(Record)):
        ours, theirs = getattr(predicted, slot), getattr(gold, slot)
        if slot == "victims":
            tallies[slot] = match_most(ours, theirs, is_same_name)
        else:
            tallies[slot] = Tally(len(ours & theirs), len(ours), len(theirs))
    return tallies


def is_same_name(one: str, other: str) -> bool:
    """Say whether all words of one name are in the other, and both end alike."""
    ours, theirs = (
        [fold_name(word) for word in re.findall(r"[\w'’-]+", name)] for name in (one, other)
    )
    if not ours or not theirs:
        return False
    within = set(ours) <= set(theirs) or set(theirs) <= set(ours)
    return within and ours[-1] == theirs[-1]
