"""Clusters of a draft against OntoGUM's chains."""

from dataclasses import replace
from pathlib import Path

import pytest
from quality.tasks.coref import entity_clusters, evaluate, score_shared
from training.example import Stretch

from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.mention import Mention, MentionKind
from dateline.records.report import Report
from dateline.records.span import Span

SPANS = (Span(0, 4), Span(10, 14), Span(20, 24), Span(30, 34))


def a_draft() -> Draft:
    mentions = tuple(Mention(span=one, kind=MentionKind.PERSON, score=1.0) for one in SPANS)
    entities = tuple(
        Entity(id=name, kind=MentionKind.PERSON, name=name, mentions=spans)
        for name, spans in (("x", SPANS[:2]), ("y", SPANS[2:3]))
    )
    draft = Draft(report=Report(id="1", sha256="", text=" " * 40), mentions=mentions)
    return replace(draft, entities=entities)


def sizes(draft: Draft) -> list[int]:
    return sorted(len(cluster) for cluster in entity_clusters(draft))


def test_a_cluster_is_an_entity() -> None:
    assert sizes(a_draft()) == [1, 2]


def test_what_both_mark_is_told_apart_from_what_a_mention_is() -> None:
    text = "The army's men, who fled, met rebels. Rebels left."
    #       0         10        20        30   37
    gold = [{Stretch(0, 24), Stretch(30, 36), Stretch(38, 44)}]
    ours = [{Stretch(4, 14), Stretch(30, 36)}, {Stretch(38, 44)}, {Stretch(4, 8)}]
    counts, linked = score_shared(text, ours, gold)
    assert counts == (3, 4, 3, 2)
    assert (linked.muc.recall, linked.muc.precision) == (0.5, 1.0)


def test_a_folder_without_documents_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no \.conll"):
        evaluate(tmp_path, "dev")
