"""Aliases: which mentions of one report name the same one, and the mentions the model missed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.extract.group_names import join_actors
from dateline.extract.name_definitions import read_definitions
from dateline.extract.name_search import search_names
from dateline.extract.name_sets import ACTOR_KINDS, SEARCHED_KINDS, NameSets
from dateline.extract.names import fold_name, is_acronym
from dateline.extract.same_person import join_persons
from dateline.extract.titles import HolderFinder, strip_titles
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.ids import content_id
from dateline.records.mention import Mention, MentionKind
from dateline.records.span import Span

_NO_ENTITIES = frozenset({MentionKind.TIME, MentionKind.NUMBER})
_DEFINITE = re.compile(r"(?:the|these|those|both)\s+", re.IGNORECASE)
_ONE_MORE = re.compile(r"(?:an?|another|some|several|other|two|three|\d+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasStage:
    """Fills `Draft.entities`, and appends to `Draft.mentions` names that the model missed."""

    name: str = "aliases"
    version: str = "3"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its entities; mentions so far keep their indexes and spans."""
        for draft in drafts:
            mentions, entities = find_entities(draft.report.id, draft.report.text, draft.mentions)
            yield replace(draft, mentions=mentions, entities=entities)


def find_entities(
    report_id: str, text: str, mentions: Sequence[Mention]
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Return the mentions, longer by those the model missed, and who or what they name.

    Joined are spellings of one name, `X (ABC)`, `X, also known as Y`, the names of one well-known
    group, a surname and its one full name, and `the ABC chief` and the one person whom the report
    calls so. When two could be meant, nothing is joined. Pronouns are not followed.
    """
    sets = NameSets(text, mentions)
    _settle_kinds(sets)
    read_definitions(sets)
    search_names(sets)
    join_actors(sets)
    join_persons(sets)
    _join_holders(sets)
    _join_people(sets)
    return tuple(sets.mentions), _assemble(sets, report_id)


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


def _join_people(sets: NameSets) -> None:
    """Join `the gunmen` with the gunmen named before; `a soldier` is always a new one."""
    keys: dict[str, int] = {}
    heads: dict[str, set[int]] = defaultdict(set)
    for index in sorted(sets.of_kinds({MentionKind.PEOPLE}), key=lambda i: sets.mentions[i].span):
        words = sets.words(index)
        key = fold_name(words)
        head = key.split()[-1] if key else ""
        if not _ONE_MORE.match(words):
            if key in keys:
                sets.join(keys[key], index)
            elif _DEFINITE.match(words) and len(heads[head]) == 1 and " " not in key:
                sets.join(next(iter(heads[head])), index)
            keys.setdefault(key, index)
        heads[head].add(sets.find(index))


def _assemble(sets: NameSets, report_id: str) -> tuple[Entity, ...]:
    """Return an entity for each set, in the order of their first mentions."""
    by_root: dict[int, list[int]] = defaultdict(list)
    mentions = sets.mentions
    starts = [(mention.span.start, mention.span.end) for mention in mentions]
    for index in sorted(range(len(starts)), key=starts.__getitem__):
        if mentions[index].kind not in _NO_ENTITIES:
            by_root[sets.find(index)].append(index)
    entities: dict[str, Entity] = {}
    for members in by_root.values():
        spans: tuple[Span, ...] = (mentions[members[0]].span,)
        kind = mentions[members[0]].kind
        names = [_without_article(sets.words(members[0]))]
        name = names[0]
        if len(members) > 1:
            spans = tuple({starts[i]: mentions[i].span for i in members}.values())
            kinds = Counter(mentions[index].kind for index in members)
            kind = kinds.most_common(1)[0][0]
            quotes = (_without_article(span.quote(sets.text)) for span in spans)
            names = list(dict.fromkeys(quotes))
            name = max(names, key=lambda words: _fullness(words, kind))
        entity_id = content_id("entity", report_id, kind.value, name)
        if entity_id in entities:  # other people in the same words
            entity_id = content_id("entity", report_id, kind.value, name, spans[0].start)
        if not name or entity_id in entities:
            continue
        aliases = tuple(other for other in names if other != name)
        entities[entity_id] = Entity(
            id=entity_id, kind=kind, name=name, mentions=spans, aliases=aliases
        )
    return tuple(entities.values())


def _without_article(words: str) -> str:
    return words[4:] if words.startswith(("the ", "The ", "THE ")) else words


def _fullness(words: str, kind: MentionKind) -> tuple[bool, int, bool, int]:
    """Rank names: no short form or description, then more words, mixed case, more letters."""
    plain = strip_titles(words) if kind is MentionKind.PERSON else fold_name(words)
    is_described = kind is MentionKind.PERSON and HolderFinder.is_title(words)
    is_short = is_acronym(words)
    return (not (is_described or is_short), len(plain.split()), not words.isupper(), len(plain))
