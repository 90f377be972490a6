"""The lines around the text: the header above it, and the record below it."""

import re
from datetime import date

from dateline.records.place import PlacePrecision
from dateline.records.source import Modality, SourceKind
from training.corpus.labels import LabelError, read_count
from training.corpus.records import CountMark, EventRecord, Header, PlaceRecord, Statement, Tie

REGIONS = frozenset(
    "south-asia central-asia southeast-asia east-asia middle-east north-africa west-africa "
    "central-africa east-africa southern-africa europe former-soviet north-america latin-america "
    "oceania".split()
)
STYLES = frozenset(
    "wire local_daily broadcast police army ngo investigation obituary anniversary opinion sport "
    "business court statement live feature magazine".split()
)
RELATIONS = frozenset(
    "leads founded member_of part_of family_of allied_with linked_to pledged_to accused_of".split()
)
_KEYS = frozenset({"outlet", "byline", "published", "region", "style", "copy", "adds", "decoy"})
_COPY = re.compile(r"(reprint|rewrite|excerpt|update) of (\S+)")
_COUNTS = re.compile(r"(killed|injured|abducted|arrested|displaced)=([^@]+)(?:@(\d+))?")
_PLACE = re.compile(r"place (?P<key>\S+) (?P<name>[^|]+)\|(?P<country>[^|]*)\|(?P<rest>.+)")
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)\s*\|\s*([a-z0-9]+)")


def read_header(lines: list[str]) -> Header:
    """Return the header that the lines write.

    Raises:
        LabelError: a key or a value is not one that the notation knows.
    """
    told: dict[str, str] = {}
    for line in lines:
        key, colon, value = line.partition(":")
        if not colon or key not in _KEYS:
            raise LabelError(f"unknown header line {line!r}")
        told[key] = value.strip()
    copied = _COPY.fullmatch(told.get("copy", "original"))
    if not copied and told.get("copy", "original") != "original":
        raise LabelError(f"copy: {told['copy']!r} is not `original` or `reprint of ID`")
    for key, known in (("region", REGIONS), ("style", STYLES)):
        if told.get(key) not in known:
            raise LabelError(f"{key}: {told.get(key)!r} is none of {', '.join(sorted(known))}")
    if told.get("published"):
        _check_day(told["published"])
    return Header(
        outlet=told.get("outlet") or None,
        byline=told.get("byline") or None,
        published=told.get("published") or None,
        region=told["region"],
        style=told["style"],
        copy=copied[1] if copied else "original",
        copy_of=copied[2] if copied else None,
        adds=told.get("adds") or None,
        is_decoy=told.get("decoy") == "yes",
    )


def read_event(line: str) -> EventRecord:
    """Return the event of `event 1 type=… modality=… background when=… killed=17@1 …`.

    The type is empty where the line leaves it to a trigger.

    Raises:
        LabelError: the line is not written so.
    """
    _, number, *parts = line.split()
    event = _number(number)
    told: dict[str, str] = {}
    counts: list[CountMark] = []
    for part in parts:
        name, _, value = part.partition("=")
        if found := _COUNTS.fullmatch(part):
            said = int(found[3]) if found[3] else None
            counts.append(read_count(event, found[1], found[2], said))
        elif name in {"type", "modality", "when", "where", "incident", "part_of"} and value:
            told[name] = value
        elif part == "background":
            told[part] = part
        else:
            raise LabelError(f"unknown part {part!r} of an event")
    return EventRecord(
        number=event,
        type=told.get("type", ""),
        modality=_modality(told.get("modality")),
        background="background" in told,
        when=told.get("when"),
        where=told.get("where"),
        counts=tuple(counts),
        incident=told.get("incident"),
        part_of=told.get("part_of"),
    )


def read_place(line: str) -> PlaceRecord:
    """Return the place of `place key Name | CC | lat lon | precision` or `| abstain reason`.

    Raises:
        LabelError: the line is not written so, or the point is not on the earth.
    """
    found = _PLACE.fullmatch(line)
    if not found:
        raise LabelError(f"place line {line!r} is not written `place key Name | CC | …`")
    country = found["country"].strip() or None
    key, name, rest = found["key"], found["name"].strip(), found["rest"].strip()
    if country and not re.fullmatch("[A-Z]{2}", country):
        raise LabelError(f"country {country!r} of place {key} is not ISO 3166-1 alpha-2")
    if rest.startswith("abstain"):
        reason = rest.removeprefix("abstain").strip(" :") or "not told"
        return PlaceRecord(key=key, name=name, country=country, abstained=reason)
    point = _POINT.fullmatch(rest)
    if not point or point[3] not in frozenset(PlacePrecision):
        raise LabelError(f"place {key}: {rest!r} is not `lat lon | precision`")
    lat, lon = float(point[1]), float(point[2])
    if abs(lat) > 90 or abs(lon) > 180:
        raise LabelError(f"place {key} lies outside the earth")
    precision = PlacePrecision(point[3])
    return PlaceRecord(key=key, name=name, country=country, lat=lat, lon=lon, precision=precision)


def read_statement(line: str) -> Statement:
    """Return the statement of `say 3 kind=named modality=denied via=4`, without its spans.

    Raises:
        LabelError: the line is not written so.
    """
    _, number, *parts = line.split()
    told = dict(part.partition("=")[::2] for part in parts)
    if set(told) - {"kind", "modality", "via"} or told.get("kind") not in frozenset(SourceKind):
        raise LabelError(f"{line!r} is not written `say 3 kind=named modality=… via=…`")
    return Statement(
        number=_number(number),
        kind=SourceKind(told["kind"]),
        modality=_modality(told.get("modality")),
        via=_number(told["via"]) if "via" in told else None,
    )


def read_tie(line: str) -> Tie:
    """Return the tie of `rel key relation key modality=… @3 when=…`.

    Raises:
        LabelError: the line is not written so.
    """
    parts = line.split()[1:]
    if len(parts) < 3 or parts[1] not in RELATIONS:
        raise LabelError(f"{line!r} is not written `rel key relation key`")
    told: dict[str, str] = {}
    for part in parts[3:]:
        name, _, value = part.partition("=")
        if part.startswith("@"):
            told["said"] = part[1:]
        elif name in {"modality", "when"}:
            told[name] = value
        else:
            raise LabelError(f"unknown part {part!r} of a tie")
    return Tie(
        subject=parts[0],
        relation=parts[1],
        object=parts[2],
        modality=_modality(told.get("modality")),
        statement=_number(told["said"]) if "said" in told else None,
        when=told.get("when"),
    )


def _check_day(words: str) -> None:
    try:
        date.fromisoformat(words[:10])
    except ValueError:
        raise LabelError(f"published: {words!r} is not an ISO date") from None


def _modality(words: str | None) -> Modality:
    if words and words not in frozenset(Modality):
        raise LabelError(f"unknown modality {words!r}")
    return Modality(words) if words else Modality.ASSERTED


def _number(words: str) -> int:
    if not words.isdecimal():
        raise LabelError(f"{words!r} is not a number")
    return int(words)
