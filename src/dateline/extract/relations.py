"""Relations: standing ties between two entities, such as who leads or founded a group."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

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
    MentionKind.PERSON: "P",
    MentionKind.GROUP: "G",
    MentionKind.FORCE: "G",
    MentionKind.GOVERNMENT: "G",
    MentionKind.ORGANISATION: "G",
    MentionKind.OUTLET: "G",
    MentionKind.PEOPLE: "H",
    MentionKind.PLACE: "L",
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
    "PH": "<[phk]\\d+>",
    "A": "<[pghk]\\d+>",
    "APP": "(?: ?\\([^()]{1,40}\\))?(?:, [^,;]{1,140},)?",
    "BR": "(?: ?\\([^()]{1,40}\\))?",
    "W": "(?:[\\w'-]+ ){0,6}?",
    "THE": "(?:the |an? |its |their |his )?",
    "LEADER": f"(?:{LEADER})",
    "KIN": f"(?:{_KIN})",
}


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
    for sentence in draft.sentences:
        masked = _mask_sentence(draft, sentence)
        for tie in (*_told_ties(masked), *_held_titles(draft, sentence)):
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
    entities: tuple[tuple[Entity, Span], ...]

    def to_text(self, offset: int) -> int:
        """Return where in the text a place in the masked words outside mentions stands."""
        at, origin = max(pair for pair in self.starts if pair[0] <= offset)
        return origin + offset - at

    def span_of(self, start: int, end: int) -> Span:
        """Return the span in the text of a stretch that starts and ends outside mentions."""
        first = re.match(r"<[a-z](\d+)>", self.words[start:])
        last = re.search(r"<[a-z](\d+)>$", self.words[start:end])
        low = self.entities[int(first[1])][1].start if first else self.to_text(start)
        high = self.entities[int(last[1])][1].end if last else self.to_text(end)
        return Span(low, max(low, high))


def _mask_sentence(draft: Draft, sentence: Span) -> _Masked:
    """Return the sentence with the longest of overlapping mentions masked."""
    here = [
        (span, entity)
        for entity in draft.entities
        if entity.kind in _LETTERS
        for span in entity.mentions
        if sentence.covers(span)
    ]
    here.sort(key=lambda pair: (pair[0].start, -pair[0].end))
    lowered = lower_text(draft.report.text[sentence.start : sentence.end]).replace("<", " ")
    words, at = "", sentence.start
    starts = [(0, sentence.start)]
    entities: list[tuple[Entity, Span]] = []
    for span, entity in here:
        if span.start < at:
            continue
        words += lowered[at - sentence.start : span.start - sentence.start]
        letter = _LETTERS[entity.kind].lower()
        if letter == "h" and _HIS_KIN.search(span.quote(draft.report.text).lower()):
            letter = "k"
        words += f"<{letter}{len(entities)}>"
        entities.append((entity, span))
        at = span.end
        starts.append((len(words), at))
    words += lowered[at - sentence.start :]
    return _Masked(words=words, starts=tuple(starts), entities=tuple(entities))


def _told_ties(masked: _Masked) -> Iterator[_Tie]:
    """Yield what the patterns of `relations.toml` find."""
    if len(masked.entities) < 2:
        return
    for relation, hint, patterns in _load_rules():
        if not hint.search(masked.words):
            continue
        for pattern in patterns:
            for found in pattern.finditer(masked.words):
                subject = masked.entities[int(found["s"][2:-1])][0]
                thing = masked.entities[int(found["o"][2:-1])][0]
                if subject.id != thing.id:
                    yield _Tie(
                        subject=subject.id,
                        relation=relation,
                        object=thing.id,
                        evidence=masked.span_of(found.start(), found.end()),
                        key=masked.span_of(*found.span("key")),
                    )


def _held_titles(draft: Draft, sentence: Span) -> Iterator[_Tie]:
    """Yield who leads what where `the ABC chief` names a person."""
    for person in draft.entities:
        if person.kind is not MentionKind.PERSON:
            continue
        for span in person.mentions:
            words = span.quote(draft.report.text)
            if not sentence.covers(span) or not HolderFinder.is_title(words):
                continue
            for actor in draft.entities:
                is_inside = any(span.covers(inner) for inner in actor.mentions)
                if _LETTERS.get(actor.kind) == "G" and is_inside:
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
def _load_rules() -> tuple[tuple[str, re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    """Return `(relation, hint, patterns)`: the hint is one of the key words, cheap to look for."""
    text = (files("dateline.extract") / "relations.toml").read_text(encoding="utf-8")
    rules = []
    for rule in tomllib.loads(text)["rule"]:
        patterns = [_fill(pattern) for pattern in rule["patterns"]]
        keys = "|".join(f"(?:{_key_of(pattern)})" for pattern in patterns)
        rules.append((rule["relation"], re.compile(keys), tuple(re.compile(p) for p in patterns)))
    return tuple(rules)


def _fill(pattern: str) -> str:
    for name, words in _PARTS.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return pattern


def _key_of(pattern: str) -> str:
    """Return the words inside `(?P<key>…)`, without names of groups inside."""
    start = pattern.index("(?P<key>") + len("(?P<key>")
    depth, at = 1, start
    while depth:
        depth += {"(": 1, ")": -1}.get(pattern[at], 0)
        at += 1
    return re.sub(r"\?P<\w+>", "?:", pattern[start : at - 1])
