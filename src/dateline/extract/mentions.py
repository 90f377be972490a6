"""Mentions, triggers and all that ties them: everything that the one pass of the model finds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dateline.extract.found_pairs import (
    find_count_links,
    find_links,
    find_same_entities,
    find_same_events,
    find_ties,
)
from dateline.extract.found_spans import (
    FoundSpans,
    FoundTrigger,
    find_parts,
    find_spans,
    with_parts,
)
from dateline.extract.statements import find_statements
from dateline.models.files import chosen_model
from dateline.models.manifest import read_manifest
from dateline.models.session import ModelOptions, Session, open_session
from dateline.models.thresholds import (
    ROLE_KINDS,
    THRESHOLDS_NAME,
    Thresholds,
    read_thresholds,
)
from dateline.records.draft import Draft
from dateline.records.report import ReadWarning


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionOptions:
    """How sure the model must be, 0…1 and calibrated, before something is kept at all.

    Null means what the model's own thresholds say. Nothing decides again later: all that is kept
    counts. Only pairs are kept while they are doubtful, as whoever groups them weighs all.
    """

    min_mention_score: float | None = None
    min_trigger_score: float | None = None
    min_part_score: float | None = None
    min_link_score: float | None = None
    min_tie_score: float | None = None
    min_cue_score: float | None = None
    min_pair_score: float = 0.05

    def change(self, thresholds: Thresholds) -> Thresholds:
        """Return the thresholds with what these options say instead."""
        told = {
            "mention": self.min_mention_score,
            "trigger": self.min_trigger_score,
            "part": self.min_part_score,
            **dict.fromkeys((*ROLE_KINDS.values(), "count"), self.min_link_score),
            "tie": self.min_tie_score,
            "cue": self.min_cue_score,
            **dict.fromkeys(("same_event", "same_entity"), self.min_pair_score),
        }
        return thresholds.keep_from(
            {kind: least for kind, least in told.items() if least is not None}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionStage:
    """Fills everything of a draft from `mentions` to `ties`."""

    options: MentionOptions = field(default_factory=MentionOptions)
    model: ModelOptions = field(default_factory=ModelOptions)
    name: str = "mentions"

    @property
    def version(self) -> str:
        """Return the stage's version and the model's: other weights find other things.

        So do other thresholds, which stand there by the start of their digest.

        Raises:
            ModelError: the model has no manifest, or a wrong one.
        """
        manifest = read_manifest(self.model.folder or chosen_model())
        file = manifest.files.get(THRESHOLDS_NAME)
        thresholds = f" thresholds/{file.sha256[:8]}" if file else ""
        return f"4 {manifest.name}/{manifest.version}{thresholds}"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with what the model finds in it.

        Raises:
            ModelError: the model or its thresholds cannot be opened.
        """
        session = open_session(self.model)
        told = read_thresholds(self.model.folder or chosen_model())
        thresholds = self.options.change(told)
        for draft in drafts:
            yield fill_draft(draft, read_scores(draft, session, thresholds))


def read_scores(draft: Draft, session: Session, thresholds: Thresholds) -> FoundSpans:
    """Return what the model says of the draft's text."""
    text = draft.report.text
    scores = session.score([text])[0]
    return FoundSpans(scores=scores, text=text, labels=session.labels, thresholds=thresholds)


def fill_draft(draft: Draft, found: FoundSpans) -> Draft:
    """Return the draft with everything that is found in its text, in text order."""
    mentions = find_spans(found, "mention", found.thresholds.least_raw("mention"))
    triggers, doubtful = _sure_triggers(found)
    parts = find_parts(found)
    return replace(
        draft.with_warnings(*doubtful),
        mentions=tuple(with_parts(mention, parts) for mention in found.mentions(mentions)),
        triggers=tuple(one.trigger for one in triggers),
        parts=parts,
        links=find_links(found, triggers, mentions),
        count_links=find_count_links(found, triggers, mentions),
        same_events=find_same_events(found, triggers),
        same_entities=find_same_entities(found, mentions),
        statements=tuple(
            replace(statement, score=found.calibrate("cue", statement.score))
            for statement in find_statements(found, mentions, found.thresholds.least_raw("cue"))
        ),
        ties=find_ties(found, mentions),
    )


def _sure_triggers(found: FoundSpans) -> tuple[list[FoundTrigger], tuple[ReadWarning, ...]]:
    """Return the triggers; none, and a warning, where not even the surest says a report has any.

    Sport and business are full of attacks: each alone may be one, and none is likely.
    """
    triggers = found.triggers()
    surest = max(triggers, key=lambda one: one.run.score, default=None)
    if surest is None or surest.run.score >= found.thresholds.least_raw("report"):
        return triggers, ()
    warning = ReadWarning(
        code="doubtful_events",
        message="Words may tell of events, but nothing in the report makes any of them likely.",
        quote=surest.trigger.span.quote(found.text),
    )
    return [], (warning,)
