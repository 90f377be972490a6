from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.modality import (
    _find_cues,
    _load_rules,
    find_happening,
    find_modality,
    is_background,
    read_cues,
)
from dateline.records.event import EventTime
from dateline.records.source import Modality
from dateline.records.span import Span
from tests.builders import a_span, a_time

# The trigger stands in brackets.
CASES = {
    "asserted": [
        "Gunmen [attacked] a convoy in Tikrit on Monday.",
        "He was [killed] when his men, accused of murder, attacked a convoy.",
        "The man suspected of bombing the market was [freed].",
        "The [attack] was blamed on the rebels.",
        "Suspected militants [attacked] a school.",
        "No group has claimed responsibility for the [bombing].",
        "No one claimed responsibility for the [attack] immediately.",
        "He was all set to formally join the group days before he was [killed].",
        "Two men were [arrested] for planning to bomb a mall.",
        "The group may retaliate for the [killing] of its leader.",
        "Police failed to prevent the [attack].",
        "No one was killed in the [attack].",
        "The army has not said who [carried] out the raid.",
        "He was not killed in the [attack].",
        "The bomb [exploded] before police could evacuate the area.",
        "By late May, the army had [arrested] 240 people.",
        "in may, the army [arrested] 240 people.",
        "On May 3, the army [arrested] 240 people.",
        "Police [detained] a man who had allegedly bombed a bus.",
        "Rebels [shelled] the town after the army refused to leave.",
        "The militants, who want to topple the state, [attacked] a base.",
        "Three men wanted for the murder of a judge were [arrested].",
        "A man believed to have killed a priest was [caught].",
        "The bombing, claimed by the group, [killed] ten people.",
        "The kidnappers threatened to kill the hostages, who were [seized] in May.",
        "Residents said the army had [burned] houses.",
        "The killing was no less than a coup against the [emergence] of the group.",
        "Haidar, accused of being behind killings, was [killed] in a clash.",
        "Although they deny any talks, gunmen [seized] two more towns.",
        "The threat of violence prompted the cabinet to [ban] the group.",
        "He was jailed in May and [released] in June.",
    ],
    "alleged": [
        "The man suspected of [bombing] the market was freed.",
        "Police accused the rebels of [shelling] the town.",
        "The rebels were blamed for the [attack].",
        "The soldiers allegedly [tortured] two detainees.",
        "Two detainees were [tortured], allegedly by soldiers.",
        "Militants reportedly [abducted] a priest.",
        "An alleged [attack] on the mosque caused panic.",
        "It was a suspected suicide [bombing].",
        "There were reports that rebels had [seized] the town.",
        "He was charged with [murdering] a judge.",
        "Three men wanted for the [murder] of a judge were arrested.",
        "A man believed to have [killed] a priest was caught.",
        "Haidar, accused of being behind [killings], was killed in a clash.",
        "He was accused of the worst attacks, such as the 2009 [assault] on a team.",
    ],
    "claimed": [
        "The Taliban claimed responsibility for the [bombing].",
        "The army claimed that it [killed] 20 rebels.",
        "The rebels said they were behind the [attack].",
    ],
    "denied": [
        "The group denied involvement in the [killing].",
        "The army denied that its troops [shelled] the village.",
        "The minister denied [ordering] the raid.",
    ],
    "planned": [
        "The commander was to [become] chief of the group.",
        "He was all set to formally [join] the group days before he was killed.",
        "The cell planned to [attack] a church.",
        "They were plotting an [attack] on a church, police said.",
        "The police foiled a plot to [bomb] a train.",
        "An [attack] on the airport was foiled.",
        "The government will [ban] the group.",
        "Two men were arrested for planning to [bomb] a mall.",
        "The group threatened to [attack] schools.",
        "The court will hear the case of the [bombing] in May.",
    ],
    "hypothetical": [
        "The group may [attack] again.",
        "If rebels [attack] the town, the army will respond.",
        "Officials warned of possible [attacks] in the capital.",
        "The threat of [bombings] remains high.",
        "The party urged the government to [ban] the group.",
        "The wall was built to prevent [attacks].",
        "Troops were sent to prevent an [assault].",
    ],
    "negated": [
        "The rebels did not [attack] the town.",
        "No [attack] took place.",
        "No one was [killed] in the attack.",
        "The gunmen failed to [seize] the base.",
        "The attack did not [kill] anyone.",
        "The men did not carry out the [attack].",
        "The [strike] never took place.",
    ],
}


@pytest.mark.parametrize(
    ("modality", "marked"), [(name, text) for name, texts in CASES.items() for text in texts]
)
def test_the_clause_tells_how_sure(modality: str, marked: str) -> None:
    text, trigger = unmark(marked)
    found, cue = find_modality(text, Span(0, len(text)), trigger)
    assert found == modality
    assert (cue is None) == (found is Modality.ASSERTED)


@pytest.mark.parametrize(
    "marked",
    [
        "The Taliban claimed responsibility for the [bombing].",
        "The group denied involvement in the [killing].",
        "The rebels said they were behind the [attack].",
    ],
)
def test_who_did_it_is_doubted_but_not_that_it_happened(marked: str) -> None:
    text, trigger = unmark(marked)
    assert find_happening(text, Span(0, len(text)), trigger) == (Modality.ASSERTED, None)


LEAD = "Rebels attacked a camp in Tikrit on July 29.\n\nMore followed on Monday.\n\n"
RECALLED = [
    "It was like the [assault] of 2009.",
    "He was accused of crimes such as the 2009 [assault] on a team.",
    "A similar [attack] took place nearby.",
    "Last year's [attack] is still under study.",
    "They were blamed for last August's [murders].",
    "It was the anniversary of the [attack].",
    "Soldiers [shelled] the town three years ago.",
    "The group [bombed] the town in 2009.",
]
NEWS = [
    "The men [attacked] at night.",
    "The group [attacked] again on July 30.",
    "Police [arrested] a man who was freed in 2009.",
]


@pytest.mark.parametrize(
    ("marked", "expected"), [(m, "old") for m in RECALLED] + [(m, "news") for m in NEWS]
)
@pytest.mark.parametrize("published", [None, "2015-08-20"])
def test_what_is_recalled_is_background(marked: str, expected: str, published: str | None) -> None:
    text, trigger = unmark(LEAD + marked)
    known = published is not None
    times = [a_time(text, "July 29", "2015-07-29" if known else "XXXX-07-29")]
    if "July 30" in text:
        times.append(a_time(text, "July 30", "2015-07-30" if known else "XXXX-07-30"))
    if "2009" in text:
        times.append(a_year(text, "2009"))
    sentence = Span(len(LEAD), len(text))
    assert is_background(text, sentence, trigger, times, published) is (expected == "old")


def test_a_reports_own_old_news_is_not_background() -> None:
    text = "Rebels attacked a camp in 2009.\n\nIt burned.\n\nThey attacked it twice in 2009."
    trigger = a_span(text, "attacked", 1)
    sentence = a_span(text, "They attacked it twice in 2009.")
    times = [a_year(text, "2009"), a_year(text, "2009", 1)]
    assert not is_background(text, sentence, trigger, times, None)


def test_what_is_yet_to_come_makes_the_news_no_memory() -> None:
    text = "A.\n\nB.\n\nRebels attacked on May 3 and a truce runs to 2022."
    times = [a_time(text, "May 3", "2020-05-03"), a_year(text, "2022")]
    sentence = a_span(text, "Rebels attacked on May 3 and a truce runs to 2022.")
    assert not is_background(text, sentence, a_span(text, "attacked"), times, "2020-05-04")


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(
    ["accused of", "may", "not", "no", "attack", "was", ",", "and", "foiled", "alleged", "İ", ".",
     "did not", "reports of", "killed", "\n", "denied", "when"]), max_size=25).map(" ".join)),
    st.integers(0, 5))  # fmt: skip
def test_cues_and_their_scopes_lie_in_the_sentence(words: str, before: int) -> None:
    sentence = Span(before, before + len(words))
    for cue in read_cues("x" * before + words, sentence):
        assert sentence.covers(cue.span)
        assert sentence.covers(cue.scope)


def test_no_cue_is_lost_by_looking_at_first_letters() -> None:
    whole = _load_rules()[0]
    text = " ".join(text for texts in CASES.values() for text in texts).lower() + " he didn't go"
    found = [match.span() for match in _find_cues(whole, text)]
    assert found == [match.span() for match in whole.finditer(text)]


def unmark(marked: str) -> tuple[str, Span]:
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), Span(start, end)


def a_year(text: str, year: str, nth: int = 0) -> EventTime:
    time = a_time(text, year, year, "year", nth)
    return replace(time, when=replace(time.when, earliest=f"{year}-01-01", latest=f"{year}-12-31"))
