"""Spellings: when two names are one, brought over from another script in two ways."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

# A sound: its consonants with a dot for each run of vowels, and what each run may be heard as.
Sound: TypeAlias = tuple[str, tuple[frozenset[str], ...]]

_PIECES = re.compile(
    r"(?P<vowels>(?:[aeiou]|y(?![aeou])|w(?![aeiouy]))+)|kh|gh|dh|th|ph|sh|ch|zh|dj|ck|\S"
)
_CONSONANTS = {
    "kh": "x", "gh": "g", "dh": "d", "th": "t", "ph": "f", "sh": "$", "ch": "$", "zh": "j",
    "dj": "j", "ck": "k", "q": "k", "w": "v",
}  # fmt: skip
_VOWELS = {
    **dict.fromkeys(("a", "aa"), frozenset("a")),
    "e": frozenset("ai"),  # Ahmed is Ahmad, Salem is Salim, but Salam is not Salim
    **dict.fromkeys(("i", "y", "ee", "ii", "ie", "iy", "yi", "yy", "iyy"), frozenset("i")),
    **dict.fromkeys(("o", "u", "oo", "ou", "ow", "uw", "uu"), frozenset("u")),
    **dict.fromkeys(("ai", "ay", "ei", "ey", "ae", "ayi", "eye"), frozenset("y")),
    **dict.fromkeys(("au", "aw", "ao", "aou"), frozenset("w")),
}
_SLAVE_OF = re.compile(r"abd[aeiou]{1,2}([lrnsd])")
_SOFT_C = re.compile(r"c(?=[eiy])")
_FINAL_H = re.compile(r"(?<=[aeiou])h\b")


@lru_cache(maxsize=16384)
def sound_of(folded: str) -> Sound:
    """Return how a folded name sounds, whatever its spaces."""
    listed = _load_spellings()
    words = " ".join(listed.get(word, word) for word in folded.split())
    joined = _SLAVE_OF.sub(r"abd", _FINAL_H.sub("", words).replace(" ", ""))
    joined = _SOFT_C.sub("s", joined).replace("x", "ks")
    consonants, vowels = "", []
    for piece in _PIECES.finditer(joined):
        if piece["vowels"]:
            consonants += "."
            vowels.append(_VOWELS.get(piece["vowels"], frozenset({piece["vowels"]})))
            continue
        heard = _CONSONANTS.get(piece[0], "k" if piece[0] == "c" else piece[0])
        if not consonants.endswith(heard):
            consonants += heard
    return consonants, tuple(vowels)


@lru_cache(maxsize=65536)
def sound_alike(left: str, right: str) -> bool:
    """Say whether two folded names may be spellings of one.

    Consonants must agree, and vowels nearly: Mohammed is Muhammad, but Hamad is not Hamid. Names of
    two consonants must agree in every vowel, of one in every letter.
    """
    if left == right:
        return True
    listed = _load_spellings()
    if listed.get(left, left) == listed.get(right, right):
        return True
    (consonants, vowels), (others, other_vowels) = sound_of(left), sound_of(right)
    if consonants != others:
        return False
    number = len(consonants) - len(vowels)
    if number < 3:
        return number == 2 and vowels == other_vowels
    return all(a & b for a, b in zip(vowels, other_vowels, strict=True))


def find_spelling(folded: str) -> str:
    """Return the first of the listed spellings of one name, or the name itself."""
    return _load_spellings().get(folded, folded)


@lru_cache(maxsize=1)
def _load_spellings() -> dict[str, str]:
    text = (files("dateline.extract") / "names.toml").read_text(encoding="utf-8")
    lines = [line.split() for line in tomllib.loads(text)["spellings"].splitlines()]
    return {word: words[0] for words in lines for word in words}
