"""Compares two annotations of one text, layer by layer: two people's, or a reading with the gold.

Events are aligned one to one where their triggers overlap, those of one type first; whoever fills a
role, and who makes a statement, is compared as an entity: right when any of its mentions is.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment
from training.corpus.records import Annotated, EventRecord, MentionMark, PlaceRecord

from dateline.extract.place_points import km_between
from dateline.records.mention import MentionKind, Role
from dateline.records.place import PlacePrecision
from dateline.records.source import Modality
from dateline.records.span import Span
from quality.role_fillers import Tally

# How far an answer may lie off and still be the same place, by what the gold says of it.
REACH_KM = {
    PlacePrecision.EXACT: 25.0, PlacePrecision.TOWN: 25.0, PlacePrecision.NEAR: 40.0,
    PlacePrecision.ADMIN2: 60.0, PlacePrecision.ADMIN1: 150.0, PlacePrecision.REGION: 300.0,
    PlacePrecision.COUNTRY: 800.0,
}  # fmt: skip
ACTOR_ROLES = (Role.ATTACKER, Role.TARGET, Role.VICTIM, Role.WEAPON)
_Item = TypeVar("_Item")
Filler = tuple[Span, ...]  # all mentions of one entity


@dataclass(slots=True)
class Layers:
    """Tallies by layer, and pairs of labels for layers where both said something."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    pairs: dict[str, list[tuple[Hashable, Hashable]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, layer: str, right: float, told: float, gold: float) -> None:
        """Add to a layer what was right, what was told, and what the gold holds."""
        self.tallies[layer] += Tally(right, int(told), int(gold))

    def f1(self, layer: str) -> float:
        """Return the layer's F1 in percent."""
        return round(100 * self.tallies[layer].f1, 2)

    def accuracy(self, layer: str) -> float:
        """Return how many of the layer's pairs are equal, in percent."""
        pairs = self.pairs[layer]
        return round(100 * sum(a == b for a, b in pairs) / len(pairs), 2) if pairs else 0.0

    def kappa(self, layer: str) -> float:
        """Return Cohen's kappa of the layer's pairs, 1 when there is only one label."""
        pairs = self.pairs[layer]
        if not pairs:
            return 0.0
        same = sum(a == b for a, b in pairs) / len(pairs)
        labels = {label for pair in pairs for label in pair}
        chance = (
            sum(
                sum(a == label for a, _ in pairs) * sum(b == label for _, b in pairs)
                for label in labels
            )
            / len(pairs) ** 2
        )
        return round((same - chance) / (1 - chance), 3) if chance < 1 else 1.0


def compare(told: Annotated, gold: Annotated, layers: Layers) -> None:
    """Add to the layers how one annotation fares against the other; both are of one text.

    Raises:
        ValueError: the texts differ.
    """
    if told.text != gold.text:
        raise ValueError(f"{gold.id}: the two texts differ")
    _compare_mentions(told, gold, layers)
    _compare_statements(told, gold, layers)
    aligned = align_events(told, gold)
    _compare_events(told, gold, aligned, layers)
    _compare_roles(told, gold, aligned, layers)
    _compare_coreference(told, gold, layers)
    _compare_ties(told, gold, layers)


def align_events(told: Annotated, gold: Annotated) -> list[tuple[EventRecord, EventRecord]]:
    """Return pairs of events whose triggers overlap, one to one, equal types first."""

    def fit(one: EventRecord, other: EventRecord) -> float:
        pairs = ((a, b) for a in _triggers(told, one) for b in _triggers(gold, other))
        overlaps = sum(a.overlaps(b) for a, b in pairs)
        return (10 + 10 * (one.type == other.type) + min(overlaps, 9)) if overlaps else 0.0

    return _match(told.events, gold.events, fit)


def same_place(told: PlaceRecord, gold: PlaceRecord) -> bool:
    """Say whether both mean one place: near enough for the gold's precision."""
    if told.point is None or gold.point is None:
        return told.abstained is not None and gold.abstained is not None
    reach = REACH_KM[gold.precision or PlacePrecision.TOWN]
    if gold.precision is PlacePrecision.COUNTRY and told.country and gold.country:
        return told.country == gold.country
    return km_between(told.point, gold.point) <= reach


def plain_time(edtf: str | None) -> str | None:
    """Return a time's EDTF to the day, without marks of doubt: what two readers must agree on."""
    if edtf is None or edtf == "?":
        return None
    parts = [part.split("T")[0].rstrip("~?%") for part in edtf.split("/")]
    return parts[0] if len(set(parts)) == 1 else "/".join(parts)


def b_cubed(told: Mapping[Span, Hashable], gold: Mapping[Span, Hashable]) -> tuple[float, float]:
    """Return the summed B-cubed precision and recall of mentions that both have."""
    both = told.keys() & gold.keys()
    by_told, by_gold = _clusters(told, both), _clusters(gold, both)
    precision = recall = 0.0
    for span in both:
        mine, theirs = by_told[told[span]], by_gold[gold[span]]
        shared = len(mine & theirs)
        precision += shared / len(mine)
        recall += shared / len(theirs)
    return precision, recall


def _compare_mentions(told: Annotated, gold: Annotated, layers: Layers) -> None:
    mine = {(one.span, one.kind) for one in told.mentions}
    theirs = {(one.span, one.kind) for one in gold.mentions}
    layers.add("mentions", len(mine & theirs), len(mine), len(theirs))
    spans, others = ({one.span for one in side.triggers} for side in (told, gold))
    layers.add("triggers", len(spans & others), len(spans), len(others))
    _add_overlaps("triggers_overlap", sorted(spans), sorted(others), layers)
    times, values = (
        [one for one in side.mentions if one.kind is MentionKind.TIME] for side in (told, gold)
    )
    pairs = _match(times, values, lambda a, b: float(a.span.overlaps(b.span)))
    same = sum(_value(a) == _value(b) for a, b in pairs)
    layers.add("time_values", same, len(times), len(values))
    counts, others_counts = (
        {(one.span, c.what, c.low, c.high) for one in side.mentions for c in one.counts}
        for side in (told, gold)
    )
    layers.add("count_marks", len(counts & others_counts), len(counts), len(others_counts))


def _value(mark: MentionMark) -> str | None:
    return plain_time(mark.value)


def _compare_statements(told: Annotated, gold: Annotated, layers: Layers) -> None:
    mine, theirs = (_speakers(side) for side in (told, gold))
    layers.add("sources", len(_match(mine, theirs, _overlap)), len(mine), len(theirs))
    for part in ("sources", "cues", "contents"):
        spans, others = (
            sorted({span for one in side.statements for span in getattr(one, part)})
            for side in (told, gold)
        )
        _add_overlaps("source_spans" if part == "sources" else part, spans, others, layers)
    triples = _match(
        told.statements,
        gold.statements,
        lambda a, b: float(all(_overlap(getattr(a, p), getattr(b, p)) for p in _PARTS)),
    )
    layers.add("triples", len(triples), len(told.statements), len(gold.statements))
    for one, other in triples:
        layers.pairs["source_kind"].append((one.kind, other.kind))
        layers.pairs["statement_modality"].append((one.modality, other.modality))


def _compare_events(
    told: Annotated,
    gold: Annotated,
    aligned: Sequence[tuple[EventRecord, EventRecord]],
    layers: Layers,
) -> None:
    typed = sum(one.type == other.type for one, other in aligned)
    layers.add("events", typed, len(told.events), len(gold.events))
    layers.add("events_untyped", len(aligned), len(told.events), len(gold.events))
    for one, other in aligned:
        layers.pairs["type"].append((one.type, other.type))
        layers.pairs["modality"].append((one.modality, other.modality))
        layers.pairs["background"].append((one.background, other.background))
        marked, theirs = (_moods(event) for event in (one, other))
        layers.add("modality", len(marked & theirs), len(marked), len(theirs))
        _add_known("times", plain_time(one.when), plain_time(other.when), layers)
        _add_places(_place(told, one), _place(gold, other), layers)
        mine, counted = (_counts(event) for event in (one, other))
        layers.add("counts", len(mine & counted), len(mine), len(counted))
    lone = {id(event) for pair in aligned for event in pair}
    for event in (one for one in told.events if id(one) not in lone):
        layers.add("counts", 0, len(_counts(event)), 0)
    for event in (one for one in gold.events if id(one) not in lone):
        layers.add("counts", 0, 0, len(_counts(event)))


def _compare_roles(
    told: Annotated,
    gold: Annotated,
    aligned: Sequence[tuple[EventRecord, EventRecord]],
    layers: Layers,
) -> None:
    mine, theirs = (_fillers(side) for side in (told, gold))
    partner = {one.number: other.number for one, other in aligned}
    done: set[tuple[int, Role]] = set()
    for (event, role), fillers in mine.items():
        key = (partner.get(event, -1), role)
        wanted = theirs.get(key, [])
        done.add(key)
        right = len(_match([f for f, _ in fillers], [f for f, _ in wanted], _overlap))
        layers.add("roles", right, len(fillers), len(wanted))
        pairs = _match(fillers, wanted, lambda a, b: _overlap(a[0], b[0]))
        for (_, status), (_, other) in pairs:
            layers.pairs["status"].append((status, other))
    for key, wanted in theirs.items():
        if key not in done:
            layers.add("roles", 0, 0, len(wanted))


def _compare_coreference(told: Annotated, gold: Annotated, layers: Layers) -> None:
    mine, theirs = (
        {one.span: one.key for one in side.mentions if one.key} for side in (told, gold)
    )
    precision, recall = b_cubed(mine, theirs)
    both = len(mine.keys() & theirs.keys())
    layers.tallies["coreference"] += Tally((precision + recall) / 2, both, both)


def _compare_ties(told: Annotated, gold: Annotated, layers: Layers) -> None:
    mine, theirs = (
        [(tie.relation, _spans(side, tie.subject), _spans(side, tie.object)) for tie in side.ties]
        for side in (told, gold)
    )
    right = _match(
        mine,
        theirs,
        lambda a, b: float(
            a[0] == b[0] and bool(_overlap(a[1], b[1])) and bool(_overlap(a[2], b[2]))
        ),
    )
    layers.add("ties", len(right), len(mine), len(theirs))


def _add_overlaps(layer: str, told: Sequence[Span], gold: Sequence[Span], layers: Layers) -> None:
    pairs = _match(told, gold, lambda a, b: float(a.overlaps(b)))
    layers.add(layer, len(pairs), len(told), len(gold))


def _add_known(layer: str, told: str | None, gold: str | None, layers: Layers) -> None:
    layers.add(layer, told is not None and told == gold, told is not None, gold is not None)


def _add_places(told: PlaceRecord | None, gold: PlaceRecord | None, layers: Layers) -> None:
    mine, theirs = (place if place and place.lat is not None else None for place in (told, gold))
    right = bool(mine and theirs and same_place(mine, theirs))
    layers.add("places", right, mine is not None, theirs is not None)


def _match(
    told: Sequence[_Item], gold: Sequence[_Item], fit: Callable[[_Item, _Item], float]
) -> list[tuple[_Item, _Item]]:
    """Return the best one-to-one pairs of those that fit at all."""
    if not told or not gold:
        return []
    fits = np.array([[fit(one, other) for other in gold] for one in told])
    rows, columns = linear_sum_assignment(-fits)
    return [
        (told[r], gold[c])
        for r, c in zip(rows.tolist(), columns.tolist(), strict=True)
        if fits[r, c] > 0
    ]


def _overlap(told: Filler, gold: Filler) -> float:
    return float(sum(a.overlaps(b) for a in told for b in gold))


def _triggers(told: Annotated, event: EventRecord) -> list[Span]:
    return [one.span for one in told.triggers if one.event == event.number]


def _moods(event: EventRecord) -> set[str]:
    moods = {"background"} if event.background else set()
    return moods | ({event.modality.value} if event.modality is not Modality.ASSERTED else set())


def _counts(event: EventRecord) -> set[tuple[str, int | None, int | None]]:
    return {(c.what.value, c.low, c.high) for c in event.counts if not c.is_replaced}


def _place(told: Annotated, event: EventRecord) -> PlaceRecord | None:
    return next((place for place in told.places if place.key == event.where), None)


def _fillers(told: Annotated) -> dict[tuple[int, Role], list[tuple[Filler, str]]]:
    """Return who fills each role of each event, with the surest status that is told of it."""
    found: dict[tuple[int, Role], dict[str, str]] = defaultdict(dict)
    for mention in told.mentions:
        for role in mention.roles:
            if role.role in ACTOR_ROLES:
                words = f"@{mention.span.quote(told.text).lower()}"
                found[role.event, role.role].setdefault(mention.key or words, role.status.value)
    return {
        key: [(_spans(told, name), status) for name, status in fillers.items()]
        for key, fillers in found.items()
    }


def _spans(told: Annotated, key: str) -> Filler:
    return tuple(
        one.span
        for one in told.mentions
        if (one.key or f"@{one.span.quote(told.text).lower()}") == key
    )


def _speakers(told: Annotated) -> list[Filler]:
    """Return who makes statements: the mentions of each, or the words where it is no mention."""
    keys = {one.span: one.key for one in told.mentions if one.key}
    speakers: dict[Hashable, set[Span]] = defaultdict(set)
    for one in told.statements:
        for span in one.sources:
            speakers[keys.get(span, span)].add(span)
    return [tuple(sorted(spans)) for spans in speakers.values()]


def _clusters(keys: Mapping[Span, Hashable], both: Iterable[Span]) -> dict[Hashable, set[Span]]:
    clusters: dict[Hashable, set[Span]] = defaultdict(set)
    for span in both:
        clusters[keys[span]].add(span)
    return clusters


_PARTS = ("sources", "cues", "contents")
