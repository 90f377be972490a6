"""Finds the edits that write a text in another manner: marks, dashes, broken encodings, spelling.

Each function reads a text and returns edits of it, sorted; none knows of annotation (see
`edits.py` for what becomes of that), and none draws lots: whoever calls thins them out.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from training.edits import Edit

HERE = Path(__file__).parent
QUOTES = {
    "straight": ('"', '"', "'"), "curly": ("“", "”", "’"), "guillemets": ("«", "»", "’"),
    "single": ("‘", "’", "’"), "straight single": ("'", "'", "'"), "typewriter": ("``", "''", "'"),
    "low": ("„", "“", "’"),
}  # fmt: skip  # how quotations open, how they close, and the apostrophe
DASHES = (" - ", " – ", " — ", " -- ", "—", "--", " ― ")
SPELLINGS = ("american", "british")

_QUOTE = re.compile(r'["“”„«»]|``|(?<!\w)\'\'|\'\'(?!\w)')
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_DASH = re.compile(r" (?:-{1,2}|[–—―]) |(?<=\w)(?:--|[—―])(?=\w)")
_COMMA = re.compile(r",(?!\d)")
_STOP = re.compile(r"(?<=[a-z]{3})\.(?=[\"”»’']?(?:\s|$))")
_GAP = re.compile(r"(?<=\S) (?=\S)")
_MARK = re.compile(r"[^\w\s]|_")
_WORD = re.compile(r"[^\W\d_]+")
_ENTITIES = {
    "&": "amp", '"': "quot", "<": "lt", ">": "gt", "“": "ldquo", "”": "rdquo", "‘": "lsquo",
    "’": "rsquo", "–": "ndash", "—": "mdash", "…": "hellip", "«": "laquo", "»": "raquo",
    "\u00a0": "nbsp", " ": "nbsp",
}  # fmt: skip


def case_edits(text: str, change: Callable[[str], str]) -> list[Edit]:
    """Return an edit of every letter that `change` (`str.upper`, `str.lower`) writes otherwise."""
    return [Edit(at, at + 1, change(sign)) for at, sign in enumerate(text) if change(sign) != sign]


def quote_edits(text: str, manner: str) -> list[Edit]:
    """Return edits that write double quotation marks and inner apostrophes in a manner of `QUOTES`.

    Single quotation marks are left: nothing surely tells them from apostrophes.
    """
    opening, closing, apostrophe = QUOTES[manner]
    edits = [
        Edit(found.start(), found.end(), opening if _opens(text, found) else closing)
        for found in _QUOTE.finditer(text)
    ]
    edits += [Edit(at.start(), at.end(), apostrophe) for at in _APOSTROPHE.finditer(text)]
    return _changing(text, edits)


def unquote_edits(text: str) -> list[Edit]:
    """Return edits that drop every double quotation mark."""
    return [Edit(found.start(), found.end(), "") for found in _QUOTE.finditer(text)]


def dash_edits(text: str, dash: str) -> list[Edit]:
    """Return edits that write every dash between words as `dash`, its spaces included."""
    found = (Edit(at.start(), at.end(), dash) for at in _DASH.finditer(text))
    return _changing(text, found)


def comma_edits(text: str) -> list[Edit]:
    """Return edits that drop every comma but those in numbers."""
    return [Edit(found.start(), found.end(), "") for found in _COMMA.finditer(text)]


def stop_edits(text: str) -> list[Edit]:
    """Return edits that drop full stops after words of three letters and more."""
    return [Edit(found.start(), found.end(), "") for found in _STOP.finditer(text)]


def space_edits(text: str, space: str) -> list[Edit]:
    """Return edits that write every space between words as `space`."""
    return [Edit(found.start(), found.end(), space) for found in _GAP.finditer(text)]


def unmark_edits(text: str) -> list[Edit]:
    """Return edits that drop all marks; those between letters or digits, dashes apart, are kept."""
    edits = []
    for found in _MARK.finditer(text):
        at, mark = found.start(), found.group()
        is_inner = text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
        if not is_inner:
            edits.append(Edit(at, at + 1, ""))
        elif mark in "–—―/":
            edits.append(Edit(at, at + 1, " "))
    return edits


def mojibake_edits(text: str, *, curl: bool) -> list[Edit]:
    """Return edits that show the text's UTF-8 read as cp1252: `’` becomes `â€™`.

    Args:
        text: the text.
        curl: take straight quotation marks and apostrophes for curly ones first.
    """
    signs = {at: Edit(at, at + 1, sign) for at, sign in enumerate(text) if not sign.isascii()}
    if curl:
        signs |= {one.start: one for one in quote_edits(text, "curly")}
    return [Edit(at, end, _misread(sign)) for at, end, sign in sorted(signs.values())]


def entity_edits(text: str, *, by_number: bool) -> list[Edit]:
    """Return edits that leave HTML entities in: marks, apostrophes, letters with accents, `&`.

    Spaces are among them (`&nbsp;`); whoever calls picks a few.
    """
    edits = []
    for at, sign in enumerate(text):
        if by_number and sign != "&":
            name = "#160" if sign == " " else f"#{ord(sign)}"
        else:
            name = _ENTITIES.get(sign, f"#{ord(sign)}")
        if sign in _ENTITIES or sign == "'" or not sign.isascii():
            edits.append(Edit(at, at + 1, f"&{name};"))
    return edits


def spelling_edits(text: str, to: str, spared: Sequence[tuple[int, int]] = ()) -> list[Edit]:
    """Return edits that spell the text in the `american` or the `british` way, capitals kept.

    Args:
        text: the text.
        to: one of `SPELLINGS`.
        spared: stretches in which words with a capital are names, and stay.
    """
    others = _spellings(to)
    edits = []
    for found in _WORD.finditer(text):
        (start, end), other = found.span(), others.get(found.group().lower())
        is_name = text[start].isupper() and any(a < end and start < b for a, b in spared)
        if other and not is_name:
            edits.append(Edit(start, end, like(found.group(), other)))
    return edits


def like(model: str, words: str) -> str:
    """Return the words with the capitals of the model: all, the first, or their own."""
    if model.isupper() and len(model) > 1:
        return words.upper()
    return words[:1].upper() + words[1:] if model[:1].isupper() else words


@cache
def _spellings(to: str) -> dict[str, str]:
    """Return the words that are spelled otherwise there, with their spelling."""
    table = tomllib.loads((HERE / "augment_spelling.toml").read_text(encoding="utf-8"))
    pairs = [_pair(row) for row in table["pairs"].split()]
    for ending in table["ise_endings"].split():
        british, american = _pair(ending)
        pairs += [(stem + british, stem + american) for stem in table["ise"].split()]
    if to == "american":
        return dict([*pairs, *map(_pair, table["one_way"].split())])
    return {american: british for british, american in pairs}


def _pair(row: str) -> tuple[str, str]:
    british, american = row.split("/")
    return british, american


def _opens(text: str, found: re.Match[str]) -> bool:
    if found.group() in ("“", "„", "«", "``"):
        return True
    before = text[found.start() - 1] if found.start() else " "
    return found.group() == '"' and (before.isspace() or before in "([—–-‘'")


def _changing(text: str, edits: Iterator[Edit] | list[Edit]) -> list[Edit]:
    return sorted(one for one in edits if text[one.start : one.end] != one.words)


def _misread(signs: str) -> str:
    """Return the bytes as a reader of cp1252 shows them; what that leaves open is Latin-1."""
    return "".join(
        bytes([byte]).decode("cp1252" if byte not in _UNDEFINED else "latin-1")
        for byte in signs.encode("utf-8")
    )


_UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
