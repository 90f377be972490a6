"""When, where and with what one event happened."""

from dataclasses import replace
from typing import Any

import pytest

from dateline.extract.circumstances import (
    LENT,
    are_apart,
    find_place,
    find_places,
    find_time,
    find_weapons,
    is_local,
)
from dateline.extract.draft_index import DraftIndex
from dateline.extract.happenings import Happening, find_happenings
from dateline.records.event import EventPlace
from dateline.records.place import Place, PlacePrecision
from dateline.records.report import Dateline
from dateline.records.span import Span
from tests.builders import a_marked_draft, a_place, a_time


def a_town(
    lat: float, lon: float, radius_m: float = 5_000, precision: str = "town", country: str = "PK"
) -> Place:
    return Place(
        name="X",
        lat=lat,
        lon=lon,
        radius_m=radius_m,
        precision=PlacePrecision(precision),
        country=country,
    )


def read(marked: str, **changes: Any) -> tuple[DraftIndex, tuple[Happening, ...]]:
    """Return the index and the happenings; changes are given the plain text."""
    text = a_marked_draft(marked).report.text
    header = changes.pop("header", {})
    draft = a_marked_draft(
        marked, header=header, **{key: tuple(value(text)) for key, value in changes.items()}
    )
    numbers = range(len(draft.triggers))
    index = DraftIndex(draft=draft)
    return index, find_happenings(draft.triggers, numbers, draft.same_events, index.title)


def where(marked: str, **changes: Any) -> list[tuple[str, float] | None]:
    """Return the name of the place of each event, with its score."""
    index, happenings = read(marked, **changes)
    found = find_places(index, happenings)
    return [(each.told.name, round(each.score, 3)) if each else None for each in found]


def test_a_town_is_not_apart_from_its_district_and_country() -> None:
    town = a_town(30.0, 71.0)
    assert not are_apart(town, a_town(30.3, 71.2, 60_000, "admin2"))
    assert not are_apart(a_town(25.0, 62.0, 5_000), a_town(30.0, 70.0, 100, "country"))
    assert are_apart(town, a_town(31.5, 74.3))
    assert are_apart(town, a_town(30.0, 70.0, 100, "country", "AF"))


@pytest.mark.parametrize(
    ("precision", "local"), [("town", True), ("admin2", True), ("admin1", False)]
)
def test_what_is_local(precision: str, local: bool) -> None:  # noqa: FBT001
    assert is_local(a_place("In Abi.", "Abi", precision=precision)) == local
    assert not is_local(EventPlace(name="Abi", place=None, span=Span(3, 6)))


def test_the_most_exact_of_the_tied_times_wins_and_no_other_counts() -> None:
    index, (raid,) = read(
        "In [2020](time>1.time), [gunmen](people) [attacked](!violence.attack#1) a bus on "
        "[May 3](time>1.time); it is [now](time>1.time) gone. [June 1](time) is a feast.",
        times=lambda text: (
            a_time(text, "now", "XXXX-XX-XX", "unknown"),
            a_time(text, "2020", "2020", "year"),
            a_time(text, "May 3", "XXXX-05-03"),
            a_time(text, "June 1", "2020-06-01"),
        ),
    )
    time = find_time(index, raid)
    assert time is not None
    assert (time.told.when.edtf, time.score) == ("XXXX-05-03", 0.9)


def test_what_is_said_nowhere_is_null() -> None:
    index, (raid,) = read("[Gunmen](people) [attacked](!violence.attack#1) a bus.")
    assert (find_time(index, raid), find_place(index, raid)) == (None, None)
    assert find_places(index, [raid]) == [None]
    assert find_weapons(index, raid) == {}


def test_the_smallest_of_nested_places_wins() -> None:
    assert where(
        "A [bomb](!explosion.bombing#1) hit [Nord](place>1.place), in [Kandi](place>1.place).",
        places=lambda text: (
            a_place(text, "Nord", radius_m=200_000, precision="admin1"),
            a_place(text, "Kandi", radius_m=5_000),
        ),
    ) == [("Kandi", 0.9)]


def test_a_place_elsewhere_is_not_taken_for_its_smallness() -> None:
    index, (raid,) = read(
        "A [bomb](!explosion.bombing#1) hit [Abi](place>1.place), not [Obo](place>1.place).",
        places=lambda text: (
            a_place(text, "Abi", radius_m=9_000),
            a_place(text, "Obo", radius_m=10, lat=12, lon=9),
        ),
    )
    place = find_place(index, raid)
    assert place and place.told.name == "Abi"


@pytest.mark.parametrize(("rest", "place"), [("", "Kandi"), (" near [Abi](place>1.place)", "Abi")])
def test_a_place_that_no_map_knows_counts_when_there_is_no_other(rest: str, place: str) -> None:
    def places(text: str) -> list[EventPlace]:
        known = [a_place(text, "Abi")] if "Abi" in text else []
        return [replace(a_place(text, "Kandi"), place=None, abstained="not known"), *known]

    told = where(f"A [bomb](!explosion.bombing#1) hit [Kandi](place>1.place){rest}.", places=places)
    assert told == [(place, 0.9)]


def test_an_arrest_without_a_place_is_where_the_news_is_from() -> None:
    assert where(
        "A [bomb](!explosion.bombing#1) went off in [Abi](place>1.place).\n\n"
        "Police [arrested](!strategic.arrest#2) a man. The state [banned](!strategic.ban#3) it.",
        places=lambda text: (a_place(text, "Abi"),),
    ) == [("Abi", 0.9), ("Abi", round(0.9 * LENT, 3)), None]


def test_the_place_of_what_is_recalled_is_not_lent() -> None:
    assert where(
        "A [bomb](!explosion.bombing#1;background) once went off in [Abi](place>1.place). "
        "Police [arrested](!strategic.arrest#2) a man.",
        places=lambda text: (a_place(text, "Abi"),),
    ) == [("Abi", 0.9), None]


@pytest.mark.parametrize(
    ("rest", "place"), [("", ("OSLO", 0.225)), (" It shook [Abi](place).", None)]
)
def test_the_dateline_stands_for_the_lead_when_no_town_is_told(
    rest: str, place: tuple[str, float] | None
) -> None:
    assert where(
        "[OSLO](place): A [bomb](!explosion.bombing#1) went off." + rest,
        header={"dateline": Dateline(place="Oslo", span=Span(0, 4))},
        places=lambda text: (a_place(text, name) for name in ("OSLO", "Abi") if name in text),
    ) == [place]


def test_each_weapon_is_told_once() -> None:
    index, (raid,) = read(
        "With [knives](weapon>1.weapon) they [attacked](!violence.attack#1); [guns](weapon) lay "
        "there. [Rifles](weapon>1.weapon) and [Knives](weapon>1.weapon) were seen."
    )
    found = find_weapons(index, raid)
    assert [span.quote(index.text) for span in found] == ["knives", "Rifles"]
    assert set(found.values()) == {0.9}
