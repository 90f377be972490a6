"""Stories: what one reader got out of one page, before furniture is cut."""

from dataclasses import dataclass

from dateline.records.report import ReadWarning


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A news item on its way to a report.

    `paragraphs` are single lines without the title. `language` is what the page declares, not what
    its words show. `metered` says that the page itself declares a paywall.
    """

    paragraphs: tuple[str, ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_source: str | None = None
    url: str | None = None
    language: str | None = None
    metered: bool = False
    warnings: tuple[ReadWarning, ...] = ()
