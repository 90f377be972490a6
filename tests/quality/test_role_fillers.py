import pytest
from quality.role_fillers import (
    Entity,
    Tally,
    Template,
    score_entities,
    score_roles,
    score_templates,
)


def entity(*words: str) -> Entity:
    return frozenset(words)


def test_an_entity_is_right_when_all_its_names_are_among_the_golds() -> None:
    gold = [entity("fmln", "farabundo marti front")]
    assert score_entities([entity("fmln")], gold) == Tally(1, 1, 1)
    assert score_entities([entity("fmln", "the army")], gold) == Tally(0, 1, 1)


def test_an_entity_without_names_is_never_right() -> None:
    assert score_entities([entity()], [entity("fmln")]) == Tally(0, 1, 1)


def test_a_gold_entity_counts_once_however_often_it_is_predicted() -> None:
    gold = [entity("two peasants", "the peasants")]
    assert score_entities([entity("two peasants"), entity("the peasants")], gold) == Tally(1, 2, 1)


def test_the_best_alignment_is_found_when_the_first_match_would_block_another() -> None:
    gold = [entity("a", "b"), entity("a")]
    assert score_entities([entity("a"), entity("b")], gold) == Tally(2, 2, 2)


def test_roles_are_scored_apart() -> None:
    predicted = {"Victim": [entity("the mayor")], "Target": [entity("a bridge")]}
    gold = {"Target": [entity("the mayor"), entity("a bridge")]}
    assert score_roles(predicted, gold) == Tally(1, 2, 2)


def test_measures_of_a_tally() -> None:
    tally = Tally(1, 2, 4) + Tally(1, 2, 0)
    assert (tally.precision, tally.recall) == (0.5, 0.5)
    assert tally.f1 == pytest.approx(0.5)
    assert Tally().f1 == 0.0


def test_the_type_of_a_template_is_a_filler() -> None:
    bombing = Template(type="bombing", roles={"Target": [entity("a bridge")]})
    empty = Template(type="bombing", roles={})
    assert score_templates([bombing], [bombing]) == Tally(2, 2, 2)
    assert score_templates([empty], [bombing]) == Tally(1, 1, 2)


def test_templates_of_two_types_are_not_aligned() -> None:
    roles = {"Target": [entity("a bridge")]}
    predicted = [Template(type="attack", roles=roles)]
    assert score_templates(predicted, [Template(type="bombing", roles=roles)]) == Tally(0, 2, 2)


def test_templates_are_aligned_so_that_most_fillers_are_right() -> None:
    first = Template(type="attack", roles={"Victim": [entity("the mayor")]})
    second = Template(type="attack", roles={"Victim": [entity("a priest")]})
    assert score_templates([first, second], [second, first]) == Tally(4, 4, 4)


def test_a_report_without_incidents_costs_only_what_is_predicted() -> None:
    template = Template(type="attack", roles={})
    assert score_templates([], []) == Tally(0, 0, 0)
    assert score_templates([template], []) == Tally(0, 1, 0)
    assert score_templates([], [template]) == Tally(0, 0, 1)
