import pytest

from dateline.extract.draft_index import DraftIndex
from dateline.extract.happenings import are_apart, are_different, distance_m
from dateline.extract.trigger_words import Wording, read_wording
from dateline.records.place import Place, PlacePrecision
from tests.builders import a_marked_draft, a_when


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


def test_the_distance_of_two_cities() -> None:
    lahore, islamabad = a_town(31.55, 74.34), a_town(33.69, 73.06)
    assert distance_m(lahore, islamabad) == pytest.approx(267_000, rel=0.02)


def test_a_town_is_not_apart_from_its_district_and_country() -> None:
    town = a_town(30.0, 71.0)
    assert not are_apart(town, a_town(30.3, 71.2, 60_000, "admin2"))
    assert not are_apart(a_town(25.0, 62.0, 5_000), a_town(30.0, 70.0, 100, "country"))
    assert are_apart(town, a_town(31.5, 74.3))
    assert are_apart(town, a_town(30.0, 70.0, 100, "country", "AF"))


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        (a_when("2020-05-03"), a_when("2020-05-04"), True),
        (a_when("2020-05-03"), a_when("2020-05", "month", "2020-05-01", "2020-05-31"), False),
        (a_when("2020-05-03"), a_when("XXXX-05-03"), False),
        (a_when("2020-05-03"), a_when("XXXX-05-04"), True),
        (a_when("2020-05-03"), a_when("XXXX-05", "month", None, None), False),
        (a_when("2020-05-03"), a_when("XXXX-XX-XX", "unknown", None, None), False),
    ],
)
def test_which_times_exclude_each_other(one: object, other: object, different: bool) -> None:  # noqa: FBT001
    assert are_different(one, other) == different  # type: ignore[arg-type]
    assert are_different(other, one) == different  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("marked", "wording"),
    [
        ("The [attack](!violence.attack#1) failed.", Wording(refers_back=True)),
        ("Friday's deadly [attack](!violence.attack#1) failed.", Wording(refers_back=True)),
        ("The [suicide](weapon) [attack](!violence.attack#1) failed.", Wording(refers_back=True)),
        ("The [rebels](people) [attack](!violence.attack#1) at night.", Wording()),
        ("The gunmen [attacked](!violence.attack#1) him.", Wording()),
        ("The deadliest [attack](!violence.attack#1) since May failed.", Wording()),
        ("An armed [attack](!violence.attack#1) failed.", Wording(is_new=True)),
        ("A second [attack](!violence.attack#1) failed.", Wording(is_new=True, is_other=True)),
        ("In another part of town an [attack](!violence.attack#1) failed.", Wording(
            is_new=True, opens_other=True)),
        ("Several [attacks](!violence.attack#1) failed.", Wording(is_plural=True)),
        ("Fierce [clashes](!battle.armed_clash#1) went on.", Wording()),
        ("Two men were [killed](!violence.attack#1).", Wording(is_outcome=True)),
    ],
)  # fmt: skip
def test_how_a_trigger_is_put(marked: str, wording: Wording) -> None:
    draft = a_marked_draft(marked)
    index = DraftIndex(draft=draft, triggers=(0,))
    assert read_wording(index, draft.triggers[0].span) == wording
