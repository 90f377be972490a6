"""Names: when two spellings are one name, and what short form stands for what long one."""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from importlib.resources import files

from dateline.extract.spellings import sound_alike, sound_of

_DROPPED = re.compile(r"['\u2018\u2019\u02bc\u02bb`\u00b4.\"\u201c\u201d]")
_SPACED = re.compile(r"[\s\-\u2010-\u2015/_,]+")
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s?$")
# An apostrophe that was read in the wrong encoding, or not at all.
_BROKEN = re.compile("\u00e2\u20ac[\u2122\u02dc\u0153\x9d]|\u00e2\x80[\x98\x99]|\ufffd")
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
    if not words.isascii():
        words = _BROKEN.sub("'", words)
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

    Small words (`of`, `the`) may be left out; nothing else may. A short form within the name stands
    there with all its letters (`Forces armées de la RDC`, FARDC).
    """
    letters = re.sub(r"[^a-z0-9]", "", fold_name(short))
    words = fold_name(name).split()
    if len(letters) < 2 or len(words) < 2:
        return False
    whole = {fold_name(word) for word in name.split() if is_acronym(word)}
    first = [word if word in whole else word[0] for word in words]
    must = [
        letter
        for letter, word in zip(first, words, strict=True)
        if word not in load_words("small") and len(word) > 1
    ]
    return letters in {initials_of(name), "".join(first), "".join(must)}


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


@lru_cache(maxsize=16384)
def may_shorten(short: str, name: str) -> bool:
    """Say whether a short form in brackets behind a name of two words or more may stand for it.

    Its letters need not be those of the name, since the name may be a translation (`Doctors Without
    Borders (MSF)`). Agencies and countries are no short forms, nor is what another known group is
    called.
    """
    if not is_acronym(short) or not 2 <= len(short) <= 10 or " " not in name.strip():
        return False
    known, own = find_group(short), find_group(name)
    return (
        fold_name(short) not in load_words("never_short")
        and not (known and own and known != own)
    )  # fmt: skip


@lru_cache(maxsize=64)
def load_words(name: str) -> frozenset[str]:
    """Return one word list of `names.toml`.

    Raises:
        KeyError: there is no such list.
    """
    return frozenset(_load_lists()[name].split())


@lru_cache(maxsize=1)
def _load_lists() -> dict[str, str]:
    text = (files("dateline.extract") / "names.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=4)
def load_pairs(name: str) -> dict[str, str]:
    """Return one list of `word=meaning` pairs of `names.toml`; do not change it.

    Raises:
        KeyError: there is no such list.
    """
    pairs = (pair.split("=") for pair in load_words(name))
    return {word: meaning for word, meaning in pairs}


@lru_cache(maxsize=16384)
def is_acronym(words: str) -> bool:
    """Say whether the words look like a short form: one word, two capitals, half of it or more."""
    capitals = sum(map(str.isupper, words))
    return " " not in words and capitals >= 2 and capitals * 2 >= sum(map(str.isalpha, words))


@lru_cache(maxsize=16384)
def find_group(words: str) -> str | None:
    """Return the well-known armed group that bears this name, or null.

    A name that is in no list may be another spelling of one of the best known.

    Raises:
        FileNotFoundError: the package lacks its own data files.
    """
    key = fold_name(words)
    group = _load_groups().get(key)
    if group is None and len(key) > 3 and not is_acronym(words):
        alike = _load_sounds().get(sound_of(key)[0], ())
        found = {_load_groups()[known] for known in alike if sound_alike(key, known)}
        group = found.pop() if len(found) == 1 else None
    return group


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


@lru_cache(maxsize=1)
def _load_sounds() -> dict[str, list[str]]:
    """Return consonants → names of the first file that are no short forms."""
    sounds: dict[str, list[str]] = defaultdict(list)
    for name, aliases in _read_names("known_groups.tsv"):
        for words in (name, *aliases):
            if not is_acronym(words):
                key = fold_name(words)
                sounds[sound_of(key)[0]].append(key)
    return sounds


def _read_groups(file: str) -> list[tuple[str, list[str]]]:
    return [
        (name, [fold_name(words) for words in (name, *aliases)])
        for name, aliases in _read_names(file)
    ]


def _read_names(file: str) -> list[tuple[str, list[str]]]:
    text = (files("dateline.extract") / "actors_data" / file).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if "\t" in line and line[0] != "#"]
    return [(name, rest.split("|")) for name, rest in rows]
