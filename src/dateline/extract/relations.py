"""Relations: standing ties between two entities, such as who leads or founded a group."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

from dateline.extract.modality import find_modality
from dateline.extract.names import lower_text
from dateline.extract.sources import find_speakers
from dateline.extract.titles import LEADER, HolderFinder
from dateline.records.claim import Claim, make_claim
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.mention import MentionKind
from dateline.records.source import Modality
from dateline.records.span import Span

_LETTERS = {
    MentionKind.PERSON: "p",
    MentionKind.GROUP: "g",
    MentionKind.FORCE: "g",
    MentionKind.GOVERNMENT: "g",
    MentionKind.ORGANISATION: "g",
    MentionKind.OUTLET: "g",
    MentionKind.PEOPLE: "h",
    MentionKind.PLACE: "l",
}
_KIN = (
    r"(?:step-?)?(?:son|daughter|brother|sister|wife|husband|father|mother|nephew|niece|cousin|uncle|"
    r"aunt|brother-in-law|son-in-law|father-in-law|grandson|widow|sibling)s?|children|family|relatives?"
)
_HIS_KIN = re.compile(rf"\b(?:his|her) (?:[\w-]+ ){{0,2}}(?:{_KIN})$")
_PARTS = {
    "P": "<p\\d+>",
    "G": "<g\\d+>",
    "H": "<[hk]\\d+>",
    "K": "<k\\d+>",
    "L": "<l\\d+>",
    "PG": "<[pg]\\d+>",
    "PH": "<[phk]\\d+>",
    "A": "<[pghk]\\d+>",
    "APP": "(?: ?\\([^()]{1,40}\\))?(?:, [^,;]{1,140},)?",
    "BR": "(?: ?\\([^()]{1,40}\\))?",
    "W": "(?:[\\w'-]+ ){0,6}?",
    "THE": "(?:the |an? |its |their |his )?",
    "LEADER": f"(?:{LEADER})",
    "KIN": f"(?:{_KIN})",
}

_Named: TypeAlias = tuple[Span, Entity]
# The relation, its hints and its patterns.
_Rule: TypeAlias = tuple[str, tuple[str, ...], tuple[re.Pattern[str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationStage:
    """Writes a claim for each tie that a sentence tells between two entities."""

    name: str = "relations"
    version: str = "1"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with the relation claims added."""
        for draft in drafts:
            made_by = f"{self.name}/{self.version}"
            yield draft.with_claims(*find_relations(draft, made_by))


def find_relations(draft: Draft, made_by: str) -> tuple[Claim, ...]:
    """Return a claim for each tie, in text order; the field is the relation's name.

    The evidence runs from the first to the last of the words that tell the tie. The modality is
    that of the words themselves, or else of what a source is said to have alleged or denied.
    """
    claims: dict[str, Claim] = {}
    named = sorted(
        (
            (span, entity)
            for entity in draft.entities
            if entity.kind in _LETTERS
            for span in entity.mentions
        ),
        key=lambda pair: (pair[0].start, -pair[0].end),
    )
    starts = [span.start for span, _ in named]
    for sentence in draft.sentences:
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        here = [pair for pair in named[low:high] if pair[0].end <= sentence.end]
        if len(here) < 2:
            continue
        for tie in (
            *_told_ties(draft.report.text, sentence, here),
            *_held_titles(draft.report.text, here),
        ):
            claim = _write(draft, sentence, tie, made_by)
            claims.setdefault(claim.id, claim)
    return tuple(sorted(claims.values(), key=lambda claim: (claim.evidence, claim.field)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tie:
    """Two entities, the relation, the words of evidence and the one word that tells it."""

    subject: str
    relation: str
    object: str
    evidence: Span
    key: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class _Masked:
    """A sentence with its mentions as `<p0>`, and where each piece of it stands in the text."""

    words: str
    starts: tuple[tuple[int, int], ...]
    entities: tuple[_Named, ...]

    def to_text(self, offset: int) -> int:
        """Return where in the text a place in the masked words outside mentions stands."""
        at, origin = max(pair for pair in self.starts if pair[0] <= offset)
        return origin + offset - at

    def span_of(self, start: int, end: int) -> Span:
        """Return the span in the text of a stretch that starts and ends outside mentions."""
        first = re.match(r"<[a-z](\d+)>", self.words[start:])
        last = re.search(r"<[a-z](\d+)>$", self.words[start:end])
        low = self.entities[int(first[1])][0].start if first else self.to_text(start)
        high = self.entities[int(last[1])][0].end if last else self.to_text(end)
        return Span(low, max(low, high))


def _mask_sentence(lowered: str, sentence: Span, here: Sequence[_Named]) -> _Masked:
    """Return the lowered sentence with the longest of overlapping mentions masked."""
    lowered = lowered.replace("<", " ")
    words, at = "", sentence.start
    starts = [(0, sentence.start)]
    entities: list[_Named] = []
    for span, entity in here:
        if span.start < at:
            continue
        words += lowered[at - sentence.start : span.start - sentence.start]
        at = span.end
        letter = _LETTERS[entity.kind]
        if letter == "h" and _HIS_KIN.search(
            lowered, span.start - sentence.start, at - sentence.start
        ):
            letter = "k"
        words += f"<{letter}{len(entities)}>"
        entities.append((span, entity))
        starts.append((len(words), at))
    words += lowered[at - sentence.start :]
    return _Masked(words=words, starts=tuple(starts), entities=tuple(entities))


def _told_ties(text: str, sentence: Span, here: Sequence[_Named]) -> Iterator[_Tie]:
    """Yield what the patterns of `relations.toml` find."""
    lowered = lower_text(text[sentence.start : sentence.end])
    rules = [rule for rule in _load_rules() if any(hint in lowered for hint in rule[1])]
    if not rules:
        return
    masked = _mask_sentence(lowered, sentence, here)
    for relation, _, patterns in rules:
        for found in (found for pattern in patterns for found in pattern.finditer(masked.words)):
            subject = masked.entities[int(found["s"][2:-1])][1]
            thing = masked.entities[int(found["o"][2:-1])][1]
            if subject.id != thing.id:
                yield _Tie(
                    subject=subject.id,
                    relation=relation,
                    object=thing.id,
                    evidence=masked.span_of(found.start(), found.end()),
                    key=masked.span_of(*found.span("key")),
                )


def _held_titles(text: str, here: Sequence[_Named]) -> Iterator[_Tie]:
    """Yield who leads what where `the ABC chief` names a person."""
    for span, person in here:
        if person.kind is MentionKind.PERSON and HolderFinder.is_title(span.quote(text)):
            for inner, actor in here:
                if _LETTERS[actor.kind] == "g" and span.covers(inner):
                    yield _Tie(
                        subject=person.id,
                        relation="leads",
                        object=actor.id,
                        evidence=span,
                        key=span,
                    )


def _write(draft: Draft, sentence: Span, tie: _Tie, made_by: str) -> Claim:
    text = draft.report.text
    is_title = tie.key == tie.evidence
    modality = Modality.ASSERTED
    if not is_title:
        modality = find_modality(text, sentence, tie.key)[0]
        if modality is Modality.ASSERTED:
            modality = _modality_of_speech(draft, tie.key)
    return make_claim(
        report=draft.report.id,
        subject=tie.subject,
        field=tie.relation,
        value=tie.object,
        raw=tie.evidence.quote(text),
        evidence=tie.evidence,
        made_by=made_by,
        sources=() if is_title else find_speakers(draft, tie.key),
        modality=modality,
    )


def _modality_of_speech(draft: Draft, key: Span) -> Modality:
    """Return the modality of the narrowest attribution that holds the words."""
    holding = [a for a in draft.attributions if a.content.covers(key)]
    nearest = min(holding, key=lambda a: a.content.end - a.content.start, default=None)
    return nearest.modality if nearest else Modality.ASSERTED


@lru_cache(maxsize=1)
def _load_rules() -> tuple[_Rule, ...]:
    text = (files("dateline.extract") / "relations.toml").read_text(encoding="utf-8")
    return tuple(
        (
            rule["relation"],
            tuple(rule["hints"].split()),
            tuple(re.compile(_fill(pattern)) for pattern in rule["patterns"]),
        )
        for rule in tomllib.loads(text)["rule"]
    )


def _fill(pattern: str) -> str:
    for name, words in _PARTS.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return pattern
