"""Spans: which words of a report something was read from."""

from dataclasses import dataclass

from dateline.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in Unicode code points of one report's unchanging text.

    Offsets are not bytes and not UTF-16 units. The report that a span points into is the one that
    carries it: spans of different reports are never kept in one list.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards or starts before the text.

        Raises:
            SpanError: `start` is negative or `end` lies before `start`.
        """
        if self.start < 0 or self.end < self.start:
            raise SpanError(f"span [{self.start}, {self.end}) runs backwards or starts before 0")

    def quote(self, text: str) -> str:
        """Return the words that the span covers.

        Args:
            text: the whole `Report.text` that the offsets count into.

        Raises:
            SpanError: the span ends after the text does.
        """
        if self.end > len(text):
            raise SpanError(f"span [{self.start}, {self.end}) ends after the text ({len(text)})")
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Say whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end
