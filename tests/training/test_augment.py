"""Tests of the steps that write training examples in other manners."""

import random
import re
from dataclasses import fields, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.augment import (
    STEPS,
    AugmentOptions,
    add_dateline,
    augment,
    exchange_names,
    exchange_numbers,
    exchange_spelling,
)
from training.corpus.load import load_reports
from training.datasets.corpus import load
from training.example import Example, Labelled
from training.renames import regions

from tests.training.made import examples, pairs_hold, told_by

ALWAYS = AugmentOptions(**{one.name: 1.0 for one in fields(AugmentOptions)})


@given(examples(), st.integers(0, 99))
def test_an_augmented_example_says_the_same_of_as_many_stretches(
    example: Example, seed: int
) -> None:
    options = replace(ALWAYS, dateline=0.0)
    after = augment(example, random.Random(seed), options)
    assert after == augment(example, random.Random(seed), options)
    assert [one.allowed for one in after.mentions] == [one.allowed for one in example.mentions]
    assert after.open_kinds == example.open_kinds
    assert all(pairs_hold(told_by(example), told_by(after)))
    for old, new in zip(told_by(example), told_by(after), strict=True):
        kept = example.text[old.start : old.end].strip()
        assert after.text[new.start : new.end].strip() or not kept


@given(examples(), st.integers(0, 99))
def test_no_step_is_taken_that_is_switched_off(example: Example, seed: int) -> None:
    never = AugmentOptions(**dict.fromkeys(STEPS, 0.0))
    assert augment(example, random.Random(seed), never) is example


def test_leaving_a_step_out_leaves_the_others_as_they_were() -> None:
    example = _example("Hassan Ali, Omar Zayd: three men.", person=["Hassan Ali", "Omar Zayd"])
    example = replace(example, mentions=(*example.mentions, _people(example, "three men")))
    never = AugmentOptions(**dict.fromkeys(STEPS, 0.0))
    both = augment(example, random.Random(5), replace(never, names=1.0, numbers=1.0))
    names = augment(example, random.Random(5), replace(never, names=1.0))
    assert {one.name for one in fields(AugmentOptions)} == set(STEPS)
    assert [_words(both, one) for one in both.mentions[:2]] == [
        _words(names, one) for one in names.mentions[:2]
    ]
    assert _words(names, names.mentions[2]) == "three men" != _words(both, both.mentions[2])


def test_a_probability_over_one_is_refused() -> None:
    with pytest.raises(ValueError, match="names is"):
        AugmentOptions(names=1.5)


def test_own_reports_stay_well_formed() -> None:
    for number, example in enumerate(load(load_reports("fit")[:25])):
        after = augment(example, random.Random(number), ALWAYS)
        ends = [(one.start, one.end) for one in after.mentions]
        assert all(a[1] <= b[0] for a, b in pairwise(ends))
        assert len(after.queries) == len(example.queries)
        assert after.text != example.text


@pytest.mark.parametrize("seed", range(40))
def test_a_dateline_is_a_place_a_time_and_an_outlet_of_no_role(seed: int) -> None:
    text = "Ten die in raid\n\nGunmen attacked on Monday."
    example = _example(text, people=["Gunmen"])
    after = add_dateline(replace(example, open_kinds=frozenset()), random.Random(seed))
    assert after.text.startswith("Ten die in raid\n\n")
    assert after.text.endswith("Gunmen attacked on Monday.")
    *added, last = (_words(after, one) for one in after.mentions)
    assert (last, after.queries) == ("Gunmen", ())
    kinds = [kind for one in after.mentions for kind in one.allowed]
    assert "place" in kinds
    assert all(words.strip(" ,()[]-:/") == words for words in added)
    assert len(add_dateline(example, random.Random(seed)).mentions) == 1  # kinds left open


def test_a_second_dateline_is_not_put() -> None:
    example = _example("KANO, Nigeria (AP) - Gunmen attacked.")
    assert add_dateline(example, random.Random(1)) is example


def test_names_are_exchanged_alike() -> None:
    text = "Gen. Hassan Ali spoke. Ali, who fought Omar bin Zayd, left. ALI was hurt, Omar said."
    names = ["Gen. Hassan Ali", "Ali", "Omar bin Zayd", "ALI", "Omar"]
    example = _example(text, person=names)
    after = exchange_names(example, random.Random(4))
    full, family, other, loud, short = (_words(after, one) for one in after.mentions)
    assert full.startswith("Gen. ")
    assert full.endswith(family)
    assert loud == family.upper()
    assert other.startswith(short)
    assert not {"hassan", "ali", "omar", "zayd"} & set(re.findall(r"\w+", after.text.lower()))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ali fled to Khan Yunis, Hassan Khan said.", "Hassan Khan"),  # the word names a place too
        ("Sister and her sister fled.", "Sister"),  # a noun
        ("The driver fled.", "The driver"),
        ("Omar Hassan Musa Idris fled.", "Omar Hassan Musa Idris"),  # more than three words
    ],
)  # fmt: skip
def test_what_may_be_no_name_stays(text: str, name: str) -> None:
    example = _example(text, person=[name])
    assert exchange_names(example, random.Random(1)) is example


def test_two_spellings_of_a_name_stay() -> None:
    example = _example("Mohammed Hlayqa fled, Hlaiqa said.", person=["Mohammed Hlayqa", "Hlaiqa"])
    assert exchange_names(example, random.Random(1)) is example


def test_only_sure_persons_are_renamed() -> None:
    example = _example("Hassan Ali fled.")
    unsure = Labelled(0, 10, frozenset({"person", None}))
    example = replace(example, mentions=(unsure,))
    assert exchange_names(example, random.Random(1)) is example


def test_every_region_has_names_enough() -> None:
    assert len(regions()) == 8
    for region in regions().values():
        given_names = {*region.men, *region.women}
        assert len(given_names) >= 60
        assert len(set(region.families)) == len(region.families) >= 60
        assert len(given_names) == len(region.men) + len(region.women)


@pytest.mark.parametrize("seed", range(30))
def test_counts_change_alike_and_one_stays(seed: int) -> None:
    text = (
        "Three people and one man died. The three people were at least 45 years old: 45 soldiers."
    )
    example = _example(text, people=["Three people", "one man", "The three people", "45 soldiers"])
    after = exchange_numbers(example, random.Random(seed))
    first, man, same, soldiers = (_words(after, one) for one in after.mentions)
    assert man == "one man"
    assert same.casefold() == f"the {first.casefold()}"
    assert first.casefold().split()[0] != soldiers.casefold().split()[0]
    assert (first, same, soldiers) != ("Three people", "The three people", "45 soldiers")
    assert "at least 45 years" in after.text


@pytest.mark.parametrize(
    "words",
    ["24-year-old men", "3,000 people", "two hundred men", "two to five men", "12.5", "12 per cent",
     "3rd", "a hundred and twelve people", "1 man", "three and a half"],
)  # fmt: skip
def test_what_is_no_small_count_stays(words: str) -> None:
    example = _example(f"There {words} were.", people=[words])
    assert all(exchange_numbers(example, random.Random(n)) is example for n in range(9))


def test_spelling_keeps_capitals_and_names() -> None:
    example = _example("DEFENCE: Labour in the Centre.", place=["Centre"])
    found = {exchange_spelling(example, random.Random(n)).text for n in range(9)}
    assert found == {"DEFENCE: Labour in the Centre.", "DEFENSE: Labor in the Centre."}


def _words(example: Example, one: Labelled) -> str:
    return example.text[one.start : one.end]


def _example(text: str, **named: list[str]) -> Example:
    """Return an example with mentions by kind, each of them after the one before it."""
    mentions = []
    for kind, listed in named.items():
        at = 0
        for words in listed:
            start = text.index(words, at)
            at = start + len(words)
            mentions.append(Labelled(start, at, frozenset({kind})))
    return Example(text=text, dataset="made", mentions=tuple(mentions))


def _people(example: Example, words: str) -> Labelled:
    start = example.text.index(words)
    return Labelled(start, start + len(words), frozenset({"people"}))
