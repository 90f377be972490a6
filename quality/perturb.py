"""Writes annotated reports in other manners, to measure what a reading owes to how a text is set.

Each variant is a pure function of the text, and every span moves with its words. What stands above
the text (outlet, byline, date of publication) is left as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from training.corpus.records import Annotated, MentionMark, Statement, TriggerMark
from training.edits import Edit, Plan, plan_edits
from training.rewrites import case_edits, mojibake_edits, spelling_edits, unmark_edits

from dateline.records.mention import MentionKind
from dateline.records.span import Span

_NAMED = frozenset({MentionKind.PERSON, MentionKind.PLACE})


def perturb(told: Annotated, variant: str) -> Annotated:
    """Return the report in one of `VARIANTS`, its id unchanged.

    Raises:
        ValueError: there is no such variant.
    """
    if variant not in VARIANTS:
        raise ValueError(f"no variant {variant!r}: there are {', '.join(VARIANTS)}")
    return edit_annotated(told, VARIANTS[variant](told))


def edit_annotated(told: Annotated, edits: Iterable[Edit]) -> Annotated:
    """Return the report with the edits that keep its spans' laws made, and every span moved."""
    plan = plan_edits(told.text, edits, ((one.start, one.end) for one in spans_of(told)))
    return replace(
        told,
        text=plan.write(told.text),
        mentions=tuple(_mention(one, plan) for one in told.mentions),
        triggers=tuple(
            TriggerMark(span=_moved(one.span, plan), event=one.event) for one in told.triggers
        ),
        figurative=_all_moved(told.figurative, plan),
        statements=tuple(_statement(one, plan) for one in told.statements),
    )


def spans_of(told: Annotated) -> Iterator[Span]:
    """Yield every span of the report."""
    yield from (one.span for one in told.mentions)
    yield from (one.span for one in told.triggers)
    yield from told.figurative
    for statement in told.statements:
        yield from statement.sources
        yield from statement.cues
        yield from statement.told
        yield from statement.contents


def _upper(told: Annotated) -> list[Edit]:
    return case_edits(told.text, str.upper)


def _lower(told: Annotated) -> list[Edit]:
    return case_edits(told.text, str.lower)


def _no_punctuation(told: Annotated) -> list[Edit]:
    return unmark_edits(told.text)


def _mojibake(told: Annotated) -> list[Edit]:
    return mojibake_edits(told.text, curl=True)


def _american(told: Annotated) -> list[Edit]:
    return _spelled(told, "american")


def _british(told: Annotated) -> list[Edit]:
    return _spelled(told, "british")


VARIANTS: Mapping[str, Callable[[Annotated], list[Edit]]] = {
    "upper": _upper,
    "lower": _lower,
    "no_punctuation": _no_punctuation,
    "mojibake": _mojibake,
    "american": _american,
    "british": _british,
}


def _spelled(told: Annotated, to: str) -> list[Edit]:
    spared = [(one.span.start, one.span.end) for one in told.mentions if one.kind in _NAMED]
    return spelling_edits(told.text, to, spared)


def _moved(span: Span, plan: Plan) -> Span:
    return Span(*plan.move(span.start, span.end))


def _all_moved(spans: Iterable[Span], plan: Plan) -> tuple[Span, ...]:
    return tuple(_moved(one, plan) for one in spans)


def _mention(one: MentionMark, plan: Plan) -> MentionMark:
    return replace(one, span=_moved(one.span, plan))


def _statement(one: Statement, plan: Plan) -> Statement:
    return replace(
        one,
        sources=_all_moved(one.sources, plan),
        cues=_all_moved(one.cues, plan),
        told=_all_moved(one.told, plan),
        contents=_all_moved(one.contents, plan),
    )
