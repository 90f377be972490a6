"""Header facts of an HTML page: title, outlet, byline, publication time, and where each stood."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from dateline.read.dates import parse_date, stands_on_page
from dateline.records.report import ReadWarning

_ITEM = re.compile(r"article|report|posting|webpage|newspaper", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "date",
    "article.published", "published_time", "cxenseparse:recs:publishtime",
)  # fmt: skip
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher", "rbpubname")
_AUTHOR = (
    "author", "article:author", "og:article:author", "byl", "parsely-author", "sailthru.author",
    "dc.creator", "dcterms.creator", "authors",
)  # fmt: skip
_BYLINES = (
    './/*[@rel="author" or @itemprop="author"]',
    './/*[contains(concat(" ", @class, " "), " byline ") or contains(@class, "author-name")'
    ' or contains(@class, "byline__name") or contains(@class, "article-author")]',
)
_SUFFIX = re.compile(r"^(?P<title>.{8,}?)\s+[|\u2013—·»-]\s+(?P<outlet>[^|\u2013—·»]{2,40})$")
_BY = re.compile(r"^(?:posted\s+|written\s+|story\s+)?by[:\s]\s*", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NO_AUTHOR = re.compile(r"://|^\S*admin\S*$|\bmin(?:ute)?s? read\b|\d:\d\d", re.IGNORECASE)
MAX_BYLINE_CHARS = 120
MIN_TITLE_OVERLAP = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the page says of itself.

    `metered` says that it declares not to be free to read; `body` is the article's text where the
    page gives it as data.
    """

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_source: str | None = None
    url: str | None = None
    language: str | None = None
    metered: bool = False
    body: str = ""
    warnings: tuple[ReadWarning, ...] = field(default=())


def read_header(tree: HtmlElement, page_text: str, latest: date) -> Header:
    """Return the header facts that stand on the page, never a guess.

    Args:
        tree: the whole parsed page; not changed.
        page_text: the page as text, in which a date must stand to be believed.
        latest: the last day on which the page can have been published.
    """
    items = tuple(_linked_data(tree))
    metas = _metas(tree)
    outlet = _outlet(items, metas)
    title, suffix = _title(tree, items, metas, outlet)
    published, source, warnings = _published(tree, items, metas, page_text, latest)
    canonical = tree.find('.//link[@rel="canonical"]')
    url = (canonical.get("href") if canonical is not None else None) or metas.get("og:url")
    return Header(
        title=title,
        outlet=outlet or _clean(suffix),
        byline=_byline(tree, items, metas),
        published=published,
        published_source=source,
        url=url if url and url.startswith("http") else None,
        language=(tree.get("lang") or "")[:2].lower() or None,
        metered=str(_of_items(items, "isAccessibleForFree")).lower() == "false",
        body=str(_of_items(items, "articleBody") or ""),
        warnings=warnings,
    )


def _linked_data(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the page's JSON-LD items, those that are articles first."""
    items: list[Mapping[str, Any]] = []
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            items += _flat(json.loads((script.text or "").strip().rstrip(";"), strict=False))
        except (json.JSONDecodeError, RecursionError):
            continue
    kept = [item for item in items if _ITEM.search(str(item.get("@type")))]
    yield from sorted(kept, key=lambda item: "webpage" in str(item.get("@type")).lower())


def _flat(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from _flat(part)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(name), (list, dict)):
                yield from _flat(value[name])


def _of_items(items: tuple[Mapping[str, Any], ...], name: str) -> Any:
    return next((item[name] for item in items if item.get(name) not in (None, "", [])), None)


def _outlet(items: tuple[Mapping[str, Any], ...], metas: Mapping[str, str]) -> str | None:
    """Return the outlet's name without its slogan; a name with a capital is preferred."""
    publisher = _name_of(_of_items(items, "publisher"))
    names = [*(metas[name] for name in _OUTLET if name in metas), publisher or ""]
    names = [name.split(" | ")[0].strip() for name in names if name and "://" not in name]
    return next((name for name in names if name != name.lower()), names[0] if names else None)


def _name_of(value: Any) -> str | None:
    """Return the name or names in a JSON-LD person, organisation, list or plain string."""
    if isinstance(value, list):
        names = [name for part in value if (name := _name_of(part))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        value = value.get("name")
        return _name_of(value) if isinstance(value, list) else _name_of(str(value or ""))
    if isinstance(value, str) and not value.startswith(("http:", "https:")):
        return _clean(value)
    return None


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Return the first content of each `<meta>` name, property or itemprop, names lower-cased."""
    metas: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join(meta.get("content", "").split())
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _title(
    tree: HtmlElement,
    items: tuple[Mapping[str, Any], ...],
    metas: Mapping[str, str],
    outlet: str | None,
) -> tuple[str | None, str | None]:
    """Return the headline that the page shows, and the outlet that its `<title>` ends with."""
    element = tree.find(".//head/title")
    window = _clean(element.text_content()) if element is not None else None
    match = _SUFFIX.match(window or "")
    declared = [
        name
        for name in (_clean(metas.get("og:title")), _name_of(_of_items(items, "headline")), window)
        if name
    ]
    shown = [words for h1 in tree.iterfind(".//h1") if (words := _clean(h1.text_content()))]
    shown = [words for words in shown if words.casefold() != (outlet or "").casefold()]
    best = max(shown, key=lambda words: _overlap(words, declared), default=None)
    if best and (_overlap(best, declared) >= MIN_TITLE_OVERLAP or not declared):
        return best, match["outlet"] if match else None
    if not declared:
        return None, None
    if match and declared[0] in (window, match["title"]):
        return match["title"], match["outlet"]
    suffix = _SUFFIX.match(declared[0])
    if suffix and outlet and suffix["outlet"].casefold() == outlet.casefold():
        return suffix["title"], outlet
    return declared[0], match["outlet"] if match else None


def _overlap(words: str, others: list[str]) -> float:
    """Return the best share of words in common with one of the others, 0…1."""
    mine = set(_WORD.findall(words.casefold()))
    return max(
        (
            len(mine & theirs) / max(len(mine), 1)
            for theirs in (set(_WORD.findall(other.casefold())) for other in others)
        ),
        default=0.0,
    )


def _byline(
    tree: HtmlElement, items: tuple[Mapping[str, Any], ...], metas: Mapping[str, str]
) -> str | None:
    for name in _authors(tree, items, metas):
        cleaned = _BY.sub("", _clean(name) or "")
        if cleaned and len(cleaned) <= MAX_BYLINE_CHARS and not _NO_AUTHOR.search(cleaned):
            return cleaned
    return None


def _authors(
    tree: HtmlElement, items: tuple[Mapping[str, Any], ...], metas: Mapping[str, str]
) -> Iterator[str | None]:
    """Yield what may name the author, the surest first; the mark-up is searched last."""
    yield _name_of(_of_items(items, "author"))
    yield _first(metas, _AUTHOR)
    for path in _BYLINES:
        for element in tree.xpath(path)[:3]:
            yield element.text_content()


def _published(
    tree: HtmlElement,
    items: tuple[Mapping[str, Any], ...],
    metas: Mapping[str, str],
    page_text: str,
    latest: date,
) -> tuple[str | None, str | None, tuple[ReadWarning, ...]]:
    """Return the publication time, its source, and a warning for each date that was refused."""
    warnings: list[ReadWarning] = []
    stated = [("json-ld", item.get("datePublished")) for item in items]
    stated += [("meta", metas[name]) for name in _PUBLISHED if name in metas]
    for source, words in stated:
        found = parse_date(words, latest) if isinstance(words, str) else None
        if found and found.iso:
            return found.iso, source, tuple(warnings)
        if found:
            message = f"A publication date was refused: {found.refused}."
            warning = ReadWarning(code="date_refused", message=message, quote=found.quote)
            if warning not in warnings:
                warnings.append(warning)
    day = _searched(tree, latest)
    if day and stands_on_page(day, page_text):
        return day.isoformat(), "htmldate", tuple(warnings)
    return None, None, tuple(warnings)


def _searched(tree: HtmlElement, latest: date) -> date | None:
    """Return the day that htmldate finds in the mark-up; its search of the prose is left off."""
    from htmldate import find_date  # noqa: PLC0415

    words = find_date(tree, extensive_search=False, original_date=True, max_date=str(latest))
    return date.fromisoformat(words) if words else None


def _clean(words: str | None) -> str | None:
    return " ".join((words or "").split()) or None
