"""One page that shows any report of the corpus with its annotation in colour.

`make corpus-view` writes it to `demo/corpus.html` and opens it; it needs no server and no network.
"""

import argparse
import json
import sys
import webbrowser
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from dateline.records.event import ParticipantStatus
from dateline.records.source import Modality
from training.corpus.load import frozen_ids, load_reports
from training.corpus.records import Annotated, CountMark, EventRecord, MentionMark, Statement

PAGE = Path(__file__).resolve().parents[2] / "demo" / "corpus.html"


def to_page(reports: list[Annotated]) -> str:
    """Return the whole page as HTML; texts stand in it as data, never as markup."""
    template = (resources.files("training.corpus") / "view.html").read_text(encoding="utf-8")
    frozen = frozen_ids()
    rows = [to_row(one, "test" if one.id in frozen else "train") for one in reports]
    data = json.dumps(rows, ensure_ascii=False).replace("</", "<\\/")
    return template.replace("/*DATA*/", data)


def to_row(told: Annotated, split: str) -> dict[str, object]:
    """Return what the page shows of one report."""
    header = told.header
    return {
        "id": told.id,
        "title": told.title,
        "text": told.text,
        "split": split,
        "outlet": header.outlet,
        "byline": header.byline,
        "published": header.published,
        "region": header.region,
        "style": header.style,
        "copy": f"{header.copy} of {header.copy_of}" if header.copy_of else header.copy,
        "adds": header.adds,
        "incidents": sorted({event.incident for event in told.events if event.incident}),
        "marks": list(_marks(told)),
        "contents": [
            {"s": span.start, "e": span.end, "n": one.number}
            for one in told.statements
            for span in one.contents
        ],
        "events": [_event(told, event) for event in told.events],
        "statements": [_statement(told, one) for one in told.statements],
        "places": [
            f"{place.key}: {place.name}, {place.country or '?'} "
            + (
                f"– left open, {place.abstained}"
                if place.lat is None
                else f"{place.lat} {place.lon} ({place.precision})"
            )
            for place in told.places
        ],
        "ties": [
            f"{tie.subject} {tie.relation} {tie.object}"
            + (f" ({tie.modality})" if tie.modality is not Modality.ASSERTED else "")
            for tie in told.ties
        ],
    }


def _marks(told: Annotated) -> Iterator[dict[str, object]]:
    for one in told.mentions:
        short = " ".join(f"{role.event}.{role.role}{_status(role.status)}" for role in one.roles)
        short += "".join(f" {_count(count)}" for count in one.counts)
        long = f"{one.kind} {one.key or one.value or ''} {short}".strip()
        yield {**_ends(one), "c": one.kind, "k": one.key, "t": short.strip(), "l": long}
    for trigger in told.triggers:
        event = next(each for each in told.events if each.number == trigger.event)
        words = f"event {event.number}: {event.type}"
        yield {
            "s": trigger.span.start, "e": trigger.span.end, "c": "trigger",
            "t": str(event.number), "l": words,
        }  # fmt: skip
    for statement in told.statements:
        for span in statement.cues:
            words = f"statement {statement.number}: {statement.kind}, {statement.modality}"
            yield {"s": span.start, "e": span.end, "c": "cue", "l": words}
    for span in told.figurative:
        yield {"s": span.start, "e": span.end, "c": "figurative", "l": "figurative"}


def _ends(one: MentionMark) -> dict[str, object]:
    return {"s": one.span.start, "e": one.span.end}


def _status(status: ParticipantStatus) -> str:
    return "" if status is ParticipantStatus.ASSERTED else f":{status}"


def _count(count: CountMark) -> str:
    low = "" if count.low is None else str(count.low)
    high = "" if count.high is None else str(count.high)
    figures = low if low == high else f"{low}..{high}"
    return f"{count.what} {figures}" + ("~" if count.is_replaced else "")


def _event(told: Annotated, event: EventRecord) -> dict[str, object]:
    tags = [event.modality.value] + (["background"] if event.background else [])
    lines = [
        f"{name}: {value}"
        for name, value in (
            ("when", event.when), ("where", event.where), ("incident", event.incident),
            ("part of", event.part_of),
        )
        if value
    ]  # fmt: skip
    lines += [_count(c) + (f" @{c.statement}" if c.statement else "") for c in event.counts]
    roles: dict[str, list[str]] = {}
    for mention in told.mentions:
        for role in mention.roles:
            if role.event == event.number:
                words = (mention.key or mention.span.quote(told.text)) + _status(role.status)
                if words not in roles.setdefault(role.role, []):
                    roles[role.role].append(words)
    lines += [f"{role}: {', '.join(names)}" for role, names in sorted(roles.items())]
    return {"n": event.number, "type": event.type, "tags": tags, "lines": lines}


def _statement(told: Annotated, one: Statement) -> str:
    sources = ", ".join(span.quote(told.text) for span in one.sources) or "?"
    cues = ", ".join(span.quote(told.text) for span in one.cues)
    said = f"{one.number}. {sources} – {cues} ({one.kind}, {one.modality})"
    said += "".join(f", told {span.quote(told.text)}" for span in one.told)
    return said + (f", via {one.via}" if one.via else "")


def main() -> int:
    """Write the page and open it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=PAGE)
    parser.add_argument("--no-open", action="store_true", help="write it only")
    arguments = parser.parse_args()
    reports = load_reports()
    arguments.to.parent.mkdir(parents=True, exist_ok=True)
    arguments.to.write_text(to_page(reports), encoding="utf-8")
    print(f"{len(reports)} reports: open {arguments.to} in a browser")
    if not arguments.no_open:
        webbrowser.open(arguments.to.as_uri())
    return 0


if __name__ == "__main__":
    sys.exit(main())
