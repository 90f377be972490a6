"""Group names: which mentions of groups, forces and bodies in one report are one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from dateline.extract.name_sets import ACTOR_KINDS, NameSets
from dateline.extract.names import (
    find_group,
    fold_name,
    is_acronym,
    load_words,
    spells_acronym,
)
from dateline.extract.spellings import find_spelling, sound_alike, sound_of
from dateline.records.mention import MentionKind

_STATE_KINDS = frozenset({MentionKind.FORCE, MentionKind.GOVERNMENT})
_BODY_KINDS = ACTOR_KINDS - {MentionKind.OUTLET}
_DEFINITE = re.compile(r"(?:^|\b)the $")


def join_actors(sets: NameSets) -> None:
    """Join groups, forces, bodies and outlets by spelling, by known names, by initials; places too.

    When two could be meant, nothing is joined: a short form that two names explain or spell,
    `the army` of a report on two armies. A wing, a splinter and a parent have names of their own,
    and stay two.
    """
    for kind in (MentionKind.PLACE, MentionKind.WEAPON):
        _join_keys(sets, sets.of_kinds({kind}), with_spellings=kind is MentionKind.PLACE)
    actors = _Actors(sets)
    actors.join_names()
    actors.join_known_groups()
    actors.join_spellings()
    actors.join_trimmed()
    actors.join_short_forms()
    actors.join_forces()
    actors.join_heads()


class _Actors:
    """The actors of one report by the folded words of their names."""

    def __init__(self, sets: NameSets) -> None:
        self.sets = sets
        self.by_key: dict[str, list[int]] = defaultdict(list)
        for index in sets.of_kinds(ACTOR_KINDS):
            self.by_key[fold_name(sets.words(index))].append(index)
        self.kinds = {
            key: {sets.mentions[index].kind for index in indexes}
            for key, indexes in self.by_key.items()
        }
        self.words = {key: sets.words(indexes[0]) for key, indexes in self.by_key.items()}
        self.short = {
            key
            for key, indexes in self.by_key.items()
            if all(is_acronym(sets.words(index)) for index in indexes)
        }

    def join_names(self) -> None:
        """Join mentions in the same words; short forms wait for what they are short for."""
        for key, indexes in self.by_key.items():
            if key not in self.short and not self._is_any_force(key):
                self._join_all(indexes)

    def join_known_groups(self) -> None:
        """Join the names of one well-known group."""
        groups: dict[str, int] = {}
        for key, words in self.words.items():
            group = find_group(words) or self._find_trimmed_group(key)
            if group and self.kinds[key] & _BODY_KINDS and key not in self.short:
                self.sets.join(groups.setdefault(group, self.by_key[key][0]), self.by_key[key][0])
        for key in self.short:
            group = find_group(self.words[key])
            indexes = self.by_key[key]
            if group and not any(index in self.sets.defined for index in indexes):
                self._join_all([groups.setdefault(group, indexes[0]), *indexes])

    def _find_trimmed_group(self, key: str) -> str | None:
        trimmed = trim_group(self.words[key])
        return find_group(trimmed) if trimmed else None

    def join_spellings(self) -> None:
        """Join long names that sound alike, or differ in a plural, when each is like each."""
        sounds: dict[str, list[str]] = defaultdict(list)
        for key in self.by_key:
            if key not in self.short and self.kinds[key] & _BODY_KINDS:
                sounds[sound_of(_singular(key))[0]].append(key)
        for keys in sounds.values():
            for key in keys if len(keys) > 1 else ():
                alike = [other for other in keys if self._may_be_one(key, other)]
                if all(self._may_be_one(a, b) for a in alike for b in alike):
                    self._join_all([self.by_key[other][0] for other in alike])

    def join_trimmed(self) -> None:
        """Join `the X rebels` with the group X when the report calls it X as well."""
        for key in list(self.by_key):
            trimmed = fold_name(trim_group(self.words[key]))
            if trimmed in self.by_key and MentionKind.GROUP in self.kinds[trimmed]:
                self.sets.join(self._find(key), self._find(trimmed))

    def join_short_forms(self) -> None:
        """Join a short form with the one name that explains or spells it."""
        for key in sorted(self.short):
            indexes = self.by_key[key]
            if self._is_explained_twice(key):
                continue
            self._join_all(indexes)
            if len(key) > 2:
                long = {
                    self._find(other)
                    for other, words in self.words.items()
                    if other not in self.short and spells_acronym(self.words[key], words)
                } - {self._find(key)}
                if len(long) == 1 and not any(index in self.sets.defined for index in indexes):
                    self.sets.join(self._find(key), long.pop())

    def _is_explained_twice(self, key: str) -> bool:
        """Say whether the report gives one short form to two names that both spell it."""
        explained = {
            self.sets.find(index) for index in self.by_key[key] if index in self.sets.defined
        }
        if len(explained) < 2:
            return False
        spelled = [
            {
                frozenset(_singular(other).split())
                for other, indexes in self.by_key.items()
                if self.sets.find(indexes[0]) == root
                and spells_acronym(self.words[key], self.words[other])
            }
            for root in sorted(explained)
        ]
        names = [name for found in spelled for name in found]
        return any(len(a & b) * 2 < len(a | b) for a in names for b in names)

    def join_forces(self) -> None:
        """Join `the army` with the report's one army, and `Pakistani army` with `Pakistan army`."""
        states = [key for key, kinds in self.kinds.items() if kinds & _STATE_KINDS]
        countries: dict[tuple[str, str], str] = {}
        for key in states:
            first, _, rest = key.partition(" ")
            for stem in _find_stems(first) if rest else ():
                self.sets.join(self._find(countries.setdefault((stem, rest), key)), self._find(key))
        for force in load_words("common_forces") & self.by_key.keys():
            named = {self._find(key) for key in states if key.endswith(" " + force)}
            indexes = self.by_key[force]
            if len(named) > 1:
                continue
            self._join_all(indexes)
            if named and any(self._is_definite(index) for index in indexes):
                self.sets.join(named.pop(), indexes[0])

    def join_heads(self) -> None:
        """Join `the Front` with the one body whose name it heads: `Front for the Plains`.

        Outlets go by their first word too: `Meridian` of `Meridian Press`. What names a group
        by itself, as Taliban does beside Pakistani Taliban, is nobody's short form.
        """
        long = {key: _find_heads(key, self.kinds[key]) for key in self.by_key if " " in key}
        for key, indexes in self.by_key.items():
            is_name = " " not in key and all(self.sets.words(i)[:1].isupper() for i in indexes)
            if not is_name or key in self.short or self._is_any_force(key):
                continue
            headed = {
                self._find(other)
                for other, heads in long.items()
                if key in heads and self.kinds[key] == self.kinds[other]
            }
            if len(headed) == 1 and not find_group(self.words[key]):
                self._join_all([headed.pop(), *indexes])

    def _is_any_force(self, key: str) -> bool:
        return key in load_words("common_forces")

    def _is_definite(self, index: int) -> bool:
        start = self.sets.mentions[index].span.start
        words = self.sets.words(index).lower()
        return words.startswith("the ") or bool(
            _DEFINITE.search(self.sets.lowered[max(0, start - 5) : start])
        )

    def _may_be_one(self, key: str, other: str) -> bool:
        if not sound_alike(_singular(key), _singular(other)):
            return False
        known = {find_group(self.words[key]), find_group(self.words[other])} - {None}
        return len(known) < 2

    def _find(self, key: str) -> int:
        return self.sets.find(self.by_key[key][0])

    def _join_all(self, indexes: Sequence[int]) -> None:
        for index in indexes[1:]:
            self.sets.join(indexes[0], index)


def _find_heads(key: str, kinds: set[MentionKind]) -> set[str]:
    """Return the words that a body's name may be shortened to."""
    words = re.split(r" (?:of|for|in|to|against) ", key)[0].split()
    return {words[-1], words[0]} if kinds == {MentionKind.OUTLET} else {words[-1]}


def _join_keys(sets: NameSets, indexes: Iterable[int], *, with_spellings: bool) -> None:
    """Join mentions in the same words; places in listed spellings (`Kiev`, `Kyiv`) too."""
    keys: dict[str, int] = {}
    for index in indexes:
        key = fold_name(sets.words(index))
        if with_spellings:
            key = find_spelling(key)
        sets.join(keys.setdefault(key, index), index)


@lru_cache(maxsize=4096)
def trim_group(words: str) -> str:
    """Return the name of a group without `rebels`, `so-called` and the like around it.

    Empty when there are none, or when nothing would be left of it.
    """
    parts = re.split(r"[\s\-\u2010\u2011]+", words.removeprefix("the ").removeprefix("The "))
    number, end = 0, len(parts)
    while number < end and parts[number].islower() and parts[number] in load_words("before_groups"):
        number += 1
    while end > number and parts[end - 1].lower() in load_words("after_groups"):
        end -= 1
    if not end - number < len(parts) or number == end:
        return ""
    return " ".join(parts[number:end])


@lru_cache(maxsize=16384)
def _singular(key: str) -> str:
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in key.split()
    )


def _find_stems(word: str) -> set[str]:
    """Return the word and the countries that it may be the adjective of.

    `Nigerian` is not of Niger: that is Nigerien, so `-ian` falls only behind the letters it may.
    """
    stems = {word}
    if len(word) > 5:
        if word.endswith("i"):
            stems.add(word[:-1])
        if word.endswith("an"):
            stems.add(word[:-1])
        if re.search(r"[nptl]ian$", word):
            stems.add(word[:-3])
    return stems
