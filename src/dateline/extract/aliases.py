"""Aliases: which mentions of one report name the same one, and the mentions the model missed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.extract.names import (
    find_group,
    fold_name,
    is_acronym,
    load_words,
    lower_text,
    may_abbreviate,
    spells_acronym,
)
from dateline.extract.titles import HolderFinder, strip_titles
from dateline.records.draft import Draft
from dateline.records.entity import Entity
from dateline.records.ids import content_id
from dateline.records.mention import Mention, MentionKind
from dateline.records.span import Span

ACTOR_KINDS = frozenset(
    {
        MentionKind.GROUP,
        MentionKind.FORCE,
        MentionKind.GOVERNMENT,
        MentionKind.ORGANISATION,
        MentionKind.OUTLET,
    }
)
# Names of these kinds are looked for all over the text, and the model may confuse them.
SEARCHED_KINDS = frozenset(
    {MentionKind.PERSON, MentionKind.GROUP, MentionKind.FORCE, MentionKind.ORGANISATION}
)

# These three are matched on the lowered text, whose quotes and apostrophes are plain.
_BRACKET = re.compile(r"\s?[(\[]\s*(?:the\s+)?[\"']?([^()\[\]\n,;\"]{2,60}?)[\"']?\s*[)\]]")
_ALSO_KNOWN = re.compile(
    r"(?:\s?\([^)\n]{1,40}\))?,?\s*\(?(?:which is |who is |is |are )?"
    r"(?:(?:also|better|formerly|previously|commonly|widely|popularly|locally|sometimes)\s+)*"
    r"(?:(?:known|called|referred to)(?:\s+(?:by|under)\s+(?:its|the|his|an?)\s+[\w ]{0,20}?"
    r"(?:acronym|initials|name|alias|nickname|nom de guerre))?(?:\s+as)?(?:\s+of)?|alias|"
    r"a\.?k\.?a\.?|nom de guerre|or simply|or just|whose real name (?:is|was))\s+"
    r"(?:the\s+)?[\"']?"
)
_OR_SHORT = re.compile(r",?\s+or\s+(?:the\s+)?")
_CAPITALS = re.compile(
    r"(?:[^\W\d_a-z][\w'\u2019]*|al|el|ul|ad|an|as)"
    r"(?:[ -](?:[^\W\d_a-z][\w'\u2019]*|al|el|ul|e|i|of|the|bin|ibn))*"
)
_DEFINITE = re.compile(r"(?:the|these|those|both)\s+", re.IGNORECASE)
_ONE_MORE = re.compile(r"(?:an?|another|some|several|other|two|three|\d+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasStage:
    """Fills `Draft.entities`, and appends to `Draft.mentions` names that the model missed."""

    name: str = "aliases"
    version: str = "1"

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
    namer = _Namer(text, mentions)
    namer.settle_kinds()
    namer.read_definitions()
    namer.search_names()
    namer.join_actors()
    namer.join_persons()
    namer.join_holders()
    namer.join_people()
    return tuple(namer.mentions), namer.assemble(report_id)


class _Namer:
    """Mentions of one report and the sets they form (a union-find over their indexes)."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.lowered = lower_text(text)
        self.has_case = text.upper() != text and text.lower() != text
        self.mentions = [mention for mention in mentions if mention.span.end <= len(text)]
        self.parents = list(range(len(self.mentions)))
        self.taken = bytearray(len(text))
        for mention in self.mentions:
            is_person = mention.kind is MentionKind.PERSON
            if not (is_person and HolderFinder.is_title(mention.span.quote(text))):
                self._take(mention.span)  # the ABC in "the ABC chief" may still be found

    def words(self, index: int) -> str:
        span = self.mentions[index].span
        return self.text[span.start : span.end]

    def of_kinds(self, kinds: Iterable[MentionKind]) -> list[int]:
        wanted = frozenset(kinds)
        return [
            index
            for index, mention in enumerate(self.mentions)
            if mention.kind in wanted and mention.span.start < mention.span.end
        ]

    def find(self, index: int) -> int:
        while self.parents[index] != index:
            self.parents[index] = self.parents[self.parents[index]]
            index = self.parents[index]
        return index

    def join(self, left: int, right: int) -> None:
        low, high = sorted((self.find(left), self.find(right)))
        self.parents[high] = low

    def add(self, span: Span, like: int) -> int:
        """Append a mention of the same kind as another, and return its index."""
        model = self.mentions[like]
        self.mentions.append(Mention(span=span, kind=model.kind, score=model.score))
        self.parents.append(len(self.parents))
        self._take(span)
        return len(self.mentions) - 1

    def _take(self, span: Span) -> None:
        self.taken[span.start : span.end] = b"\1" * (span.end - span.start)

    def settle_kinds(self) -> None:
        """Give every mention of a name that is a person here and a body there the likelier kind.

        A full name counts for its surname too.
        """
        told: dict[str, Counter[MentionKind]] = defaultdict(Counter)
        for index in self.of_kinds(SEARCHED_KINDS):
            mention, key = self.mentions[index], fold_name(self.words(index))
            told[key][mention.kind] += 1
            if mention.kind is MentionKind.PERSON and " " in key:
                told[key.rsplit(" ", 1)[1]][mention.kind] += 1
        for index in self.of_kinds(SEARCHED_KINDS):
            kinds = told[fold_name(self.words(index))]
            if MentionKind.PERSON in kinds:
                kind = kinds.most_common(1)[0][0]
                self.mentions[index] = replace(self.mentions[index], kind=kind)

    def read_definitions(self) -> None:
        """Join what the report itself says is one: `X (ABC)`, `X, also known as Y`."""
        by_start = {
            self.mentions[index].span.start: index
            for index in self.of_kinds({MentionKind.PERSON, *ACTOR_KINDS})
        }
        for index in self.of_kinds({MentionKind.PERSON, *ACTOR_KINDS}):
            end = self.mentions[index].span.end
            bracket = _BRACKET.match(self.lowered, end)
            if bracket and self._is_other_name(index, self.text[slice(*bracket.span(1))]):
                self._join_at(index, Span(*bracket.span(1)), by_start)
            known = _ALSO_KNOWN.match(self.lowered, end)
            if known:
                named = _CAPITALS.match(self.text, known.end()) if self.has_case else None
                if known.end() in by_start:
                    self.join(index, by_start[known.end()])
                elif named:
                    self._join_at(index, Span(*named.span()), by_start)
            either = _OR_SHORT.match(self.lowered, end)
            other = by_start.get(either.end()) if either else None
            if other is not None and self._is_other_name(index, self.words(other)):
                self.join(index, other)

    def _is_other_name(self, index: int, words: str) -> bool:
        name = self.words(index)
        if self.mentions[index].kind is MentionKind.PERSON:
            return False
        return (
            may_abbreviate(words, name)
            or spells_acronym(name, words)
            or (find_group(words) is not None and find_group(words) == find_group(name))
        )

    def _join_at(self, index: int, span: Span, by_start: dict[int, int]) -> None:
        other = by_start.get(span.start)
        if other is None:
            if any(self.taken[span.start : span.end]):
                return
            other = self.add(span, index)
            by_start[span.start] = other
        self.join(index, other)

    def search_names(self) -> None:
        """Append a mention for every place where a name stands that is marked elsewhere."""
        names: dict[str, int] = {}
        for index in self.of_kinds(SEARCHED_KINDS):
            words = self.words(index)
            if HolderFinder.is_title(words):
                continue
            if (len(words) > 1 and not words.islower()) or not self.has_case:
                names.setdefault(lower_text(words.removeprefix("the ").removeprefix("The ")), index)
        for surname, index in self._lone_surnames().items():
            names.setdefault(surname, index)
        for name in sorted(names, key=len, reverse=True):
            for span in self._occurrences(name):
                if self._may_be_named(span, names[name]):
                    self.add(span, names[name])

    def _lone_surnames(self) -> dict[str, int]:
        """Return each last name that one full name alone bears, and nothing else is called."""
        bearers: dict[str, dict[str, int]] = defaultdict(dict)
        others = {fold_name(self.words(i)) for i in range(len(self.mentions))
                  if self.mentions[i].kind is not MentionKind.PERSON}  # fmt: skip
        for index in self.of_kinds({MentionKind.PERSON}):
            parts = strip_titles(self.words(index)).split()
            if len(parts) > 1 and len(parts[-1]) > 3:
                bearers[parts[-1]].setdefault(" ".join(parts), index)
        return {
            surname: next(iter(names.values()))
            for surname, names in bearers.items()
            if len(names) == 1 and surname not in others
        }

    def _occurrences(self, name: str) -> Iterator[Span]:
        start = self.lowered.find(name)
        while start >= 0:
            end = start + len(name)
            before, after = self.lowered[start - 1 : start], self.lowered[end : end + 1]
            if not before.isalnum() and not after.isalnum() and 1 not in self.taken[start:end]:
                yield Span(start, end)
            start = self.lowered.find(name, end)

    def _may_be_named(self, span: Span, index: int) -> bool:
        """Say whether the words there are the name itself, not a common word or a longer name."""
        words, name = span.quote(self.text), self.words(index)
        if not self.has_case:
            return len(words) > 3
        if is_acronym(name):
            line = self.text[self.text.rfind("\n", 0, span.start) + 1 :].split("\n", 1)[0]
            is_word = words.lower() in load_words("also_words")
            return (words == name if len(words) < 3 or is_word else is_acronym(words)) and not (
                is_word and line.isupper()
            )
        if words.islower():
            return False
        if self.mentions[index].kind is MentionKind.PERSON and " " not in words:
            before = re.search(r"(\w+)\.? $", self.text[max(0, span.start - 24) : span.start])
            after = re.match(r"[ -][A-Z]\w*[a-z]", self.text[span.end : span.end + 24])
            is_named_more = (
                before is not None
                and before[1][0].isupper()
                and before[1].lower() not in load_words("openers")
                and strip_titles(before[1]) != ""
            )
            return not after and not is_named_more
        return True

    def join_actors(self) -> None:
        """Join groups, forces, bodies and outlets by spelling, by known names, by initials."""
        first: dict[str, int] = {}
        for kinds in (ACTOR_KINDS, {MentionKind.PLACE}, {MentionKind.WEAPON}):
            keys: dict[str, int] = {}
            for index in self.of_kinds(kinds):
                key = fold_name(self.words(index))
                self.join(keys.setdefault(key, index), index)
            if kinds is ACTOR_KINDS:
                first = keys
        groups: dict[str, int] = {}
        for index in first.values():
            group = find_group(self.words(index))
            if group and self.mentions[index].kind is not MentionKind.OUTLET:
                self.join(groups.setdefault(group, index), index)
        for index in first.values():
            words = self.words(index)
            if len(words) > 2 and is_acronym(words):
                long = {
                    self.find(o) for o in first.values() if spells_acronym(words, self.words(o))
                }
                if len(long) == 1:
                    self.join(index, long.pop())

    def join_persons(self) -> None:
        """Join a person's full name with the titles, surname or first name alone."""
        keys: dict[str, int] = {}
        for index in self.of_kinds({MentionKind.PERSON}):
            key = strip_titles(self.words(index)) or fold_name(self.words(index))
            self.join(keys.setdefault(key, index), index)
        for short, index in sorted(keys.items(), key=lambda item: -len(item[0])):
            ends = [key for key in keys if key.endswith(" " + short)]
            if not ends and " " not in short:
                ends = [key for key in keys if key.startswith(short + " ")]
            longest = {self.find(keys[key]) for key in ends}
            if len(longest) == 1:
                self.join(index, longest.pop())

    def join_holders(self) -> None:
        """Join `the ABC chief` with the one person whom the report gives that title."""
        finder = HolderFinder(self.text)
        persons = {self.mentions[i].span: i for i in self.of_kinds({MentionKind.PERSON})}
        actors = [(self.mentions[i].span, self.find(i)) for i in self.of_kinds(ACTOR_KINDS)]
        people = {self.mentions[i].span: i for i in self.of_kinds({MentionKind.PEOPLE})}
        holders: dict[int, list[set[int]]] = defaultdict(lambda: [set(), set()])
        for span, is_leader, actor in finder.find_holders(list(persons), actors):
            holders[actor][0 if is_leader else 1].add(self.find(persons[span]))
        for span, actor in finder.find_descriptions(list(persons), actors):
            leaders, founders = holders.get(actor, [set(), set()])
            held = leaders or founders
            if len(held) != 1:
                continue
            holder = next(iter(held))
            inside = next((p for p in (*persons, *people) if span.overlaps(p)), None)
            if inside is None:
                self.join(holder, self.add(span, holder))
            elif inside in persons:
                self.join(holder, persons[inside])

    def join_people(self) -> None:
        """Join `the gunmen` with the gunmen named before; `a soldier` is always a new one."""
        keys: dict[str, int] = {}
        heads: dict[str, set[int]] = defaultdict(set)
        for index in sorted(
            self.of_kinds({MentionKind.PEOPLE}), key=lambda i: self.mentions[i].span
        ):
            words = self.words(index)
            key = fold_name(words)
            head = key.split()[-1] if key else ""
            if not _ONE_MORE.match(words):
                if key in keys:
                    self.join(keys[key], index)
                elif _DEFINITE.match(words) and len(heads[head]) == 1 and " " not in key:
                    self.join(next(iter(heads[head])), index)
                keys.setdefault(key, index)
            heads[head].add(self.find(index))

    def assemble(self, report_id: str) -> tuple[Entity, ...]:
        """Return an entity for each set, in the order of their first mentions."""
        sets: dict[int, list[int]] = defaultdict(list)
        for index, mention in enumerate(self.mentions):
            if mention.kind not in {MentionKind.TIME, MentionKind.NUMBER}:
                sets[self.find(index)].append(index)
        entities: dict[str, Entity] = {}
        starts = [(mention.span.start, mention.span.end) for mention in self.mentions]
        ordered = (sorted(members, key=starts.__getitem__) for members in sets.values())
        for members in sorted(ordered, key=lambda members: starts[members[0]]):
            spans = tuple(
                self.mentions[index].span
                for number, index in enumerate(members)
                if not number or starts[index] != starts[members[number - 1]]
            )
            kind = self.mentions[members[0]].kind
            names = [_without_article(spans[0].quote(self.text))]
            name = names[0]
            if len(members) > 1:
                kinds = Counter(self.mentions[index].kind for index in members)
                kind = kinds.most_common(1)[0][0]
                quotes = (_without_article(span.quote(self.text)) for span in spans)
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
