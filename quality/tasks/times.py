"""Times: the TIMEX3 of Wikinews reports against ours, value by value, in the layout of MEANTIME.

The SemEval-2015 timeline files mark no time but each document's creation. Ninety of their hundred
and twenty documents are in MEANTIME, whose files mark every time of the headline and the first
sentences; so MEANTIME is the folder that is read. Only the sentences that have marks are scored.

DATE and TIME are scored; the creation time is the publication and is not. DURATION and SET, and
values that name no date (PRESENT_REF, PAST_REF, FUTURE_REF, fiscal years, an X for a digit), are
left out, counted beside, and what we find there is neither right nor wrong.

A gold time is found when a span of ours overlaps it. Values become the first and last day they can
mean: `2010-07-17` one day, `2010-07`, `2010`, `201` (a decade), `20` (a century), `2010-W14` Monday
to Sunday, `2010-W14-WE` its Saturday and Sunday, `2010-Q2` and `2010-H1` their months, `2010-SP`,
`-SU`, `-FA`, `-WI` the season of EDTF 21 to 24; a part of a day (`T…`) is its day, and `THH:MM`
that minute. Ours is right when it has the same bounds; when it has the same minute; and, as TIMEX3
keeps "early" and "late" apart from the value, when it is a span within the month or year of
the gold's value. An open end ("since 2009") is compared by the end that is told. Our abstentions
(`XXXX-XX-XX`) count as found but not as values.
"""

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dateline.extract import dates
from dateline.extract.times import TimeStage, find_times
from dateline.records.event import EventTime
from dateline.records.span import Span
from dateline.records.time import TimePrecision, When

_SCORED = ("DATE", "TIME")
_CREATION = "CREATION_TIME"
_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "AU": 23, "WI": 24}
_OPENERS = ("(", "[", "$", "£", "€", "US$")
_CLOSER = re.compile(r"[,.;:!?%)\]]|['\u2019]\w{0,2}$|n['\u2019]t$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A gold time; `when` is null where its value names no date.

    `kind` is DATE, TIME, DURATION, SET or, of the document's creation, CREATION_TIME.
    """

    span: Span
    kind: str
    when: When | None

    @property
    def is_scored(self) -> bool:
        """Say whether it counts: a date or time of the text, with a value that names one."""
        return self.kind in _SCORED and self.when is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The sentences of a report that have marks."""

    name: str
    text: str
    published: str
    times: tuple[Timex, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts over documents; they add up."""

    gold: int = 0
    found: int = 0
    right: int = 0
    guesses: int = 0
    values: int = 0
    left_out: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Return the counts of both."""
        return Score(
            **{name: getattr(self, name) + getattr(other, name) for name in Score.__slots__}
        )


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return value and span F1 in percent over the gold times.

    Args:
        data: a folder; every XML file below it that marks times is read, each document once.
        split: `dev`, the half of the documents on which mistakes may be looked at; `test`, the
            other half; or `all`.

    Raises:
        FileNotFoundError: no file marks a time beside the document's creation.
    """
    score = Score()
    documents = 0
    for document in read_documents(data):
        if split in ("all", half_of(document.name)):
            documents += 1
            score += score_document(document)
    value = _f1(score.right, score.values, score.gold)
    return {
        "n": score.gold,
        "documents": documents,
        "left_out": score.left_out,
        "model": f"times {TimeStage().version}",
        "value_f1": value[2],
        "value_precision": value[0],
        "value_recall": value[1],
        "span_f1": _f1(score.found, score.guesses, score.gold)[2],
    }


def half_of(name: str) -> str:
    """Return the half that a document belongs to, by the hash of its name."""
    return "dev" if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else "test"


def read_documents(data: Path) -> Iterator[Document]:
    """Yield each document once, in the order of the file names.

    Raises:
        FileNotFoundError: no file marks a time beside the document's creation.
    """
    files = {path.stem: path for path in sorted(data.rglob("*.xml"), reverse=True)}
    found = False
    for name, path in sorted(files.items()):
        root = ET.parse(path).getroot()
        if any(_is_in_text(one) for one in root.iter("TIMEX3")):
            found = True
            yield _document(name, root)
    if not found:
        raise FileNotFoundError(f"no XML file below {data} marks the times of a text")


def score_document(document: Document) -> Score:
    """Return the counts of one document."""
    ours = find_times(document.text, document.published)
    return score_times(ours, document.times)


def score_times(ours: Sequence[EventTime], gold: Sequence[Timex]) -> Score:
    """Compare times; each of ours answers at most one of the gold's, the first that it overlaps."""
    scored = [one for one in gold if one.is_scored]
    left_out = [one for one in gold if not one.is_scored]
    free = [
        one
        for one in ours
        if any(one.span.overlaps(other.span) for other in scored)
        or not any(one.span.overlaps(other.span) for other in left_out)
    ]
    guesses, values = len(free), sum(not _is_abstention(one.when) for one in free)
    found = right = 0
    for truth in scored:
        answers = [one for one in free if one.span.overlaps(truth.span)]
        best = next((one for one in answers if _is_same(one.when, truth.when)), None)
        answer = best or next(iter(answers), None)
        if answer:
            found += 1
            right += best is not None
            free.remove(answer)
    return Score(
        gold=len(scored), found=found, right=right, guesses=guesses, values=values,
        left_out=sum(one.kind != _CREATION for one in left_out),
    )  # fmt: skip


def read_value(value: str) -> When | None:
    """Return what a TIMEX3 value means, or null where it names no date."""
    day, _, clock = value.partition("T")
    try:
        if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", day):
            whole = date(*map(int, match.groups()))
            if minute := re.match(r"(\d\d):(\d\d)", clock):
                return dates.at_minute(whole, int(minute[1]), int(minute[2]))
            return dates.on_day(whole)
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", day):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return dates.between_days(
                monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
            )
        if match := re.fullmatch(r"(\d{4})-([QH])(\d)", day):
            width = 3 if match[2] == "Q" else 6
            first = (int(match[3]) - 1) * width + 1
            return dates.in_months(int(match[1]), first, first + width - 1)
        if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", day):
            return dates.in_season(int(match[1]), _SEASONS[match[2]])
        if match := re.fullmatch(r"(\d{4})-(\d\d)", day):
            return dates.in_month(int(match[1]), int(match[2]))
        if re.fullmatch(r"\d{2,4}", day):
            number = int(day)
            wholes = {2: dates.in_century, 3: dates.in_decade, 4: dates.in_year}
            return wholes[len(day)]({2: number + 1, 3: number * 10, 4: number}[len(day)])
    except ValueError:  # no such day
        return None
    return None


def _is_in_text(timex: ET.Element) -> bool:
    return timex.get("functionInDocument") != _CREATION and timex.find("token_anchor") is not None


def _document(name: str, root: ET.Element) -> Document:
    tokens = list(root.iter("token"))
    sentence_of = {str(one.get("t_id")): int(str(one.get("sentence"))) for one in tokens}
    marked = [sentence_of[str(anchor.get("t_id"))] for anchor in root.iter("token_anchor")]
    text, spans = _join([one for one in tokens if int(str(one.get("sentence"))) <= max(marked)])
    published = ""
    times = []
    for timex in root.iter("TIMEX3"):
        ids = [str(anchor.get("t_id")) for anchor in timex.iter("token_anchor")]
        value, kind = timex.get("value") or "", str(timex.get("type"))
        if timex.get("functionInDocument") == _CREATION:
            published, kind = value or published, _CREATION
        if not ids:
            continue
        span = Span(spans[ids[0]].start, max(spans[each].end for each in ids))
        times.append(Timex(span=span, kind=kind, when=read_value(value)))
    return Document(name=name, text=text, published=published, times=tuple(times))


def _join(tokens: Sequence[ET.Element]) -> tuple[str, dict[str, Span]]:
    """Return the text that the tokens were cut from, near enough, and where each stands."""
    text, sentence, before = "", "", ""
    spans = {}
    for token in tokens:
        words = token.text or ""
        if text and token.get("sentence") != sentence:
            text += "\n"
        elif text and not _CLOSER.match(words) and before not in _OPENERS:
            text += " "
        spans[str(token.get("t_id"))] = Span(len(text), len(text) + len(words))
        text += words
        sentence, before = str(token.get("sentence")), words
    return text, spans


def _is_abstention(when: When) -> bool:
    return when.precision is TimePrecision.UNKNOWN


def _is_same(ours: When, gold: When | None) -> bool:
    if gold is None or not ours.earliest or not ours.latest:
        return False
    if gold.precision is TimePrecision.MINUTE:
        return ours.edtf.rstrip("Z") == gold.edtf
    if (ours.earliest, ours.latest) == (gold.earliest, gold.latest):
        return True
    is_whole = re.fullmatch(r"\d{4}(?:-\d\d)?", gold.edtf) is not None
    within = str(gold.earliest) <= ours.earliest and ours.latest <= str(gold.latest)
    return is_whole and within and "/" in ours.edtf.removesuffix("/..").removeprefix("../")


def _f1(right: int, guesses: int, truths: int) -> tuple[float, float, float]:
    precision = right / guesses if guesses else 0.0
    recall = right / truths if truths else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return round(100 * precision, 2), round(100 * recall, 2), round(100 * f1, 2)
