import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.extract.found_spans import FoundSpans, find_spans
from dateline.extract.statements import find_statements
from dateline.records.finding import Statement
from tests.scores import Tag, a_found, any_found

Tie = tuple[str, str, str, float]
_MARK = re.compile(r"\[([^\]]+)\]\(([\w ]+)\)")


def a_finding(marked: str, *ties: Tie) -> FoundSpans:
    """Return what the model says of a marked text, in which no marked words stand twice.

    `[said](cue)` and `[Luz](source)` are speech, `[it fell](content)` words said, and other labels
    kinds of mentions. A tie is `(relation, words that ask, words that answer, score)`; beside
    those, whoever is marked may speak by any cue.
    """
    tags: dict[str, dict[str, Tag]] = {"speech": {}, "content": {}, "mention": {}}
    for words, labels in _MARK.findall(marked):
        for label in labels.split():
            head = {"cue": "speech", "source": "speech", "content": "content"}.get(label, "mention")
            tags[head][words] = label
    cues = [words for words, label in tags["speech"].items() if label == "cue"]
    speakers = [words for words, label in tags["speech"].items() if label == "source"]
    pairs = {("source", c, words): 0.1 for c in cues for words in (*speakers, *tags["mention"])}
    pairs |= {(relation, asker, answer): score for relation, asker, answer, score in ties}
    return a_found(_MARK.sub(r"\1", marked), tags, pairs)


def find(marked: str, *ties: Tie) -> tuple[str, tuple[Statement, ...]]:
    found = a_finding(marked, *ties)
    return found.text, find_statements(found, find_spans(found, "mention", 0.5), 0.5)


def quotes(marked: str, *ties: Tie) -> list[tuple[list[str], list[str]]]:
    """Return who speaks and what is said of each statement."""
    text, statements = find(marked, *ties)
    return [
        ([span.quote(text) for span in one.sources], [span.quote(text) for span in one.contents])
        for one in statements
    ]


@pytest.mark.parametrize(
    ("marked", "speakers", "contents"),
    [
        ("[Luz](source) [said](cue) that [it fell](content).", ["Luz"], ["it fell"]),
        ("“[It fell](content),” [said](cue) [Luz](source), “[and burned](content).”",
         ["Luz"], ["It fell", "and burned"]),
        ("“[It fell](content),” [Luz](source) [said](cue). “[It burned for days](content).”",
         ["Luz"], ["It fell", "It burned for days"]),
        ("[Luz](source) [said](cue) [it](content) soon [fell](content).",
         ["Luz"], ["it soon fell"]),
        ("[Luz](source) [said](cue) so. [It fell](content) at dawn.", ["Luz"], []),
        ("[The mayor](person) [said](cue) [it fell](content).", ["The mayor"], ["it fell"]),
        ("[The mayor](place) [said](cue) [it fell](content).", [], ["it fell"]),
        ("[Luz](source) left. Nobody [said](cue) [it fell](content).", [], ["it fell"]),
    ],
)  # fmt: skip
def test_who_says_what(marked: str, speakers: list[str], contents: list[str]) -> None:
    assert quotes(marked) == [(speakers, contents)]


def test_each_cue_takes_the_likelier_speaker_and_words() -> None:
    marked = "[Luz](source) [said](cue) [it fell](content), "
    marked += "[Haidar](source) [denied](cue) [it burned](content)."
    found = quotes(
        marked,
        *(("source", "said", "Luz", 0.6), ("source", "denied", "Haidar", 0.6)),
        *(("content", "said", "it fell", 0.4), ("content", "denied", "it burned", 0.4)),
    )
    assert found == [(["Luz"], ["it fell"]), (["Haidar"], ["it burned"])]


def test_what_one_says_that_another_said_is_said_by_both() -> None:
    marked = "[Luz](source) [said](cue) [Haidar](source content) [denied](cue content) "
    marked += "[it burned](content)."
    ties = (
        *(("source", "said", "Luz", 0.6), ("source", "denied", "Haidar", 0.6)),
        *(("content", "said", words, 0.5) for words in ("Haidar", "denied", "it burned")),
        ("content", "denied", "it burned", 0.5),
    )
    assert quotes(marked, *ties) == [
        (["Luz"], ["Haidar denied it burned"]),
        (["Haidar"], ["it burned"]),
    ]


def test_two_may_speak_and_an_outlet_be_told() -> None:
    text, (statement,) = find(
        "[Luz](source) and [Haidar](source) [told](cue) [Radio Kor](outlet) [it fell](content).",
        ("source", "told", "Luz", 0.9),
        ("source", "told", "Haidar", 0.8),
        ("told", "told", "Radio Kor", 0.9),
    )
    assert [span.quote(text) for span in statement.sources] == ["Luz", "Haidar"]
    assert [span.quote(text) for span in statement.told] == ["Radio Kor"]


def test_a_speaker_within_a_mention_is_the_mention() -> None:
    found = a_found(
        "Ana Luz said it fell.",
        {"mention": {"Ana Luz": "person"}, "speech": {"Luz": "source", "said": "cue"}},
        {("source", "said", "Luz"): 0.5},
    )
    (statement,) = find_statements(found, find_spans(found, "mention", 0.5), 0.5)
    assert statement.sources[0].quote(found.text) == "Ana Luz"


@given(st.lists(st.sampled_from("Luz said , it fell “ ” . \n\n".split(" ")), max_size=30),
       st.integers(0, 10**6))  # fmt: skip
@example(words=[".", *["Luz"] * 5, ".", "Luz", "Luz"], seed=952)
def test_whatever_is_scored_statements_lie_in_the_text(words: list[str], seed: int) -> None:
    text = " ".join(words)
    found = any_found(text, seed)
    statements = find_statements(found, find_spans(found, "mention", 0.3), 0.3)
    assert [one.cue for one in statements] == sorted(one.cue for one in statements)
    for one in statements:
        assert all(span.quote(text).strip() for span in (*one.contents, *one.sources, one.cue))
        assert not any(span.overlaps(one.cue) for span in (*one.contents, *one.sources))
        assert list(one.contents) == sorted(one.contents)
