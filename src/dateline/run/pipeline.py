"""The recipe: a page is read, each report goes through the stages, and claims come out."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline import errors
from dateline.errors import ReportError, SetupError
from dateline.extract.aliases import AliasStage
from dateline.extract.claims import in_text_order
from dateline.extract.counts import CountStage
from dateline.extract.events import EventStage
from dateline.extract.mentions import MentionStage
from dateline.extract.places import PlaceStage
from dateline.extract.reading import assemble_reading
from dateline.extract.relations import RelationStage
from dateline.extract.sentences import SentenceStage
from dateline.extract.sources import SourceStage
from dateline.extract.stage import Stage
from dateline.extract.times import TimeStage
from dateline.read.options import ReadOptions
from dateline.read.pages import STANDARD_INPUT, find_pages
from dateline.read.reports import read_page
from dateline.records.draft import Draft
from dateline.records.failure import Failure
from dateline.records.outcome import Outcome, ReportClaims
from dateline.records.page import Page
from dateline.records.reading import Reading
from dateline.records.report import Report

# Raised when reading a page gives another text or header than before.
READER_VERSION = "2"
STAGES: tuple[Stage, ...] = (
    SentenceStage(),
    MentionStage(),
    AliasStage(),
    TimeStage(),
    PlaceStage(),
    CountStage(),
    SourceStage(),
    EventStage(),
    RelationStage(),
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Reading and the stages of extraction, in order; it opens no book and keeps nothing."""

    stages: tuple[Stage, ...] = STAGES
    options: ReadOptions = field(default_factory=ReadOptions)

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """Return `(stage, version)` of every step: the same steps give the same claims."""
        published = f" published {self.options.published}" if self.options.published else ""
        return (
            ("read", f"{READER_VERSION}{published}"),
            *((stage.name, stage.version) for stage in self.stages),
        )

    def process(self, page: Page) -> Outcome:
        """Return what became of the page; what goes wrong with it is in the outcome.

        Raises:
            SetupError: the model, the gazetteer or the codebook cannot be used at all.
        """
        try:
            reports = read_page(page, self.options)
        except SetupError:
            raise
        except Exception as error:  # noqa: BLE001  the runner: one bad page must not stop a run
            return Outcome(sha256=page.sha256, failures=(_failure(page, "read", error),))
        results = [self._extract(page, report) for report in reports]
        return Outcome(
            sha256=page.sha256,
            reports=tuple(result for result in results if isinstance(result, ReportClaims)),
            failures=tuple(result for result in results if isinstance(result, Failure)),
        )

    def _extract(self, page: Page, report: Report) -> ReportClaims | Failure:
        draft = Draft(report=report)
        for stage in self.stages:
            try:
                (draft,) = stage([draft])
            except SetupError:
                raise
            except Exception as error:  # noqa: BLE001  the runner: see `process`
                return _failure(page, stage.name, error)
        warnings = (*report.warnings, *draft.warnings)
        return ReportClaims(
            report=replace(report, warnings=warnings),
            claims=in_text_order(draft.claims),
            sources=draft.cited,
        )


def read_report(
    page: Page | Path | str, *, published: str | None = None, stages: Sequence[Stage] = STAGES
) -> Reading:
    """Read one report and return everything it says, with the words.

    Args:
        page: a page, the path of a file, or the text of a report itself.
        published: an ISO 8601 date or date-time that overrules what the page says.
        stages: the recipe's stages.

    Raises:
        ReportError: the page cannot be read, or holds several reports (see `read_reports`).
        SetupError: `published` is no date, or the model, gazetteer or codebook cannot be used.
    """
    readings = read_reports(page, published=published, stages=stages)
    if len(readings) != 1:
        raise ReportError(
            f"the page holds {len(readings)} reports", hint="use dateline.read_reports"
        )
    return readings[0]


def read_reports(
    page: Page | Path | str, *, published: str | None = None, stages: Sequence[Stage] = STAGES
) -> tuple[Reading, ...]:
    """Read every report of a page; see `read_report`.

    Raises:
        ReportError: the page or one of its reports cannot be read.
        SetupError: the model, the gazetteer or the codebook cannot be used at all.
    """
    options = ReadOptions(published=published)
    pipeline = Pipeline(stages=tuple(stages), options=options)
    outcome = pipeline.process(_to_page(page, options))
    for failure in outcome.failures:
        raise getattr(errors, failure.error, ReportError)(failure.message, hint=failure.hint)
    return tuple(
        assemble_reading(told.report, told.claims, told.sources) for told in outcome.reports
    )


def _to_page(page: Page | Path | str, options: ReadOptions) -> Page:
    if isinstance(page, Page):
        return page
    if isinstance(page, str):
        return Page(content=page.encode(), location=STANDARD_INPUT)
    found = next(find_pages([str(page)], options))
    if isinstance(found, Failure):
        raise getattr(errors, found.error, ReportError)(found.message, hint=found.hint)
    return found


def _failure(page: Page, stage: str, error: Exception) -> Failure:
    message, hint = str(error), getattr(error, "hint", None)
    if not isinstance(error, ReportError):
        # A fault of ours or of a library: the log keeps the traceback, the book the fact.
        logger.debug("%s failed on %s", stage, page.location, exc_info=error)
        message, hint = f"{stage} failed: {error!r}", "This is a fault in Dateline: report it."
    return Failure(
        location=page.location,
        sha256=page.sha256,
        stage=stage,
        error=type(error).__name__,
        message=message,
        hint=hint,
    )
