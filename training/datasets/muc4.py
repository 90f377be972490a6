"""MUC-4: 1,500 reports of political violence with filled templates, but without any trigger.

Triggers are found from the templates: in a sentence that holds a filler of a template, the words
that the codebook hints at for the template's incident type become triggers of that template, and
its fillers in the same sentence are their roles; whether fillers elsewhere are is left unknown.
Hints elsewhere are left open: a template-less report may still tell of a clash that MUC's
guidelines leave out.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.extract.sentences import find_sentences
from training.example import Example, Labelled, Query, Stretch
from training.silver import (
    find_trigger_hints,
    label_plain,
    open_triggers,
    without_overlaps,
)  # fmt: skip

Filler = tuple[int, int, str, int]  # start, end, MUC slot, template

SLOTS = {
    "PerpInd": ("attacker", frozenset({"people", "person"})),
    "PerpOrg": ("attacker", frozenset({"group", "force", "government", "organisation"})),
    "Target": ("target", frozenset({None})),
    "Victim": ("victim", frozenset({"person", "people"})),
    "Weapon": ("weapon", frozenset({"weapon"})),
}
TYPES = {
    "attack": ("violence.", "battle.", "explosion."),
    "bombing": ("explosion.",),
    "kidnapping": ("violence.abduction",),
    "arson": ("strategic.property_destruction",),
    "robbery": ("strategic.property_destruction", "strategic.seizure"),
}
KILLING = re.compile(r"\b(?:killed|murder(?:ed|s)?|killings?|massacred?|shot|slain|wounded)\b")
ROLES = ("attacker", "target", "victim", "weapon")
KINDS_LEFT_OPEN = frozenset(
    {"person", "group", "force", "government", "organisation", "outlet", "place", "time", "number"}
)


def load(folder: Path, split: str = "train") -> Iterator[Example]:
    """Yield one example a report of `<split>.jsonl` (GTT's layout)."""
    for line in (folder / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield to_example(record["doctext"], record["templates"])


def to_example(text: str, templates: list[dict[str, object]]) -> Example:
    """Return the example of one report: parts complete, triggers weak, links within sentences."""
    fillers = sorted(_find_fillers(text, templates))
    sentences = find_sentences(text)
    triggers: list[Labelled] = []
    queries: list[Query] = []
    for sentence in sentences:
        here = [one for one in fillers if sentence.start <= one[0] and one[1] <= sentence.end]
        for number in sorted({one[3] for one in here}):
            kind = str(templates[number]["incident_type"])
            own = [one for one in here if one[3] == number]
            for hint in _find_triggers(text, sentence.start, sentence.end, kind):
                triggers.append(hint)
                queries += _ask(hint, own, fillers, here)
    return Example(
        text=text,
        dataset="muc4",
        mentions=_mentions(text, fillers),
        open_kinds=KINDS_LEFT_OPEN,
        triggers=_with_open(triggers, text),
        parts=without_overlaps(
            [Labelled(start, end, frozenset({SLOTS[slot][0]})) for start, end, slot, _ in fillers]
        ),
        queries=tuple(queries),
    )


def _ask(
    hint: Labelled, own: list[Filler], fillers: list[Filler], here: list[Filler]
) -> Iterator[Query]:
    """Yield the roles of a trigger; whether fillers of other sentences are its own is unsure."""
    elsewhere = tuple(Stretch(one[0], one[1]) for one in fillers if one not in here)
    for role in ROLES:
        yield Query(
            relation=role,
            asker=Stretch(hint.start, hint.end),
            answers=tuple(Stretch(one[0], one[1]) for one in own if SLOTS[one[2]][0] == role),
            unsure=elsewhere,
        )


def _with_open(triggers: list[Labelled], text: str) -> tuple[Labelled, ...]:
    """Return the triggers, and every other hint, open."""
    taken = [(one.start, one.end) for one in triggers]
    rest = [
        one
        for one in open_triggers(text)
        if all(one.end <= start or end <= one.start for start, end in taken)
    ]
    return (*triggers, *rest)


def _find_fillers(text: str, templates: list[dict[str, object]]) -> Iterator[Filler]:
    """Yield every word-bounded occurrence of every string that fills a slot."""
    for number, template in enumerate(templates):
        for slot in SLOTS:
            entities = template.get(slot) or []
            for entity in entities if isinstance(entities, list) else []:
                for words in {str(mention[0]) for mention in entity}:
                    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
                    for found in re.finditer(pattern, text):
                        yield found.start(), found.end(), slot, number


def _find_triggers(text: str, start: int, end: int, kind: str) -> Iterator[Labelled]:
    families = TYPES.get(kind, ())
    for first, last, types, _ in find_trigger_hints(text[start:end]):
        fitting = frozenset(one for one in types if one.startswith(families)) if families else None
        if fitting:
            yield Labelled(start + first, start + last, fitting)
        elif kind == "attack" and KILLING.fullmatch(text[start + first : start + last]):
            yield Labelled(start + first, start + last, frozenset({"violence.attack"}))


def _mentions(text: str, fillers: list[Filler]) -> tuple[Labelled, ...]:
    """Return filler mentions; physical targets stay unlabelled, they are no kind of mention."""
    named = [
        Labelled(start, end, frozenset(SLOTS[slot][1]))
        for start, end, slot, _ in sorted(fillers, key=lambda one: one[0] - one[1])
        if slot != "Target"
    ]
    return without_overlaps([*named, *label_plain(text, with_bodies=False)])
