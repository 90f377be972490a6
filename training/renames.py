"""Exchanges the names of persons in an example for others, the same words for the same words.

Only mentions that are surely persons and that look like names take part: one to three words with a
capital, with titles before them kept. A name whose words also stand where they name no such person
(`Khan Yunis`, `the Haqqani network`) stays, and so does one that is spelled in two ways: that two
spellings are one name is worth learning. With it stays every name that shares a word with it.
"""

import random
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path

from dateline.extract.spellings import sound_alike
from training.edits import Edit
from training.example import Example
from training.rewrites import like
from training.silver import word_list

FILE = Path(__file__).parent / "augment_names.toml"
MAX_WORDS = 3
AT_HOME = 0.8  # the share of an example's persons whose new names are of one region
NEAR = 120  # characters after a name in which a pronoun speaks for it

_WORD = r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+|-[^\W\d_]+)*\.?"
_TOKEN = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*")
_SHE = re.compile(r"\b(?:she|hers?|herself)\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """The names of one region: men's and women's given names, family names."""

    men: tuple[str, ...]
    women: tuple[str, ...]
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a name, `[start, end)` with its particles; `key` is its word, folded."""

    start: int
    end: int
    key: str


@dataclass(slots=True)
class _Circle:
    """Names that share words, each a tuple of its parts."""

    names: list[tuple[_Part, ...]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)


@cache
def regions() -> dict[str, Region]:
    """Return the regions' names by region, as `augment_names.toml` lists them."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        name: Region(*(_listed(lists[key]) for key in ("men", "women", "families")))
        for name, lists in table.items()
        if "families" in lists
    }


def rename_edits(example: Example, chance: random.Random) -> list[Edit]:
    """Return edits that give the example's persons other names, each its own."""
    text = example.text
    named = {
        (one.start, one.end): parts
        for one in example.mentions
        if one.allowed == {"person"} and (parts := _read_name(text, one.start, one.end))
    }
    circles = _circles(sorted(named.values(), key=lambda parts: (-len(parts), parts[0].start)))
    stays = _words_elsewhere(text, [part for parts in named.values() for part in parts])
    stays |= _spelled_twice({key for circle in circles for key in circle.keys})
    home = chance.choice(list(regions().values()))
    used = {token.casefold() for token in _TOKEN.findall(text)}
    edits = []
    for circle in circles:
        words = {word for key in circle.keys for word in _TOKEN.findall(key)}
        if not words & stays and not _is_noun(text, circle):
            region = home if chance.random() < AT_HOME else chance.choice([*regions().values()])
            given = _rename(text, circle, region, used, chance)
            edits += [
                Edit(part.start, part.end, like(text[part.start : part.end], given[part.key]))
                for parts in circle.names
                for part in parts
            ]
    return sorted(edits)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in words.split(","))


@cache
def _words_of(table: str) -> frozenset[str]:
    lists = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return frozenset(lists[table]["words"].split())


@cache
def _part_pattern() -> re.Pattern[str]:
    particles = "|".join(sorted(_words_of("particles"), key=len, reverse=True))
    return re.compile(rf"(?:(?i:{particles})(?:[ -]|['’](?=\w)))*(?P<word>{_WORD})")


def _read_name(text: str, start: int, end: int) -> tuple[_Part, ...]:
    """Return the parts of a name, given names first; none where the words are no plain name."""
    parts: list[_Part] = []
    at = start
    while at < end:
        found = _part_pattern().match(text, at, end)
        if found is None:
            return ()
        word, key = found["word"], found["word"].rstrip(".").casefold()
        if not word[0].isupper() or key in word_list("never_names") | word_list("people"):
            return ()
        is_title = key in _words_of("titles") and not parts
        if not is_title and len(key) > 1:  # initials stay
            stop = found.end() - word.endswith(".")
            if key not in _words_of("after"):
                parts.append(_Part(found.start(), stop, key))
        at = found.end()
        while at < end and text[at] == " ":
            at += 1
    return tuple(parts) if len(parts) <= MAX_WORDS else ()


def _circles(named: Iterable[tuple[_Part, ...]]) -> list[_Circle]:
    """Return the names in circles that have no word in common."""
    circles: list[_Circle] = []
    for parts in named:
        circle = _Circle([parts], {part.key for part in parts})
        for other in [one for one in circles if one.keys & circle.keys]:
            circles.remove(other)
            circle = _Circle(other.names + circle.names, other.keys | circle.keys)
        circles.append(circle)
    return circles


def _words_elsewhere(text: str, parts: Sequence[_Part]) -> set[str]:
    """Return the words with a capital, folded, that stand outside the names."""
    found = set()
    taken = {at for part in parts for at in range(part.start, part.end)}
    for token in _TOKEN.finditer(text):
        if token.start() not in taken and token.group()[0].isupper():
            found.add(token.group().casefold())
    return found


def _spelled_twice(keys: set[str]) -> set[str]:
    """Return the words of names that may be two spellings of one, or that have a word in common."""
    found = set[str]()
    for one, other in combinations(sorted(keys), 2):
        words, others = set(_TOKEN.findall(one)), set(_TOKEN.findall(other))
        if words & others or sound_alike(one, other):
            found |= words | others
    return found


def _is_noun(text: str, circle: _Circle) -> bool:
    """Say whether all names are one and the same word, which may be a noun (`Sister`, `NEPHEW`)."""
    if len(circle.keys) > 1:
        return False
    written = {text[parts[0].start : parts[0].end] for parts in circle.names}
    is_written_small = any(re.search(rf"\b{re.escape(key)}\b", text) for key in circle.keys)
    return is_written_small or all(words.isupper() for words in written)


def _rename(
    text: str, circle: _Circle, region: Region, used: set[str], chance: random.Random
) -> dict[str, str]:
    """Return a new name for each word of the circle; the names with more parts come first."""
    given: dict[str, str] = {}
    for parts in circle.names:
        is_woman = _is_woman(text, parts)
        for number, part in enumerate(parts):
            if part.key in given:
                continue
            if number == len(parts) - 1:
                family = _draw(region.families, used, chance)
                given[part.key] = _feminine(family) if is_woman else family
            else:
                given[part.key] = _draw(region.women if is_woman else region.men, used, chance)
    return given


def _draw(names: Sequence[str], used: set[str], chance: random.Random) -> str:
    """Return a name of which no word was used yet, where there is one, and take its words."""
    free = [one for one in names if not used & {word.casefold() for word in _TOKEN.findall(one)}]
    name = chance.choice(free or list(names))
    used.update(word.casefold() for word in _TOKEN.findall(name) if word[0].isupper())
    return name


def _is_woman(text: str, parts: Sequence[_Part]) -> bool:
    if len(parts) > 1 and parts[0].key in _given("women") ^ _given("men"):
        return parts[0].key in _given("women")
    after = text[parts[-1].end : parts[-1].end + NEAR]
    return len(_SHE.findall(after)) > len(_HE.findall(after))


@cache
def _given(whose: str) -> frozenset[str]:
    names = (name for one in regions().values() for name in getattr(one, whose))
    return frozenset(name.casefold() for name in names)


def _feminine(family: str) -> str:
    return f"{family}a" if family.endswith(("ov", "ev", "kin")) else family
