"""Person names: the parts of a name, and when a short name may stand for a long one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from dateline.extract.names import load_pairs, load_words
from dateline.extract.spellings import sound_alike
from dateline.extract.titles import split_titles

# The article before a sun letter; without the hyphen these are words of other names (`An Nguyen`).
_SUN_ARTICLE = re.compile(
    r"\b(?:an|as|ad|ar|at|az|ash|ad|es|er)[-\u2010\u2011](?=\w)", re.IGNORECASE
)


class Shortness(IntEnum):
    """How a short name shortens a long one: the smaller, the more usual in the news."""

    SURNAME = 1  # or a part of two words and more
    FIRST = 2
    MIDDLE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name in its parts, all folded.

    `parts` are the names proper, without titles, articles and small words (`Abu Bakr al-Baghdadi`
    is `abu bakr`, `baghdadi`). `ranks` are those of an army or police, `titles` all that say more
    than Mr or Mrs. `gender` is `m`, `f` or empty, and `generation` is `jr`, `sr` and the like.
    """

    parts: tuple[str, ...]
    titles: frozenset[str]
    ranks: frozenset[str]
    gender: str
    generation: str


@lru_cache(maxsize=16384)
def parse_person(words: str) -> PersonName:
    """Return the parts of a person's name; when all of it are titles, they are the name."""
    titles, rest = split_titles(_SUN_ARTICLE.sub("", words))
    found = list(rest or titles)
    generation = ""
    while len(found) > 1 and found[-1] in load_words("after_names") | load_words("generations"):
        last = found.pop()
        generation = last if last in load_words("generations") else generation
    ranks = load_pairs("ranks")
    genders = {"m": load_words("male_titles"), "f": load_words("female_titles")}
    seen = {
        gender
        for gender, listed in genders.items()
        if listed & {*titles, found[0] if found else ""}
    }
    return PersonName(
        parts=_join_particles(found),
        titles=frozenset(ranks.get(title, title) for title in titles) - load_words("courtesies"),
        ranks=frozenset(ranks[title] for title in titles if title in ranks),
        gender=seen.pop() if len(seen) == 1 and rest else "",
        generation={"junior": "jr", "senior": "sr", "fils": "jr", "pere": "sr"}.get(
            generation, generation
        ),
    )


def _join_particles(words: Sequence[str]) -> tuple[str, ...]:
    parts: list[str] = []
    held = ""
    for number, word in enumerate(words):
        if number + 1 < len(words) and word in load_words("joined_particles"):
            held += word + " "
        elif word not in load_words("particles") or number + 1 == len(words):
            parts.append(held + word)
            held = ""
    return tuple(parts)


@lru_cache(maxsize=65536)
def find_shortness(short: tuple[str, ...], long: tuple[str, ...]) -> Shortness | None:
    """Return how the parts of a name shorten those of a longer one, or null where they do not.

    Two words and more must stand in the longer name in order, and start or end it; in between,
    others may be left out (`Omar al-Bashir` for `Omar Hassan al-Bashir`).
    """
    if not short or len(short) >= len(long):
        return None
    if len(short) == 1:
        if sound_alike(short[0], long[-1]) or (
            len(long) > 2 and bears_two_surnames(long) and sound_alike(short[0], long[-2])
        ):
            return Shortness.SURNAME
        if sound_alike(short[0], long[0]):
            return Shortness.FIRST
        return Shortness.MIDDLE if any(sound_alike(short[0], part) for part in long) else None
    at = 0
    for part in short:
        at = next((n + 1 for n in range(at, len(long)) if sound_alike(part, long[n])), 0)
        if not at:
            return None
    is_tail = all(map(sound_alike, short, long[-len(short) :]))
    starts = sound_alike(short[0], long[0])
    ends = sound_alike(short[-1], long[-1])
    is_head = all(map(sound_alike, short, long))
    if is_tail or is_head or (starts and (ends or bears_two_surnames(long))):
        return Shortness.SURNAME
    return Shortness.MIDDLE


def bears_two_surnames(parts: Sequence[str]) -> bool:
    """Say whether the name is Spanish, so that its last part but one is the surname in use."""
    return len(parts) > 2 and parts[0] in load_words("double_surnames")


def find_surnames(words: str) -> tuple[str, ...]:
    """Return the folded last names by which the news may call the bearer of a full name."""
    parts = parse_person(words).parts
    if len(parts) < 2:
        return ()
    return parts[-1:] + ((parts[-2],) if bears_two_surnames(parts) else ())
