"""Traits: what the words of a mention say of whom they mean: a name, he or she, how many."""

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.extract.number_words import read_number, split_words
from dateline.extract.person_names import parse_person
from dateline.extract.titles import split_titles
from dateline.records.mention import MentionKind

_HE = ("he", "him", "his", "himself")
_SHE = ("she", "her", "hers", "herself")
_ONE = ("i", "me", "my", "mine", "myself", *_HE, *_SHE)
PRONOUNS = frozenset(
    (*_ONE, "it", "its", "itself", "they", "them", "their", "theirs", "themselves", "we", "us",
     "our", "ours", "ourselves")
)  # fmt: skip
_ARTICLE = re.compile(r"(?:the|an?|this|that|these|those|its|his|her|their|our)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\s-]+")
_SINGLE = re.compile(r"(?:an?|another)\s", re.IGNORECASE)
_FEMALE = re.compile(
    r"(?:wom[ae]n|girls?|mothers?|wi(?:fe|ves)|daughters?|sisters?|widows?|nieces?|aunts?|"
    r"grandmothers?|nuns?)$"
)
_MALE = re.compile(
    r"(?:\bm[ae]n|gunm[ae]n|boys?|fathers?|husbands?|sons?|brothers?|nephews?|uncles?|"
    r"grandfathers?)$"
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of those whom some mentions mean; a set is empty where nothing is told.

    Bare numbers are of the kind `people`, whom they count; genders are `m` and `f`.
    """

    is_named: bool
    kinds: frozenset[MentionKind]
    genders: frozenset[str]
    numbers: frozenset[int]

    def join(self, other: "Traits") -> "Traits":
        """Return what is known of both as one."""
        return Traits(
            self.is_named or other.is_named,
            self.kinds | other.kinds,
            self.genders | other.genders,
            self.numbers | other.numbers,
        )

    def fits(self, other: "Traits") -> bool:
        """Say whether nothing speaks against both as one; two that are named never fit."""
        return (
            not (self.is_named and other.is_named)
            and not self.kinds.isdisjoint(other.kinds)
            and len(self.genders | other.genders) < 2
            and not (self.numbers and other.numbers and self.numbers.isdisjoint(other.numbers))
        )


@lru_cache(maxsize=16384)
def is_named(words: str, kind: MentionKind) -> bool:
    """Say whether the words hold a name, and do not only describe: `the group`, `its chief`.

    A title alone is no name, and people are never named. Places and weapons are what they are
    called.
    """
    if kind in (MentionKind.PLACE, MentionKind.WEAPON):
        return True
    if kind in (MentionKind.PEOPLE, MentionKind.NUMBER) or words.lower() in PRONOUNS:
        return False
    article = _ARTICLE.match(words)
    parts = _WORD.findall(words[article.end() :] if article else words)
    if kind is MentionKind.PERSON:
        is_one_of_many = _SINGLE.match(words) or not parts or not parts[-1][:1].isupper()
        return not is_one_of_many and bool(split_titles(" ".join(parts))[1])
    return any(part[:1].isupper() for part in parts)


@lru_cache(maxsize=16384)
def read_traits(words: str, kind: MentionKind) -> Traits:
    """Return what the words of a mention of this kind say."""
    lowered = words.lower()
    number = 1 if lowered in _ONE else None
    if kind is MentionKind.NUMBER:
        kind = MentionKind.PEOPLE
    if kind is MentionKind.PEOPLE and number is None:
        number = _number(words)
    if lowered in _SHE or _FEMALE.search(lowered):
        gender = "f"
    elif lowered in _HE or _MALE.search(lowered):
        gender = "m"
    else:
        gender = parse_person(words).gender if kind is MentionKind.PERSON else ""
    return Traits(
        is_named(words, kind),
        frozenset({kind}),
        frozenset({gender} if gender else ()),
        frozenset() if number is None else frozenset({number}),
    )


def _number(words: str) -> int | None:
    """Return how many the words count, null when they do not say exactly."""
    told = split_words(words, 0, len(words))
    for at in range(len(told)):
        number = read_number(told, at)
        if number:
            return number.low if number.low == number.high else None
    return 1 if _SINGLE.match(words) else None
