"""Who is who in one report, sentence by sentence: `tables/aliases.tsv`."""

import re
from pathlib import Path

import pytest

from dateline.extract.aliases import find_entities
from dateline.records.entity import Entity
from dateline.records.mention import Mention, MentionKind
from dateline.records.span import Span
from tests.builders import a_draft, a_span

TABLE = Path(__file__).parent / "tables" / "aliases.tsv"
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
][1:]


def read_mentions(text: str, marks: str) -> tuple[list[Mention], list[Span]]:
    """Return the mentions to give to the stage, and the spans of all, the looked-for ones too."""
    mentions, spans = [], []
    for mark in marks.split(" | "):
        kind, words = mark.split(":", 1)
        nth = re.search(r"@(\d+)$", words)
        span = a_span(text, words[: nth.start()] if nth else words, int(nth[1]) - 1 if nth else 0)
        spans.append(span)
        if kind != "found":
            mentions.append(Mention(span=span, kind=MentionKind(kind), score=0.9))
    return mentions, spans


def find_faults(row: list[str]) -> list[str]:
    """Return what is joined and should not be, and what is not and should."""
    text = row[0].replace("\\n", "\n")
    mentions, spans = read_mentions(text, row[1])
    entities = find_entities(a_draft(text, mentions=tuple(mentions))).entities
    faults = []
    for group in row[2].split():
        first, *others = (spans[int(number) - 1] for number in group.split("="))
        faults += [f"{group} is not one" for other in others if not are_one(entities, first, other)]
    for pair in row[3].split():
        left, right = (spans[int(number) - 1] for number in pair.split("/"))
        faults += [f"{pair} is one"] * are_one(entities, left, right)
    return faults


def are_one(entities: tuple[Entity, ...], left: Span, right: Span) -> bool:
    return any({left, right} <= set(entity.mentions) for entity in entities)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row, id=row[0][:60], marks=[pytest.mark.xfail(strict=True)] * (row[4] == "known")
        )
        for row in ROWS
    ],
)
def test_who_is_who(row: list[str]) -> None:
    assert find_faults(row) == []


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) >= 170
    assert sum(bool(row[3]) for row in ROWS) >= 60


def test_mentions_of_the_table_do_not_overlap() -> None:
    for text, marks, *_ in ROWS:
        _, spans = read_mentions(text.replace("\\n", "\n"), marks)
        assert not any(a.overlaps(b) for n, a in enumerate(spans) for b in spans[:n]), text
