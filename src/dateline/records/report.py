"""Reports: one news item read out of a page, with clean text that never changes."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.records.span import Span


class CreditKind(StrEnum):
    """How a report says that its words or facts came from elsewhere."""

    WIRE = "wire"
    REPRINT = "reprint"
    TOLD = "told"
    HANDOUT = "handout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A line or clause that credits another outlet, agency or statement.

    `span` is null when the credit stood in the page's metadata or in furniture that was cut: then
    `quote` still holds the exact words of the page.
    """

    kind: CreditKind
    name: str
    quote: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place line that opens a report, such as `ISLAMABAD:`."""

    place: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWarning:
    """Something a person should know about how a report was read or extracted.

    `code` is a snake_case word for programs, `message` a sentence for people, `quote` the words
    concerned where there are any (furniture that was cut, a date that was refused).
    """

    code: str
    message: str
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news item: its text and the facts of its header.

    `published` is an ISO 8601 date or date-time with the precision that the page gives, or null;
    `published_source` says where it was found (`json-ld`, `meta`, `htmldate`, `option`, `text`).
    `text` starts with the title when the page shows one, and all offsets count into it.
    """

    id: str
    sha256: str
    text: str
    url: str | None = None
    location: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_source: str | None = None
    dateline: Dateline | None = None
    language: str | None = None
    credits: tuple[Credit, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()
