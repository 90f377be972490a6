"""Sentences: where each one starts and ends in a report's text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.records.draft import Draft
from dateline.records.span import Span

# Words whose full stop does not end a sentence, lower case, without the stop.
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt maj brig cmdr adm gov sen rep rev hon st jr sr no vs "
    "etc fig approx dept est inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec mt "
    "ft sq km kg p.m a.m u.s u.k u.n e.g i.e cf al".split()
)

_BREAK = re.compile(r"\n\s*\n|\n|(?:(?<=[.!?…])|(?<=[.!?…][\"'”’)\]]))[ \t\xa0]+")
_LAST_WORD = re.compile(r"([\w.]+)\.$")
_OPENS_LOWER = re.compile(r"[\"'“‘(\[]*[a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceStage:
    """Fills `Draft.sentences`."""

    name: str = "sentences"
    version: str = "1"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its sentences, in text order."""
        for draft in drafts:
            yield replace(draft, sentences=find_sentences(draft.report.text))


def find_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text, without the white space around them.

    Together the spans cover every character that is not white space. Text without any capital
    letter is split at full stops too: old wire copy comes all in lower case.
    """
    is_lower_case = text == text.lower()
    spans: list[Span] = []
    start = 0
    for found in _BREAK.finditer(text):
        if "\n" not in found.group() and _goes_on(text, start, found, is_lower_case=is_lower_case):
            continue
        _append_trimmed(spans, text, start, found.start())
        start = found.end()
    _append_trimmed(spans, text, start, len(text))
    return tuple(spans)


def _goes_on(text: str, start: int, found: re.Match[str], *, is_lower_case: bool) -> bool:
    """Say whether the sentence goes on after this stop: an abbreviation, initial or number."""
    before = text[start : found.start()]
    if not is_lower_case and _OPENS_LOWER.match(text, found.end()):
        return True
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    last = word.group(1)
    return last.lower() in ABBREVIATIONS or (len(last) == 1 and last.isalpha())


def _append_trimmed(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))
