"""Marks in a text: `[words](labels)` and `{3:content}` become plain text, spans and labels."""

import re
from dataclasses import dataclass, field

from dateline.records.span import Span

_OPENING = re.compile(r"\{(\d+):")
_LABELS = re.compile(r"\(([^()\[\]{}\n]*)\)")
_ESCAPED = "[]{}\\"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with the labels that were written after it."""

    span: Span
    labels: tuple[str, ...]


@dataclass(slots=True)
class MarkedText:
    """Plain text, its marks in text order, and the contents by statement number.

    `faults` are sentences about what breaks the notation, with the words around it.
    """

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    contents: list[tuple[int, Span]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_marks(source: str) -> MarkedText:
    """Return the text that the source marks up; never raises, whatever is wrong is a fault."""
    reader = _Reader(source)
    reader.read()
    return reader.told


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.told = MarkedText()
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.open_contents: list[tuple[int, int]] = []

    def read(self) -> None:
        source = self.source
        while self.at < len(source):
            letter = source[self.at]
            if letter == "\\" and source[self.at + 1 : self.at + 2] in (*_ESCAPED,):
                self._put(source[self.at + 1])
                self.at += 2
            elif letter == "[":
                self._read_span()
            elif letter == "{":
                self._open_content()
            elif letter == "}":
                self._close_content()
            else:
                if letter == "]":
                    self._fault("a bracket is closed that was not opened")
                self._put(letter)
                self.at += 1
        for number, _ in self.open_contents:
            self.told.faults.append(f"the content of statement {number} is never closed")
        self.told.text = "".join(self.parts)
        self.told.contents = [
            (number, _stripped(self.told.text, span)) for number, span in self.told.contents
        ]

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def _fault(self, what: str) -> None:
        around = self.source[max(0, self.at - 30) : self.at + 40].replace("\n", " ")
        self.told.faults.append(f"{what}, near {around!r}")

    def _read_span(self) -> None:
        start, end = self.length, self.at + 1
        words = ""
        while end < len(self.source) and self.source[end] not in "]\n":
            if self.source[end] == "\\" and self.source[end + 1 : end + 2] in (*_ESCAPED,):
                end += 1
            elif self.source[end] in "[{}":
                self._fault("a mark stands inside a span")
            words += self.source[end]
            end += 1
        labels = _LABELS.match(self.source, end + 1)
        if self.source[end : end + 1] != "]" or not labels:
            self._fault("a bracket is not closed, or no labels follow it")
            self.at += 1
            return
        if not words or words != words.strip():
            self._fault("a span is empty or has a space at its edge")
        self._put(words)
        self.told.marks.append(Mark(Span(start, self.length), tuple(labels[1].split())))
        self.at = labels.end()

    def _open_content(self) -> None:
        opening = _OPENING.match(self.source, self.at)
        if not opening:
            self._fault("a brace without a statement's number")
            self.at += 1
            return
        self.open_contents.append((int(opening[1]), self.length))
        self.at = opening.end()

    def _close_content(self) -> None:
        if self.open_contents:
            number, start = self.open_contents.pop()
            self.told.contents.append((number, Span(start, self.length)))
        else:
            self._fault("a brace is closed that was not opened")
        self.at += 1


def _stripped(text: str, span: Span) -> Span:
    """Return the span without white space, quotation marks and a comma at its edges."""
    words = span.quote(text)
    left = len(words) - len(words.lstrip(" \n\"'\u201c\u2018"))
    right = len(words.rstrip(" \n\"'\u201d,"))
    return Span(span.start + left, max(span.start + left, span.start + right))
