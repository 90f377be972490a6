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
from dateline.extract.found_spans import FoundSpans, find_parts, find_spans, with_parts
from dateline.extract.statements import find_statements
from dateline.models.files import chosen_model
from dateline.models.manifest import read_manifest
from dateline.models.session import ModelOptions, Session, open_session
from dateline.records.draft import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionOptions:
    """How sure the model must be, 0…1, before something is kept at all.

    The defaults keep doubtful finds: later stages and people decide, and every score is kept.
    """

    min_mention_score: float = 0.5
    min_trigger_score: float = 0.3
    min_part_score: float = 0.3
    min_link_score: float = 0.3
    min_pair_score: float = 0.05
    min_tie_score: float = 0.3
    min_cue_score: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionStage:
    """Fills everything of a draft from `mentions` to `ties`."""

    options: MentionOptions = field(default_factory=MentionOptions)
    model: ModelOptions = field(default_factory=ModelOptions)
    name: str = "mentions"

    @property
    def version(self) -> str:
        """Return the stage's version and the model's: other weights find other things.

        Raises:
            ModelError: the model has no manifest, or a wrong one.
        """
        manifest = read_manifest(self.model.folder or chosen_model())
        return f"2 {manifest.name}/{manifest.version}"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with what the model finds in it.

        Raises:
            ModelError: the model cannot be opened.
        """
        session = open_session(self.model)
        for draft in drafts:
            yield find_mentions(draft, session, self.options)


def find_mentions(draft: Draft, session: Session, options: MentionOptions) -> Draft:
    """Return the draft with everything that the model finds in it, in text order."""
    text = draft.report.text
    scores = session.score([text])[0]
    found = FoundSpans(scores=scores, text=text, labels=session.labels)
    mentions = find_spans(found, "mention", options.min_mention_score)
    triggers = found.triggers(options.min_trigger_score)
    parts = find_parts(found, options.min_part_score)
    links = find_links(found, triggers, mentions, options.min_link_score)
    return replace(
        draft,
        mentions=tuple(with_parts(mention, parts) for mention in found.mentions(mentions)),
        triggers=tuple(one.trigger for one in triggers),
        parts=parts,
        links=links,
        count_links=find_count_links(found, triggers, mentions, options.min_link_score),
        same_events=find_same_events(found, triggers, options.min_pair_score),
        same_entities=find_same_entities(found, mentions, options.min_pair_score),
        statements=find_statements(found, mentions, options.min_cue_score),
        ties=find_ties(found, mentions, options.min_tie_score),
    )
