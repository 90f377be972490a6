import pytest

from dateline.extract.person_names import (
    Shortness,
    find_shortness,
    find_surnames,
    parse_person,
)
from dateline.extract.titles import split_titles, strip_titles


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Maulana Sami Haq", "sami haq"),
        ("Lt-Col Rashid Karim", "rashid karim"),
        ("Lt.Col. Rashid Karim", "rashid karim"),
        ("Gen.Omar Haidar", "omar haidar"),
        ("SP Dawar", "dawar"),
        ("Don Samuel Ruiz", "samuel ruiz"),
        ("Don Winslow", "don winslow"),
        ("U Win Htein", "win htein"),
        ("Prime Minister", ""),
        ("J.P. Nadda", "jp nadda"),
        ("SHO MAZHAR IQBAL", "mazhar iqbal"),
    ],
)
def test_titles_are_no_part_of_a_name(words: str, name: str) -> None:
    assert strip_titles(words) == name


def test_titles_and_name_make_up_the_words() -> None:
    assert split_titles("Field Marshal Berhanu Jula") == (("field", "marshal"), ("berhanu", "jula"))


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Abu Bakr al-Baghdadi", ("abu bakr", "baghdadi")),
        ("Osama bin Laden", ("osama", "bin laden")),
        ("Moqtada as-Sadr", ("moqtada", "sadr")),
        ("Carlos Vidal Jr.", ("carlos", "vidal")),
        ("Juan de la Cruz", ("juan", "cruz")),
        ("Gul Khan Sahib", ("gul", "khan")),
        ("General", ("general",)),
        ("", ()),
    ],
)
def test_a_name_has_its_parts(words: str, parts: tuple[str, ...]) -> None:
    assert parse_person(words).parts == parts


def test_ranks_are_known_by_their_short_forms() -> None:
    assert parse_person("Maj Gen Asif Ghafoor").ranks == {"major", "general"}
    assert parse_person("Mrs Haidar").gender == "f"
    assert parse_person("Mr Haidar").titles == frozenset()
    assert parse_person("Carlos Vidal Sr.").generation == "sr"


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("Pérez", "Juan Pérez Gómez", Shortness.SURNAME),
        ("Gómez", "Juan Pérez Gómez", Shortness.SURNAME),
        ("Juan Pérez", "Juan Pérez Gómez", Shortness.SURNAME),
        ("Juan", "Juan Pérez Gómez", Shortness.FIRST),
        ("Abiy", "Abiy Ahmed", Shortness.FIRST),
        ("Ali", "Muhammad Ali Khan", Shortness.MIDDLE),
        ("Omar al-Bashir", "Omar Hassan al-Bashir", Shortness.SURNAME),
        ("Hassan Bashir", "Omar Hassan al-Bashir", Shortness.SURNAME),
        ("Salman", "Mohammed bin Salman", None),
        ("Khan", "Imran", None),
        ("Omar Khan", "Omar Haidar Jones", None),
    ],
)
def test_a_short_name_may_stand_for_a_long_one(
    short: str, long: str, expected: Shortness | None
) -> None:
    assert find_shortness(parse_person(short).parts, parse_person(long).parts) is expected


def test_a_spanish_name_has_two_surnames() -> None:
    assert find_surnames("Juan Pérez Gómez") == ("gomez", "perez")
    assert find_surnames("Muhammad Ali Khan") == ("khan",)
    assert find_surnames("Kim") == ()
