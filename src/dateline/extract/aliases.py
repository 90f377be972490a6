"""Aliases: which mentions of one report mean the same one, and the names the model missed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.extract.antecedents import join_antecedents
from dateline.extract.group_names import join_actors
from dateline.extract.name_definitions import read_definitions
from dateline.extract.name_search import search_names
from dateline.extract.name_sets import ACTOR_KINDS, SEARCHED_KINDS, NameSets
from dateline.extract.names import fold_name, is_acronym
from dateline.extract.same_person import join_persons
from dateline.extract.titles import HolderFinder, strip_titles
from dateline.extract.traits import PRONOUNS, is_named
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.ids import content_id
from dateline.records.mention import MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasOptions:
    """How like two sets of mentions must be to be one, in the model's calibrated scores, 0…1.

    B-cubed is best at less than a half: chosen on the corpus's `dev` split.
    """

    min_likeness: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasStage:
    """Fills `Draft.entities`, and appends to `Draft.mentions` names that the model missed."""

    options: AliasOptions = AliasOptions()
    name: str = "aliases"
    version: str = "4"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its entities; mentions so far keep their indexes and spans."""
        for draft in drafts:
            yield find_entities(draft, self.options)


def find_entities(draft: Draft, options: AliasOptions = AliasOptions()) -> Draft:
    """Return the draft with its entities, and with the mentions of names that the model missed.

    Rules join names: spellings of one, `X (ABC)`, `X, also known as Y`, the names of one well-known
    group, a surname and its one full name, and `the ABC chief` and the one person whom the report
    calls so; when two could be meant, nothing is joined. What has no name goes where the model's
    pairs put it. Every mention but times has an entity; a bare number counts people.
    """
    sets = NameSets(draft.report.text, draft.mentions)
    _settle_kinds(sets)
    read_definitions(sets)
    search_names(sets)
    join_actors(sets)
    join_persons(sets)
    _join_holders(sets)
    join_antecedents(sets, draft.same_entities, options.min_likeness)
    entities = _assemble(sets, draft.report.id)
    return replace(draft, mentions=tuple(sets.mentions), entities=entities)


def _settle_kinds(sets: NameSets) -> None:
    """Give every mention of a name that is a person here and a body there the likelier kind.

    A full name counts for its surname too. Between one and one a short form is the body's.
    """
    told: dict[str, dict[MentionKind, int]] = defaultdict(lambda: defaultdict(int))
    keys = {index: fold_name(sets.words(index)) for index in sets.of_kinds(SEARCHED_KINDS)}
    for index, key in keys.items():
        kind = sets.mentions[index].kind
        told[key][kind] += 1
        if kind is MentionKind.PERSON and " " in key:
            told[key.rsplit(" ", 1)[1]][kind] += 1
    for index, key in keys.items():
        kinds = told[key]
        if len(kinds) > 1 and MentionKind.PERSON in kinds:
            is_short = is_acronym(sets.words(index))
            kind = max(kinds, key=lambda k: (kinds[k], is_short and k is not MentionKind.PERSON))
            sets.set_kind(index, kind)


def _join_holders(sets: NameSets) -> None:
    """Join `the ABC chief` with the one person whom the report gives that title."""
    finder = HolderFinder(sets.text)
    persons = {sets.mentions[i].span: i for i in sets.of_kinds({MentionKind.PERSON})}
    actors = [(sets.mentions[i].span, sets.find(i)) for i in sets.of_kinds(ACTOR_KINDS)]
    people = {sets.mentions[i].span: i for i in sets.of_kinds({MentionKind.PEOPLE})}
    holders: dict[int, list[set[int]]] = defaultdict(lambda: [set(), set()])
    for span, is_leader, actor in finder.find_holders(list(persons), actors):
        holders[actor][0 if is_leader else 1].add(sets.find(persons[span]))
    for span, actor in finder.find_descriptions(list(persons), actors):
        leaders, founders = holders.get(actor, [set(), set()])
        held = leaders or founders
        if len(held) != 1:
            continue
        holder = next(iter(held))
        inside = next((p for p in (*persons, *people) if span.overlaps(p)), None)
        if inside is None:
            sets.join(holder, sets.add(span, holder))
        elif inside in persons:
            sets.join(holder, persons[inside])


def _assemble(sets: NameSets, report_id: str) -> tuple[Entity, ...]:
    """Return an entity for each set, in the order of their first mentions."""
    by_root: dict[int, list[int]] = defaultdict(list)
    mentions = sets.mentions
    starts = [(mention.span.start, mention.span.end) for mention in mentions]
    for index in sorted(range(len(starts)), key=starts.__getitem__):
        if mentions[index].kind is not MentionKind.TIME:
            by_root[sets.find(index)].append(index)
    entities: dict[str, Entity] = {}
    for members in by_root.values():
        spans = tuple({starts[i]: mentions[i].span for i in members}.values())
        kind = mentions[members[0]].kind
        if len(members) > 1:
            kind = Counter(mentions[index].kind for index in members).most_common(1)[0][0]
        if kind is MentionKind.NUMBER:
            kind = MentionKind.PEOPLE
        name, *aliases = _names_of([span.quote(sets.text) for span in spans], kind)
        entity_id = content_id("entity", report_id, kind.value, name)
        if entity_id in entities:  # others in the same words
            entity_id = content_id("entity", report_id, kind.value, name, spans[0].start)
        if name and entity_id not in entities:
            entities[entity_id] = Entity(
                id=entity_id, kind=kind, name=name, mentions=spans, aliases=tuple(aliases)
            )
    return tuple(entities.values())


def _names_of(quotes: Sequence[str], kind: MentionKind) -> list[str]:
    """Return the fullest name and then the others; only words of the best sort there is.

    Names are better than descriptions, and these than pronouns.
    """
    words = list(dict.fromkeys(_without_article(quote) for quote in quotes))
    if len(words) > 1:
        told = [one for one in words if one.lower() not in PRONOUNS] or words
        words = [one for one in told if is_named(one, kind)] or told
        name = max(words, key=lambda one: _fullness(one, kind))
        words = [name, *(one for one in words if one != name)]
    return words


def _without_article(words: str) -> str:
    return words[4:] if words.startswith(("the ", "The ", "THE ")) else words


def _fullness(words: str, kind: MentionKind) -> tuple[bool, int, bool, int]:
    """Rank names: no short form or description, then more words, mixed case, more letters."""
    plain = strip_titles(words) if kind is MentionKind.PERSON else fold_name(words)
    is_described = kind is MentionKind.PERSON and HolderFinder.is_title(words)
    is_short = is_acronym(words)
    return (not (is_described or is_short), len(plain.split()), not words.isupper(), len(plain))
