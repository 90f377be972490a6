"""A draft that says what the gold says is right in everything; what it says else is wrong."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import pytest
from quality.calibration import Findings, cut_at
from quality.findings import gather_links, gather_moods, gather_sources, gather_spans
from training.corpus.document import parse_annotated
from training.corpus.records import Annotated

from dateline.records.draft import Draft
from dateline.records.event import CountKind
from dateline.records.finding import CountLink, Link, Pair, Part, Statement, Tie, Trigger
from dateline.records.mention import Mention, MentionKind, Role
from dateline.records.source import Modality
from tests.builders import a_report
from tests.scores import a_found
from tests.training.test_corpus_notation import REPORT

GOLD = parse_annotated("gwoza", REPORT)
LINKED = ("role.attacker", "role.victim", "role.time", "count", "same_event", "tie")


def as_draft(told: Annotated) -> Draft:
    """Return a draft in which a model has found what is marked; every trigger has every role."""
    types = {event.number: event.type for event in told.events}
    keys = [one.key for one in told.mentions]
    roles = [(n, role.role) for n, one in enumerate(told.mentions) for role in one.roles]
    triggers = range(len(told.triggers))
    return Draft(
        report=a_report(told.text),
        mentions=tuple(Mention(span=m.span, kind=m.kind, score=0.9) for m in told.mentions),
        triggers=tuple(Trigger(span=t.span, type=types[t.event], score=0.9) for t in told.triggers),
        parts=tuple(
            Part(span=told.mentions[n].span, role=role, score=0.9)
            for n, role in roles if role is not Role.TIME
        ),
        links=tuple(
            Link(trigger=t, mention=n, role=role, score=0.9) for t in triggers for n, role in roles
        ),
        count_links=tuple(
            CountLink(trigger=t, mention=n, what=count.what, score=0.9)
            for t in triggers for n, one in enumerate(told.mentions) for count in one.counts
        ),
        same_events=tuple(Pair(first=a, second=b, score=0.9) for a, b in combinations(triggers, 2)),
        statements=tuple(
            Statement(cue=cue, sources=one.sources, kind=one.kind, modality=one.modality,
                      contents=one.contents, told=one.told, score=0.9)
            for one in told.statements for cue in one.cues
        ),
        ties=tuple(
            Tie(subject=keys.index(one.subject), relation=one.relation,
                object=keys.index(one.object), score=0.9)
            for one in told.ties
        ),
    )  # fmt: skip


def gathered(draft: Draft) -> dict[str, Findings]:
    kinds: dict[str, Findings] = defaultdict(Findings)
    gather_spans(GOLD, draft, kinds)
    gather_links(GOLD, draft, kinds)
    return kinds


@pytest.mark.parametrize("kind", ["mention", "trigger", "part", "cue", *LINKED])
def test_the_gold_itself_is_right_and_whole(kind: str) -> None:
    findings = gathered(as_draft(GOLD))[kind]
    assert findings.total > 0
    cut = cut_at(findings, 0.5)
    assert (cut.precision, cut.recall) == (1, 1)


@pytest.mark.parametrize("kind", ["mention", "trigger", "part", "cue", *LINKED])
def test_what_is_not_found_is_missed(kind: str) -> None:
    findings = gathered(Draft(report=a_report(GOLD.text)))[kind]
    assert findings.candidates == [] and findings.total > 0
    assert cut_at(findings, 0.5).recall == 0


def test_other_labels_and_other_spans_are_wrong() -> None:
    draft = as_draft(GOLD)
    (first, *_) = draft.mentions
    wrong = replace(
        draft,
        mentions=(replace(first, kind=MentionKind.WEAPON), *draft.mentions[1:]),
        triggers=tuple(replace(one, type="battle.armed_clash") for one in draft.triggers),
        links=tuple(replace(one, role=Role.TARGET) for one in draft.links),
        count_links=tuple(replace(one, what=CountKind.INJURED) for one in draft.count_links),
        ties=tuple(replace(one, relation="leads") for one in draft.ties),
    )
    kinds = gathered(wrong)
    assert kinds["mention"].right.sum() == len(draft.mentions) - 1
    assert not kinds["trigger"].right.any() and not kinds["role.target"].right.any()
    assert not kinds["count"].right.any() and not kinds["tie"].right.any()


def test_a_link_to_several_triggers_of_an_event_is_one_by_its_best_score() -> None:
    draft = as_draft(GOLD)
    doubted = tuple(replace(one, score=0.4) for one in draft.links if one.trigger == 0)
    sure = tuple(one for one in draft.links if one.trigger == 1)
    victims = gathered(replace(draft, links=(*doubted, *sure)))["role.victim"]
    assert victims.scores.tolist() == [0.9]


def test_who_is_the_same_is_asked_of_marked_mentions_only() -> None:
    draft = as_draft(GOLD)
    keyed = [n for n, one in enumerate(GOLD.mentions) if one.key]
    pairs = tuple(Pair(first=a, second=b, score=0.7) for a, b in combinations(keyed, 2))
    findings = gathered(replace(draft, same_entities=pairs))["same_entity"]
    assert len(findings.candidates) == len(pairs) and not findings.right.any()
    shifted = tuple(replace(one, span=type(one.span)(one.span.start, one.span.end + 1))
                    for one in draft.mentions)  # fmt: skip
    moved = gathered(replace(draft, mentions=shifted, same_entities=pairs))["same_entity"]
    assert moved.candidates == []


def test_moods_and_speakers_are_compared_by_what_the_scores_say() -> None:
    found = a_found(
        GOLD.text,
        {
            "trigger": {"bombed": "explosion.bombing"},
            "mood": {"bombed": "alleged"},
            "recall": {"bombed": ("background", 0.3)},
            "speech": {"said": "cue", "police": "source", "Monday": "source"},
        },
        {("source", "said", "police"): 0.9},
    )
    kinds: dict[str, Findings] = defaultdict(Findings)
    gather_moods(GOLD, found, kinds)
    gather_sources(GOLD, found, kinds)
    assert GOLD.events[0].modality is Modality.ALLEGED
    assert kinds["modality"].right.tolist() == [True]
    assert kinds["background"].right.tolist() == [False]
    assert kinds["background"].scores.tolist() == pytest.approx([0.3])
    assert sorted(kinds["source"].right.tolist()) == [False, True]
    assert kinds["source"].total == 2
