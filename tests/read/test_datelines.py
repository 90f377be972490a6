"""Datelines: places that open a story, and what only looks like one."""

import pytest

from dateline.read.datelines import find_dateline, to_place_name

OPENING = (
    "Militants attacked a police post in the south of the district on Tuesday, killing two men"
)


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ("ISLAMABAD: Two people", "Islamabad", "ISLAMABAD"),
        ("QUETTA, Pakistan (AP) - A bomb", "Quetta", "QUETTA, Pakistan"),
        ("Kabul — The Taliban", "Kabul", "Kabul"),
        ("NEW DELHI (Reuters) - India", "New Delhi", "NEW DELHI"),
        ("UNITED NATIONS, Aug. 20 (Xinhua) -- The", "United Nations", "UNITED NATIONS"),
        ("D.I. KHAN: Two", "D.I. Khan", "D.I. KHAN"),
        ("PESHAWAR/KARACHI: The", "Peshawar", "PESHAWAR/KARACHI"),
        ("N'DJAMENA, Chad — Boko Haram", "N'Djamena", "N'DJAMENA, Chad"),
        ("SIRTE, Libya, Nov 3 - Fighters", "Sirte", "SIRTE, Libya"),
        (f"Srinagar: {OPENING}", "Srinagar", "Srinagar"),
    ],
)
def test_a_dateline_is_found(line: str, place: str, words: str) -> None:
    found = find_dateline(line)
    assert found
    assert (found.place, found.words.quote(line)) == (place, words)


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING: Two killed in Quetta",
        "Militants — mostly foreigners — attacked",
        "LEJ Chief Was Set To Join ISIS: Pak",
        "US - Iran talks",
        "Police: two dead",
        f"Analysis: {OPENING}",
        "(Reuters) — The army",
        "“We will fight,” he said: nobody listened",
    ],
)
def test_no_dateline(line: str) -> None:
    assert find_dateline(line) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [("DERA ISMAIL KHAN", "Dera Ismail Khan"), ("PORT-AU-PRINCE", "Port-au-Prince"),
     ("SANA'A", "Sana'a"), ("Kabul", "Kabul")],
)  # fmt: skip
def test_place_names_are_put_in_title_case(words: str, name: str) -> None:
    assert to_place_name(words) == name
