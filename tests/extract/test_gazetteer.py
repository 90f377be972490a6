"""The bundled gazetteer: names, areas, radii, and what happens when a file is damaged."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import GazetteerError
from dateline.extract.gazetteer import (
    Feature,
    Gazetteer,
    fold_name,
    open_gazetteer,
    town_radius_m,
)

DATA = Path(str(files("dateline.extract"))) / "gazetteer_data"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    "spelling",
    ["Al-Fāshir", "al Fashir", "AL FASHIR", "AlFashir", "Al\u2011Fashir", "al-Fa\u2019shir"],
)
def test_spellings_fold_to_one(spelling: str) -> None:
    assert fold_name(spelling) == "alfashir"


@pytest.mark.parametrize(
    ("one", "other"), [("St. Marc", "Saint-Marc"), ("Łódź", "Lodz"), ("U.S.", "US")]
)
def test_letters_fold(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.integers(0, 40_000_000), st.integers(0, 40_000_000))
def test_larger_towns_reach_further(one: int, other: int) -> None:
    small, large = sorted((one, other))
    assert 2000 <= town_radius_m(small) <= town_radius_m(large) < 50_000


@pytest.mark.parametrize(
    ("name", "feature", "country"),
    [
        ("Bajaur", Feature.ADMIN2, "PK"),
        ("North Waziristan", Feature.ADMIN2, "PK"),
        ("Borno State", Feature.ADMIN1, "NG"),
        ("Delta State", Feature.ADMIN1, "NG"),
        ("U.S.", Feature.COUNTRY, "US"),
        ("DRC", Feature.COUNTRY, "CD"),
        ("Ivory Coast", Feature.COUNTRY, "CI"),
        ("Kabul", Feature.CAPITAL, "AF"),
        ("Maiduguri", Feature.SEAT, "NG"),
        ("Sahel", Feature.REGION, None),
        ("Donbas", Feature.REGION, "UA"),
        ("Middle East", Feature.REGION, None),
    ],
)
def test_names_are_found(
    gazetteer: Gazetteer, name: str, feature: Feature, country: str | None
) -> None:
    assert (feature, country) in {(c.feature, c.country) for c in gazetteer.find(name)}


@pytest.mark.parametrize(
    "name", ["", "-", "the", "army", "Summit", "West", "Qwertyville", "\ud800"]
)
def test_no_place_is_found(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name) == ()


def test_a_village_lies_in_its_areas(gazetteer: Gazetteer) -> None:
    town = next(c for c in gazetteer.find("Gwoza") if c.feature == Feature.TOWN)
    assert [gazetteer.name(row) for row in town.areas] == ["Nigeria", "Borno", "Gwoza"]


def test_a_country_is_found_by_its_code(gazetteer: Gazetteer) -> None:
    country = gazetteer.country("ML")
    assert country
    assert (gazetteer.name(country.row), country.feature) == ("Mali", Feature.COUNTRY)
    assert gazetteer.candidate(country.row) == country
    assert gazetteer.country("ZZ") is None


def test_a_place_has_its_areas_and_its_id(gazetteer: Gazetteer) -> None:
    found = next(c for c in gazetteer.find("Muzaffargarh") if c.feature == Feature.TOWN)
    place = gazetteer.place(found)
    assert (place.country, place.admin1, place.admin2) == ("PK", "Punjab", "Muzaffargarh")
    assert (place.geonames_id, round(place.lat, 1), round(place.lon, 1)) == (1169605, 30.1, 71.2)


@pytest.mark.parametrize(
    ("name", "least_km", "most_km"),
    [("Russia", 2000, 2600), ("Lebanon", 40, 80), ("Punjab", 100, 300), ("Lahore", 20, 40)],
)
def test_radii_are_of_the_right_size(
    gazetteer: Gazetteer, name: str, least_km: int, most_km: int
) -> None:
    largest = max(gazetteer.find(name), key=lambda candidate: candidate.population)
    assert least_km <= gazetteer.radius_m(largest) / 1000 <= most_km


def test_every_country_is_somewhere(gazetteer: Gazetteer) -> None:
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    names = [gazetteer.name(row) for row in manifest["countries"].values()]
    spots = [c for name in names for c in gazetteer.find(name) if c.feature == Feature.COUNTRY]
    assert len(names) > 240
    assert [c for c in spots if (c.lat, c.lon) == (0.0, 0.0)] == []


def test_the_manifest_names_its_sources() -> None:
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    names = {source["name"] for source in manifest["attribution"]}
    assert {"GeoNames", "Who's On First"} <= names
    assert all(len(digest) == 64 for digest in manifest["inputs"].values())
    assert manifest["bytes"] == (DATA / "places.bin").stat().st_size < 20_000_000


def test_a_missing_gazetteer_is_said(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"manifest\.json"):
        open_gazetteer(tmp_path)


def test_an_empty_gazetteer_is_said(tmp_path: Path) -> None:
    shutil.copy(DATA / "manifest.json", tmp_path)
    (tmp_path / "places.bin").touch()
    with pytest.raises(GazetteerError, match=r"places\.bin"):
        open_gazetteer(tmp_path)


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "copy")
    with (tmp_path / "copy" / "places.bin").open("r+b") as file:
        file.seek(10_000_000)
        file.write(b"\xff\x00\xff")
    with pytest.raises(GazetteerError, match="damaged") as caught:
        open_gazetteer(tmp_path / "copy")
    assert caught.value.hint


@pytest.mark.parametrize("changes", [{"format": "other/1"}, {"sections": {}}, {"countries": None}])
def test_a_manifest_that_does_not_fit_is_said(tmp_path: Path, changes: dict[str, object]) -> None:
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "places.bin").symlink_to(DATA / "places.bin")
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | changes), encoding="utf-8")
    with pytest.raises(GazetteerError):
        open_gazetteer(tmp_path)
