"""Modality: whether the words put a happening forward as fact, and whether they only recall it."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from dateline.extract.names import lower_text
from dateline.records.event import EventTime
from dateline.records.source import Modality
from dateline.records.span import Span


class Reach(StrEnum):
    """Which words a cue speaks of; `cues.toml` tells each with an example."""

    COMPLEMENT = "complement"
    CLAUSE = "clause"
    REST = "rest"
    VERB = "verb"
    NOUN = "noun"
    PHRASE = "phrase"
    ADJECTIVE = "adjective"
    AROUND = "around"
    BEFORE = "before"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that put others forward as something else than fact.

    `scope` are the words they speak of; `is_about_doer` when they speak of who did it (`claimed
    responsibility for`), so that the happening itself stands.
    """

    modality: Modality
    span: Span
    scope: Span
    is_about_doer: bool


_RECENT_DAYS = 180
_WORD = re.compile(r"\w+")
_PAST_VERB = r"(?:was|were|is|are|has|had|have|did|died|fled|escaped|said|says|told|remains?)"
_TIMED = (
    r"(?:when|while|after|before|until|till|but|although|though|because|whereas|who|whom|which)"
)
_END = re.compile(
    rf"[;\n]|:\s|\s[-\u2013\u2014]+\s|\u2014|,\s+(?:and\s+)?(?:{_PAST_VERB}|{_TIMED}|and|where|as|"
    rf"despite|with|he|she|they|it|according|police|officials|\w+ed|\w+ly)\b|\s{_TIMED}\s|"
    rf"\s(?:minutes|hours|days|weeks|months|years)\s(?:before|after)\b|"
    rf"\sand\s(?:{_PAST_VERB}|then|later|he|she|they|it|that)\b|,\s+[\"']|[.!?][\"']?$"
)
_AND_PAST = re.compile(r"\sand\s(?:\w+ly\s)?\w+ed\b")
_FACT = re.compile(
    r"\s(?:following|in (?:response|retaliation|revenge|reaction|connection|the wake)|"
    r"(?:for|over|of|from|since|by) (?:the|its|his|their|last|a|an|this|that)|since)\s"
)
_NOUN_END = re.compile(
    r"[,;:.]|\s(?:in|from|during|after|by|of|on|at|when|as|because|who|which|that|but|and (?:was|"
    r"were)|against|for|following|near|with)\s"
)
_PHRASE_END = re.compile(r"\s(?:to|has|have|had|was|were|is|are|\w+(?:ed|es))\s")
_VERB = re.compile(
    r"\s*(?:(?:be|been|being|have|to|\w+ly|in|any|the|a|an|of|so|further) )*"
    r"(?:(?:carr\w+ out|commit\w*|launch\w*|stag\w+|conduct\w*|mount\w*|ma[kd]e) (?:\w+ ){0,2})?\w+"
)
_POSTNOMINAL = re.compile(r"\b(?:of|for|with|over|on|to|have|in|be|being|plann\w+|plott\w+)$")
_BE = re.compile(r"\b(?:was|were|is|are|be|been|being|had|has|have|who|and)(?: \w+ly)? $")
_MAIN_VERB = re.compile(r"\s(?:was|were|is|are|has been|have been|had been)\s")
_MODIFIERS = re.compile(r"\s*(?:[\w-]*[^s\s] ){0,2}")
_OPENS_BELOW = re.compile(r"\W*(?:although|though|while|if|when|after|as|since|because|unless)\b")
_CLAUSE_START = re.compile(
    rf"[;\n]|:\s|,\s+(?:{_TIMED}|and|as|where|while)\b|,\s|\s{_TIMED}\s|\sand\s(?:{_PAST_VERB})\b"
)
_OTHER_CLAUSE = re.compile(rf";|\s(?:{_TIMED}|where|that)\s")
_RECALL_BEFORE = re.compile(
    r"\b(?:similar|previous|earlier|past|prior|former|last (?!night|week|month)\w+'s|"
    r"such as the|since the|(?:\w+ )?anniversary of (?:the|a|an)|"
    r"(?:the|a|an|in|of|deadly|major|infamous) (?:19|20)\d\d)\s"
    r"(?:[\w'-]+ ){0,4}$"
)
_RECALL_AFTER = re.compile(
    r"^[^,;.]{0,60}?\s(?:(?:\w+|\d+) (?:years?|decades?|months) (?:ago|earlier|before)|last year|"
    r"in the past|in previous years|in recent years|over the (?:past|years))\b"
)


def find_modality(text: str, sentence: Span, trigger: Span) -> tuple[Modality, Span | None]:
    """Return how the clause puts the trigger forward, and the cue's words.

    The nearest cue whose scope holds the trigger decides: in `a man accused of killings was killed`
    the killings are alleged, his death is not. `CLAIMED` and `DENIED` responsibility are returned
    too; `find_happening` leaves out what speaks only of who did it.
    """
    return _nearest(read_cues(text, sentence), trigger)


def find_happening(text: str, sentence: Span, trigger: Span) -> tuple[Modality, Span | None]:
    """Return whether it happened at all: as `find_modality`, without cues about who did it."""
    return _nearest([c for c in read_cues(text, sentence) if not c.is_about_doer], trigger)


def read_cues(text: str, sentence: Span) -> tuple[Cue, ...]:
    """Return the cues of one sentence with the words each speaks of, in text order."""
    found = _read_cues(text[sentence.start : sentence.end])
    if not sentence.start:
        return found
    return tuple(
        Cue(
            modality=cue.modality,
            span=_moved(cue.span, sentence.start),
            scope=_moved(cue.scope, sentence.start),
            is_about_doer=cue.is_about_doer,
        )
        for cue in found
    )


def is_background(
    text: str,
    sentence: Span,
    trigger: Span,
    times: Sequence[EventTime],
    report_published: str | None,
) -> bool:
    """Say whether the report only recalls what the trigger tells.

    So it is when the words say so (`a similar attack`, `such as the 2009 assault`), or when the
    clause's own time lies half a year or more before the latest time the report tells of. What the
    first two paragraphs tell without such words is the report's own news.

    Args:
        text: the report's text.
        sentence: the sentence that the trigger stands in.
        trigger: the words that tell of the happening.
        times: every time found in the report.
        report_published: ISO 8601 date or date-time, or null.
    """
    before = lower_text(text[max(sentence.start, trigger.start - 60) : trigger.start])
    after = lower_text(text[trigger.end : sentence.end])
    if _RECALL_BEFORE.search(before) or _RECALL_AFTER.match(after):
        return True
    own = _own_time(text, sentence, trigger, times)
    if own is None:
        return False
    is_lead = text.count("\n\n", 0, sentence.start) < 2
    latest = [t.when.latest for t in times if t.when.latest]
    if report_published:  # what is yet to come makes nothing older
        latest = [report_published[:10]]
    news = max((day for day in map(_to_day, latest) if day), default=None)
    last = _to_day(own.when.latest) if own.when.latest else None
    if last is None or news is None:
        return False
    if news - last >= timedelta(days=_RECENT_DAYS):
        return not is_lead or news.year - last.year > 1
    # No later time is known, but the news itself is told by a day without a year.
    yearless = any(t.when.latest is None and t.when.edtf.startswith("XXXX") for t in times)
    has_year = re.search(r"(?:19|20)\d\d", own.span.quote(text)) is not None
    return not report_published and yearless and has_year and not is_lead


def _own_time(
    text: str, sentence: Span, trigger: Span, times: Sequence[EventTime]
) -> EventTime | None:
    """Return the time nearest to the trigger in its clause, or null."""
    gaps: list[tuple[int, EventTime]] = []
    for time in times:
        low, high = sorted((time.span, trigger))
        between = text[low.end : max(low.end, high.start)]
        if sentence.covers(time.span) and not _OTHER_CLAUSE.search(between):
            gaps.append((len(between), time))
    return min(gaps, key=lambda pair: pair[0])[1] if gaps else None


def _to_day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def _nearest(cues: Sequence[Cue], trigger: Span) -> tuple[Modality, Span | None]:
    nearest: Cue | None = None
    distance = 0
    for cue in cues:
        is_held = cue.scope.start <= trigger.start < cue.scope.end
        if not is_held or cue.span.overlaps(trigger):
            continue
        gap = max(trigger.start - cue.span.end, cue.span.start - trigger.end)
        if nearest is None or gap < distance:
            nearest, distance = cue, gap
    if nearest is None:
        return Modality.ASSERTED, None
    return nearest.modality, nearest.span


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    modality: Modality | None
    reach: Reach
    is_about_doer: bool


@lru_cache(maxsize=1)
def _load_rules() -> tuple[re.Pattern[str], tuple[int, ...], tuple[_Rule, ...]]:
    """Return one pattern for all cues, the first group number of each rule, and the rules."""
    text = (files("dateline.extract") / "cues.toml").read_text(encoding="utf-8")
    rules, parts, firsts = [], [], []
    group = 1
    for entry in tomllib.loads(text)["cue"]:
        modality = Modality(entry["modality"]) if "modality" in entry else None
        rules.append(
            _Rule(
                modality=modality,
                reach=Reach(entry["reach"]),
                is_about_doer=entry.get("doer", False),
            )
        )
        body = "|".join(f"(?:{pattern})" for pattern in entry["patterns"])
        parts.append(f"({body})")
        firsts.append(group)
        group += 1 + re.compile(body).groups
    whole = re.compile(rf"\b(?:{'|'.join(parts)})(?!\w)")
    return whole, tuple(firsts), tuple(rules)


@lru_cache(maxsize=4096)
def _read_cues(words: str) -> tuple[Cue, ...]:
    whole, firsts, rules = _load_rules()
    lowered = lower_text(words)
    cues = []
    for found in _find_cues(whole, lowered):
        rule = rules[bisect_right(firsts, found.lastindex or 1) - 1]
        if rule.modality is None or words[found.start() : found.end()] == "May":
            continue
        start, end = _find_scope(lowered, found.start(), found.end(), rule.reach)
        start += len(lowered[start:end]) - len(lowered[start:end].lstrip())
        cues.append(
            Cue(
                modality=rule.modality,
                span=Span(*found.span()),
                scope=Span(start, max(start, min(end, len(words)))),
                is_about_doer=rule.is_about_doer,
            )
        )
    return tuple(cues)


def _find_cues(whole: re.Pattern[str], lowered: str) -> Iterator[re.Match[str]]:
    """Yield the matches that `whole.finditer` would: tried only at words that may open a cue.

    Looking at the first letters before trying the pattern makes it three times as fast.
    """
    openings, last = _load_openings(), 0
    for word in _WORD.finditer(lowered):
        start = word.start()
        if start >= last and (lowered[start : start + 3] in openings or word[0] in openings):
            found = whole.match(lowered, start)
            if found:
                last = found.end()
                yield found


@lru_cache(maxsize=1)
def _load_openings() -> frozenset[str]:
    """Return the first letters of all cues: three, or a whole word of one or two."""
    text = (files("dateline.extract") / "cues.toml").read_text(encoding="utf-8")
    patterns = (p for entry in tomllib.loads(text)["cue"] for p in entry["patterns"])
    return frozenset(letters for pattern in patterns for letters in _openings(pattern))


def _openings(pattern: str) -> Iterator[str]:
    """Yield the first letters, at most three, of what a pattern of `cues.toml` matches."""
    if not pattern.startswith("(?:"):
        letters = re.match(r"[a-z]{0,3}(?![?*a-z]|$)|[a-z]{0,3}", pattern)
        yield letters[0] if letters else ""
        return
    depth, start = 0, 3
    for at, mark in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if (mark == "|" and depth == 1) or (mark == ")" and depth == 0):
            rest = pattern[start:at]
            start = at + 1
            yield from _openings(rest)
        if depth == 0:
            return


def _find_scope(lowered: str, start: int, end: int, reach: Reach) -> tuple[int, int]:
    """Return where the words that the cue `[start, end)` speaks of start and end."""
    if reach is Reach.REST:
        but = lowered.find(" but ", end)
        return end, but if but >= 0 else len(lowered)
    if reach in {Reach.COMPLEMENT, Reach.CLAUSE}:
        stop = _complement_end(lowered, end)
        if reach is Reach.COMPLEMENT and _POSTNOMINAL.search(lowered, start, end):
            stop = _before_main_verb(lowered, start, end, stop)
        fact = _FACT.search(lowered, end, stop) if reach is Reach.CLAUSE else None
        return end, fact.start() if fact else stop
    if reach is Reach.VERB:
        verb = _VERB.match(lowered, end)
        return end, verb.end() if verb else end
    if reach in {Reach.NOUN, Reach.PHRASE}:
        noun = _NOUN_END.search(lowered, end)
        stop = noun.start() if noun else len(lowered)
        verb = _PHRASE_END.search(lowered, end, stop) if reach is Reach.PHRASE else None
        return end, verb.start() if verb else stop
    if reach is Reach.ADJECTIVE:
        modifiers = _MODIFIERS.match(lowered, end)
        last = modifiers.end() if modifiers else end
        return end, last + 1
    before = 0
    is_afterthought = reach is Reach.AROUND and lowered.startswith((" by", " with", " in"), end)
    for mark in _CLAUSE_START.finditer(lowered, 0, start - 1 if is_afterthought else start):
        before = mark.end()
    if reach is Reach.BEFORE:
        return before, start
    is_last = lowered[end : end + 1] in {"", ",", ".", ";"}
    return before if is_afterthought or is_last else end, _complement_end(lowered, end)


def _before_main_verb(lowered: str, start: int, end: int, stop: int) -> int:
    """Return where the main verb cuts the complement short: `men [wanted for murder] were held`."""
    if _BE.search(lowered, max(0, start - 20), start):
        return stop
    verb = _MAIN_VERB.search(lowered, end, stop)
    return verb.start() if verb else stop


def _complement_end(lowered: str, end: int) -> int:
    found = _END.search(lowered, end)
    stop = found.start() if found else len(lowered)
    if _OPENS_BELOW.match(lowered):  # "Although they deny [it], the war goes on"
        comma = lowered.find(", ", end, stop)
        stop = comma if comma >= 0 and lowered.find(", ", 0, end) < 0 else stop
    past = _AND_PAST.search(lowered, end, stop)
    if past and not re.search(r"\b(?:having|have|been|to)\b", lowered[end - 8 : past.start()]):
        stop = past.start()
    return stop
