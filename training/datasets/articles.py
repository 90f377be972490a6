"""HRDsAttack articles and event-place sentences: modern news with weak triggers.

HRDsAttack names victims of attacks on human-rights defenders, by record and not by span: each
occurrence of a victim's name is a victim. The event-place set ties an event's verb to the place
where it happened: the verb's type comes from the codebook's hints, its place is gold.
"""

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

from training.example import ALL_KINDS, Example, Labelled, Query, Stretch
from training.silver import label_plain, label_triggers, without_overlaps

HELD_OUT = 10  # every tenth event-place item is kept for measuring
_TAG = re.compile(r"<[^>]+>")


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
    return Example(
        text=text,
        dataset="hrdsattack",
        mentions=without_overlaps([*named, *label_plain(text, with_bodies=False)]),
        open_kinds=frozenset(ALL_KINDS) - {"people"},
        triggers=label_triggers(text),
    )


def load_event_location(folder: Path, *, limit: int) -> Iterator[Example]:
    """Yield up to `limit` items whose verb is one of the codebook's hints."""
    kept = 0
    with gzip.open(folder / "labeled_text.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = json.load(lines)
    for number, item in enumerate(items):
        if number % HELD_OUT == 0 or kept >= limit:
            continue
        example = _to_event_location(item)
        if example is not None:
            kept += 1
            yield example


def _to_event_location(item: dict[str, object]) -> Example | None:
    text = str(item["text"])
    raw = item.get("spans")
    spans = raw if isinstance(raw, list) else []
    verb = next((one for one in spans if one["label"] == "VERB"), None)
    hints = label_triggers(text)
    place = frozenset({"place"})
    if verb is None:
        return None
    index = next(
        (n for n, one in enumerate(hints) if one.start < verb["end"] and verb["start"] < one.end),
        None,
    )
    if index is None:
        return None
    places = [(one["start"], one["end"]) for one in spans if one["label"] == "LOCATION"]
    sure = [*hints]
    sure[index] = Labelled(hints[index].start, hints[index].end, hints[index].allowed - {None})
    return Example(
        text=text,
        dataset="event_location",
        mentions=without_overlaps(
            [
                *(Labelled(start, end, place | {None}) for start, end in places),
                *label_plain(text, with_bodies=False),
            ]
        ),
        open_kinds=frozenset(ALL_KINDS) - {"people"},
        triggers=tuple(sure),
        queries=(
            Query(
                relation="place",
                asker=Stretch(hints[index].start, hints[index].end),
                answers=tuple(Stretch(start, end) for start, end in places),
            ),
        ),
    )
