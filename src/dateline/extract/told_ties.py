"""Told ties: how the words around two neighbours say that one belongs to the other."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from dateline.extract.name_sets import ACTOR_KINDS
from dateline.extract.names import lower_text
from dateline.extract.traits import is_named
from dateline.records.mention import MentionKind
from dateline.records.span import Span

_HUMAN = frozenset({MentionKind.PERSON, MentionKind.PEOPLE})
_ANY = _HUMAN | ACTOR_KINDS
# Who may stand so to whom.
_MAY_TIE = {
    "leads": (_HUMAN, ACTOR_KINDS),
    "founded": (_HUMAN, ACTOR_KINDS),
    "member_of": (_HUMAN, ACTOR_KINDS),
    "part_of": (ACTOR_KINDS, ACTOR_KINDS),
    "family_of": (_HUMAN, _HUMAN),
    "allied_with": (_ANY, _ANY),
    "linked_to": (_ANY, _ANY),
    "pledged_to": (_ANY, _ANY),
    "accused_of": (_ANY, _ANY),
}
_OWNERS = {
    "his": frozenset({MentionKind.PERSON}),
    "her": frozenset({MentionKind.PERSON}),
    "their": frozenset({MentionKind.PEOPLE}),
    "its": ACTOR_KINDS,
}
_NO_LEADERS = frozenset({"deputy", "a", "an", "another", "one"})
_FARTHEST_CHARS = 120
_OWNERS_CHECKED = 8  # so many mentions back the owner of "his" or "its" may be
_DET = r"(?:the |an? |its |their |his |her |another |one of the )?"
_BRACKET = r"\)?(?:\s?\([^()]{1,40}\))?"
# All are matched on the lowered text. ", who is the former deputy chief and founder of the"
_BEHIND = re.compile(
    rf"{_BRACKET}(?:,? (?:aged )?\d+)?(?:,? who)?(?: is| was| are| were|,| as|, as)?"
    rf"(?: (?P<noun>{_DET}(?:[\w'.-]+ ){{0,4}}?[\w'.-]+))?(?: and (?:[\w-]+ ){{0,2}}[\w-]+)?"
    rf" (?P<of>of|at|for|from|with|in) {_DET}(?:[\w-]+ ){{0,2}}"
)
_BEFORE = re.compile(
    rf"(?P<own>'s?)?{_BRACKET}(?P<noun>(?: [\w.-]+){{0,5}}),? "
)  # "'s deputy chief, "
_BESIDE = re.compile(r"(?:,? \d+)?, ((?:an? |the )?(?:[\w-]+ )?)")  # ", a senior", a body, a noun
_NOUN_AFTER = re.compile(r"(?:'s?)?((?: [\w-]+){1,3})")
_OWNED = re.compile(r"(?P<who>his|her|their|its) (?P<noun>.+)", re.DOTALL)
_TITLE_BEFORE = re.compile(r"([\w-]+) (?:[\w.-]+ )?$")


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of an entity."""

    span: Span
    kind: MentionKind
    entity: str


@dataclass(frozen=True, slots=True)
class ToldTie:
    """Two mentions and how the first stands to the second."""

    subject: Actor
    relation: str
    object: Actor


def find_told_ties(
    text: str, sentences: Sequence[Span], actors: Sequence[Actor]
) -> Iterator[ToldTie]:
    """Yield the ties that words tell, looking at neighbours in one sentence.

    Args:
        text: the report.
        sentences: its sentences, in text order.
        actors: the mentions of people and bodies, in text order.
    """
    reader = _Reader(text, actors)
    ends = [sentence.end for sentence in sentences]
    found = list(reader.find_owners())
    for left, right in pairwise(actors):
        is_near = right.span.start - left.span.end <= _FARTHEST_CHARS
        if is_near and bisect_right(ends, left.span.start) == bisect_right(ends, right.span.start):
            found += reader.read_pair(left, right)
    for tie in found:
        is_one = tie.subject.entity == tie.object.entity
        if not is_one and may_tie(tie.relation, tie.subject.kind, tie.object.kind):
            yield tie


def may_tie(relation: str, subject: MentionKind, other: MentionKind) -> bool:
    """Say whether one of this kind may stand so to one of the other."""
    subjects, others = _MAY_TIE[relation]
    return subject in subjects and other in others


class _Reader:
    """The words around the actors of one text."""

    def __init__(self, text: str, actors: Sequence[Actor]) -> None:
        self.text, self.actors = text, actors
        self.lowered = lower_text(text)

    def find_owners(self) -> Iterator[ToldTie]:
        """Yield `his brother`, `its spokesman`, with the nearest before whom that may be."""
        for at, actor in enumerate(self.actors):
            owned = _OWNED.fullmatch(self.words(actor)) if actor.kind in _HUMAN else None
            relation = _relation_of(owned["noun"]) if owned else None
            if owned is None or relation is None:
                continue
            for owner in reversed(self.actors[max(0, at - _OWNERS_CHECKED) : at]):
                fits = owner.kind in _OWNERS[owned["who"]]
                if fits and owner.entity != actor.entity and owner.span.end <= actor.span.start:
                    yield ToldTie(actor, relation, owner)
                    break

    def read_pair(self, left: Actor, right: Actor) -> Iterator[ToldTie]:
        """Yield what the words between two neighbours tell, and right behind them."""
        if left.span.covers(right.span):  # "the ABC chief"
            relation = _relation_of(self.words(left))
            if relation:
                yield ToldTie(left, relation, right)
            return
        gap = self.lowered[left.span.end : right.span.start]
        if "\n" in gap:
            return
        for relation, hint, pattern, is_backward in _load_words():
            if hint.search(gap) and pattern.fullmatch(gap):
                pair = (right, left) if is_backward else (left, right)
                yield ToldTie(pair[0], relation, pair[1])
        behind = self._relation_behind(left, right, gap)
        if behind:
            yield ToldTie(left, behind, right)
        before = self._relation_before(left, right, gap)
        if before:
            yield ToldTie(right, before, left)

    def words(self, actor: Actor) -> str:
        """Return the lowered words of a mention."""
        return self.lowered[actor.span.start : actor.span.end]

    def _relation_behind(self, left: Actor, right: Actor, gap: str) -> str | None:
        """Return what `A, deputy chief of B`, `two soldiers of B` or `A, a B commander` tell."""
        told = _BEHIND.fullmatch(gap)
        if told and told["noun"]:
            return _relation_of(told["noun"])
        if told and told["of"] == "of":
            if left.kind in ACTOR_KINDS:
                return "part_of"
            before = _TITLE_BEFORE.search(
                self.lowered, max(0, left.span.start - 40), left.span.start
            )
            noun = (before[1] if before else "") if self._is_named(left) else self.words(left)
            return _relation_of(noun) or "member_of"
        beside = _BESIDE.fullmatch(gap) if self._is_named(left) else None
        after = _NOUN_AFTER.match(self.lowered, right.span.end)
        return _first_relation(beside[1] + after[1]) if beside and after else None

    def _relation_before(self, left: Actor, right: Actor, gap: str) -> str | None:
        """Return what `B's deputy chief A`, `B spokesman A` or `B's brother` tell of A."""
        told = _BEFORE.fullmatch(gap)
        if told is None:
            return None
        if right.kind in ACTOR_KINDS:
            return "part_of" if told["own"] and left.kind in ACTOR_KINDS else None
        if self._is_named(right):
            relation = _first_relation(told["noun"])
        else:
            relation = _relation_of(self.words(right)) if told["own"] else None
        return relation if told["own"] or relation != "family_of" else None

    def _is_named(self, actor: Actor) -> bool:
        return is_named(actor.span.quote(self.text), actor.kind)


def _relation_of(phrase: str) -> str | None:
    """Return the tie that the last noun tells; a deputy or one of many does not lead."""
    words = phrase.strip(" ,").split()
    relation = _load_nouns().get(words[-1].strip(".,")) if words else None
    leads_not = relation == "leads" and not _NO_LEADERS.isdisjoint(words)
    return "member_of" if leads_not else relation


def _first_relation(phrase: str) -> str | None:
    """Return the tie that the first such noun of a phrase tells: "spokesman Colonel"."""
    words = phrase.replace(",", " ").split()
    known = (_relation_of(" ".join(words[: n + 1])) for n in range(len(words)))
    return next((relation for relation in known if relation), None)


@lru_cache(maxsize=1)
def _load_nouns() -> dict[str, str]:
    nouns = tomllib.loads(_load_text())["nouns"]
    return {noun: relation for relation, told in nouns.items() for noun in told.split()}


@lru_cache(maxsize=1)
def _load_words() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str], bool], ...]:
    """Return each relation with its key word, all its words, and whether it is told backward."""
    return tuple(
        (
            row["relation"],
            re.compile(row["key"]),
            re.compile(
                row["between"].replace("KEY", f"(?:{row['key']})") + f" {_DET}(?:[\\w-]+ )?"
            ),
            row.get("is_backward", False),
        )
        for row in tomllib.loads(_load_text())["words"]
    )


def _load_text() -> str:
    return (files("dateline.extract") / "ties.toml").read_text(encoding="utf-8")
