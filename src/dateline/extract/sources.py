"""Sources: who is cited in a report, and the words that each answers for.

The model finds the statements; here each speaker becomes a source, the same for all that one
speaker said: who `he`, `the official` and a surname are is known from the entities and from the
mentions that the model holds to be the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.extract.names import fold_name, spells_acronym
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.finding import Statement
from dateline.records.ids import content_id
from dateline.records.mention import MentionKind
from dateline.records.report import Report
from dateline.records.source import Attribution, Modality, Source, SourceKind
from dateline.records.span import Span

UNNAMED_OUTLET = "the report"

_KIND_OF = {
    MentionKind.GROUP: SourceKind.GROUP,
    MentionKind.OUTLET: SourceKind.OUTLET,
    MentionKind.FORCE: SourceKind.NAMED,
    MentionKind.GOVERNMENT: SourceKind.NAMED,
    MentionKind.ORGANISATION: SourceKind.NAMED,
    MentionKind.PLACE: SourceKind.NAMED,
}
_PRONOUNS = frozenset(
    "he she it they him her them his its their i we me us my our this that who one".split()
)
_OWN_WORDS = frozenset({"us", "me", "our", "my", "this"})  # of the outlet that is spoken to
_POINTING = _PRONOUNS | {"the"}  # open words that mean one named elsewhere
_ARTICLES = frozenset({"a", "an", "the", "some", "several", "many"})
_SAME = 0.5  # from which two mentions are one
_NEAR_CHARS = 600  # within which a pronoun that nothing explains is the speaker before it


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStage:
    """Fills `Draft.cited` and `Draft.attributions`."""

    name: str = "sources"
    version: str = "2"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its sources, the report's own outlet first."""
        for draft in drafts:
            cited, attributions = find_sources(draft)
            yield replace(draft, cited=cited, attributions=attributions)


def find_sources(draft: Draft) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """Return who is cited and what each is said to have said, in text order.

    The first source is the report's own outlet: it answers for what is put as less than fact by a
    cue that names nobody (`was accused of …`).
    """
    register = _Register(draft)
    attributions: dict[Attribution, None] = {}
    for statement in sorted(draft.statements, key=lambda one: one.cue):
        attributions.update(dict.fromkeys(register.attribute(statement)))
    ordered = sorted(attributions, key=lambda one: one.content)
    return tuple(register.cited), tuple(ordered)


def find_speakers(draft: Draft, evidence: Span) -> tuple[str, ...]:
    """Return the ids of the sources that answer for these words, nearest speaker first.

    An outlet that a source spoke to follows the source. Empty means the report itself.
    """
    if not draft.cited:
        return ()
    by_id = {source.id: source for source in draft.cited}
    own = draft.cited[0].id
    outlets = {s.name: s.id for s in draft.cited if s.kind is SourceKind.OUTLET}
    said = [a for a in draft.attributions if a.source != own and a.content.covers(evidence)]
    chain: dict[str, None] = {}
    for attribution in sorted(said, key=lambda a: a.content.end - a.content.start):
        source = by_id.get(attribution.source)
        if source is None:
            continue
        chain[source.id] = None
        if source.told in outlets:
            chain[outlets[source.told]] = None
    return tuple(chain)


def own_source(report: Report) -> Source:
    """Return the report's own outlet as a source."""
    name = report.outlet or UNNAMED_OUTLET
    kind = SourceKind.OUTLET
    return Source(id=content_id("source", report.id, kind.value, name, None), kind=kind, name=name)


class _Register:
    """Who has been cited so far in one report."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.text = draft.report.text
        self.entities = {span: entity for entity in draft.entities for span in entity.mentions}
        self.kinds = {mention.span: mention.kind for mention in draft.mentions}
        self.same = _same_spans(draft)
        self.cited = [own_source(draft.report)]
        self.last: tuple[int, Source] | None = None

    def attribute(self, statement: Statement) -> Iterator[Attribution]:
        """Yield what each speaker of the statement answers for."""
        told = self._outlet_told(statement)
        speakers: list[tuple[Source, Span | None]] = [
            (self._source_of(span, statement, told), span) for span in statement.sources
        ]
        if not speakers and statement.modality is not Modality.ASSERTED:
            speakers = [(self.cited[0], None)]
        for source, span in speakers:
            for content in statement.contents:
                yield Attribution(
                    source=source.id,
                    content=content,
                    modality=statement.modality,
                    cue=statement.cue,
                    speaker=span,
                )

    def _outlet_told(self, statement: Statement) -> str | None:
        """Return the outlet that is spoken to, which is cited too; null for the report's own."""
        for span in statement.told:
            entity = next(iter(self._entities_of(span)), None)
            name = entity.name if entity else span.quote(self.text)
            if not _is_pronoun(name) and not self._is_own(name):
                self._cite(span, statement, SourceKind.OUTLET, name, entity=entity)
                return name
        return None

    def _is_own(self, name: str) -> bool:
        """Say whether the outlet is the report's own, in full, in part or as initials."""
        own, other = fold_name(self.cited[0].name), fold_name(name)
        is_own = f" {other} " in f" {own} " or spells_acronym(name, self.cited[0].name)
        return is_own or other.split(" ")[0] in _OWN_WORDS

    def _source_of(self, span: Span, statement: Statement, told: str | None) -> Source:
        """Return the source that these words name: one cited before, or a new one."""
        entities = self._entities_of(span)
        source = self._cited_before(span, entities, told)
        if source is None:
            entity = entities[0] if entities else None
            kind, name = self._kind_of(span, statement), self._name_of(span, entity)
            source = self._cite(span, statement, kind, name, told, entity)
        self.last = (statement.cue.end, source)
        return source

    def _cited_before(
        self, span: Span, entities: Sequence[Entity], told: str | None
    ) -> Source | None:
        """Return the source cited before whom a known entity, `the official` or `he` means."""
        for entity in entities:
            for source in reversed(self.cited[1:]):
                if source.entity == entity.id and told in {None, source.told}:
                    return source
        if not entities and _is_pronoun(span.quote(self.text)) and self.last:
            end, source = self.last
            return source if span.start - end <= _NEAR_CHARS else None
        return None

    def _entities_of(self, span: Span) -> list[Entity]:
        """Return whom the words name; of `she`, `the official` also whom mentions of the same."""
        points_back = span.quote(self.text).lower().split(" ")[0] in _POINTING
        same = self.same.get(span, ()) if points_back else ()
        entities = (self.entities.get(one) for one in (span, *same))
        return [entity for entity in entities if entity and not _is_pronoun(entity.name)]

    def _kind_of(self, span: Span, statement: Statement) -> SourceKind:
        kind = self.kinds.get(span)
        if kind is None and len(statement.sources) > 1:
            return SourceKind.DOCUMENT  # the paper beside the group that signed it
        return _KIND_OF.get(kind, statement.kind) if kind else statement.kind

    def _name_of(self, span: Span, entity: Entity | None) -> str:
        if entity and entity.kind is not MentionKind.PEOPLE:
            return entity.name
        words = span.quote(self.text)
        first, _, rest = words.partition(" ")
        return rest if rest and first.lower() in _ARTICLES else words

    def _cite(
        self,
        span: Span,
        statement: Statement,
        kind: SourceKind,
        name: str,
        told: str | None = None,
        entity: Entity | None = None,
    ) -> Source:
        """Return the source of this name, added to those cited when it is new."""
        owner = entity.id if entity else None
        source_id = content_id("source", self.draft.report.id, kind.value, name, told)
        known = next((one for one in self.cited if one.id == source_id), None)
        if known and known.entity and owner and known.entity != owner:  # others in the same words
            source_id = content_id("source", source_id, owner)
            known = next((one for one in self.cited if one.id == source_id), None)
        if known:
            return known
        source = Source(
            id=source_id, kind=kind, name=name, entity=owner, told=told, cue=statement.cue,
            span=span,
        )  # fmt: skip
        self.cited.append(source)
        return source


def _same_spans(draft: Draft) -> dict[Span, list[Span]]:
    """Return for each mention the others that the model holds to be the same, surest first."""
    same: dict[Span, list[tuple[float, Span]]] = {}
    for pair in draft.same_entities:
        if pair.score >= _SAME:
            first, second = (draft.mentions[n].span for n in (pair.first, pair.second))
            same.setdefault(first, []).append((-pair.score, second))
            same.setdefault(second, []).append((-pair.score, first))
    return {span: [other for _, other in sorted(others)] for span, others in same.items()}


def _is_pronoun(words: str) -> bool:
    return words.lower() in _PRONOUNS
