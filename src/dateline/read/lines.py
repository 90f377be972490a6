"""Joins lines that were broken in mid-sentence; paragraphs stay."""

import re
from collections.abc import Sequence
from statistics import median

# A block of lines as even as this was wrapped by a machine; written paragraphs are longer.
WRAP_MIN_CHARS = 40
WRAP_MAX_CHARS = 110
WRAP_EVEN_SHARE = 0.7
# A line this long that no sentence ends is unlikely to be a heading.
LONG_LINE_CHARS = 60

_BLANK = re.compile(r"\n\s*\n")
_ENDED = re.compile(r"[.!?:;…|][\"'”\u2019»)\]]*$")
_UNFINISHED = re.compile(
    r"(?:[,(\[\u2013—]|\b(?:an?|the|of|in|on|at|by|to|for|from|with|into|over|under|near|between|and|or"
    r"|but|nor|that|which|who|whose|when|while|where|as|than|is|are|was|were|has|have|had|be|been"
    r"|its|their|his|her|said|will|would|could|may|might|not|after|before|during|against|since))$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^(?:[-*•▪\u2013]|\d{1,2}[.)])\s")
_LABEL = re.compile(r"^[A-Z][a-z]+(?: [a-z]+)?: \S")
_HYPHEN = re.compile(r"(?P<head>[^\W\d_]{2,})-$")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD_START = re.compile(r"^[^\W\d_]+")
_KEEPS_HYPHEN = frozenset(
    {"all", "anti", "co", "counter", "cross", "ex", "half", "long", "mid", "multi", "near", "non",
     "post", "pre", "pro", "self", "semi", "short", "so", "two", "three", "vice", "well"}
)  # fmt: skip


def to_paragraphs(text: str) -> tuple[str, ...]:
    """Return the text's paragraphs, each one line with single spaces.

    Blank lines always part paragraphs. Within a block, lines that a machine wrapped at one width
    are one paragraph; otherwise a line is joined to the next only where its sentence goes on.
    """
    known = frozenset(_WORDS.findall(text))
    paragraphs: list[str] = []
    for block in _BLANK.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [" ".join(line.split()) for line in re.split(r"[\n\f\v\u2028\u2029]", block)]
        paragraphs += join_lines([line for line in lines if line], known)
    return tuple(paragraphs)


def join_lines(lines: Sequence[str], known: frozenset[str]) -> list[str]:
    """Return the lines of one block with the broken ones joined.

    Args:
        lines: neighbouring lines without blank ones, trimmed.
        known: the words of the whole text; a word parted by a hyphen may be among them unparted.
    """
    wrapped = _is_wrapped(lines)
    joined: list[list[str]] = []
    for at, line in enumerate(lines):
        if at and _goes_on(lines[at - 1], line, wrapped=wrapped):
            joined[-1][-1:] = [_unparted(joined[-1][-1], line, known), line]
        else:
            joined.append([line])
    return ["".join(parts) for parts in joined]


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Say whether a machine wrapped these lines: all but the last are of one width."""
    if len(lines) < 3:
        return False
    lengths = [len(line) for line in lines[:-1]]
    middle = median(lengths)
    if middle < WRAP_MIN_CHARS or max(lengths) > WRAP_MAX_CHARS:
        return False
    even = sum(abs(length - middle) <= 0.2 * middle for length in lengths)
    ended = sum(bool(_ENDED.search(line)) for line in lines[:-1])
    return even >= WRAP_EVEN_SHARE * len(lengths) and ended <= len(lengths) / 2


def _goes_on(line: str, following: str, *, wrapped: bool) -> bool:
    """Say whether the sentence of the line goes on in the line that follows it."""
    if _ITEM.match(following) or _LABEL.match(following):
        return False
    if wrapped:
        return True
    if _ENDED.search(line):
        return False
    if following[0].islower() or _UNFINISHED.search(line):
        return True
    return len(line) >= LONG_LINE_CHARS and not _is_titled(line)


def _is_titled(line: str) -> bool:
    """Say whether the line is written as a headline: most of its longer words have a capital."""
    words = [word for word in line.split() if len(word) > 3]
    return sum(not word[0].islower() for word in words) > 0.6 * len(words)


def _unparted(line: str, following: str, known: frozenset[str]) -> str:
    """Return the line as it stands before the following one: with a space, or a parted word."""
    parted = _HYPHEN.search(line)
    start = _WORD_START.match(following)
    if parted is None or start is None or not start[0][0].islower():
        return f"{line} "
    whole, hyphened = parted["head"] + start[0], f"{parted['head']}-{start[0]}"
    kept = parted["head"].lower() in _KEEPS_HYPHEN and whole not in known
    return line if kept or hyphened in known else line[:-1]
