"""Names: when two spellings are one name, and what short form stands for what long one."""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import lru_cache
from importlib.resources import files

_DROPPED = re.compile(r"['\u2018\u2019\u02bc\u02bb`\u00b4.\"\u201c\u201d]")
_SPACED = re.compile(r"[\s\-\u2010-\u2015/_,]+")
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s?$")
_ARTICLE = re.compile(r"^the (?=.)")
_PLAIN = (
    *((mark, "'") for mark in "\u2018\u2019\u02bc\u02bb"),
    *((mark, "-") for mark in "\u2010\u2011\u2012"),
    *((mark, '"') for mark in "\u201c\u201d"),
    ("\xa0", " "),
)


@lru_cache(maxsize=65536)
def fold_name(words: str) -> str:
    """Return a key that spellings of one name share: no case, accents, apostrophes, article."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", words.strip()))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = _SPACED.sub(" ", _DROPPED.sub("", plain)).strip()
    return _ARTICLE.sub("", plain)


def lower_text(text: str) -> str:
    """Return the text in lower case with plain apostrophes and hyphens, at the same offsets."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters, such as U+0130, grow when lowered
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    if not lowered.isascii():
        for mark, plain in _PLAIN:  # four times as fast as str.translate
            lowered = lowered.replace(mark, plain)
    return lowered


@lru_cache(maxsize=16384)
def initials_of(name: str) -> str:
    """Return the first letters of the name's words, small words included, lower case."""
    return "".join(word[0] for word in fold_name(name).split())


@lru_cache(maxsize=16384)
def spells_acronym(short: str, name: str) -> bool:
    """Say whether the short form's letters are the first letters of the name's words, in order.

    Small words (`of`, `the`) may be left out; nothing else may.
    """
    letters = re.sub(r"[^a-z0-9]", "", fold_name(short))
    words = fold_name(name).split()
    if len(letters) < 2 or len(words) < 2:
        return False
    must = [word[0] for word in words if word not in load_words("small") and len(word) > 1]
    return letters in {initials_of(name), "".join(must)}


@lru_cache(maxsize=16384)
def may_abbreviate(short: str, name: str) -> bool:
    """Say whether a short form in brackets behind a name may stand for it.

    Looser than `spells_acronym`, since short forms often come from another language (`National
    Liberation Army (ELN)`): two thirds of the letters must be first letters of words.
    """
    letters = re.sub(r"[^a-z]", "", fold_name(short))
    if len(letters) < 2 or " " in short.strip() or not is_acronym(short):
        return False
    shared = sum((Counter(letters) & Counter(initials_of(name))).values())
    return shared * 3 >= len(letters) * 2


@lru_cache(maxsize=16)
def load_words(name: str) -> frozenset[str]:
    """Return one word list of `names.toml`.

    Raises:
        KeyError: there is no such list.
    """
    text = (files("dateline.extract") / "names.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name].split())


def is_acronym(words: str) -> bool:
    """Say whether the words look like a short form: one word, two capitals, half of it or more."""
    capitals = sum(map(str.isupper, words))
    return " " not in words and capitals >= 2 and capitals * 2 >= sum(map(str.isalpha, words))


def find_group(words: str) -> str | None:
    """Return the well-known armed group that bears this name, or null.

    Raises:
        FileNotFoundError: the package lacks its own data files.
    """
    return _load_groups().get(fold_name(words))


@lru_cache(maxsize=1)
def _load_groups() -> dict[str, str]:
    """Return folded name → group; a row of the second file joins the one known group it names."""
    known = {key: name for name, keys in _read_groups("known_groups.tsv") for key in keys}
    groups = dict(known)
    for name, keys in _read_groups("armed_groups.tsv"):
        named = {known[key] for key in keys if key in known}
        group = named.pop() if len(named) == 1 else name
        for key in keys:
            groups.setdefault(key, group)
    return groups


def _read_groups(file: str) -> list[tuple[str, list[str]]]:
    text = (files("dateline.extract") / "actors_data" / file).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if "\t" in line and line[0] != "#"]
    return [(name, [fold_name(words) for words in (name, *rest.split("|"))]) for name, rest in rows]
