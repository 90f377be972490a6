"""MUC-4's task: templates out of happenings, confidence out of ties."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from quality.muc_fillers import find_fillers
from quality.role_fillers import Tally
from quality.tasks.muc4 import (
    find_status,
    find_templates,
    gold_roles,
    read_records,
    score_confidence,
)

from dateline.records.draft import Draft
from dateline.records.event import ParticipantStatus
from dateline.records.finding import Part
from dateline.records.mention import Role
from tests.builders import a_marked_draft, a_span

TWO = (
    "[the front](group>1.attacker:{status}) [kidnapped](!violence.abduction#1{modality})"
    " [luis galan](person>1.victim)." + " It rained for days." * 20 + " [a bomb](weapon>2.weapon)"
    " [exploded](!explosion.bombing#2) at the bank."
)


def two_happenings(status: str = "asserted", modality: str = "") -> Draft:
    draft = a_marked_draft(TWO.format(status=status, modality=modality))
    told = {"the front": "attacker", "luis galan": "victim", "a bomb": "weapon", "bank": "target"}
    return replace(
        draft,
        parts=tuple(
            Part(span=a_span(draft.report.text, words), role=Role(role), score=0.9)
            for words, role in told.items()
        ),
    )


def test_fillers_go_to_the_happening_that_they_stand_nearest_to() -> None:
    draft = two_happenings()
    first, second = sorted(
        find_templates(draft, find_fillers(draft)), key=lambda one: one.type, reverse=True
    )
    assert first.type == "kidnapping"
    assert first.roles["PerpOrg"] == [{"front"}]
    assert first.roles["Victim"] == [{"luis galan"}]
    assert second.type == "bombing"
    assert second.roles["Target"] == [{"bank"}]


def test_fillers_without_any_trigger_make_an_attack_and_nothing_makes_none() -> None:
    draft = replace(two_happenings(), triggers=(), links=(), same_events=())
    (template,) = find_templates(draft, find_fillers(draft))
    assert template.type == "attack"
    assert find_templates(draft, []) == []


@pytest.mark.parametrize(
    ("status", "modality", "wanted"),
    [
        ("asserted", "", ParticipantStatus.ASSERTED),
        ("claimed", "", ParticipantStatus.CLAIMED),
        ("asserted", ";alleged", ParticipantStatus.ALLEGED),
        ("claimed", ";alleged", ParticipantStatus.CLAIMED),
    ],
)
def test_a_tie_is_no_surer_than_the_violence(
    status: str, modality: str, wanted: ParticipantStatus
) -> None:
    draft = two_happenings(status, modality)
    (front,) = (one for one in find_fillers(draft) if one.slot == "PerpOrg")
    assert find_status(draft, front) is wanted


def test_confidence_is_scored_for_organisations_rightly_found_that_the_key_tells_of() -> None:
    draft = two_happenings("claimed")
    fillers = find_fillers(draft)
    gold = [frozenset({"front", "tf"})]
    claimed, alleged = {ParticipantStatus.CLAIMED}, {ParticipantStatus.ALLEGED}
    assert score_confidence(draft, fillers, gold, {"tf": claimed}) == Tally(1, 1, 1)
    assert score_confidence(draft, fillers, gold, {"front": alleged}) == Tally(0, 1, 1)
    assert score_confidence(draft, fillers, gold, {}) == Tally()
    assert score_confidence(draft, fillers, [frozenset({"army"})], {"tf": claimed}) == Tally()


def test_an_entity_that_fills_two_templates_counts_once() -> None:
    first: dict[str, object] = {"PerpOrg": [[["fmln", 3], ["the front", 9]]]}
    second: dict[str, object] = {"PerpOrg": [[["fmln", 40]], [["eln", 50]]]}
    assert set(gold_roles([first, second])["PerpOrg"]) == {
        frozenset({"fmln", "the front"}),
        frozenset({"eln"}),
    }


def test_what_is_held_out_is_every_sixteenth_training_report(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"docid": number}) for number in range(33))
    (tmp_path / "train.jsonl").write_text(lines, encoding="utf-8")
    assert [one["docid"] for one in read_records(tmp_path, "held_out")] == [0, 16, 32]
    assert len(read_records(tmp_path, "train")) == 33
