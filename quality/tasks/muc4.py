"""MUC-4: who did what to whom with what, by report (CEAF-REE) and by incident (template F1).

Our parts and triggers are mapped to MUC's slots: attackers that are people or persons are
PerpInd, other attackers PerpOrg; targets, victims and weapons are themselves. Our types are mapped
to MUC's incident types by `TYPES`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.extract.aliases import AliasStage
from dateline.extract.mentions import MentionStage
from dateline.extract.sentences import SentenceStage
from dateline.records.draft import Draft
from dateline.records.finding import Part
from dateline.records.mention import MentionKind, Role
from dateline.records.report import Report
from quality.entities import model_name
from quality.role_fillers import Entity, Roles, Tally, Template, score_roles, score_templates

SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
ORGANISED = {
    MentionKind.GROUP, MentionKind.FORCE, MentionKind.GOVERNMENT, MentionKind.ORGANISATION,
}  # fmt: skip
TYPES = {
    "explosion.bombing": "bombing",
    "explosion.suicide_bombing": "bombing",
    "explosion.mine": "bombing",
    "explosion.grenade": "bombing",
    "explosion.shelling": "attack",
    "explosion.air_strike": "attack",
    "violence.abduction": "kidnapping",
    "strategic.property_destruction": "arson",
    "violence.attack": "attack",
    "violence.assassination": "attack",
    "violence.execution": "attack",
    "battle.armed_clash": "attack",
}
MIN_PART_SCORE = 0.6  # chosen on the MUC-4 reports that training holds out


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return CEAF-REE and template F1 over `<split>.jsonl` in GTT's layout."""
    records = [
        json.loads(line)
        for line in (data / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    roles = templates = Tally()
    for record, draft in zip(records, read_drafts(one["doctext"] for one in records), strict=True):
        roles += score_roles(find_roles(draft), gold_roles(record["templates"]))
        templates += score_templates(find_templates(draft), gold_templates(record["templates"]))
    return {
        "task": "muc4",
        "split": split,
        "n": len(records),
        "model": model_name(),
        "ceaf_ree_f1": round(100 * roles.f1, 2),
        "ceaf_ree_precision": round(100 * roles.precision, 2),
        "ceaf_ree_recall": round(100 * roles.recall, 2),
        "template_f1": round(100 * templates.f1, 2),
    }


def read_drafts(texts: Iterable[str]) -> Iterator[Draft]:
    """Yield each text after sentences, the model and aliases."""
    drafts: Iterable[Draft] = (
        Draft(report=Report(id=str(number), sha256="", text=text))
        for number, text in enumerate(texts)
    )
    for stage in (SentenceStage(), MentionStage(), AliasStage()):
        drafts = stage(drafts)
    yield from drafts


def gold_templates(templates: list[dict[str, object]]) -> list[Template]:
    """Return the key's templates."""
    return [
        Template(type=str(one["incident_type"]), roles=_gold_entities([one])) for one in templates
    ]


def gold_roles(templates: list[dict[str, object]]) -> Roles:
    """Return the key's entities by role, one entity that fills two templates counted once."""
    return _gold_entities(templates)


def _gold_entities(templates: list[dict[str, object]]) -> Roles:
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


def find_roles(draft: Draft) -> Roles:
    """Return the draft's parts as MUC entities, each by the one string that is surest."""
    return _to_roles(draft, [part for part in draft.parts if part.score >= MIN_PART_SCORE])


def _to_roles(draft: Draft, parts: list[Part]) -> Roles:
    clusters: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for part in parts:
        words = part.span.quote(draft.report.text)
        clusters[_slot(draft, part), _cluster(draft, part)][words] += part.score
    roles: Roles = {slot: [] for slot in SLOTS}
    for (slot, _), strings in clusters.items():
        roles[slot].append(frozenset({max(strings, key=lambda one: (strings[one], one))}))
    return roles


def _slot(draft: Draft, part: Part) -> str:
    if part.role is not Role.ATTACKER:
        return {"target": "Target", "victim": "Victim", "weapon": "Weapon"}[part.role.value]
    kinds = [one.kind for one in draft.mentions if one.span.overlaps(part.span)]
    return "PerpOrg" if kinds and kinds[0] in ORGANISED else "PerpInd"


def _cluster(draft: Draft, part: Part) -> str:
    """Return the id of the entity the part names, or its words where it is no named entity."""
    for entity in draft.entities:
        if any(span.overlaps(part.span) for span in entity.mentions):
            return entity.id
    return part.span.quote(draft.report.text)


def find_templates(draft: Draft) -> list[Template]:
    """Return one template for each MUC type that the draft tells of, parts going to the nearest."""
    parts = [part for part in draft.parts if part.score >= MIN_PART_SCORE]
    triggers = [
        (one.span.start, TYPES[one.type])
        for one in draft.triggers
        if one.type in TYPES and one.score >= MIN_PART_SCORE
    ]
    if not parts or not triggers:
        return []
    by_type: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        start = part.span.start
        by_type[min(triggers, key=lambda one: abs(one[0] - start))[1]].append(part)
    return [Template(type=kind, roles=_to_roles(draft, own)) for kind, own in by_type.items()]
