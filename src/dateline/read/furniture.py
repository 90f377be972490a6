"""News furniture is cut from a story, each cut with its reason and its words."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.records.report import ReadWarning

TOP_LINES = 6
HEADING_CHARS = 80
LABEL_CHARS = 40
HEADLINE_CHARS = 160
# A comment form ends the story only when this much story stands before it.
MIN_STORY_CHARS = 400

_STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2011": "-"})
_QUOTED = re.compile('["\u201c\u201d]')
_SENTENCE_END = re.compile(r"[.!?…][\"'”\u2019)\]]*$")
_NAME = (
    r"(?-i:(?P<outlet>(?:The )?[A-Z][\w&-]*(?:\.\w+)*"
    r"(?: (?:(?:of|the|and|for|&) )?(?:[A-Z][\w&-]*(?:\.\w+)*|\d+)){0,7}))"
)
_NO_OUTLET = frozenset({"us", "our", "you", "the", "this", "it", "now", "all", "all rights"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trimmed:
    """A story's paragraphs without furniture.

    `cuts` are the warnings, one a line, each with its words; `outlet` and `outlet_words` what the
    furniture says about whose page it is; `paywalled` when it asks for a subscription to read on.
    """

    paragraphs: tuple[str, ...]
    cuts: tuple[ReadWarning, ...]
    outlet: str | None = None
    outlet_words: str | None = None
    paywalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    reason: str
    max_chars: int
    whole: re.Pattern[str] | None
    opening: re.Pattern[str] | None
    within: re.Pattern[str] | None
    cues: tuple[re.Pattern[str], ...]
    heading: re.Pattern[str] | None
    follow: str
    top: bool

    def matches(self, line: str, position: int) -> bool:
        if len(line) > self.max_chars or (self.top and position >= TOP_LINES):
            return False
        if self.whole and self.whole.fullmatch(line):
            return True
        if self.opening and self.opening.match(line):
            return True
        if self.within and self.within.search(line):
            return True
        # A plea speaks for itself; the same words in quotation marks are somebody's in the story.
        return (
            bool(self.cues) and not _QUOTED.search(line) and all(c.search(line) for c in self.cues)
        )


def cut_furniture(paragraphs: Sequence[str]) -> Trimmed:
    """Return the paragraphs that are story, and a warning for each that is not.

    The last paragraph standing is never a judge of what is news: when every paragraph looks like
    furniture, all of them are cut and the page is empty.
    """
    lines = [line.translate(_STRAIGHT) for line in paragraphs]
    reasons = _reasons(lines)
    cuts = tuple(
        ReadWarning(code="furniture_cut", message=f"Cut as furniture: {reason}.", quote=words)
        for words, reason in zip(paragraphs, reasons, strict=True)
        if reason
    )
    outlet, outlet_words = _outlet(
        [line for line, reason in zip(lines, reasons, strict=True) if reason]
    )
    paywall = _book().paywall
    return Trimmed(
        paragraphs=tuple(
            words for words, reason in zip(paragraphs, reasons, strict=True) if not reason
        ),
        cuts=cuts,
        outlet=outlet,
        outlet_words=outlet_words,
        paywalled=any(len(line) < 400 and paywall.search(line) for line in lines),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    kinds: tuple[_Kind, ...]
    outlets: tuple[re.Pattern[str], ...]
    paywall: re.Pattern[str]


@cache
def _book() -> _Book:
    text = resources.files("dateline.read").joinpath("furniture.toml").read_text("utf-8")
    data = tomllib.loads(text)
    kinds = tuple(
        _Kind(
            reason=entry["reason"],
            max_chars=entry["max_chars"],
            whole=_any_of(entry.get("whole", [])),
            # Apart from the others, because a search would try them at every letter.
            opening=_any_of([p for p in entry.get("within", []) if p.startswith("^")]),
            within=_any_of([p for p in entry.get("within", []) if not p.startswith("^")]),
            cues=tuple(re.compile("|".join(cue), re.IGNORECASE) for cue in entry.get("cues", [])),
            heading=_any_of(entry.get("heading", [])),
            follow=entry.get("follow", ""),
            top=entry.get("top", False),
        )
        for entry in data["furniture"]
    )
    outlets = tuple(
        re.compile(pattern.replace("{NAME}", _NAME), re.IGNORECASE)
        for pattern in data["outlet"]["cut"]
    )
    paywall = re.compile("|".join(data["paywall"]["within"]), re.IGNORECASE)
    return _Book(kinds=kinds, outlets=outlets, paywall=paywall)


def _any_of(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) if patterns else None


def _reasons(lines: Sequence[str]) -> list[str | None]:
    """Return for each line the reason why it is furniture, or null when it is story."""
    reasons: list[str | None] = [None] * len(lines)
    story_chars = 0
    position = 0
    while position < len(lines):
        kind = _kind_of(lines[position], position)
        if kind is None:
            story_chars += len(lines[position])
            position += 1
            continue
        reasons[position] = kind.reason
        _cut_heading(lines, reasons, position, kind)
        position += 1
        if kind.follow == "rest" and story_chars >= MIN_STORY_CHARS:
            reasons[position:] = [kind.reason] * (len(lines) - position)
            break
        # A link that names its own headline stands alone.
        alone = len(lines[position - 1]) > LABEL_CHARS
        while kind.follow == "headlines" and not alone and _is_headline(lines, position):
            reasons[position] = kind.reason
            position += 1
    return reasons


def _kind_of(line: str, position: int) -> _Kind | None:
    return next((kind for kind in _book().kinds if kind.matches(line.strip(), position)), None)


def _cut_heading(
    lines: Sequence[str], reasons: list[str | None], position: int, kind: _Kind
) -> None:
    if position == 0 or reasons[position - 1] or kind.heading is None:
        return
    before = lines[position - 1]
    short = len(before) <= HEADING_CHARS and not _SENTENCE_END.search(before)
    if short and kind.heading.search(before):
        reasons[position - 1] = kind.reason


def _is_headline(lines: Sequence[str], position: int) -> bool:
    """Say whether the line reads as a linked headline: short, no full stop, another line after."""
    if position >= len(lines):
        return False
    line = lines[position]
    return len(line) <= HEADLINE_CHARS and not re.search(r"[.!?:,;…]['\"”\u2019)\]]*$", line)


def _outlet(lines: Sequence[str]) -> tuple[str | None, str | None]:
    for pattern in _book().outlets:
        for line in lines:
            match = pattern.search(line)
            if match is None:
                continue
            name = re.sub(r"(?:'s|[.,])$", "", match["outlet"].strip())
            if name.casefold() not in _NO_OUTLET and len(name) > 2:
                return name, match[0]
    return None, None
