"""Parts, mentions and ties become MUC's fillers."""

from dataclasses import replace

import pytest
from quality.muc_fillers import LEAST_PART, SLOTS, UNTIED, find_fillers, muc_type, to_roles

from dateline.records.draft import Draft
from dateline.records.finding import Part
from dateline.records.mention import Role
from tests.builders import a_marked_draft, a_span, a_trigger

PERPETRATOR = ("attacker", "rebels")


def a_draft_with(marked: str, *parts: tuple[str, str], score: float = 0.9) -> Draft:
    """Return the draft of a marked text with parts: role and words."""
    draft = a_marked_draft(marked)
    text = draft.report.text
    return replace(
        draft,
        parts=tuple(
            Part(span=a_span(text, words), role=Role(role), score=score) for role, words in parts
        ),
    )


def filled(draft: Draft) -> dict[str, set[str]]:
    """Return the words in each slot that is filled."""
    roles = to_roles(find_fillers(draft))
    assert list(roles) == list(SLOTS)
    return {slot: {word for one in found for word in one} for slot, found in roles.items() if found}


def test_each_part_fills_its_slot_without_an_article() -> None:
    draft = a_draft_with(
        "[the urban guerrillas](people>1.attacker) [shot](!violence.attack#1)"
        " [the mayor luis galan](person>1.victim) with [a pistol](weapon>1.weapon)"
        " and burned the town hall.",
        ("attacker", "guerrillas"),
        ("victim", "galan"),
        ("weapon", "a pistol"),
        ("target", "the town hall"),
    )
    assert filled(draft) == {
        "PerpInd": {"urban guerrillas"},
        "Victim": {"mayor luis galan"},
        "Weapon": {"pistol"},
        "Target": {"town hall"},
    }


def test_members_of_a_body_name_the_body_and_themselves() -> None:
    draft = a_draft_with(
        "[shining path](group>1.attacker) [members](people>1.attacker)"
        " [killed](!violence.attack#1) [luis galan](person>1.victim).",
        ("attacker", "shining path members"),
        ("victim", "luis galan"),
    )
    assert filled(draft)["PerpOrg"] == {"shining path"}
    assert filled(draft)["PerpInd"] == {"shining path members"}


def test_people_without_a_name_fill_no_slot_for_victims_and_are_no_target() -> None:
    draft = a_draft_with(
        "Gunmen [shot](!violence.attack#1) [two peasants](people>1.victim)"
        " and [a priest](people>1.target).",
        ("victim", "two peasants"),
        ("target", "a priest"),
    )
    assert filled(draft) == {}


def test_a_person_who_is_a_target_is_a_victim() -> None:
    draft = a_draft_with(
        "They [shot](!violence.attack#1) at [luis galan](person>1.target).",
        ("target", "luis galan"),
    )
    assert filled(draft) == {"Victim": {"luis galan"}}


def test_a_target_that_of_divides_is_one() -> None:
    draft = a_draft_with(
        "They [burned](!strategic.property_destruction#1) the offices of the labor unions.",
        ("target", "offices"),
        ("target", "labor unions"),
    )
    assert filled(draft) == {"Target": {"offices of the labor unions"}}


@pytest.mark.parametrize(
    ("target", "found"), [("army", {}), ("army base", {"Target": {"army base"}})]
)
def test_a_force_is_no_target_but_what_is_called_after_it_is(
    target: str, found: dict[str, set[str]]
) -> None:
    draft = a_draft_with("They burned the [army](force) base.", ("target", target))
    assert filled(draft) == found


def test_one_is_named_once_by_the_longest_name_that_the_parts_cover() -> None:
    draft = a_draft_with(
        "[galan](person>1.victim) was [shot](!violence.attack#1)."
        " So was [luis vargas](person>1.victim). [luis galan](person) died.",
        ("victim", "galan"),
        ("victim", "luis galan"),
        ("victim", "luis vargas"),
    )
    assert filled(draft) == {"Victim": {"luis galan", "luis vargas"}}


@pytest.mark.parametrize("event_type", ["battle.armed_clash", "strategic.arrest"])
def test_who_has_a_part_in_no_violence_but_a_clash_is_no_perpetrator(event_type: str) -> None:
    marked = f"[the front](group>1.attacker) [fought](!{event_type}#1) for a day."
    assert filled(a_draft_with(marked, ("attacker", "the front"))) == {}


def test_perpetrators_count_less_where_nothing_is_harmed() -> None:
    marked = "[rebels](people>1.attacker) [struck](!violence.attack#1){}."
    (armed,) = (
        one
        for one in find_fillers(
            a_draft_with(
                marked.format(" with [a bomb](weapon>1.weapon)"), PERPETRATOR, ("weapon", "a bomb")
            )
        )
        if one.slot == "PerpInd"
    )
    alone = find_fillers(a_draft_with(marked.format(""), PERPETRATOR))
    assert all(one.score < armed.score for one in alone)


def test_what_is_no_mention_is_as_sure_as_its_part_allows() -> None:
    (one,) = find_fillers(a_draft_with("A bridge was blown up.", ("target", "A bridge")))
    assert one.mentions == frozenset()
    assert one.score == pytest.approx((0.9 * UNTIED) ** 0.5)


def test_doubtful_parts_and_words_without_letters_are_left_out() -> None:
    marked = "[rebels](people>1.attacker) [shot](!violence.attack#1) 18."
    assert filled(a_draft_with(marked, ("attacker", "rebels"), score=LEAST_PART - 0.01)) == {}
    assert filled(a_draft_with(marked, ("target", "18"))) == {}


@pytest.mark.parametrize(
    ("event_type", "muc"),
    [
        ("explosion.bombing", "bombing"),
        ("explosion.air_strike", "attack"),
        ("violence.abduction", "kidnapping"),
        ("battle.armed_clash", "attack"),
        ("strategic.property_destruction", "arson"),
        ("strategic.arrest", None),
    ],
)
def test_codebook_types_are_told_as_mucs(event_type: str, muc: str | None) -> None:
    assert muc_type(a_trigger("shot", "shot", event_type)) == muc
