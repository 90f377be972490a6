"""Runs of words out of the scores of word pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.found_spans import FoundSpans, Run, find_parts, find_spans, with_parts
from dateline.models.thresholds import Scale, Thresholds
from dateline.records.mention import MentionKind, Role
from dateline.records.source import Modality
from dateline.records.span import Span
from tests.builders import a_mention
from tests.scores import Tag, a_found, any_found
from tests.strategies import texts

TEXT = "Gunmen of Boko Haram attacked Damaturu, firing at soldiers."


def told(found: FoundSpans, runs: list[Run]) -> list[tuple[str, str]]:
    """Return the words and the label of each run."""
    return [(found.words.span(run.first, run.last).quote(found.text), run.label) for run in runs]


def test_words_of_many_pieces_are_one_mention() -> None:
    found = a_found(TEXT, {"mention": {"Boko Haram": "group", "Damaturu": ("place", 0.7)}})
    runs = find_spans(found, "mention", 0.5)
    assert told(found, runs) == [("Boko Haram", "group"), ("Damaturu", "place")]
    kinds = [(one.kind, one.score) for one in found.mentions(runs)]
    assert kinds == [(MentionKind.GROUP, 0.9), (MentionKind.PLACE, 0.7)]


def test_what_begins_anew_is_another_mention() -> None:
    found = a_found("Abi Obo", {"mention": {"Abi": "place", "Obo": "place"}})
    assert told(found, find_spans(found, "mention", 0.5)) == [("Abi", "place"), ("Obo", "place")]


def test_neighbours_of_two_kinds_are_two_mentions() -> None:
    found = a_found("Abi police", {"mention": {"Abi": "place", "police": "I-force"}})
    runs = find_spans(found, "mention", 0.5)
    assert told(found, runs) == [("Abi", "place"), ("police", "force")]


def test_a_word_whose_pieces_disagree_has_one_label() -> None:
    found = a_found(TEXT, {"mention": {"Damat": ("place", 0.9), "uru": ("force", 0.6)}})
    assert told(found, find_spans(found, "mention", 0.5)) == [("Damaturu", "place")]


@pytest.mark.parametrize(
    ("doubtful", "words"), [(0.3, ["Boko Haram attacked"]), (0.1, ["Boko", "attacked"])]
)
def test_a_doubtful_word_does_not_cut_a_run_that_is_sure(doubtful: float, words: list[str]) -> None:
    tags: dict[str, Tag] = {"Boko": "group", "Haram": ("I-group", doubtful), "attacked": "I-group"}
    found = a_found(TEXT, {"mention": tags})
    assert told(found, find_spans(found, "mention", 0.5)) == [(each, "group") for each in words]


def test_an_unsure_run_is_left_out() -> None:
    found = a_found(TEXT, {"mention": {"Damaturu": ("place", 0.4)}})
    assert find_spans(found, "mention", 0.5) == []
    assert len(find_spans(found, "mention", 0.3)) == 1


def test_a_trigger_has_all_that_is_said_of_its_words() -> None:
    found = a_found(
        TEXT,
        {
            "trigger": {"attacked": "violence.attack"},
            "mood": {"attacked": "denied"},
            "recall": {"attacked": ("background", 0.8)},
        },
        degrees={"attacked": -1.5},
    )
    (one,) = found.triggers()
    assert one.trigger.span.quote(TEXT) == "attacked"
    assert (one.trigger.type, one.trigger.modality) == ("violence.attack", Modality.DENIED)
    assert (one.trigger.score, one.trigger.background, one.trigger.degree) == (0.9, 0.8, -1.5)


def test_neighbouring_words_of_two_types_are_two_triggers() -> None:
    tags = {"bomb": "explosion.bombing", "attack": "violence.attack"}
    found = a_found("A bomb attack", {"trigger": tags})
    assert [one.trigger.type for one in found.triggers()] == [
        "explosion.bombing",
        "violence.attack",
    ]


def test_neighbouring_words_of_one_type_are_one_trigger() -> None:
    found = a_found("They opened fire.", {"trigger": {"opened fire": "violence.attack"}})
    assert [one.trigger.span for one in found.triggers()] == [Span(5, 16)]


def test_the_surest_of_types_gives_its_name_and_all_their_scores_add_up() -> None:
    found = a_found(TEXT, {"trigger": {"attacked": ("violence.attack", 0.4)}})
    first, last = found.words.first[4:6]
    clash = found.labels["trigger"].index("battle.armed_clash")
    found.scores.tags["trigger"][first:last, [0, clash]] = 0.3
    (one,) = found.triggers()
    assert (one.trigger.type, one.trigger.score) == ("violence.attack", 0.7)


def test_scores_are_calibrated_and_kept_by_what_they_are_worth() -> None:
    tags = {"trigger": {"attacked": ("violence.attack", 0.6)}}
    doubted = Thresholds(thresholds={"trigger": Scale(offset=-1.0, threshold=0.3)})
    (one,) = a_found(TEXT, tags, thresholds=doubted).triggers()
    assert one.trigger.score == pytest.approx(0.3556, abs=1e-4)
    strict = doubted.keep_from({"trigger": 0.4})
    assert a_found(TEXT, tags, thresholds=strict).triggers() == []


def test_parts_belong_to_the_mention_in_which_they_lie() -> None:
    tags: dict[str, Tag] = {
        "Gunmen": ("attacker", 0.8),
        "soldiers": "target",
        "Damaturu": ("target", 0.3),
    }
    parts = find_parts(a_found(TEXT, {"part": tags}))
    assert [(one.span.quote(TEXT), one.role) for one in parts] == [
        ("Gunmen", Role.ATTACKER),
        ("soldiers", Role.TARGET),
    ]
    gunmen, haram = a_mention(TEXT, "Gunmen of"), a_mention(TEXT, "Haram", "group")
    assert with_parts(gunmen, parts).parts == ((Role.ATTACKER, 0.8),)
    assert with_parts(haram, parts) is haram


@pytest.mark.parametrize("text", ["", " \n", "\u200d"])
def test_nothing_is_found_in_nothing(text: str) -> None:
    found = a_found(text)
    assert (find_spans(found, "mention", 0.5), found.triggers(), find_parts(found)) == ([], [], ())


@given(texts, st.integers(0, 999), st.floats(0, 1))
def test_runs_are_whole_words_in_text_order(text: str, seed: int, least: float) -> None:
    found = any_found(text, seed)
    for runs in (
        find_spans(found, "mention", least),
        find_spans(found, "speech", least),
        [one.run for one in found.triggers()],
    ):
        edges = [edge for run in runs for edge in (run.first, run.last)]
        assert edges == sorted(edges)
        assert all(0 <= run.first < run.last <= len(found.words.spans) for run in runs)
        assert all(0 <= run.score <= 1.0001 for run in runs)
        assert all(found.words.span(run.first, run.last).quote(text) for run in runs)


@given(texts, st.integers(0, 999), st.floats(0.2, 1))
def test_no_sure_word_is_dropped_without_its_run(text: str, seed: int, least: float) -> None:
    found = any_found(text, seed)
    words = found.words.spans
    sure = [
        n
        for n, score in enumerate(1 - found.by_word("mention")[:, 0])
        if score >= 0.2 and any(map(str.isalnum, words[n].quote(text)))
    ]
    runs = find_spans(found, "mention", 0.0)
    covered = {word for run in runs for word in range(run.first, run.last)}
    assert set(sure) <= covered
    kept = find_spans(found, "mention", least)
    assert all(run.score >= least for run in kept)
