"""Records to rows and back: what a row holds is exactly what the record said."""

import json
import zlib
from collections.abc import Mapping
from typing import Any, TypeAlias

from dateline.records.claim import Claim
from dateline.records.failure import Failure
from dateline.records.page import Page
from dateline.records.report import Credit, CreditKind, Dateline, ReadWarning, Report
from dateline.records.source import Modality, Source, SourceKind
from dateline.records.span import Span

Row: TypeAlias = Mapping[Any, Any]


def page_row(page: Page) -> dict[str, Any]:
    """Return the page's row, its bytes compressed."""
    return {
        "sha256": page.sha256,
        "content": zlib.compress(page.content),
        "location": storable(page.location),
        "media_type": page.media_type,
        "url": page.url,
        "fetched_at": page.fetched_at,
    }


def row_page(row: Row) -> Page:
    """Return the page of a row."""
    return Page(
        content=zlib.decompress(row["content"]),
        location=row["location"],
        media_type=row["media_type"],
        url=row["url"],
        fetched_at=row["fetched_at"],
    )


def report_row(report: Report, position: int) -> dict[str, Any]:
    """Return the report's row; `position` is its place in the page."""
    dateline = report.dateline
    return {
        "id": report.id,
        "sha256": report.sha256,
        "position": position,
        "text": report.text,
        "url": report.url,
        "location": None if report.location is None else storable(report.location),
        "title": report.title,
        "outlet": report.outlet,
        "byline": report.byline,
        "published": report.published,
        "published_source": report.published_source,
        "dateline": _to_json(dateline and [dateline.place, *_ends(dateline.span)]),
        "language": report.language,
        "credits": _to_json(
            [[credit.kind, credit.name, credit.quote, *_ends(credit.span)]
             for credit in report.credits]
        ),
        "warnings": _to_json(
            [[warning.code, warning.message, warning.quote] for warning in report.warnings]
        ),
        "superseded_at": None,
    }  # fmt: skip


def row_report(row: Row) -> Report:
    """Return the report of a row."""
    dateline = json.loads(row["dateline"])
    return Report(
        id=row["id"],
        sha256=row["sha256"],
        text=row["text"],
        url=row["url"],
        location=row["location"],
        title=row["title"],
        outlet=row["outlet"],
        byline=row["byline"],
        published=row["published"],
        published_source=row["published_source"],
        dateline=dateline and Dateline(place=dateline[0], span=Span(dateline[1], dateline[2])),
        language=row["language"],
        credits=tuple(
            Credit(kind=CreditKind(kind), name=name, quote=quote, span=_span(start, end))
            for kind, name, quote, start, end in json.loads(row["credits"])
        ),
        warnings=tuple(
            ReadWarning(code=code, message=message, quote=quote)
            for code, message, quote in json.loads(row["warnings"])
        ),
    )


def source_row(source: Source, report: str, position: int) -> dict[str, Any]:
    """Return the source's row; `position` is its place among the report's sources."""
    cue_start, cue_end = _ends(source.cue)
    span_start, span_end = _ends(source.span)
    return {
        "id": source.id,
        "report": report,
        "position": position,
        "kind": source.kind.value,
        "name": source.name,
        "entity": source.entity,
        "told": source.told,
        "cue_start": cue_start,
        "cue_end": cue_end,
        "span_start": span_start,
        "span_end": span_end,
        "superseded_at": None,
    }


def row_source(row: Row) -> Source:
    """Return the source of a row."""
    return Source(
        id=row["id"],
        kind=SourceKind(row["kind"]),
        name=row["name"],
        entity=row["entity"],
        told=row["told"],
        cue=_span(row["cue_start"], row["cue_end"]),
        span=_span(row["span_start"], row["span_end"]),
    )


def claim_row(claim: Claim, position: int) -> dict[str, Any]:
    """Return the claim's row; `position` is its place among the report's claims."""
    return {
        "id": claim.id,
        "report": claim.report,
        "position": position,
        "subject": claim.subject,
        "field": claim.field,
        "value": _to_json(claim.value),
        "raw": claim.raw,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "sources": _to_json(claim.sources),
        "modality": claim.modality.value,
        "score": claim.score,
        "made_by": claim.made_by,
        "superseded_at": None,
    }


def row_claim(row: Row) -> Claim:
    """Return the claim of a row."""
    return Claim(
        id=row["id"],
        report=row["report"],
        subject=row["subject"],
        field=row["field"],
        value=json.loads(row["value"]),
        raw=row["raw"],
        evidence=Span(row["evidence_start"], row["evidence_end"]),
        sources=tuple(json.loads(row["sources"])),
        modality=Modality(row["modality"]),
        score=row["score"],
        made_by=row["made_by"],
    )


def failure_row(failure: Failure) -> dict[str, Any]:
    """Return the failure's row."""
    return {
        "location": storable(failure.location),
        "sha256": failure.sha256,
        "stage": failure.stage,
        "error": failure.error,
        "message": storable(failure.message),
        "hint": failure.hint,
    }


def row_failure(row: Row) -> Failure:
    """Return the failure of a row."""
    return Failure(
        location=row["location"],
        sha256=row["sha256"],
        stage=row["stage"],
        error=row["error"],
        message=row["message"],
        hint=row["hint"],
    )


def storable(words: str) -> str:
    """Return words that any database takes: lone surrogates and NUL are spelled out.

    A file name that is not UTF-8 reaches Python as lone surrogates.
    """
    return words.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
