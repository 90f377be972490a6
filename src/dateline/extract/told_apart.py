"""Told apart: what a report says near two names alike that makes them two people."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from dateline.extract.names import fold_name, load_words
from dateline.records.span import Span

_KIN = (
    r"(?:(?:step|half|grand|twin)[- ]?)?(?:son|daughter|brother|sister|wife|husband|father|mother|"
    r"nephew|niece|cousin|uncle|aunt|widow|widower|namesake)(?:-in-law)?s?"
)
_IS_KIN = re.compile(rf"{_KIN}|laws?")
_KIN_BEFORE = re.compile(
    rf"(?:['\u2019]s|s['\u2019]|\b(?:his|her|their|whose|its))\s+(?:[\w-]+ ){{0,2}}{_KIN}[,:]?\s+$"
)
_KIN_OF = re.compile(rf",?\s+(?:(?:is|was|the|an?|\w+) ){{0,2}}{_KIN} (?:of|to) (?:the )?$")
_NAMESAKE_BEFORE = re.compile(
    r"\b(?:namesake|of the same name|with the same name|also (?:called|named))[,:]?\s+$"
)
_BEFORE_NAMESAKES = frozenset({"namesake", "name", "called", "named"})
_NAMESAKE_AFTER = re.compile(
    r"\s*(?:\(no relation|,? (?:who is |is )?(?:no relation|not related|unrelated)|"
    r",? (?:a|his|her|another) namesake|, another (?:man|woman|person) of the same name)"
)
_AGE_AFTER = re.compile(r"(?:\s*\((?:aged? )?|,? aged?,? |, )(\d{1,2})(?=[,).;]|-year| years|$)")
_AGE_BEFORE = re.compile(r"(\d{1,2})-year-old (?:[\w-]+ ){0,3}$")
_CHILD_OF = re.compile(
    r",?\s+(?:s/o|d/o|w/o|S/O|D/O|W/O|son of|daughter of|wife of)\s+"
    r"((?:[^\W\d_a-z][\w'\u2019-]*)(?: [^\W\d_a-z][\w'\u2019-]*){0,3})"
)
_LISTED = re.compile(
    r"(?:\s*\([^()\n]{1,30}\))?(?:,? (?:aged )?\d{1,2}(?=,| and\b))?"
    r"(?:\s+s/o [\w .'-]{1,40}?)?\s*"
    r"(?P<mark>,? (?:and|y|et)(?: also)?|;|,| &)\s+(?P<words>(?:[\w-]+\.? ){0,2})"
)
_NEAR = 60  # characters before and behind a name in which its facts stand


class PersonFacts:
    """What tells the persons of one report apart: kin, lists, ages, fathers, `of the same name`."""

    def __init__(self, text: str, lowered: str, persons: Sequence[tuple[Span, int]]) -> None:
        """Read the words around each person.

        Args:
            text: the report.
            lowered: the same in lower case, at the same offsets.
            persons: mentions of persons with their numbers, in text order.
        """
        self._ages: dict[int, int] = {}
        self._fathers: dict[int, str] = {}
        self._lists: dict[int, int] = {}
        self._others: dict[int, set[int]] = defaultdict(set)
        for at, (span, number) in enumerate(persons):
            before = lowered[max(0, span.start - _NEAR) : span.start]
            after = lowered[span.end : span.end + _NEAR]
            self._read_age(number, before, after)
            child = _CHILD_OF.match(text, span.end) if after[:1] in {" ", ","} else None
            if child:
                self._fathers[number] = fold_name(child[1])
            word = before.rstrip(" ,:").rpartition(" ")[2].rpartition("-")[2]
            if (word in _BEFORE_NAMESAKES and _NAMESAKE_BEFORE.search(before)) or (
                _NAMESAKE_AFTER.match(after)
            ):
                self._others[number].update(other for _, other in persons[:at])
            elif at and _IS_KIN.fullmatch(word) and _KIN_BEFORE.search(before):
                self._others[number].add(persons[at - 1][1])
            if at:
                last, other = persons[at - 1]
                between = lowered[last.end : span.start]
                if len(between) <= _NEAR and _KIN_OF.fullmatch(between):
                    self._others[number].add(other)
        self._read_lists(lowered, persons)

    def are_apart(self, left: int, right: int) -> bool:
        """Say whether the report tells these two mentions apart."""
        if right in self._others.get(left, ()) or left in self._others.get(right, ()):
            return True
        if left in self._lists and self._lists[left] == self._lists.get(right):
            return True
        ages = self._ages.get(left), self._ages.get(right)
        if ages[0] is not None and ages[1] is not None and abs(ages[0] - ages[1]) > 1:
            return True
        fathers = self._fathers.get(left), self._fathers.get(right)
        return None not in fathers and fathers[0] != fathers[1]

    def has_facts(self, number: int) -> bool:
        """Say whether anything at all is told that could tell this mention from another."""
        return any(
            number in facts for facts in (self._others, self._lists, self._ages, self._fathers)
        )

    def _read_age(self, number: int, before: str, after: str) -> None:
        age = _AGE_AFTER.match(after)
        if age is None and "-year-old " in before:
            age = _AGE_BEFORE.search(before)
        if age:
            self._ages[number] = int(age[1])

    def _read_lists(self, lowered: str, persons: Sequence[tuple[Span, int]]) -> None:
        """Number the lists `A, B and C`: whoever is listed twice is two people."""
        run: list[int] = []
        for (left, number), (right, other) in pairwise(persons):
            between = lowered[left.end : right.start] if right.start - left.end <= _NEAR else ""
            listed = _LISTED.fullmatch(between)
            if (
                listed is None
                or lowered.startswith("'s ", right.end)
                or not _are_titles(listed["words"])
            ):
                run = []
                continue
            run = [*(run or [number]), other]
            if listed["mark"].strip(" ,;"):  # a list is one only when its last is told by `and`
                self._lists.update(dict.fromkeys(run, run[0]))
                run = []


def _are_titles(words: str) -> bool:
    known = load_words("honorifics") | load_words("weak_honorifics")
    return all(word.strip(".") in known for word in words.split())
