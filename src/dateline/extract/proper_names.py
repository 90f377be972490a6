"""Proper names: runs of words in capitals that name somebody, whether marked or not."""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from dateline.records.span import Span

_NAME = re.compile(
    r"(?:[^\W\d_a-z][\w\u2019'-]*|[A-Z]\.)"
    r"(?:[ ](?:(?:al|bin|ibn|bint|ben|de|da|del|della|dos|du|van|von|der|den|el|la|le|ul|ur)[ ])*"
    r"(?:[^\W\d_a-z][\w\u2019'-]*|[A-Z]\.))*"
)
_POSSESSIVE = re.compile(r"['\u2019]s$")


def find_names(text: str) -> list[Span]:
    """Return the runs of words in capitals, in text order, without small words at their start.

    Raises:
        FileNotFoundError: the package lacks its own data files.
    """
    found = []
    for run in _NAME.finditer(text):
        start, words = run.start(), run[0].split(" ")
        while words and words[0].lower() in _never_names():
            start += len(words[0]) + 1
            words.pop(0)
        for number, word in enumerate(words):
            if word.lower() in _never_names() or _POSSESSIVE.search(word):
                words = words[:number]
                break
        if words:
            found.append(Span(start, start + len(" ".join(words))))
    return found


def find_full_names(text: str, names: Iterable[Span]) -> frozenset[Span]:
    """Return the names, given in text order, of two words, and those that end such a name before.

    Initials alone (`UN`) are a full name too.
    """
    full, surnames = set(), set()
    for name in names:
        words = name.quote(text)
        if " " in words:
            surnames.add(words.rsplit(" ", 1)[1])
            full.add(name)
        elif words in surnames or (words.isupper() and len(words) > 1):
            full.add(name)
    return frozenset(full)


def may_speak(words: str) -> bool:
    """Say whether the words hold more than small ones, and run over no quotation or line."""
    if any(mark in words for mark in '"\u201c\u201d\n;'):
        return False
    return any(
        len(word) > 1 and word.strip(".,").lower() not in _never_names() for word in words.split()
    )


@lru_cache(maxsize=1)
def _never_names() -> frozenset[str]:
    text = (files("dateline.extract") / "speech.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)["words"]
    return frozenset(f"{words['stops']} {words['determiners']} {words['never_names']}".split())
