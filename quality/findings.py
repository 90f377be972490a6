"""What the model finds in reports of our corpus, beside what annotators marked in them.

Right is a finding where the gold has one of the same label over the same words: a mention has the
gold's kind and its very span; a trigger or part overlaps a gold one of its type or role; a link or
a tie stands between words that overlap those of the gold's. Whether two triggers or two mentions
are the same, and how a trigger puts its event, is asked only where the gold marks them too: of
others nobody says what would be right.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from itertools import combinations

from training.corpus.records import Annotated

from dateline.extract.found_spans import FoundSpans, find_spans
from dateline.models.thresholds import ROLE_KINDS
from dateline.records.draft import Draft
from dateline.records.event import CountKind
from dateline.records.finding import CountLink, Link
from dateline.records.mention import Role
from dateline.records.source import Modality
from dateline.records.span import Span
from quality.calibration import Candidate, Findings

Kinds = Mapping[str, Findings]
_PARTS = (Role.ATTACKER, Role.TARGET, Role.VICTIM, Role.WEAPON)


class Gold:
    """One annotated report with the look-ups that findings are compared by."""

    def __init__(self, told: Annotated) -> None:
        """Keep a report."""
        self.told = told

    @cached_property
    def fillers(self) -> dict[tuple[int, str], list[Span]]:
        """Return the words that fill a role of an event, or count somebody of it."""
        found: dict[tuple[int, str], list[Span]] = defaultdict(list)
        for mention in self.told.mentions:
            for label in dict.fromkeys((role.event, role.role.value) for role in mention.roles):
                found[label].append(mention.span)
            for label in dict.fromkeys((one.event, one.what.value) for one in mention.counts):
                found[label].append(mention.span)
        return dict(found)

    def events_at(self, span: Span) -> list[int]:
        """Return the events that these words tell of."""
        told = (one.event for one in self.told.triggers if one.span.overlaps(span))
        return list(dict.fromkeys(told))

    def fillings(self, event: int, label: str, mention: Span) -> list[Hashable]:
        """Return the fillers that these words hit."""
        return [
            (self.told.id, event, label, filler)
            for filler in self.fillers.get((event, label), ())
            if filler.overlaps(mention)
        ]

    def count_fillers(self, *labels: str) -> int:
        """Return how many words fill these roles, or count these people."""
        return sum(len(spans) for (_, label), spans in self.fillers.items() if label in labels)


def gather_spans(told: Annotated, draft: Draft, kinds: Kinds) -> None:
    """Add the mentions, triggers, parts and cues of a draft to their kinds, right or wrong.

    So is the report: right when it tells of an event, scored as its surest trigger.
    """
    surest = max((one.score for one in draft.triggers), default=0.0)
    _add(kinds["report"], surest, [told.id] if told.events else [])
    kinds["report"].total += bool(told.events)
    marked = {(one.span, one.kind) for one in told.mentions}
    for mention in draft.mentions:
        item = (mention.span, mention.kind)
        _add(kinds["mention"], mention.score, [(told.id, item)] if item in marked else [])
    kinds["mention"].total += len(marked)
    types = {event.number: event.type for event in told.events}
    roles = {(m.span, r.role.value) for m in told.mentions for r in m.roles if r.role in _PARTS}
    for kind, found, gold in (
        (
            "trigger",
            [(one.span, one.type, one.score) for one in draft.triggers],
            {(one.span, types[one.event]) for one in told.triggers},
        ),
        ("part", [(one.span, one.role.value, one.score) for one in draft.parts], roles),
        (
            "cue",
            [(one.cue, "cue", one.score) for one in draft.statements],
            {(span, "cue") for one in told.statements for span in one.cues},
        ),
    ):
        for span, label, score in found:
            hit = [(told.id, one) for one in gold if one[1] == label and one[0].overlaps(span)]
            _add(kinds[kind], score, hit)
        kinds[kind].total += len(gold)


def gather_links(told: Annotated, draft: Draft, kinds: Kinds) -> None:
    """Add what is tied to the triggers and mentions of a draft to its kinds, right or wrong.

    Words that are linked to several triggers of one event are linked to it once, by the best score,
    as in a reading.
    """
    gold = Gold(told)
    links: list[tuple[str, str, Link | CountLink]] = [
        *((ROLE_KINDS[one.role], one.role.value, one) for one in draft.links),
        *(("count", one.what.value, one) for one in draft.count_links),
    ]
    best: dict[tuple[str, str, int, int], float] = {}
    for kind, label, link in links:
        nobody = -1 - link.trigger  # a trigger of no event
        for event in gold.events_at(draft.triggers[link.trigger].span) or [nobody]:
            key = (kind, label, event, link.mention)
            best[key] = max(best.get(key, 0.0), link.score)
    for (kind, label, event, mention), score in best.items():
        _add(kinds[kind], score, gold.fillings(event, label, draft.mentions[mention].span))
    for role, kind in ROLE_KINDS.items():
        kinds[kind].total += gold.count_fillers(role.value)
    kinds["count"].total += gold.count_fillers(*(what.value for what in CountKind))
    _gather_same_events(gold, draft, kinds["same_event"])
    _gather_same_entities(told, draft, kinds["same_entity"])
    _gather_ties(told, draft, kinds["tie"])


def gather_moods(told: Annotated, found: FoundSpans, kinds: Kinds) -> None:
    """Add how triggers put their events to its kinds, right or wrong."""
    gold = Gold(told)
    events = {event.number: event for event in told.events}
    for one in found.triggers():
        at = gold.events_at(one.trigger.span)
        if not at:
            continue
        modality, score = found.best_label("mood", one.run)
        same = [(told.id, n) for n in at if events[n].modality is Modality(modality)]
        _add(kinds["modality"], score, same)
        recalled = [(told.id, n) for n in at if events[n].background]
        _add(kinds["background"], one.trigger.background, recalled)
    kinds["modality"].total += len(events)
    kinds["background"].total += sum(event.background for event in told.events)


def gather_sources(told: Annotated, found: FoundSpans, kinds: Kinds) -> None:
    """Add who speaks by which cue to its kind, right or wrong."""
    runs = find_spans(found, "speech", found.thresholds.least_raw("cue"))
    cues, speakers = ([one for one in runs if one.label == part] for part in ("cue", "source"))
    askers = [found.pieces(cue)[0] for cue in cues]
    scores = found.scores.pairs("source", askers, [found.pieces(one) for one in speakers])
    spans = [found.words.span(one.first, one.last) for one in speakers]
    for number, cue in enumerate(cues):
        at = found.words.span(cue.first, cue.last)
        said = [one for one in told.statements if any(span.overlaps(at) for span in one.cues)]
        for span, score in zip(spans, scores[number].tolist(), strict=True):
            hit = [
                (told.id, one.number, source)
                for one in said
                for source in one.sources
                if source.overlaps(span)
            ]
            _add(kinds["source"], score, hit)
    kinds["source"].total += sum(len(set(one.sources)) for one in told.statements)


def _gather_same_events(gold: Gold, draft: Draft, findings: Findings) -> None:
    marked = sorted({(one.span, one.event) for one in gold.told.triggers})
    pairs = [(a, b) for (a, one), (b, other) in combinations(marked, 2) if one == other]
    spans = [one.span for one in draft.triggers]
    for pair in draft.same_events:
        first, second = sorted((spans[pair.first], spans[pair.second]))
        if gold.events_at(first) and gold.events_at(second):
            hit = [(gold.told.id, a, b) for a, b in pairs
                   if a.overlaps(first) and b.overlaps(second)]  # fmt: skip
            _add(findings, pair.score, hit)
    findings.total += len(pairs)


def _gather_same_entities(told: Annotated, draft: Draft, findings: Findings) -> None:
    keys = {one.span: one.key for one in told.mentions if one.key}
    spans = [one.span for one in draft.mentions]
    for pair in draft.same_entities:
        first, second = spans[pair.first], spans[pair.second]
        if first in keys and second in keys:
            is_same = keys[first] == keys[second]
            _add(findings, pair.score, [(told.id, first, second)] if is_same else [])
    findings.total += sum(keys[a] == keys[b] for a, b in combinations(keys, 2))


def _gather_ties(told: Annotated, draft: Draft, findings: Findings) -> None:
    keys = [
        {one.key for one in told.mentions if one.key and one.span.overlaps(mention.span)}
        for mention in draft.mentions
    ]
    gold = {(one.subject, one.relation, one.object) for one in told.ties}
    for tie in draft.ties:
        hit = [
            (told.id, one)
            for one in gold
            if one[1] == tie.relation and one[0] in keys[tie.subject] and one[2] in keys[tie.object]
        ]
        _add(findings, tie.score, hit)
    findings.total += len(gold)


def _add(findings: Findings, score: float, golds: Iterable[Hashable]) -> None:
    findings.candidates.append(Candidate(score=score, golds=tuple(golds)))
