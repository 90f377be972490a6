"""Outcomes: what became of one page."""

from dataclasses import dataclass

from dateline.records.claim import Claim
from dateline.records.failure import Failure
from dateline.records.report import Report
from dateline.records.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClaims:
    """A report with everything that extraction wrote about it: what the book keeps."""

    report: Report
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The reports that were read out of one page, and what failed on the way.

    A page without failures is done; one with failures is tried again by the next run.
    """

    sha256: str
    reports: tuple[ReportClaims, ...] = ()
    failures: tuple[Failure, ...] = ()
