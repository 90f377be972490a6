"""Same person: which mentions of persons in one report are one, by their names and titles alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.extract.name_sets import NameSets
from dateline.extract.person_names import PersonName, Shortness, find_shortness, parse_person
from dateline.extract.spellings import sound_alike, sound_of
from dateline.extract.told_apart import PersonFacts
from dateline.records.mention import MentionKind


def join_persons(sets: NameSets) -> None:
    """Join a person's full name with its other spellings, with titles, surname or first name alone.

    Whenever two could be meant, nobody is joined: `Khan` between two Khans stays alone, and so does
    a full name that the report gives to two people. A title may settle it (`General Khan`, when one
    of them is called general). Mr and Mrs, other generations, and ranks that do not go together
    are never one, nor are those whom the report tells apart.
    """
    _PersonJoiner(sets).join_all()


class _PersonJoiner:
    """The persons of one report by the parts of their names."""

    def __init__(self, sets: NameSets) -> None:
        self.sets = sets
        indexes = sets.of_kinds({MentionKind.PERSON})
        self.names = {index: parse_person(sets.words(index)) for index in indexes}
        ordered = sorted((sets.mentions[index].span, index) for index in indexes)
        self.facts = PersonFacts(sets.text, sets.lowered, ordered)
        self.members: dict[int, list[int]] = {}
        by_root: dict[int, list[int]] = defaultdict(list)
        for index in indexes:
            by_root[sets.find(index)].append(index)
        for members in by_root.values():
            self.members.update(dict.fromkeys(members, members))
        self.by_parts: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index in indexes:
            self.by_parts[self.names[index].parts].append(index)
        self.by_sound: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for parts in self.by_parts:
            for part in parts:
                self.by_sound[sound_of(part)[0]].add(parts)

    def join_all(self) -> None:
        longer = {parts: self._find_longer(parts) for parts in self.by_parts}
        order = sorted(self.by_parts, key=lambda parts: (-len(parts), -len(" ".join(parts))))
        for parts in order:
            if not longer[parts]:
                self._cluster(self.by_parts[parts])
        self._join_spellings([parts for parts in order if not longer[parts]])
        for parts in order:
            if longer[parts]:
                self._join_short(parts, longer[parts])

    def _find_longer(self, short: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return the names that this may shorten by surname or first name, or else by another."""
        found: dict[Shortness, list[tuple[str, ...]]] = defaultdict(list)
        for long in sorted(self.by_sound[sound_of(short[-1])[0]]) if short else ():
            shortness = find_shortness(short, long)
            if shortness:
                found[shortness].append(long)
        return [*found[Shortness.SURNAME], *found[Shortness.FIRST]] or found[Shortness.MIDDLE]

    def _cluster(self, indexes: Sequence[int]) -> None:
        """Join mentions of one name, but for those that are told apart or fit two of these."""
        clusters: list[int] = []
        plain = [index for index in indexes if not self._is_marked(index)]
        for index in [*(index for index in indexes if index not in set(plain)), *plain]:
            fitting = {self.sets.find(one) for one in clusters if self._may_be_one(one, index)}
            if len(fitting) == 1:
                self._join(fitting.pop(), index)
            elif not fitting:
                clusters.append(index)

    def _is_marked(self, index: int) -> bool:
        name = self.names[index]
        return bool(name.gender or name.ranks or name.generation) or self.facts.has_facts(index)

    def _join_spellings(self, names: Sequence[tuple[str, ...]]) -> None:
        """Join full names that sound alike, when each is like each."""
        sounds: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for parts in names:
            sounds[_sound(parts)].append(parts)
        for parts in names:
            alike = [other for other in sounds[_sound(parts)] if _are_alike(parts, other)]
            if not all(_are_alike(one, other) for one in alike for other in alike):
                continue
            roots = sorted({self.sets.find(i) for other in alike for i in self.by_parts[other]})
            if all(self._may_be_one(one, other) for one in roots for other in roots):
                for other in roots[1:]:
                    self._join(roots[0], other)

    def _join_short(self, short: tuple[str, ...], longer: Iterable[tuple[str, ...]]) -> None:
        bearers = sorted({self.sets.find(i) for parts in longer for i in self.by_parts[parts]})
        left = []
        for index in self.by_parts[short]:
            fitting = [one for one in bearers if self._may_be_one(one, index, is_short=True)]
            titled = [
                one
                for one in fitting
                if self.names[index].titles
                & {title for other in self.members[one] for title in self.names[other].titles}
            ]
            chosen = {self.sets.find(one) for one in (titled or fitting)}
            if len(chosen) == 1:
                self._join(chosen.pop(), index)
            elif not fitting or len(short) > 1:
                left.append(index)
        self._cluster(left)

    def _may_be_one(self, left: int, right: int, *, is_short: bool = False) -> bool:
        """Say whether nothing speaks against two mentions, with all joined to them, as one."""
        ours, theirs = self.members[left], self.members[right]
        if ours is theirs:
            return True
        mine, other = ([self.names[index] for index in members] for members in (ours, theirs))
        for trait in ("gender", "generation"):
            if len({getattr(name, trait) for name in (*mine, *other)} - {""}) > 1:
                return False
        if (is_short or len(mine[0].parts) == 1) and _clash(mine, other):
            return False
        marked = [index for index in ours if self.facts.has_facts(index)]
        against = [index for index in theirs if self.facts.has_facts(index)]
        return not any(
            self.facts.are_apart(one, another)
            for these, those in ((marked, theirs), (against, ours))
            for one in these
            for another in those
        )

    def _join(self, left: int, right: int) -> None:
        ours, theirs = self.members[left], self.members[right]
        if ours is not theirs:
            self.sets.join(left, right)
            ours.extend(theirs)
            self.members.update(dict.fromkeys(theirs, ours))


def _sound(parts: tuple[str, ...]) -> str:
    return sound_of(" ".join(parts))[0]


def _are_alike(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return sound_alike(" ".join(left), " ".join(right))


def _clash(mine: Iterable[PersonName], other: Iterable[PersonName]) -> bool:
    """Say whether both sides bear ranks and none in common."""
    ours = {rank for name in mine for rank in name.ranks}
    theirs = {rank for name in other for rank in name.ranks}
    return bool(ours and theirs) and not ours & theirs
