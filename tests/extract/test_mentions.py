"""The model's stage fills a draft with all that one pass finds, and keeps to the text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.extract.mentions import MentionOptions, MentionStage, fill_draft
from dateline.models.files import chosen_model
from dateline.models.manifest import read_manifest
from dateline.models.thresholds import Thresholds
from dateline.records.draft import Draft
from dateline.records.span import Span
from tests.builders import a_draft
from tests.scores import a_found, any_found
from tests.strategies import texts

TEXT = (
    "Gunmen shot dead three villagers in Gwoza on Tuesday, police said. Boko Haram has attacked "
    "the town before."
)


@pytest.fixture(scope="module")
def read() -> Callable[[str], Draft]:
    stage = MentionStage()
    return lambda text: next(stage([a_draft(text, sentences=())]))


def spans_of(draft: Draft) -> list[Span]:
    """Return every span that the stage fills in."""
    return [
        *(one.span for one in draft.mentions),
        *(one.span for one in draft.triggers),
        *(one.span for one in draft.parts),
        *(
            span
            for one in draft.statements
            for span in (one.cue, *one.sources, *one.contents, *one.told)
        ),
    ]


def test_one_pass_fills_the_whole_draft() -> None:
    found = a_found(
        TEXT,
        {
            "mention": {"Gunmen": "people", "three villagers": "people", "police": "force",
                        "Boko Haram": "group", "the town": "place", "Gwoza": "place"},
            "trigger": {"shot dead": "violence.attack", "attacked": "violence.attack"},
            "part": {"Gunmen": "attacker"},
            "speech": {"police": "source", "said": "cue"},
            "content": {"Gunmen shot dead three villagers in Gwoza on Tuesday": "content"},
        },
        {
            ("attacker", "shot dead", "Gunmen"): 0.9,
            ("killed", "shot dead", "three villagers"): 0.9,
            ("same", "shot dead", "attacked"): 0.1,
            ("same", "attacked", "shot dead"): 0.1,
            ("coreference", "Gwoza", "the town"): 0.8,
            ("coreference", "the town", "Gwoza"): 0.8,
            ("source", "said", "police"): 0.9,
            ("content", "said", "Gunmen shot dead three villagers in Gwoza on Tuesday"): 0.9,
            ("member_of", "Gunmen", "Boko Haram"): 0.9,
        },
        thresholds=MentionOptions().change(Thresholds()),
    )  # fmt: skip
    draft = fill_draft(a_draft(TEXT), found)
    kinds = {(one.span.quote(TEXT), one.kind.value) for one in draft.mentions}
    assert {("Gunmen", "people"), ("Boko Haram", "group"), ("the town", "place")} <= kinds
    assert [len(one) for one in (draft.mentions, draft.triggers, draft.parts)] == [6, 2, 1]
    assert [len(one) for one in (draft.links, draft.count_links, draft.ties)] == [1, 1, 1]
    assert [pair.score for pair in draft.same_events] == [0.1]
    assert [pair.score for pair in draft.same_entities] == [0.8]
    (statement,) = draft.statements
    assert [span.quote(TEXT) for span in statement.contents] == [
        "Gunmen shot dead three villagers in Gwoza on Tuesday"
    ]


@pytest.mark.parametrize(("least", "is_kept"), [(0.85, True), (0.95, False)])
def test_a_report_without_a_sure_trigger_tells_of_no_event(*, least: float, is_kept: bool) -> None:
    text = "Late strike sinks Enugu, who attacked in vain"
    found = a_found(
        text,
        {"trigger": {"strike": "violence.attack", "attacked": ("violence.attack", 0.6)}},
        thresholds=Thresholds().keep_from({"report": least}),
    )
    draft = fill_draft(a_draft(text), found)
    assert bool(draft.triggers) is is_kept
    assert [(each.code, each.quote) for each in draft.warnings] == (
        [] if is_kept else [("doubtful_events", "strike")]
    )


def test_another_model_is_another_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    manifest = read_manifest(chosen_model())
    assert f"{manifest.name}/{manifest.version}" in MentionStage().version
    other = manifest.model_copy(update={"version": "other"})
    (tmp_path / "manifest.json").write_text(other.model_dump_json())
    before = MentionStage().version
    monkeypatch.setenv("DATELINE_MODEL", str(tmp_path))
    assert MentionStage().version != before


@given(texts, st.integers(0, 999))
def test_whatever_the_network_says_spans_lie_in_the_text(text: str, seed: int) -> None:
    draft = fill_draft(a_draft(text), any_found(text, seed))
    assert all(span.quote(text).strip() == span.quote(text) for span in spans_of(draft))
    for found in (draft.mentions, draft.triggers, draft.parts):
        assert [one.span for one in found] == sorted(one.span for one in found)


def test_the_model_finds_who_did_what_where(read: Callable[[str], Draft]) -> None:
    draft = read(TEXT)
    found = {(one.span.quote(TEXT), one.kind.value) for one in draft.mentions}
    assert {("Gwoza", "place"), ("Boko Haram", "group"), ("Tuesday", "time")} <= found
    first = next(n for n, one in enumerate(draft.triggers) if "shot" in one.span.quote(TEXT))
    assert draft.triggers[first].type.startswith("violence.")
    linked = {
        (link.role.value, draft.mentions[link.mention].span.quote(TEXT))
        for link in draft.links
        if link.trigger == first
    }
    assert ("attacker", "Gunmen") in linked


@settings(max_examples=20)
@given(text=st.text(max_size=200))
def test_the_model_reads_any_text(read: Callable[[str], Draft], text: str) -> None:
    assert all(span.quote(text) for span in spans_of(read(text)))


@settings(max_examples=5)
@given(times=st.integers(1, 40))
def test_links_of_a_long_text_point_at_what_is_there(
    read: Callable[[str], Draft], times: int
) -> None:
    draft = read(TEXT * times)
    assert all(link.trigger < len(draft.triggers) for link in draft.links)
    assert all(link.mention < len(draft.mentions) for link in draft.links)
