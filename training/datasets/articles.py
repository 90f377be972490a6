"""HRDsAttack articles and event-place sentences: modern news with weak triggers.

HRDsAttack names victims of attacks on human-rights defenders, by record and not by span: each
occurrence of a victim's name is a person, and the victim or target of a word of violence that it
stands beside in a plain way (`X was abducted`, `the killing of the journalist X`).

The event-place set ties a verb to the place where it happened, the most exact one that is named.
About a fifth of its places are given in characters that are truly token numbers: they are read by
their tokens.
"""

import gzip
import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.extract.codebook import load_codebook
from training.example import ALL_KINDS, Example, Labelled, Query, Stretch
from training.silver import (
    find_trigger_hints,
    label_plain,
    label_triggers,
    open_triggers,
    without_overlaps,
)

HELD_OUT = 10  # every tenth event-place item is kept for measuring
JAIL = frozenset({"strategic.arrest", "strategic.trial"})  # who suffers them is their target
VIOLENCE = ("violence.", "battle.", "protest.excessive_force")
_LOOSE = " -,;:\u202a"  # stands at the edge of some places
_TAG = re.compile(r"<[^>]+>")
_JOBS = (
    "journalist|reporter|editor|blogger|writer|poet|photographer|rapper|activist|defender|lawyer"
    "|attorney|unionist|leader|politician|lawmaker|student|doctor|teacher|priest|mechanic"
)
_AFTER_NAME = re.compile(
    r"(?:,[^,.;:“”\"\n]{3,60},)? (?:was|were|had been|has been|have been|is being)"
    r"(?: (?:\w+ly|also|first|later|again|found))? "
)
_CLAUSE = re.compile(
    rf"(?:^|[\n.,;:“”\"–—] ?|\b(?:that|when|where|before|after|while|because|since|{_JOBS}) )$"
)
_BEFORE_NAME = re.compile(
    r" (?:of )?(?:(?:the|an?|leading|prominent|senior|former|fellow|veteran|freelance|local|human"
    rf"|investigative|rights|civil|labou?r|trade|union|opposition|political|{_JOBS}) ){{0,4}}$"
)
_PLACE_WORDS = (
    "city|town|village|province|district|governorate|region|area|county|state|valley|island"
    "|suburb|neighborhood|neighbourhood|camp|airport|airbase|sector|countryside|desert"
)
_SIDE = r"(?:(?:north|south|east|west)\w*|central|downtown|greater|rural|upper|lower)"
_NAME = r"[^\W\d_a-z][\w’'-]*(?:[ -](?:[a-z]{2}[ -])?[^\W\d_a-z][\w’'-]*)*"
# A place's own words beyond those that are marked, and the larger places that it is said to be in.
_BEFORE_PLACE = re.compile(rf"(?:{_NAME}(?:['’]s?)? )?(?:{_SIDE}[- ])?(?:the )?$")
_WITHIN = (
    r"(?:,| and| or)?(?: the)? "
    r"| (?:in|of)(?: [a-z-]+){0,2} "
    r"|, (?:[a-z-]+ ){1,4}(?:in|of) (?:the )?"
    r"|['’]s (?:[a-z-]+ ){0,3}"
)
_AFTER_PLACE = re.compile(
    rf"(?:[ -](?:{_NAME}|{_PLACE_WORDS})\b)*"
    rf"(?:(?:{_WITHIN}){_NAME}(?: (?:{_PLACE_WORDS})\b)*)*"
)
_LOCATIVE = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]cross|[Aa]round|[Oo]n)(?: the)?(?: [a-z-]+){{0,4}}?"
    rf"(?: of)? (?P<name>{_NAME}(?: (?:{_PLACE_WORDS})\b)*)"
)


def load_hrdsattack(folder: Path, split: str = "train") -> Iterator[Example]:
    """Yield articles; repeats of one text are dropped."""
    seen: set[str] = set()
    for record in json.loads((folder / f"{split}.json").read_text(encoding="utf-8")):
        text = read_article(record["sample"])
        if text[:300] not in seen:
            seen.add(text[:300])
            yield _to_article(text, record["merged_sample"]["victims"] or [])


def read_article(sample: dict[str, str]) -> str:
    """Return title and article as plain text, paragraphs apart."""
    body = _TAG.sub("", sample["Input.article_interface"].replace("</p>", "\n\n"))
    lines = [line.strip() for line in html.unescape(body).splitlines()]
    return sample["Input.title"] + "\n\n" + "\n\n".join(line for line in lines if line)


def _to_article(text: str, victims: list[dict[str, str | None]]) -> Example:
    names = {str(one["victim_name"]) for one in victims if one.get("victim_name")}
    named = [
        Labelled(found.start(), found.end(), frozenset({"person"}))
        for name in sorted(names, key=len, reverse=True)
        if len(name) > 4
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    people = without_overlaps(named)
    return Example(
        text=text,
        dataset="hrdsattack",
        mentions=without_overlaps([*people, *label_plain(text, with_bodies=False)]),
        open_kinds=frozenset(ALL_KINDS) - {"people"},
        triggers=open_triggers(text),
        queries=tuple(_ask_who_suffers(text, people)),
    )


def _ask_who_suffers(text: str, people: Sequence[Labelled]) -> Iterator[Query]:
    """Yield a query for each hint that stands beside a victim's name; only the name is known."""
    for start, end, types, is_sure in find_trigger_hints(text):
        role = _suffering(types, is_sure=is_sure)
        for one in people if role else ():
            if end <= one.start:
                fits = _BEFORE_NAME.fullmatch(text[end : one.start])
            else:
                is_subject = _CLAUSE.search(text[max(0, one.start - 20) : one.start])
                fits = is_subject and _AFTER_NAME.fullmatch(text[one.end : start])
            if fits:
                name = Stretch(one.start, one.end)
                asker = Stretch(start, end)
                yield Query(relation=str(role), asker=asker, answers=(name,), scope=(name,))


def _suffering(types: frozenset[str], *, is_sure: bool) -> str | None:
    """Return the role of one who is hurt in any event of these types, or null if that is open."""
    if types <= JAIL:
        return "target" if is_sure else None
    return "victim" if all(one.startswith(VIOLENCE) for one in types) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlaces:
    """A verb of a sentence and the places where what it tells happened.

    `is_checked` is false for items of the first round, where a lack of places says little: of 33
    looked at that name one after `in`, `near`, … 19 should have had it.
    """

    text: str
    verb: Stretch
    places: tuple[Stretch, ...]
    is_checked: bool


def read_event_places(folder: Path, split: str) -> Iterator[EventPlaces]:
    """Yield the items of a split, those without places too.

    Args:
        folder: in the data set's layout, one file.
        split: `dev` is every tenth item; `train` is the others but for those of a `dev` item's
            text; anything else is every item.
    """
    with gzip.open(folder / "labeled_text.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = json.load(lines)
    held_out = {_fold(one["text"]) for one in items[::HELD_OUT]}
    for number, item in enumerate(items):
        is_train = number % HELD_OUT and _fold(item["text"]) not in held_out
        if {"dev": number % HELD_OUT == 0, "train": is_train}.get(split, True):
            yield from _to_event_places(item)


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _to_event_places(item: dict[str, object]) -> Iterator[EventPlaces]:
    text, tokens, spans = str(item["text"]), item["tokens"], item.get("spans") or []
    if not isinstance(tokens, list) or not isinstance(spans, list):
        return
    stretches: dict[str, list[Stretch]] = {"VERB": [], "LOCATION": []}
    for one in spans:
        last = min(one["token_end"], len(tokens) - 1)
        start, end = tokens[one["token_start"]]["start"], tokens[last]["end"]
        words = text[start:end].lstrip(_LOOSE)
        start, words = end - len(words), words.rstrip(_LOOSE)
        stretches[one["label"]].append(Stretch(start, start + len(words)))
    for verb in stretches["VERB"]:
        yield EventPlaces(
            text=text,
            verb=verb,
            places=_join(text, stretches["LOCATION"]),
            is_checked="answer" in item,
        )


def _join(text: str, stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches in text order, the words of one name joined: `West` and `Bank`."""
    joined: list[Stretch] = []
    for one in sorted(set(stretches)):
        if joined and not text[joined[-1].end : one.start].strip(" -"):
            joined[-1] = Stretch(joined[-1].start, max(joined[-1].end, one.end))
        else:
            joined.append(one)
    return tuple(joined)


def load_event_location(folder: Path, *, limit: int) -> Iterator[Example]:
    """Yield up to `limit` sentences, each with all of its verbs, whatever they tell."""
    by_text: dict[str, list[EventPlaces]] = {}
    for item in read_event_places(folder, "train"):
        by_text.setdefault(item.text, []).append(item)
    for items, _ in zip(by_text.values(), range(limit), strict=False):
        yield to_example(items)


def to_example(items: Sequence[EventPlaces]) -> Example:
    """Return the items of one text as one example.

    A verb's answers are its places, in whichever item; all else is no answer. Left open are what
    may belong to a place's name, the larger places that it is said to be in (our corpus has them as
    places too) and, where the data set's silence says little, the names after `in`, `near`, ….
    The triggers are the codebook's hints and the verbs, all of them open but for a verb that is a
    sure hint and has a place.
    """
    text = items[0].text
    verbs = sorted({one.verb for one in items})
    places = {
        verb: tuple(sorted({place for one in items if one.verb == verb for place in one.places}))
        for verb in verbs
    }
    checked = {one.verb for one in items if one.is_checked}
    marked = _join(text, (place for one in places.values() for place in one))
    named = [Labelled(*place, frozenset({"place", None})) for place in marked]
    return Example(
        text=text,
        dataset="event_location",
        mentions=without_overlaps([*named, *label_plain(text, with_bodies=False)]),
        open_kinds=frozenset(ALL_KINDS) - {"people"},
        triggers=_label_verbs(text, places),
        queries=tuple(
            Query(
                relation="place",
                asker=verb,
                answers=places[verb],
                unsure=tuple(_unsure(text, places[verb], marked, is_checked=verb in checked)),
            )
            for verb in verbs
        ),
    )


def _unsure(
    text: str, places: Sequence[Stretch], marked: Sequence[Stretch], *, is_checked: bool
) -> Iterator[Stretch]:
    if not places and not is_checked:
        yield from marked
        yield from (Stretch(*one.span("name")) for one in _LOCATIVE.finditer(text))
    for start, end in places:
        before, after = _BEFORE_PLACE.search(text[:start]), _AFTER_PLACE.match(text, end)
        yield Stretch(before.start() if before else start, after.end() if after else end)


def _label_verbs(text: str, places: dict[Stretch, tuple[Stretch, ...]]) -> tuple[Labelled, ...]:
    sure = [
        one
        for one in label_triggers(text)
        if None not in one.allowed
        and any(verb.start < one.end and one.start < verb.end for verb, of in places.items() if of)
    ]
    anything = frozenset({None, *_codebook_types()})
    verbs = [Labelled(*verb, anything) for verb in places]
    return without_overlaps([*sure, *open_triggers(text), *verbs])


@cache
def _codebook_types() -> tuple[str, ...]:
    return tuple(one.name for one in load_codebook().types)
