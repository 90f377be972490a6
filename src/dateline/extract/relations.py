"""Relations: standing ties between two entities, such as who leads or founded a group."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.extract.sources import find_speakers
from dateline.extract.told_ties import Actor, ToldTie, find_told_ties, may_tie
from dateline.records.claim import Claim, make_claim
from dateline.records.draft import Draft
from dateline.records.mention import MentionKind
from dateline.records.source import Modality
from dateline.records.span import Span

_NO_ACTORS = frozenset(
    {MentionKind.PLACE, MentionKind.WEAPON, MentionKind.TIME, MentionKind.NUMBER}
)
_TOLD_SCORE = 0.6  # so many of the ties that words tell are marked in the corpus
_LONGEST_CHARS = 250  # words further apart do not tell one tie
_LEAD_IN_CHARS = 14  # "suspected" and the like stand so near before
# What makes a tie less than fact, in the words from just before the first mention to the last.
_HEDGES = tuple(
    (modality, re.compile(words, re.IGNORECASE))
    for modality, words in (
        (Modality.DENIED, r"\bden(?:y|ied|ies)\b"),
        (
            Modality.CLAIMED,
            r"\b(?:call|present|describ)\w* (?:him|her|it|them)sel(?:f|ves)\b|\bself-described\b|"
            r"\bsays? (?:he|she|they) (?:is|was|are|were)\b|\bin (?:its|the) name of\b",
        ),
        (
            Modality.ALLEGED,
            r"\bsuspected\b|\balleged(?:ly)?\b|\bbelieved (?:to|by)\b|\bthought to\b|"
            r"\bsaid to (?:be|have)\b|\baccused of\b",
        ),
        (Modality.PLANNED, r"\b(?:was|is|are|were|set|due|about|plan\w*|want\w*) to (?!have\b)"),
        (Modality.NEGATED, r"\b(?:no|not|never|nor)\b"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationStage:
    """Writes a claim for each tie between two entities: those that words tell, and the model's."""

    name: str = "relations"
    version: str = "2"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with the relation claims added."""
        for draft in drafts:
            made_by = f"{self.name}/{self.version}"
            yield draft.with_claims(*find_relations(draft, made_by))


def find_relations(draft: Draft, made_by: str) -> tuple[Claim, ...]:
    """Return a claim for each tie, once, in text order; the field is the relation's name.

    The evidence are the words from one mention to the other, or the subject's alone where they
    stand in two sentences; the likeliest words of each tie are taken.
    """
    writer = _Writer(draft, made_by)
    claims: dict[tuple[str, str, str], Claim] = {}
    for tie, score in _find_ties(draft):
        key = (tie.subject.entity, tie.relation, tie.object.entity)
        if key not in claims or claims[key].score < score:
            claims[key] = writer.write(tie, score)
    return tuple(sorted(claims.values(), key=lambda claim: (claim.evidence, claim.field)))


def _find_ties(draft: Draft) -> Iterator[tuple[ToldTie, float]]:
    """Yield the ties with their scores, those that words tell first."""
    actors = {
        span: Actor(span, entity.kind, entity.id)
        for entity in draft.entities
        if entity.kind not in _NO_ACTORS
        for span in entity.mentions
    }
    in_order = sorted(actors.values(), key=lambda actor: (actor.span.start, -actor.span.end))
    for told in find_told_ties(draft.report.text, draft.sentences, in_order):
        yield told, _TOLD_SCORE
    for tie in draft.ties:
        subject = actors.get(draft.mentions[tie.subject].span)
        other = actors.get(draft.mentions[tie.object].span)
        if (
            subject
            and other
            and subject.entity != other.entity
            and may_tie(tie.relation, subject.kind, other.kind)
        ):
            yield ToldTie(subject, tie.relation, other), tie.score


class _Writer:
    """Writes the ties of one draft down as claims."""

    def __init__(self, draft: Draft, made_by: str) -> None:
        self.draft, self.made_by = draft, made_by
        self.ends = [sentence.end for sentence in draft.sentences]

    def write(self, tie: ToldTie, score: float) -> Claim:
        text = self.draft.report.text
        evidence = self._evidence(tie.subject.span, tie.object.span)
        return make_claim(
            report=self.draft.report.id,
            subject=tie.subject.entity,
            field=tie.relation,
            value=tie.object.entity,
            raw=evidence.quote(text),
            evidence=evidence,
            made_by=self.made_by,
            sources=find_speakers(self.draft, evidence),
            modality=_modality(text[max(0, evidence.start - _LEAD_IN_CHARS) : evidence.end]),
            score=score,
        )

    def _evidence(self, subject: Span, other: Span) -> Span:
        span = Span(min(subject.start, other.start), max(subject.end, other.end))
        is_one = bisect_right(self.ends, subject.start) == bisect_right(self.ends, other.start)
        return span if is_one and span.end - span.start <= _LONGEST_CHARS else subject


def _modality(words: str) -> Modality:
    return next((modality for modality, hedge in _HEDGES if hedge.search(words)), Modality.ASSERTED)
