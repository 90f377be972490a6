"""Which place a name means: a table of short reports, and what the words around a name do.

In the table the place asked about stands in `[ ]`, other place mentions in `{ }`.
"""

import math
import re

import pytest

from dateline.extract.gazetteer import open_gazetteer
from dateline.extract.places import (
    A_PEOPLE,
    CONTRADICTED,
    EQUAL,
    FAR,
    NOT_A_PLACE,
    UNKNOWN,
    PlaceStage,
    country_of_site,
    resolve_places,
)
from dateline.records.draft import Draft
from dateline.records.event import EventPlace
from dateline.records.mention import MentionKind
from dateline.records.place import Place, PlacePrecision
from dateline.records.report import Dateline
from dateline.records.span import Span
from tests.builders import a_mention, a_report, a_span

MARKS = re.compile(r"[\[{](.*?)[\]}]")


def read_marked(marked: str) -> tuple[str, list[Span], int]:
    """Return the text without its marks, the spans of all places, and which one is asked about."""
    text, asked, last = "", 0, 0
    spans: list[Span] = []
    for match in MARKS.finditer(marked):
        text += marked[last : match.start()]
        asked = len(spans) if match[0][0] == "[" else asked
        spans.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    return text + marked[last:], spans, asked


def resolve(marked: str) -> EventPlace:
    text, spans, asked = read_marked(marked)
    return resolve_places(text, spans, open_gazetteer())[asked]


def place_of(marked: str) -> Place:
    place = resolve(marked).place
    assert place is not None, marked
    return place


def away_km(place: Place, lat: float, lon: float) -> float:
    shrink = math.cos(math.radians(lat))
    return 111.3 * math.hypot(place.lat - lat, (place.lon - lon) * shrink)


TABLE = """
The blast hit a police van in [Lahore]. | PK | Punjab | 31.55 | 74.34
Police fought gunmen in [Muzaffargarh], {Islamabad} said. | PK | Punjab | 30.07 | 71.19
Insurgents overran [Gwoza], {Borno} state, on Friday. | NG | Borno | 11.09 | 13.69
The army in [San Salvador] sent men to {Chalatenango}. | SV | San Salvador | 13.69 | -89.19
Kurdish fighters held [Kobani] in {Syria}. | SY | Aleppo | 36.89 | 38.35
Barrel bombs fell on [Aleppo]. | SY | Aleppo | 36.20 | 37.16
Militias from {Misrata} entered [Tripoli]. | LY | Tripoli | 32.89 | 13.19
Snipers fired in [Tripoli], north of {Beirut}. | LB | North Lebanon | 34.43 | 35.84
Lebanese soldiers patrolled [Tripoli] in {Lebanon}. | LB | North Lebanon | 34.43 | 35.84
A man from [London], {Ontario}, was charged. | CA | Ontario | 42.98 | -81.23
A man from [London] was charged. | GB | England | 51.51 | -0.13
A trial opened in [Paris], {Texas}. | US | Texas | 33.66 | -95.56
A trial opened in [Paris]. | FR | Île-de-France | 48.85 | 2.35
A roadside bomb went off in [Bajaur]. | PK | Khyber Pakhtunkhwa | 34.8 | 71.45
A drone struck [North Waziristan]. | PK | Khyber Pakhtunkhwa | 32.9 | 70.0
A bomb killed four in [Hyderabad], {Sindh}. | PK | Sindh | 25.40 | 68.37
A bomb killed four in [Hyderabad], {India}. | IN | Telangana | 17.38 | 78.46
Gunmen raided [Beni], {North Kivu}. | CD | North Kivu | 0.49 | 29.47
Gunmen raided [Jos], {Plateau} State. | NG | Plateau | 9.93 | 8.89
Rockets hit [Khan Younis] and {Rafah}. | PS | Gaza Strip | 31.34 | 34.31
Troops raided [Jenin] in the {West Bank}. | PS | West Bank | 32.46 | 35.30
Shells hit [Avdiivka] near {Donetsk}. | UA | Donetsk | 48.14 | 37.75
The militia entered [Geneina], {West Darfur}. | SD | Western Darfur | 13.45 | 22.45
The militia shelled [El Fasher]. | SD | Northern Darfur | 13.63 | 25.35
Jets bombed [Hodeidah] in {Yemen}. | YE | Al Hudaydah | 14.80 | 42.95
Al-Shabaab attacked a hotel in [Mogadishu]. | SO | Banaadir | 2.04 | 45.34
Al-Shabaab left [Kismayo]. | SO | Lower Juba | -0.36 | 42.54
Fighters seized [Mosul] and {Tikrit}. | IQ | Nineveh | 36.34 | 43.12
A suicide bomber struck [Quetta]. | PK | Balochistan | 30.18 | 67.00
A blast shook [Kandahar] city. | AF | Kandahar | 31.61 | 65.71
Taliban fighters attacked [Lashkar Gah], {Helmand}. | AF | Helmand | 31.59 | 64.37
Rebels entered [Goma]. | CD | North Kivu | -1.67 | 29.23
Rebels entered [Bukavu]. | CD | South Kivu | -2.49 | 28.84
Jihadists ambushed soldiers near {Djibo}; they fled to [Ouagadougou]. | BF | Centre | 12.37 | -1.53
Jihadists ambushed a convoy in [Menaka], {Mali}. | ML | Gao | 15.92 | 2.40
Soldiers were killed in [Diffa], {Niger}. | NE | Diffa | 13.32 | 12.61
Soldiers shelled [Mekelle] in {Tigray}. | ET | Tigray | 13.50 | 39.48
The junta bombed [Myitkyina], {Kachin} State. | MM | Kachin | 25.38 | 97.40
Gunmen killed a mayor in [Culiacan], {Mexico}. | MX | Sinaloa | 24.80 | -107.39
A car bomb went off in [Cali], {Colombia}. | CO | Valle del Cauca | 3.44 | -76.52
Police shot protesters in [Georgia] after a vote in {Atlanta}. | US | Georgia | 32.7 | -83.4
Georgian police arrested opposition leaders in [Georgia]. | GE | | 42 | 43.5
Strikes were reported in [Santa Ana], {California}. | US | California | 33.75 | -117.87
Troops were sent to [Santa Ana] from {San Salvador}. | SV | Santa Ana | 13.99 | -89.56
"""
WIDE_TABLE = """
Troops massed in [Russia]. | RU | country
The [U.S.] denied it. | US | country
The [UK] condemned it. | GB | country
Rebels advanced in the [Democratic Republic of Congo]. | CD | country
Rebels advanced in [Ivory Coast]. | CI | country
Shells fell in [northern Syria]. | SY | country
Raids went on in the [Gaza Strip]. | PS | admin1
Raids went on in the occupied [West Bank]. | PS | admin1
A curfew was imposed in [Borno state]. | NG | admin1
A curfew was imposed in [Kandahar] province. | AF | admin1
Two villages in [Muzaffargarh district] were searched. | PK | admin2
Villages in [Bajaur] and {Mohmand} districts were searched. | PK | admin2
Militants hid in [Spin Boldak] district of {Kandahar}. | AF | admin2
A truce was agreed in [Darfur]. | SD | region
Tanks crossed the [Donbas]. | UA | region
Envoys toured the [Middle East]. | | region
Armies met in the [Sahel]. | | region
Soldiers crossed in [Kashmir]. | | region
Shells fell near [Deir ez-Zor]. | SY | near
Shells fell on the outskirts of [Damascus]. | SY | near
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines())
def test_a_town_is_where_it_is(line: str) -> None:
    marked, country, admin1, lat, lon = (cell.strip() for cell in line.split("|"))
    place = place_of(marked)
    assert (place.country, place.admin1) == (country, admin1 or None)
    assert away_km(place, float(lat), float(lon)) < 60


@pytest.mark.parametrize("line", WIDE_TABLE.strip().splitlines())
def test_an_area_has_its_precision(line: str) -> None:
    marked, country, precision = (cell.strip() for cell in line.split("|"))
    place = place_of(marked)
    assert (place.country or "", place.precision) == (country, precision)


@pytest.mark.parametrize(
    "marked",
    [
        "Two people died in [Zorblaxistan].",
        "Two people died in [Qwertyville], a witness said.",
        "Two people died in [the city].",
        "Two people died in [a hospital].",
        "Two people died in [123].",
    ],
)
def test_unknown_names_are_not_guessed(marked: str) -> None:
    answer = resolve(marked)
    assert (answer.place, answer.abstained) == (None, UNKNOWN)


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ("Police raided the Pakistani city of [Mosul].", CONTRADICTED),
        ("Shells fell on [Mariupol], {Colombia}.", CONTRADICTED),
        ("Sgt. [Victoria] Mbeki told reporters so in {Nairobi}.", NOT_A_PLACE),
        ("[Chad] Wilson, 34, was charged.", NOT_A_PLACE),
        ("Fans of [Aleppo] United rioted.", NOT_A_PLACE),
        ("Both broke the [Minsk] agreements.", NOT_A_PLACE),
        ("A car burned on [Jerusalem] Street.", NOT_A_PLACE),
        ("A [Nigerian] base in {Baga} was overrun.", A_PEOPLE),
        ("Two were shot in [Rabat] village of {Afghanistan}.", EQUAL),
        ("Two were shot in [Sabon Gari], an agency said.", EQUAL),
    ],
)
def test_what_cannot_be_told_has_its_reason(marked: str, reason: str) -> None:
    answer = resolve(marked)
    assert (answer.place, answer.abstained) == (None, reason)


@pytest.mark.parametrize(
    ("marked", "country"),
    [
        ("Ugandans from [Kampala] in {Somalia} were hurt.", "UG"),
        ("Fighters from [Chechnya] in {Syria} were killed.", "RU"),
        ("The [Syria] Observatory said that ten had died.", "SY"),
        ("The [Kandahar] Police chief was killed.", "AF"),
        ("Trust between [Kabul] and {Islamabad} is gone.", "AF"),
        ("Curfews began in [Arizona], {California}, {Colorado}, {Georgia}, {Idaho}.", "US"),
        ("Doctors at the CDC in {Atlanta}, [Georgia], agreed.", "US"),
        ("Rebels entered [Goma], {Congo}.", "CD"),
        ("Troops raided [Hebron], {Israel}.", "PS"),
    ],
)
def test_words_beside_a_name_do_not_mislead(marked: str, country: str) -> None:
    assert place_of(marked).country == country


def test_the_words_tell_two_towns_of_one_name_apart() -> None:
    text, spans, _ = read_marked(
        "Marines landed at {Tripoli}, {Lebanon}; jets bombed {Tripoli}, {Libya}."
    )
    places = resolve_places(text, spans, open_gazetteer())
    assert [place.place and place.place.country for place in places] == ["LB", "LB", "LY", "LY"]


def test_a_far_town_only_tells_where_another_is() -> None:
    marked = "A mine in {Tessalit}, 1,200 km northeast of [Bamako], was raided."
    assert place_of(marked).precision == PlacePrecision.TOWN


def test_a_few_villages_of_one_spot_are_one_wide_place() -> None:
    place = place_of("A rocket fell at [Abdul Haq Khosa] in {Jacobabad district}.")
    assert (place.admin2, place.precision) == ("Jacobabad", PlacePrecision.NEAR)
    assert place.radius_m > 20_000


def test_many_villages_of_one_district_are_the_district() -> None:
    place = place_of("He was killed at [Shahwala] in {Muzaffargarh district}.")
    assert (place.name, place.precision) == ("Muzaffargarh", PlacePrecision.ADMIN2)


def test_both_ends_of_a_road_are_its_middle() -> None:
    text, spans, _ = read_marked("A bus burned on the {Kano}-{Kaduna} road.")
    one, other = resolve_places(text, spans, open_gazetteer())
    assert one.place
    assert one.place == other.place
    assert one.place.name == "between Kano and Kaduna"


def test_a_mention_over_a_blank_line_is_two_places() -> None:
    text = "Bomb kills four in Yobe\n\nDAMATURU: Four people died."
    dateline = Dateline(place="Damaturu", span=a_span(text, "DAMATURU"))
    draft = Draft(
        report=a_report(text, dateline=dateline),
        mentions=(a_mention(text, "Yobe\n\nDAMATURU", "place"),),
    )
    (done,) = PlaceStage()([draft])
    assert [place.name for place in done.places] == ["Yobe", "DAMATURU"]


def test_one_village_among_many_is_not_guessed() -> None:
    answer = resolve(
        "Gunmen stopped a bus in [Shahwala], officials of {Punjab} in {Pakistan} said."
    )
    assert (answer.place, answer.abstained) == (None, EQUAL)


def test_a_village_far_from_the_report_is_not_taken() -> None:
    answer = resolve("Colombian soldiers left [Parachinar] for {Bogota}, {Colombia}.")
    assert (answer.place, answer.abstained) == (None, FAR)


def test_a_village_is_taken_where_the_words_put_it() -> None:
    place = place_of("Gunmen attacked [Gwoza] village in {Taraba} state.")
    assert (place.name, place.admin1, place.precision) == ("Gwoza", "Taraba", "town")


def test_an_unknown_village_is_somewhere_in_its_district() -> None:
    answer = resolve("Gunmen attacked [Qwertyville] in {Muzaffargarh district}.")
    assert answer.place is not None
    assert (answer.name, answer.place.precision) == ("Qwertyville", PlacePrecision.ADMIN2)


def test_a_name_means_one_place_in_one_report() -> None:
    text, spans, _ = read_marked(
        "A bomb went off in {Tripoli}. {Lebanon} sent troops. Later {Tripoli} was calm."
    )
    places = resolve_places(text, spans, open_gazetteer())
    assert places[0].place == places[2].place


def test_forty_kilometres_north_is_further_north() -> None:
    place, mosul = place_of("A bomb went off 40 km north of [Mosul]."), place_of("In [Mosul].")
    assert 35 < away_km(place, mosul.lat, mosul.lon) < 45
    assert place.lat > mosul.lat
    assert place.radius_m > mosul.radius_m


def test_a_mention_may_hold_its_holder() -> None:
    assert place_of("He was shot in [Gwoza, Borno state].").precision == PlacePrecision.TOWN
    assert place_of("He was shot in [the northern city of Mosul].").geonames_id == 99072


def test_the_outlets_country_is_a_hint() -> None:
    text, spans, _ = read_marked("Police were attacked in {Hyderabad}.")
    here = resolve_places(text, spans, open_gazetteer(), published_in="PK")[0].place
    assert here is not None
    assert here.country == "PK"


@pytest.mark.parametrize(
    ("url", "country"),
    [("https://news.example.pk/1", "PK"), ("http://www.example.co.uk", "GB")]
    + [(url, None) for url in ("https://example.com/x.pk", "https://example.tv", "x", "", None)],
)
def test_an_address_may_tell_the_country(url: str | None, country: str | None) -> None:
    assert country_of_site(url) == country


def test_the_stage_resolves_mentions_and_the_dateline() -> None:
    text = "ISLAMABAD: Police were attacked in Muzaffargarh by armed men."
    dateline = Dateline(place="Islamabad", span=a_span(text, "ISLAMABAD"))
    draft = Draft(
        report=a_report(text, dateline=dateline),
        mentions=(a_mention(text, "armed men"), a_mention(text, "Muzaffargarh", "place")),
    )
    (done,) = PlaceStage()([draft])
    assert [place.name for place in done.places] == ["ISLAMABAD", "Muzaffargarh"]
    assert all(place.place and place.place.country == "PK" for place in done.places)
    assert {mention.kind for mention in done.mentions} == {MentionKind.PEOPLE, MentionKind.PLACE}
