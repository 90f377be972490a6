"""MUC-4: who did what to whom with what, by report (CEAF-REE) and by incident (template F1).

How a draft becomes MUC's fillers is told in `quality/muc_fillers.py`. A template is a happening
(extract/happenings.py) with the fillers whose parts stand nearest to its triggers; happenings that
no filler is near to are none of MUC's incidents. `confidence_accuracy` says how often, for
organisations that are rightly found, we are as sure that they did it as MUC's own key says
(`quality/muc_keys.py`): asserted is "reported as fact", claimed "claimed or admitted", alleged
"suspected or accused" (by authorities or not) or "possible", denied "acquitted".

The split `held_out` is the sixteenth of `train.jsonl` that training holds out.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from training.sources import HELD_OUT

from dateline.extract.aliases import AliasOptions, AliasStage
from dateline.extract.happenings import Happening, find_happenings
from dateline.extract.mentions import MentionOptions, MentionStage
from dateline.extract.sentences import SentenceStage
from dateline.records.draft import Draft
from dateline.records.event import ParticipantStatus
from dateline.records.report import Report
from dateline.records.source import Modality
from dateline.records.span import Span
from quality.entities import model_name
from quality.muc_fillers import (
    LEAST_LINK,
    LEAST_PART,
    LEAST_TRIGGER,
    SLOTS,
    Filler,
    find_fillers,
    muc_type,
    perpetrator_links,
    to_roles,
)
from quality.muc_keys import read_confidences
from quality.role_fillers import Entity, Roles, Tally, Template, score_roles, score_templates

NEAR = 200.0  # characters from a trigger at which its pull on a part has fallen to a third
OPTIONS = MentionOptions(
    min_part_score=LEAST_PART, min_trigger_score=LEAST_TRIGGER, min_link_score=LEAST_LINK
)
# GTT's texts are all in small letters, which tell no name from a description: two people would be
# taken for one on doubtful pairs.
SURE_ALIASES = AliasOptions(min_likeness=0.65)
_STATUSES = {
    Modality.ALLEGED: ParticipantStatus.ALLEGED,
    Modality.CLAIMED: ParticipantStatus.CLAIMED,
    Modality.DENIED: ParticipantStatus.DENIED,
}


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return CEAF-REE, template F1 and confidence accuracy over `<split>.jsonl` in GTT's layout."""
    records = read_records(data, split)
    confidences = read_confidences(data)
    roles = templates = sure = Tally()
    for record, draft in zip(records, read_drafts(one["doctext"] for one in records), strict=True):
        fillers = find_fillers(draft)
        gold = gold_roles(record["templates"])
        roles += score_roles(to_roles(fillers), gold)
        templates += score_templates(
            find_templates(draft, fillers), gold_templates(record["templates"])
        )
        sure += score_confidence(draft, fillers, gold["PerpOrg"], confidences[record["docid"]])
    return {
        "task": "muc4",
        "split": split,
        "n": len(records),
        "model": model_name(),
        "ceaf_ree_f1": round(100 * roles.f1, 2),
        "ceaf_ree_precision": round(100 * roles.precision, 2),
        "ceaf_ree_recall": round(100 * roles.recall, 2),
        "template_f1": round(100 * templates.f1, 2),
        "confidence_accuracy": round(100 * sure.precision, 2) if sure.predicted else None,
        "confidence_n": sure.predicted,
    }


def read_records(data: Path, split: str) -> list[dict[str, Any]]:
    """Return the reports of a split with their templates."""
    name = "train" if split == "held_out" else split
    lines = (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[:: HELD_OUT if split == "held_out" else 1]]


def read_drafts(texts: Iterable[str]) -> Iterator[Draft]:
    """Yield each text after sentences, the model and aliases."""
    drafts: Iterable[Draft] = (
        Draft(report=Report(id=str(number), sha256="", text=text))
        for number, text in enumerate(texts)
    )
    for stage in (SentenceStage(), MentionStage(options=OPTIONS), AliasStage(options=SURE_ALIASES)):
        drafts = stage(drafts)
    yield from drafts


def gold_templates(templates: list[dict[str, object]]) -> list[Template]:
    """Return the key's templates."""
    return [Template(type=str(one["incident_type"]), roles=gold_roles([one])) for one in templates]


def gold_roles(templates: list[dict[str, object]]) -> Roles:
    """Return the key's entities by role, one entity that fills two templates counted once."""
    roles: Roles = {}
    for slot in SLOTS:
        merged: list[Entity] = []
        for template in templates:
            entities = template.get(slot)
            for entity in entities if isinstance(entities, list) else []:
                names = frozenset(str(mention[0]) for mention in entity)
                same = [one for one in merged if one & names]
                merged = [one for one in merged if one not in same]
                merged.append(names.union(*same))
        roles[slot] = merged
    return roles


def find_templates(draft: Draft, fillers: Sequence[Filler]) -> list[Template]:
    """Return one template for each happening that fillers are nearest to."""
    triggers = draft.triggers
    numbers = [
        number
        for number, one in enumerate(triggers)
        if muc_type(one) and one.score >= LEAST_TRIGGER
    ]
    happenings = find_happenings(triggers, numbers, draft.same_events, Span(0, 0))
    if not happenings:
        return [Template(type="attack", roles=to_roles(fillers))] if fillers else []
    told: dict[int, list[Filler]] = defaultdict(list)
    for filler in fillers:
        pulls = [_pull(one, filler) for one in happenings]
        told[pulls.index(max(pulls))].append(filler)
    return [
        Template(type=_type(happenings[number]), roles=to_roles(own))
        for number, own in told.items()
    ]


def _pull(happening: Happening, filler: Filler) -> float:
    return sum(
        trigger.score * part.score * math.exp(-abs(trigger.span.start - part.span.start) / NEAR)
        for trigger in happening.triggers
        for part in filler.parts
    )


def _type(happening: Happening) -> str:
    votes: dict[str, float] = defaultdict(float)
    for trigger in happening.triggers:
        votes[muc_type(trigger) or ""] += trigger.score
    return max(votes, key=lambda one: votes[one])


def score_confidence(
    draft: Draft,
    fillers: Sequence[Filler],
    gold: Sequence[Entity],
    told: dict[str, set[ParticipantStatus]],
) -> Tally:
    """Return how many organisations rightly found the key is as sure of as we are.

    Args:
        draft: the report's draft.
        fillers: its fillers.
        gold: the key's organisations.
        told: by name, how sure the key is; one without a name there is left out.
    """
    tally = Tally()
    for filler in fillers:
        entity = next((one for one in gold if filler.words in one), None)
        if filler.slot != "PerpOrg" or entity is None:
            continue
        wanted = set[ParticipantStatus]().union(*(told.get(name, set()) for name in entity))
        if wanted:
            tally += Tally(find_status(draft, filler) in wanted, 1, 1)
    return tally


def find_status(draft: Draft, filler: Filler) -> ParticipantStatus:
    """Return how sure the draft is that the filler did it, as most of its ties put it.

    A tie to violence that is itself only alleged, claimed or denied is no surer.
    """
    votes: dict[ParticipantStatus, float] = defaultdict(float)
    for link in perpetrator_links(draft, filler):
        status = link.status
        if status is ParticipantStatus.ASSERTED:
            status = _STATUSES.get(draft.triggers[link.trigger].modality, status)
        votes[status] += link.score
    return max(votes, key=lambda one: votes[one], default=ParticipantStatus.ASSERTED)
