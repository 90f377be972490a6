"""Joiners and direction marks: signs without width that carry meaning, kept through extraction.

Persian and Urdu words, emoji families and right-to-left passages need them; trafilatura removes
them as control characters. So they travel as signs that it leaves alone.
"""

import re

_MARKS = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# The undeciphered signs of the Phaistos Disc: printable, and in no news.
_STAND_INS = "".join(chr(0x101D0 + at) for at in range(len(_MARKS)))
_SHIELD = str.maketrans(_MARKS, _STAND_INS)
_UNSHIELD = str.maketrans(_STAND_INS, _MARKS)
_MARK = re.compile(f"[{_MARKS}]")
_STAND_IN = re.compile(f"[{_STAND_INS}]")
_ENTITIES = {"zwnj": "\u200c", "zwj": "\u200d", "lrm": "\u200e", "rlm": "\u200f"}
_ENTITY = re.compile(r"&(?:(zwnj|zwj|lrm|rlm)|#(820[4-7])|#x(200[c-f]));", re.IGNORECASE)


def shield_marks(page_text: str) -> str:
    """Return the page with each mark, also one written as an entity, as its stand-in."""
    if "&" in page_text:
        page_text = _ENTITY.sub(_mark_of, page_text)
    if not _MARK.search(page_text) or _STAND_IN.search(page_text):
        return page_text
    return page_text.translate(_SHIELD)


def unshield_marks(words: str) -> str:
    """Return the words with the marks in place of their stand-ins."""
    return words.translate(_UNSHIELD) if _STAND_IN.search(words) else words


def _mark_of(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _ENTITIES[name.lower()]
    return chr(int(decimal) if decimal else int(hexadecimal, 16))
