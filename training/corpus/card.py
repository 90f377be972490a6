"""Writes the figures of the data card `corpus/README.md`: what the corpus holds, by many cuts.

`python -m training.corpus.card` writes them between the card's two markers; with `--check` it only
says whether they are what the card says.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from training.corpus.freeze import FILE
from training.corpus.gmb import STANDOFF
from training.corpus.load import CORPUS, load_incidents, load_reports
from training.corpus.records import Annotated, EventRecord, MentionMark, RoleMark

CARD = CORPUS / "README.md"
START, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def write_figures(reports: Sequence[Annotated]) -> str:
    """Return the card's figures in Markdown."""
    return "\n".join(
        [
            START,
            *_sums(reports),
            *_table("Regions", Counter(one.header.region for one in reports)),
            *_table("Styles", Counter(one.header.style for one in reports)),
            *_table("Event types", Counter(e.type for one in reports for e in one.events)),
            *_table("Modality of events", Counter(_mood(one) for one in _events(reports))),
            *_table("Kinds of mention", Counter(m.kind for one in reports for m in one.mentions)),
            *_table("Roles", Counter(role.role for role in _roles(reports))),
            *_table("Status of a role", Counter(role.status for role in _roles(reports))),
            *_table("Sources", Counter(s.kind for one in reports for s in one.statements)),
            *_table("Ties", Counter(tie.relation for one in reports for tie in one.ties)),
            END,
        ]
    )  # fmt: skip


def _sums(reports: Sequence[Annotated]) -> list[str]:
    frozen = json.loads(FILE.read_text(encoding="utf-8"))["reports"] if FILE.exists() else {}
    words = [len(one.text.split()) for one in reports]
    told = Counter(e.incident for one in reports for e in one.events if e.incident)
    incidents = load_incidents()
    alike = sum(bool(one.not_same) for one in incidents)
    rows = STANDOFF.read_text(encoding="utf-8").splitlines() if STANDOFF.exists() else []
    test_rows = sum('"split": "test"' in row for row in rows)
    copies = Counter(one.header.copy for one in reports)
    return [
        "",
        "| | |",
        "|---|---|",
        f"| reports | {len(reports)}, {sum(words):,} words, {min(words)} to {max(words)} each |",
        f"| frozen for testing | {len(frozen)} reports, {test_rows} sentences |",
        f"| incidents | {len(incidents)}, with {min(told.values())} to {max(told.values())} "
        f"reports each; {alike} have a look-alike |",
        f"| copies | {', '.join(f'{n} {kind}' for kind, n in sorted(copies.items()))} |",
        f"| decoys, without an event | {sum(one.header.is_decoy for one in reports)} |",
        f"| events | {sum(1 for _ in _events(reports))}, "
        f"{sum(len(one.triggers) for one in reports)} triggers |",
        f"| mentions | {sum(len(one.mentions) for one in reports):,}, "
        f"{sum(len(m.roles) for m in _mentions(reports)):,} roles, "
        f"{sum(len(m.counts) for m in _mentions(reports)):,} counts |",
        f"| statements | {sum(len(one.statements) for one in reports):,} |",
        f"| ties | {sum(len(one.ties) for one in reports):,} |",
        f"| sentences of GMB/VOA | {len(rows):,} |",
    ]


def _table(name: str, counts: Counter[str]) -> list[str]:
    cells = ", ".join(f"{key} {count}" for key, count in counts.most_common())
    return ["", f"**{name}**: {cells}."]


def _events(reports: Iterable[Annotated]) -> Iterator[EventRecord]:
    return (event for one in reports for event in one.events)


def _mentions(reports: Iterable[Annotated]) -> Iterator[MentionMark]:
    return (mention for one in reports for mention in one.mentions)


def _roles(reports: Iterable[Annotated]) -> Iterator[RoleMark]:
    return (role for mention in _mentions(reports) for role in mention.roles)


def _mood(event: EventRecord) -> str:
    return f"{event.modality} background" if event.background else event.modality.value


def main() -> int:
    """Write the figures into the card, or check them; the exit status is 1 when they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    card = CARD.read_text(encoding="utf-8")
    before, _, rest = card.partition(START)
    _, _, after = rest.partition(END)
    wanted = before + write_figures(load_reports()) + after
    if arguments.check and wanted != card:
        print("the card's figures are old: python -m training.corpus.card", file=sys.stderr)
        return 1
    CARD.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
