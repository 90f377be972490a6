"""Datelines: the place line that opens a story, such as `ISLAMABAD:` or `KABUL (AFP) -`."""

import re
from dataclasses import dataclass

from dateline.records.span import Span

MAX_CHARS = 90
# After a name in ordinary letters and a colon a headline is shorter than this.
MIN_OPENING_CHARS = 80

# Words of capitals, with the marks that place names hold: D.I. KHAN, AL-ARISH, N'DJAMENA.
_CAPITALS = r"[^\W\d_a-z](?:[^\W\d_a-z]|[.'\u2019-])*"
_UPPER = rf"{_CAPITALS}(?:\s{_CAPITALS}){{0,3}}"
_MIXED = r"[^\W\d_a-z][\w.'\u2019-]*(?:\s(?:(?:of|de|el|al|the)\s)?[^\W\d_a-z][\w.'\u2019-]*){0,3}"
_MONTHS = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:,?\s\d{4})?"
    r"|\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
)
_TAIL = rf"(?:,\s(?:{_MONTHS}))?(?P<agency>\s\((?:[A-Z][\w. /&-]{{1,30}})\))?(?:,?\s(?:{_MONTHS}))?"
_DASH = r"\s?(?:--|—|―)\s?|\s[\u2013-]\s|\s\|\s"
_PLACE = re.compile(
    rf"(?P<upper>(?P<city>{_UPPER})(?:/{_UPPER})?(?:,\s{_MIXED}){{0,2}}){_TAIL}(?:(?:{_DASH})|:\s)"
)
_TITLED = re.compile(
    rf"(?P<mixed>(?P<city>{_MIXED})(?:/{_MIXED})?(?:,\s{_MIXED}){{0,2}}){_TAIL}"
    rf"(?:(?P<dash>{_DASH})|(?P<colon>:\s))"
)
# Labels that stand where a dateline stands. Not places, in any case of letters.
_LABELS = frozenset(
    {"above", "article", "below", "center", "centre", "file photo", "left", "poll", "right",
     "analysis", "breaking", "breaking news", "comment", "correction", "editor", "editorial",
     "editor's note", "exclusive", "explainer", "fact check", "feature", "file",
     "flash", "image", "interview", "just in", "key points", "live", "more", "new", "news", "note",
     "opinion", "photo", "photos", "pictures", "profile", "question", "answer", "q", "a", "read",
     "related", "report", "review", "special report", "summary", "timeline", "trigger warning",
     "update", "updated", "urgent", "video", "warning", "watch", "who", "what", "when", "where",
     "why", "how", "also read", "read more", "background", "location", "date", "time", "result",
     "i", "we", "the", "but", "and", "he", "she", "they", "it"}
)  # fmt: skip
_MINOR = frozenset(
    {"al", "and", "au", "da", "de", "del", "du", "el", "la", "le", "of", "sur", "the"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDateline:
    """A place line: `place` in title case without region, `words` its span in the paragraph.

    `agency` is the words in brackets, if any.
    """

    place: str
    words: Span
    agency: str | None = None


def find_dateline(paragraph: str) -> FoundDateline | None:
    """Return the dateline that the paragraph opens with, or null.

    Capitals are enough. A name in ordinary letters needs a region, an agency in brackets or a dash,
    or is at most two words before a colon after which a sentence starts.
    """
    head = paragraph[:MAX_CHARS]
    match = _PLACE.match(head)
    if match and _is_place(match["city"]) and len(match["city"]) > 2:
        return _found(match, "upper")
    match = _TITLED.match(head)
    if match is None or len(match["city"]) < 3 or not _is_place(match["city"]):
        return None
    rest = paragraph[match.end() :].lstrip("\"'“\u2018 ")
    starts_sentence = bool(rest) and not rest[0].islower()
    marked = bool(match["agency"]) or "," in match["mixed"]
    if match["colon"] and not marked:
        marked = match["city"].count(" ") <= 1 and len(rest) >= MIN_OPENING_CHARS
    elif match["dash"] and not marked:
        marked = match["city"].count(" ") <= 2
    return _found(match, "mixed") if marked and starts_sentence else None


def to_place_name(words: str) -> str:
    """Return a place name in title case: `DERA ISMAIL KHAN` is Dera Ismail Khan."""
    if any(letter.islower() for letter in words):
        return words
    lowered = [
        word if at and word in _MINOR else _capital(word)
        for at, word in enumerate(re.split(r"([\s/-])", words.lower()))
    ]
    return "".join(lowered)


def _is_place(words: str) -> bool:
    name = words.casefold().replace("\u2019", "'").strip(".")
    return name not in _LABELS and not name.startswith("by ")


def _capital(word: str) -> str:
    # Initials keep their capitals (D.I.); an apostrophe after one letter parts a name (N'Djamena).
    if re.fullmatch(r"(?:[^\W\d_]\.)+", word):
        return word.upper()
    head, mark, tail = word.partition("'") if "'" in word else word.partition("\u2019")
    if mark and len(head) == 1:
        return head.upper() + mark + tail.capitalize()
    return word.capitalize()


def _found(match: re.Match[str], group: str) -> FoundDateline:
    agency = match["agency"]
    return FoundDateline(
        place=to_place_name(match["city"]),
        words=Span(match.start(group), match.end(group)),
        agency=agency.strip(" ()") if agency else None,
    )
