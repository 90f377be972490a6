"""Weak labels by rule, for what no public data set annotates.

They are used in training only: trigger hints from the codebook's lemmas, kinds of organisation
from word lists, unnamed people and weapons from noun heads. What the lists are unsure of is left
open, not labelled "no".
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from training.example import Labelled

HERE = Path(__file__).parent
CODEBOOK = HERE.parent / "src/dateline/extract/codebook_data/types.toml"
# Outcomes as often as happenings of their own: only our own sentences say which.
OUTCOMES = frozenset(
    "kill kills killed killing killings die dies died dying dead death deaths injured injuring "
    "injuries wounded wounding hurt casualties slain".split()
)
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one list of `words.toml`, hyphens standing for spaces kept as they are."""
    lists = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    return frozenset(str(lists[name]).split())


@cache
def lemma_hints() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the codebook's hints, sure and weak: form to the types that it may mean.

    A form that is sure for one type and weak for another does tell of a happening: which of them
    is left to the model.
    """
    book = tomllib.loads(CODEBOOK.read_text(encoding="utf-8"))
    sure: dict[str, set[str]] = {}
    weak: dict[str, set[str]] = {}
    for name, entry in _types(book):
        for form in entry.get("lemmas", ()):
            sure.setdefault(form.lower(), set()).add(name)
        for form in entry.get("weak_lemmas", ()):
            weak.setdefault(form.lower(), set()).add(name)
    for form in sure.keys() & OUTCOMES:
        weak.setdefault(form, set()).update(sure.pop(form))
    for form in sure.keys() & weak.keys():
        sure[form] |= weak.pop(form)
    return (
        {form: frozenset(types) for form, types in sure.items()},
        {form: frozenset(types) for form, types in weak.items()},
    )


def _types(book: dict[str, object]) -> Iterator[tuple[str, dict[str, Sequence[str]]]]:
    """Yield `family.type` and its entry, whether the file nests families or quotes full names."""
    for key, entry in book.items():
        if not isinstance(entry, dict):
            continue
        if "lemmas" in entry:
            yield key, entry
        else:
            for name, inner in _types(entry):
                yield (name if "." in name else f"{key}.{name}"), inner


@cache
def _hint_pattern() -> re.Pattern[str]:
    strong, weak = lemma_hints()
    forms = sorted({*strong, *weak}, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w-])")


def find_trigger_hints(text: str) -> Iterator[tuple[int, int, frozenset[str], bool]]:
    """Yield `(start, end, types, is_strong)` for every hint in the text, longest form first."""
    strong, weak = lemma_hints()
    for found in _hint_pattern().finditer(text.lower()):
        form = found.group()
        if form in strong:
            yield found.start(), found.end(), strong[form], True
        else:
            yield found.start(), found.end(), weak[form], False


def label_triggers(text: str) -> tuple[Labelled, ...]:
    """Return silver triggers: strong hints carry their type, weak ones are left open."""
    return tuple(
        Labelled(start, end, types if is_strong else types | {None})
        for start, end, types, is_strong in find_trigger_hints(text)
    )


def open_triggers(text: str) -> tuple[Labelled, ...]:
    """Return every hint as open: it may be of its types or none."""
    return tuple(
        Labelled(start, end, types | {None}) for start, end, types, _ in find_trigger_hints(text)
    )


def kinds_of_organisation(name: str) -> frozenset[str | None]:
    """Return which kinds an organisation of this name may be."""
    folded = name.lower().removeprefix("the ")
    words = set(_WORD.findall(folded))
    joined = {"-".join(pair) for pair in zip(folded.split(), folded.split()[1:], strict=False)}
    for kind in ("outlet", "force", "government"):
        if (words | joined) & word_list(kind):
            return frozenset({kind})
    if re.search(r"taleban|taliban|qaida|qaeda|hamas|hezbollah", folded):
        return frozenset({"group"})
    return frozenset({"organisation", "government"})


@cache
def _people_pattern() -> re.Pattern[str]:
    numbers = "|".join(sorted(word_list("number_words"), key=len, reverse=True))
    modifiers = "|".join(
        map(re.escape, sorted(word_list("people_modifiers"), key=len, reverse=True))
    )
    heads = "|".join(sorted(word_list("people"), key=len, reverse=True))
    return re.compile(
        r"(?<![\w-])(?:(?:at least|about|more than|some|up to|around|nearly|as many as) )?"
        rf"(?:(?:\d[\d,]*|{numbers})(?: of)? )?(?:(?:{modifiers}) ){{0,3}}(?:{heads})(?![\w-])"
    )


def label_people(text: str) -> Iterator[Labelled]:
    """Yield silver mentions of unnamed people, with their number where one stands before."""
    for found in _people_pattern().finditer(text.lower()):
        yield Labelled(found.start(), found.end(), frozenset({"people"}))


@cache
def _weapon_pattern() -> re.Pattern[str]:
    forms = (form.replace("-", "[- ]") for form in word_list("weapon"))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?![\w-])")


def label_weapons(text: str) -> Iterator[Labelled]:
    """Yield silver mentions of weapons, left open: `mine` and `shell` mean other things too."""
    for found in _weapon_pattern().finditer(text.lower()):
        yield Labelled(found.start(), found.end(), frozenset({"weapon", None}))


@cache
def _body_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:(?P<force>(?:(?:security|armed|government|riot|federal|state) )?"
        rf"(?:{'|'.join(sorted(word_list('bodies_force')))}))"
        rf"|(?P<government>{'|'.join(sorted(word_list('bodies_government')))})"
        rf"|(?P<number>\d[\d,.]*|{'|'.join(sorted(word_list('number_words')))}))(?![\w-])"
    )


def label_bodies(text: str) -> Iterator[Labelled]:
    """Yield plain words for forces, state bodies and numbers, left open: names may hold them."""
    for found in _body_pattern().finditer(text.lower()):
        yield Labelled(found.start(), found.end(), frozenset({found.lastgroup, None}))


def label_plain(text: str, *, with_bodies: bool) -> list[Labelled]:
    """Return every silver mention that is no name: people and weapons, then bodies and numbers.

    Args:
        text: the text to label.
        with_bodies: only where names and times are annotated: the words of bodies and numbers
            stand inside them too (`Rapid Support Forces`, `July 29`).
    """
    found = [*label_people(text), *label_weapons(text)]
    return [*found, *label_bodies(text)] if with_bodies else found


def trim_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a person's name without the titles before it."""
    while True:
        first = _WORD.match(text, start, end)
        if first is None or first.end() >= end:
            return start, end
        if first.group().lower().rstrip(".") not in word_list("titles"):
            return start, end
        start = first.end()
        while start < end and not text[start].isalnum():
            start += 1


def is_sport(text: str) -> bool:
    """Say whether two or more words of sport stand in the text."""
    return len({word.lower() for word in _WORD.findall(text)} & word_list("sport")) > 1


def without_overlaps(labelled: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """Return the stretches in text order, the earlier in the list winning where two overlap."""
    kept: list[Labelled] = []
    for one in labelled:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))
