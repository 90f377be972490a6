"""The model's stage finds what a plain report says, and its spans are whole words."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract.mentions import MentionStage
from dateline.records.draft import Draft
from dateline.records.finding import Part, Trigger
from dateline.records.mention import Mention
from dateline.records.report import Report

TEXT = (
    "Gunmen shot dead three villagers in Gwoza on Tuesday, police said. Boko Haram has attacked "
    "the town before."
)


@pytest.fixture(scope="module")
def read() -> Callable[[str], Draft]:
    stage = MentionStage()
    return lambda text: next(stage([Draft(report=Report(id="r", sha256="0", text=text))]))


def test_finds_mentions_of_a_plain_report(read: Callable[[str], Draft]) -> None:
    found = {(one.span.quote(TEXT), one.kind.value) for one in read(TEXT).mentions}
    assert {("Gwoza", "place"), ("Boko Haram", "group"), ("Tuesday", "time")} <= found


def test_finds_the_trigger_and_who_did_it(read: Callable[[str], Draft]) -> None:
    draft = read(TEXT)
    first = next(n for n, one in enumerate(draft.triggers) if "shot" in one.span.quote(TEXT))
    assert draft.triggers[first].type.startswith("violence.")
    linked = {
        (link.role.value, draft.mentions[link.mention].span.quote(TEXT))
        for link in draft.links
        if link.trigger == first
    }
    assert ("attacker", "Gunmen") in linked


@settings(max_examples=20, deadline=None)
@given(text=st.text(max_size=200))
def test_spans_lie_in_any_text(read: Callable[[str], Draft], text: str) -> None:
    draft = read(text)
    found: list[Mention | Trigger | Part] = [*draft.mentions, *draft.triggers, *draft.parts]
    assert all(one.span.quote(text) for one in found)


@settings(max_examples=10, deadline=None)
@given(times=st.integers(1, 40))
def test_links_point_at_real_triggers_and_mentions(
    read: Callable[[str], Draft], times: int
) -> None:
    draft = read(TEXT * times)
    assert all(link.trigger < len(draft.triggers) for link in draft.links)
    assert all(link.mention < len(draft.mentions) for link in draft.links)
