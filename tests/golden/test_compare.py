"""The comparison itself: it sees what is wrong, and only that."""

from typing import Any

import pytest

from tests.golden.compare import find_misses


def an_event(**changes: Any) -> dict[str, Any]:
    counts = dict.fromkeys(("killed", "injured", "abducted", "arrested", "displaced"))
    roles: dict[str, Any] = {"attackers": [], "targets": [], "victims": []}
    return {
        "type": "violence.attack", "when": "2025-03-12", "modality": "asserted",
        "background": False, "where": {"name": "Cali", "country": "CO"},
        **counts, "killed": [3, None], **roles, "attackers": ["the gunmen"],
    } | changes  # fmt: skip


def a_reading(**changes: Any) -> dict[str, Any]:
    day = "2025-03-12"
    event = {
        "type": "violence.attack", "trigger": {"quote": "attacked"}, "modality": "asserted",
        "background": False, "when": {"edtf": day, "earliest": day, "latest": day},
        "where": {"name": "Cali", "country": "CO"},
        "counts": [{"what": "killed", "low": 3, "high": None}],
        "participants": [{"role": "attacker", "quote": "gunmen", "entity": "e"}],
    }  # fmt: skip
    return {"events": [event | changes], "entities": [], "sources": []}


def test_a_reading_that_agrees_misses_nothing() -> None:
    assert find_misses({"events": [an_event()], "sources": []}, a_reading()) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "violence.abduction"),
        ("modality", "denied"),
        ("background", True),
        ("when", None),
        ("where", {"name": "Cali", "country": "US"}),
        ("counts", []),
        ("participants", []),
    ],
)
def test_each_wrong_field_is_one_line(field: str, value: Any) -> None:
    gold = {"events": [an_event()], "sources": []}
    assert len(find_misses(gold, a_reading(**{field: value}))) == 1


def test_an_event_of_another_family_is_missing_and_extra() -> None:
    gold = {"events": [an_event(type="protest.peaceful")], "sources": []}
    lines = find_misses(gold, a_reading())
    assert lines == ["protest.peaceful 2025-03-12: not found", "extra: violence.attack “attacked”"]


def test_a_day_within_an_interval_is_right() -> None:
    gold = {"events": [an_event(when="2025-03-11/2025-03-12")], "sources": []}
    assert find_misses(gold, a_reading()) == []


def test_a_source_that_spoke_to_another_outlet_is_missing() -> None:
    gold = {"events": [], "sources": [{"kind": "named", "name": "Ama", "told": "The Post"}]}
    source = {"kind": "named", "name": "Ama", "told": None}
    assert len(find_misses(gold, {"events": [], "entities": [], "sources": [source]})) == 1
