"""Our own corpus: whole reports, and sentences of GMB, with every head labelled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dateline.records.event import ParticipantStatus
from dateline.records.mention import MentionKind
from dateline.records.span import Span
from training.corpus.records import Annotated, MentionMark, TriggerMark
from training.example import (
    PAIRS,
    PART_ROLES,
    ROLES,
    Example,
    Labelled,
    Query,
    Stretch,
)

_TIED = frozenset({MentionKind.PERSON, MentionKind.GROUP, MentionKind.PEOPLE, MentionKind.FORCE,
                   MentionKind.ORGANISATION})  # fmt: skip
_COMMON_TIES = ("leads", "member_of", "part_of", "family_of")


def load(reports: Iterable[Annotated], dataset: str = "corpus") -> Iterator[Example]:
    """Yield an example for each report, nothing left open."""
    for report in reports:
        yield to_example(report, dataset)


def to_example(told: Annotated, dataset: str) -> Example:
    """Return the annotation as an example.

    A sentence without a record says nothing of who speaks and of ties. Who fills a role of an event
    is asked of the trigger nearest to each filler; of farther triggers of that event it is unsure.
    """
    is_whole = bool(told.header.style)
    sources = {span for one in told.statements for span in one.sources}
    cues = {span for one in told.statements for span in one.cues}
    types = {event.number: event for event in told.events}
    triggers = sorted(told.triggers, key=lambda one: one.span)
    return Example(
        text=told.text,
        dataset=dataset,
        mentions=tuple(_labelled(one.span, one.kind.value) for one in told.mentions),
        open_kinds=frozenset(),
        triggers=tuple(_labelled(one.span, types[one.event].type) for one in triggers),
        parts=tuple(_parts(told.mentions)),
        speech=_flat(
            [_labelled(span, "cue") for span in cues]
            + [_labelled(span, "source") for span in sources]
        ),
        contents=tuple(sorted({_at(span) for one in told.statements for span in one.contents})),
        moods=(
            *(_labelled(one.span, types[one.event].modality.value) for one in triggers),
            *(
                _labelled(span, one.modality.value)
                for one in told.statements
                for span in one.cues
                if is_whole
            ),
        ),
        recalls=tuple(
            _labelled(one.span, "background" if types[one.event].background else "news")
            for one in triggers
        ),
        voices=tuple(
            _labelled(span, one.kind.value)
            for one in told.statements
            for span in one.sources
            if is_whole
        ),
        queries=(
            *_ask_triggers(triggers, told.mentions),
            *_ask_mentions(told.mentions),
            *_ask_cues(told),
            *(_ask_ties(told) if is_whole else ()),
        ),
    )


def _at(span: Span) -> Stretch:
    return Stretch(span.start, span.end)


def _labelled(span: Span, label: str) -> Labelled:
    return Labelled(span.start, span.end, frozenset({label}))


def _flat(labelled: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """Return the stretches in text order, the first of any that overlap."""
    kept: list[Labelled] = []
    for one in sorted(labelled, key=lambda each: (each.start, each.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
    return tuple(kept)


def _parts(mentions: Sequence[MentionMark]) -> Iterator[Labelled]:
    for mention in mentions:
        played = frozenset(r.role.value for r in mention.roles if r.role.value in PART_ROLES)
        if played:
            yield Labelled(mention.span.start, mention.span.end, played)


def _ask_triggers(
    triggers: Sequence[TriggerMark], mentions: Sequence[MentionMark]
) -> Iterator[Query]:
    """Yield what each trigger is asked: its fillers, counts, their status, and its fellows."""
    fillers: dict[tuple[int, str], list[Span]] = defaultdict(list)
    doubted: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for mention in mentions:
        for role in mention.roles:
            fillers[role.event, role.role.value].append(mention.span)
            if role.status is not ParticipantStatus.ASSERTED:
                doubted[role.event, role.status.value].append(mention.span)
        for count in mention.counts:
            fillers[count.event, count.what.value].append(mention.span)
    everywhere = tuple(_at(one.span) for one in triggers)
    for trigger in triggers:
        asker, number = _at(trigger.span), trigger.event
        fellows = [one.span for one in triggers if one.event == number]
        for relation in (*ROLES, *PAIRS["count"]):
            near, far = _by_nearness(trigger.span, fellows, fillers[number, relation])
            yield Query(relation=relation, asker=asker, answers=near, unsure=far)
        parts = tuple(
            _at(span) for role in ("attacker", "target", "victim") for span in fillers[number, role]
        )
        for status in PAIRS["status"]:
            answers = tuple(_at(span) for span in doubted[number, status])
            yield Query(relation=status, asker=asker, answers=answers, scope=parts)
        others = tuple(_at(span) for span in fellows if span != trigger.span)
        yield Query(relation="same", asker=asker, answers=others, scope=everywhere, unsure=(asker,))


def _by_nearness(
    asker: Span, fellows: Sequence[Span], fillers: Sequence[Span]
) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Return the fillers that no other trigger of the event is nearer to, and the others."""
    near: list[Stretch] = []
    far: list[Stretch] = []
    for span in fillers:
        nearest = min(_gap(span, fellow) for fellow in fellows)
        (near if _gap(span, asker) <= nearest else far).append(_at(span))
    return tuple(near), tuple(far)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _ask_mentions(mentions: Sequence[MentionMark]) -> Iterator[Query]:
    keyed = [one for one in mentions if one.key]
    everywhere = tuple(_at(one.span) for one in keyed)
    for one in keyed:
        asker = _at(one.span)
        answers = tuple(
            _at(other.span) for other in keyed if other.key == one.key and other is not one
        )
        yield Query(
            relation="coreference", asker=asker, answers=answers, scope=everywhere, unsure=(asker,)
        )


def _ask_cues(told: Annotated) -> Iterator[Query]:
    for one in told.statements:
        for cue in one.cues:
            asker = _at(cue)
            for relation, spans in (
                ("source", one.sources),
                ("content", one.contents),
                ("told", one.told),
            ):
                answers = tuple(_at(span) for span in spans)
                yield Query(relation=relation, asker=asker, answers=answers, unsure=(asker,))


def _ask_ties(told: Annotated) -> Iterator[Query]:
    """Yield what each mention is asked of its ties: sure at the nearest pair of mentions only."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for one in told.mentions:
        if one.key:
            spans[one.key].append(one.span)
    answers: dict[tuple[Span, str], list[Stretch]] = defaultdict(list)
    unsure: dict[tuple[Span, str], list[Stretch]] = defaultdict(list)
    for tie in told.ties:
        pairs = [(a, b) for a in spans[tie.subject] for b in spans[tie.object]]
        nearest = min((_gap(a, b) for a, b in pairs), default=0)
        for a, b in pairs:
            (answers if _gap(a, b) <= nearest else unsure)[a, tie.relation].append(_at(b))
    everywhere = tuple(_at(one.span) for one in told.mentions if one.key)
    for one in told.mentions:
        if one.key and one.kind in _TIED:
            asked = {relation for span, relation in answers if span == one.span}
            for relation in sorted({*_COMMON_TIES, *asked}):
                yield Query(
                    relation=relation,
                    asker=_at(one.span),
                    answers=tuple(answers[one.span, relation]),
                    scope=everywhere,
                    unsure=(_at(one.span), *unsure[one.span, relation]),
                )
