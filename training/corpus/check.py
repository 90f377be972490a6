"""Check annotated files: what is illegal, and what looks forgotten.

`python -m training.corpus.check FILE...` prints errors (exit status 1) and warnings; without files
it checks the whole corpus. `--quiet` leaves the warnings out.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from dateline.extract.gazetteer import open_gazetteer
from dateline.extract.place_points import km_between
from dateline.records.mention import MentionKind
from dateline.records.span import Span
from training.corpus.document import AnnotationError, read_annotated
from training.corpus.load import CORPUS, report_paths
from training.corpus.records import Annotated
from training.silver import find_trigger_hints

WORDS = (250, 600)  # of a report's text, the title too
_FAR_KM = 60.0
_CUES = re.compile(
    r"\b(?:said|says|told|according to|claimed|claims|denied|denies|announced|stated|confirmed|"
    r"tweeted|alleged|accused|blamed|warned|reported that|added)\b"
)
_TIMES = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|overnight|last (?:week|month|year|"
    r"night)|(?:January|February|April|June|July|August|September|October|November|December))\b"
)
_PRONOUNS = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]er|[Hh]is)\b")
_NAMED = frozenset(
    {MentionKind.PERSON, MentionKind.GROUP, MentionKind.PLACE, MentionKind.FORCE,
     MentionKind.ORGANISATION, MentionKind.OUTLET, MentionKind.GOVERNMENT}
)  # fmt: skip


def find_warnings(told: Annotated) -> Iterator[str]:
    """Yield a sentence for everything in the report that looks forgotten."""
    words = len(told.text.split())
    if not WORDS[0] <= words <= WORDS[1]:
        yield f"{words} words, not {WORDS[0]} to {WORDS[1]}"
    yield from _unmarked_words(told)
    yield from _unmarked_names(told)
    yield from _mixed_kinds(told)
    yield from _misplaced(told)


def _unmarked_words(told: Annotated) -> Iterator[str]:
    spoken = [span for one in told.statements for span in one.cues]
    everything = [one.span for one in told.mentions]
    for name, pattern, marked in (
        ("cue", _CUES, [*spoken, *everything]),
        ("time", _TIMES, everything),
        ("pronoun", _PRONOUNS, everything),
    ):
        for found in pattern.finditer(told.text):
            if not _is_within(found.span(), marked):
                yield f"unmarked {name} {_around(told.text, *found.span())}"
    triggers = [one.span for one in told.triggers]
    for start, end, _, is_strong in find_trigger_hints(told.text):
        if is_strong and not _is_within((start, end), [*triggers, *told.figurative, *everything]):
            yield f"unmarked trigger? {_around(told.text, start, end)}"


def _unmarked_names(told: Annotated) -> Iterator[str]:
    marked = [one.span for one in told.mentions]
    names = {
        one.span.quote(told.text)
        for one in told.mentions
        if one.kind in _NAMED and one.span.quote(told.text)[:1].isupper()
    }
    for name in sorted(names):
        if len(name) < 3 or name in {"The", "His", "Her", "They"}:
            continue
        for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told.text):
            if not _is_within(found.span(), marked):
                yield f"unmarked name {_around(told.text, *found.span())}"


def _mixed_kinds(told: Annotated) -> Iterator[str]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for one in told.mentions:
        if one.key:
            kinds[one.key].add("people" if one.kind is MentionKind.NUMBER else one.kind.value)
    for key, several in sorted(kinds.items()):
        if len(several) > 1:
            yield f"key {key} is {' and '.join(sorted(several))}"


def _misplaced(told: Annotated) -> Iterator[str]:
    gazetteer = open_gazetteer()
    for place in told.places:
        point = place.point
        found = gazetteer.find(place.name.split(",")[0].strip()) if point else ()
        away = min(
            (km_between(point, one) - gazetteer.radius_m(one) / 1000 for one in found if point),
            default=0.0,
        )
        if away > _FAR_KM:
            yield f"place {place.key}: the nearest {place.name!r} we know is {away:.0f} km away"


def _is_within(found: tuple[int, int], spans: list[Span]) -> bool:
    return any(span.start < found[1] and found[0] < span.end for span in spans)


def _around(text: str, start: int, end: int) -> str:
    left, right = text[max(0, start - 25) : start], text[end : end + 25]
    return f"…{left}<{text[start:end]}>{right}…".replace("\n", " ")


@cache
def _known_ids() -> frozenset[str]:
    return frozenset(path.stem for path in report_paths())


def _check_file(path: Path, *, is_quiet: bool) -> tuple[int, int]:
    try:
        told = read_annotated(path)
    except AnnotationError as error:
        for fault in error.faults:
            print(f"{path.name}: error: {fault}")
        return len(error.faults), 0
    faults = 0
    if told.header.copy_of and told.header.copy_of not in _known_ids():
        print(f"{path.name}: error: it is a copy of {told.header.copy_of}, which is not there")
        faults += 1
    warnings = [] if is_quiet else list(find_warnings(told))
    for warning in warnings:
        print(f"{path.name}: {warning}")
    return faults, len(warnings)


def main() -> int:
    """Check from the command line; the exit status is 1 when anything is illegal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--quiet", action="store_true", help="errors only")
    arguments = parser.parse_args()
    others = sorted((CORPUS / "agreement").glob("*"))
    paths = arguments.files or list(chain(report_paths(), *map(report_paths, others)))
    tallies = [_check_file(path, is_quiet=arguments.quiet) for path in paths]
    errors, warnings = (sum(one) for one in zip(*tallies, strict=True)) if tallies else (0, 0)
    print(f"{len(paths)} reports, {errors} errors, {warnings} warnings")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
