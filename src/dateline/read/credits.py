"""Credits: how a report says that its words or its facts came from elsewhere."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.read.datelines import find_dateline
from dateline.records.report import Credit, CreditKind
from dateline.records.span import Span

DATELINE_CHARS = 100
MAX_NAME_WORDS = 4

# Capitalised words, with the small ones that names hold inside them. Eight at most: a longer run is
# no name, and a page of capitals must not cost more than its length.
_NAME = (
    r"(?:[Tt]he )?(?:[A-Z][\w&\u2019'-]*(?:\.(?:com|net|org|pk|in))?|al-[A-Z]\w+|dpa)"
    r"(?:[ /](?:(?:of|the|and|de|della|for|&) )?(?:[A-Z][\w&\u2019-]*(?:\.com)?|24|\d+)){0,7}"
)
_TOLD = re.compile(
    rf"\b(?i:told|speaking (?:to|with)|spoke (?:to|with)|talking to|talked to|informed"
    rf"|(?:in )?an? (?:\w+ )?(?:interview|statement|message|e-?mail|call|letter|text)"
    rf" (?:with|to|sent to|given to))\s+(?P<name>{_NAME})"
)
_FIRST = re.compile(
    rf"\b(?i:(?:first |originally )(?:appeared|published|ran|carried|aired)|appeared first"
    rf"|(?:re)?published with (?:the )?permission|republished|reprinted|reproduced|syndicated"
    rf"|courtesy)\b(?: \w+){{0,2}}? (?:on|in|by|from|of|at)\s+(?P<name>{_NAME})"
)
_INPUTS = re.compile(
    rf"\b(?i:with|additional)(?i: \w+)?(?i: (?:inputs?|reporting|contributions?|material|files?))"
    rf"(?i: from| by)\s+(?P<name>{_NAME}(?:(?:, | and ){_NAME}){{0,5}}|(?i:agencies|agency))"
    rf"|\b(?i:with) (?P<short>{_NAME}|(?i:agency|agencies|wire)) (?i:inputs?)\b"
)
_CONTRIBUTED = re.compile(rf"(?P<name>{_NAME}) contributed (?:to this|reporting)\b")
_SOURCE = re.compile(rf"^\W*(?i:sources?): (?P<name>{_NAME}(?:(?:, | and ){_NAME}){{0,5}})\W*$")
_REPORTING = re.compile(
    r"^\W*(?i:(?:additional )?(?:reporting|writing|compiled|reported|written))(?: and \w+)? by\s+"
    r"(?P<name>[^;.()\n]{3,120}?)(?=;|\.\s|\.?\W*$|,? (?i:editing|additional))"
)
_STATEMENT = re.compile(
    r"\b(?:according to|in) (?:a|an|the|its) (?:\w+ ){0,2}?"
    r"(?:statement|press release|communiqu[eé]|handout|bulletin|news release)"
    r"(?: (?:issued|released|sent|put out|shared))? (?:by|from|of) "
    r"(?P<name>(?:the |its )?[\w\u2019'&-]+"
    r"(?: (?!on\b|that\b|which\b|said\b|and\b|in\b)[\w\u2019'&-]+){0,5})"
)
_BODY = (
    r"(?:army|military|police|ministry|group|government|rangers|navy|air force|forces?|command"
    r"|coalition|embassy|office|mission|party|presidency|movement|council|agency|directorate)"
)
_SAID = re.compile(
    rf"(?P<name>(?:[Tt]he |[Aa] )?(?:[A-Z][\w\u2019'&-]*|(?:\w+ )?{_BODY})"
    rf"(?:(?: of(?: the)?| and)? (?:[A-Z][\w\u2019'&-]*|{_BODY}|media wing|wing|spokes\w+)){{0,7}}"
    rf"(?: \([A-Z]{{2,6}}\))?)"
    r",? (?:said|announced|claimed|confirmed|added)(?: \w+day)?,? in (?:a|an|its) (?:\w+ ){0,2}?"
    r"(?:statement|press release|communiqu[eé]|bulletin|news release)\b"
)
_HANDOUT_WORD = re.compile(r"statement|release|communiqu|handout|bulletin")
_BRACKETED = re.compile(r"\((?P<name>[A-Z][\w./& -]{1,40}|dpa)\)")
_LAST = re.compile(r"(?:[-\u2013—]{1,2}\s?|^)(?P<name>[A-Z][\w./& -]{1,40}|dpa)\W*$")
# What stands in the brackets of a dateline without being an agency: marks and party initials.
_NO_AGENCY = re.compile(r"(?i:updat|correct|file|photo|[rdi]-)")
_NAMES_PART = re.compile(r", | and |/")
# The words after `told` that start with a capital without being a name.
_OPENER = re.compile(r"^(?:[Tt]he )")


def find_credits(text: str, cut: Sequence[str], outlet: str | None) -> tuple[Credit, ...]:
    """Return the credits in a report's text, in text order, then those in the lines cut from it.

    A name is an outlet when it is a known agency or outlet, holds a word such as Tribune, or is a
    name with a capital `The` that somebody told something in mid-sentence.

    Args:
        text: the whole `Report.text`.
        cut: the lines that were cut as furniture; their credits have no span.
        outlet: the report's own outlet, which it needs not credit.
    """
    own = _key(outlet or "")
    found = sorted(_in_text(text), key=lambda credit: (credit.start, -credit.end))
    credits: dict[tuple[CreditKind, str, int | None], Credit] = {}
    for credit in found:
        if _key(credit.name) != own:
            credits.setdefault((credit.kind, _key(credit.name), credit.start), credit.in_text(text))
    for line in cut:
        for credit in _in_line(line):
            if _key(credit.name) != own:
                credits.setdefault((credit.kind, _key(credit.name), None), credit.cut_from(line))
    return tuple(credits.values())


@dataclass(frozen=True, slots=True)
class _Found:
    kind: CreditKind
    name: str
    start: int
    end: int

    def in_text(self, text: str) -> Credit:
        span = Span(self.start, self.end)
        return Credit(kind=self.kind, name=self.name, quote=span.quote(text), span=span)

    def cut_from(self, line: str) -> Credit:
        return Credit(kind=self.kind, name=self.name, quote=line[self.start : self.end])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    agencies: frozenset[str]
    outlets: frozenset[str]
    outlet_words: frozenset[str]
    cited: re.Pattern[str]

    def is_agency(self, name: str) -> bool:
        return _key(name) in self.agencies

    def is_outlet(self, name: str) -> bool:
        key = _key(name)
        if key in self.agencies or key in self.outlets or re.search(r"\.(com|net|org)$", name):
            return True
        words = key.split()
        return len(words) > 1 and (words[-1] in self.outlet_words or words[0] in {"daily", "radio"})


@cache
def _names() -> _Names:
    data = tomllib.loads(resources.files("dateline.read").joinpath("credits.toml").read_text())
    agency = "|".join(re.escape(name) for name in sorted(data["agencies"], key=len, reverse=True))
    cited = re.compile(
        rf"\b(?i:according to|quoted by|reported by|cited by|carried by|quoting|citing)"
        rf" (?:the )?(?P<name>{agency})\b"
        rf"|\b(?P<subject>{agency})(?: news agency)?,? (?:has )?(?:reported|quoted|cited)\b"
    )
    keys = {name: frozenset(map(_key, words)) for name, words in data.items()}
    return _Names(
        agencies=keys["agencies"],
        outlets=keys["outlets"],
        outlet_words=keys["outlet_words"],
        cited=cited,
    )


def _key(name: str) -> str:
    return _OPENER.sub("", name.strip()).casefold().replace("\u2019", "'").removesuffix("'s")


def _in_text(text: str) -> Iterator[_Found]:
    """Yield the credits of running text; each pattern's own group holds the name."""
    names = _names()
    for match in _TOLD.finditer(text):
        name = _trimmed(match["name"])
        if names.is_outlet(name) or match["name"].startswith("The "):
            yield _Found(CreditKind.TOLD, name, match.start(), match.start("name") + len(name))
    for match in names.cited.finditer(text):
        group = "name" if match["name"] else "subject"
        yield _Found(CreditKind.WIRE, match[group], match.start(), match.end())
    for pattern in (_STATEMENT, _SAID) if _HANDOUT_WORD.search(text) else ():
        for match in pattern.finditer(text):
            yield _Found(CreditKind.HANDOUT, match["name"], match.start(), match.end())
    for match in _BRACKETED.finditer(text):
        place = _place_of(text, match)
        named = place == "dateline" and not _NO_AGENCY.match(match["name"])
        if named or (place and _all_outlets(match["name"], names)):
            yield from _each(CreditKind.WIRE, match, "name")
    yield from _standing(text)
    start = 0
    for paragraph in text.split("\n"):
        last = _LAST.search(paragraph)
        if last and _all_agencies(last["name"], names):
            end = start + last.end("name")
            yield _Found(CreditKind.WIRE, last["name"].strip(), start + last.start("name"), end)
        start += len(paragraph) + 1


def _in_line(line: str) -> Iterator[_Found]:
    """Yield the credits of a line that was cut."""
    match = _REPORTING.search(line)
    if match and not any(_names().is_outlet(name) for name in _NAMES_PART.split(match["name"])):
        start = match.start() + len(match[0]) - len(match[0].lstrip(" ("))
        yield _Found(CreditKind.WIRE, match["name"].strip(), start, match.end())
    for named in (match, _SOURCE.search(line)):
        for credit in _each(CreditKind.WIRE, named, "name") if named else ():
            if _names().is_agency(credit.name):
                yield credit
    yield from _standing(line)
    for part in re.finditer(r"[^|]+", line) if "|" in line else ():
        name = part[0].strip()
        if _names().is_agency(name):
            start = part.start() + part[0].index(name)
            yield _Found(CreditKind.WIRE, name, start, start + len(name))
    for bare in (_BRACKETED, _LAST):
        for found in bare.finditer(line):
            if _all_agencies(found["name"], _names()):
                yield from _each(CreditKind.WIRE, found, "name")


def _standing(text: str) -> Iterator[_Found]:
    """Yield the credits that read alike in running text and in trailers."""
    for match in _INPUTS.finditer(text):
        for credit in _each(CreditKind.WIRE, match, "name" if match["name"] else "short"):
            if _names().is_outlet(credit.name):
                yield credit
    for match in _CONTRIBUTED.finditer(text) if "contributed" in text else ():
        if _names().is_outlet(match["name"]):
            yield from _each(CreditKind.WIRE, match, "name")
    for match in _FIRST.finditer(text):
        name = _trimmed(match["name"])
        yield _Found(CreditKind.REPRINT, name, match.start(), match.start("name") + len(name))


def _each(kind: CreditKind, match: re.Match[str], group: str) -> Iterator[_Found]:
    for name in _NAMES_PART.split(match[group]):
        yield _Found(kind, _OPENER.sub("", name.strip()), match.start(), match.end())


def _all_outlets(words: str, names: _Names) -> bool:
    parts = _NAMES_PART.split(words.strip())
    return all(names.is_outlet(name) and len(name.split()) <= MAX_NAME_WORDS for name in parts)


def _all_agencies(words: str, names: _Names) -> bool:
    return all(names.is_agency(name) for name in _NAMES_PART.split(words.strip()))


def _place_of(text: str, match: re.Match[str]) -> str | None:
    """Return where a name in brackets credits the story, or null where it shortens one before it.

    It credits the story in a dateline, at the start of a paragraph, and after a paragraph's last
    sentence.
    """
    start = text.rfind("\n", 0, match.start()) + 1
    dateline = find_dateline(text[start : start + DATELINE_CHARS])
    if dateline and dateline.agency == match["name"]:
        return "dateline"
    before, after = text[start : match.start()].rstrip(), text[match.end() : match.end() + 2]
    if not before:
        return "opening"
    ended = before[-1] in '.!?"\u201d\u2019'
    return "closing" if ended and after.strip(" .")[:1] in {"", "\n"} else None


def _trimmed(name: str) -> str:
    """Return the name without what follows it by chance: a possessive or a day."""
    name = re.sub(r"[\u2019']s\b.*$", "", name.removeprefix("the "))
    return re.sub(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$", "", name).rstrip("\u2019'")
