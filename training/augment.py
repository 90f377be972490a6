"""Writes training examples in other manners, so that the reader learns what does not matter.

Each step has its own probability for an example and its own lots: switching one off leaves what the
others do as it was. What a step adds is labelled only where the data set labels its kind. Case is
left alone: the encoders' tokenizers lower it. Spaces and line breaks are invisible to the encoders
too, but where texts are cut into sentences they are not.
"""

import random
import re
import string
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache

from dateline.extract.number_words import SMALL_NUMBERS
from dateline.read.datelines import find_dateline
from training.edits import Edit, edit_example
from training.example import Example, Labelled
from training.renames import FILE, rename_edits
from training.rewrites import (
    DASHES,
    QUOTES,
    SPELLINGS,
    comma_edits,
    dash_edits,
    entity_edits,
    like,
    mojibake_edits,
    quote_edits,
    space_edits,
    spelling_edits,
    stop_edits,
    unquote_edits,
)

Step = Callable[[Example, random.Random], Example]

MAX_TITLE = 200  # characters of a first paragraph that may be a title
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_FIELDS = {"city": "place", "country": "place", "date": "time", "agency": "outlet"}

_TENS = {number: word for word, number in SMALL_NUMBERS.items() if number >= 20}
_NUMBERS = {number: word for word, number in SMALL_NUMBERS.items()} | {
    tens + ones: f"{word}-{one}"
    for tens, word in _TENS.items()
    for one, ones in SMALL_NUMBERS.items()
    if ones < 10
}
_VALUES = {
    **{word: number for number, word in _NUMBERS.items()},
    **{word.replace("-", " "): number for number, word in _NUMBERS.items()},
    "a hundred": 100,
    "one hundred": 100,
}
_SOME = (
    "at least|at most|more than|less than|fewer than|as many as|about|around|some|nearly|almost|"
    "over|up to|roughly|an estimated|the|these|those|all|another|other|his|her|their|its|only|just"
)
_WORDS = "|".join(sorted(_VALUES, key=len, reverse=True))
_SCALES = "dozens?|hundreds?|thousands?|millions?|billions?|lakhs?|crores?"
_COUNTED = re.compile(
    rf"(?:(?:{_SOME}) ){{0,2}}(?P<number>\d{{1,3}}|{_WORDS})"
    rf"(?![\w'’%-]|[.,:/]\d| (?:per|to|or|{_SCALES})\b| and (?:a half|\d|(?:{_WORDS})\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AugmentOptions:
    """How likely each step is for an example, 0…1; 0 switches it off.

    `dateline` puts one before a story that has none; `names` exchanges persons' names; `numbers`
    exchanges counts and how they are written; `spelling` turns British or American; `punctuation`
    drops and exchanges marks; `mojibake` breaks the encoding or leaves HTML entities in.
    """

    dateline: float = 0.15
    names: float = 0.3
    numbers: float = 0.2
    spelling: float = 0.2
    punctuation: float = 0.15
    mojibake: float = 0.05

    def __post_init__(self) -> None:
        """Refuse what is no probability.

        Raises:
            ValueError: one lies outside 0…1.
        """
        for one in fields(self):
            if not 0 <= getattr(self, one.name) <= 1:
                raise ValueError(f"{one.name} is {getattr(self, one.name)}, not within 0…1")


def augment(
    example: Example, chance: random.Random, options: AugmentOptions | None = None
) -> Example:
    """Return the example as another hand might have written it, every offset moved.

    Args:
        example: the example; it is returned itself when no step is taken.
        chance: where the lots come from; equal states give equal examples.
        options: the steps' probabilities, by default those of `AugmentOptions`.
    """
    options = options or AugmentOptions()
    for name, step in STEPS.items():
        lots = random.Random(chance.getrandbits(64))
        if lots.random() < getattr(options, name):
            example = step(example, lots)
    return example


def add_dateline(example: Example, chance: random.Random) -> Example:
    """Return the example with a dateline of no role before its first paragraph of a story.

    A text that has a dateline is returned as it is. Its place is one that the text does not name.
    """
    text, at = example.text, _find_body(example.text)
    places = [one for one in _datelines()["places"] if one.split("/")[0] not in text]
    if not places or find_dateline(text[at:]):
        return example
    city, country = chance.choice(places).split("/")
    values = {
        "city": city.upper() if chance.random() < 0.6 else city,
        "country": country,
        "date": _date(chance),
        "agency": chance.choice(_datelines()["agencies"]),
    }
    words, found = "", []
    for plain, name, *_ in string.Formatter().parse(chance.choice(_datelines()["shapes"])):
        words += plain
        if name:
            found.append((at + len(words), name))
            words += values[name]
    mentions = tuple(
        Labelled(start, start + len(values[name]), frozenset({_FIELDS[name]}))
        for start, name in found
        if _FIELDS[name] not in example.open_kinds
    )
    edited = edit_example(example, [Edit(at, at, words)])
    both = sorted((*edited.mentions, *mentions), key=lambda one: (one.start, one.end))
    return replace(edited, mentions=tuple(both))


def exchange_names(example: Example, chance: random.Random) -> Example:
    """Return the example with its persons named otherwise."""
    return edit_example(example, rename_edits(example, chance))


def exchange_numbers(example: Example, chance: random.Random) -> Example:
    """Return the example with counts of people exchanged, or written in digits or words instead.

    Equal counts stay equal and unequal ones unequal; 1 stays, its noun being singular, and so do
    numbers over 99 save in how "a hundred" is written.
    """
    counted = list(_counts(example))
    values = sorted({value for _, _, value in counted})
    is_exchanged, is_turned = chance.choice(((True, False), (False, True), (True, True)))
    new = _other_values(values, chance) if is_exchanged else {}
    edits = []
    for start, end, value in counted:
        words = example.text[start:end]
        other = _write(new.get(value, value), in_digits=words.isdigit() != is_turned)
        edits.append(Edit(start, end, like(words, other)))
    return edit_example(example, edits)


def exchange_spelling(example: Example, chance: random.Random) -> Example:
    """Return the example in British or in American spelling; persons' and places' names stay."""
    spared = [(one.start, one.end) for one in example.mentions if one.allowed & {"person", "place"}]
    return edit_example(example, spelling_edits(example.text, chance.choice(SPELLINGS), spared))


def exchange_marks(example: Example, chance: random.Random) -> Example:
    """Return the example with some marks dropped or exchanged, and some spaces."""
    text = example.text
    found = [
        chance.choice(
            (
                lambda: comma_edits(text),
                lambda: stop_edits(text),
                lambda: unquote_edits(text),
                lambda: quote_edits(text, chance.choice(list(QUOTES))),
                lambda: dash_edits(text, chance.choice(DASHES)),
            )
        )()
        for _ in range(chance.choice((1, 2, 3)))
    ]
    edits = [edit for each in found for edit in _some(each, chance.choice((0.5, 1)), chance)]
    for space in ("  ", "\n"):
        if chance.random() < 0.3:
            edits += _some(space_edits(text, space), 0.03, chance)
    return edit_example(example, edits)


def break_encoding(example: Example, chance: random.Random) -> Example:
    """Return the example as a wrong decoding, or one left undone, would show it."""
    if chance.random() < 0.5:
        edits = mojibake_edits(example.text, curl=chance.random() < 0.7)
    else:
        found = entity_edits(example.text, by_number=chance.random() < 0.5)
        spaces = [one for one in found if example.text[one.start] == " "]
        edits = [one for one in found if example.text[one.start] != " "]
        edits += _some(spaces, 0.03, chance)
    return edit_example(example, edits)


STEPS: Mapping[str, Step] = {
    "names": exchange_names,
    "numbers": exchange_numbers,
    "dateline": add_dateline,
    "spelling": exchange_spelling,
    "punctuation": exchange_marks,
    "mojibake": break_encoding,
}


def _find_body(text: str) -> int:
    """Return where the first paragraph of the story starts, a title before it left out."""
    title, gap, rest = text.partition("\n\n")
    if not gap or len(title) > MAX_TITLE or title.rstrip().endswith("."):
        return 0
    return len(text) - len(rest.lstrip())


@cache
def _datelines() -> dict[str, list[str]]:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["dateline"]
    for name in ("places", "agencies"):
        told[name] = [" ".join(one.split()) for one in told[name].split(",")]
    return dict(told)


def _date(chance: random.Random) -> str:
    month = chance.choice(_MONTHS)
    return chance.choice(_datelines()["dates"]).format(
        long=month,
        short=month if len(month) < 4 else month[:3],
        day=chance.randint(1, 28),
        year=chance.randint(1988, 2026),
    )


def _counts(example: Example) -> Iterator[tuple[int, int, int]]:
    """Yield where mentions of people and numbers start with a number of 2 to 100, and which."""
    for one in example.mentions:
        if not one.allowed - {None} or not one.allowed <= {"people", "number", None}:
            continue
        found = _COUNTED.match(example.text, one.start, one.end)
        if found and example.text[one.end : one.end + 1] not in ("-", "%"):
            words = found["number"].casefold()
            value = int(words) if words.isdigit() else _VALUES[words]
            if 2 <= value <= 100:
                yield found.start("number"), found.end("number"), value


def _other_values(values: list[int], chance: random.Random) -> dict[int, int]:
    """Return another number for each, small for small."""
    small = [value for value in values if value < 20]
    large = [value for value in values if 20 <= value < 100]
    return {
        **dict(zip(small, chance.sample(range(2, 20), len(small)), strict=True)),
        **dict(zip(large, chance.sample(range(20, 100), len(large)), strict=True)),
    }


def _write(number: int, *, in_digits: bool) -> str:
    return str(number) if in_digits else _NUMBERS.get(number, "a hundred")


def _some(edits: list[Edit], rate: float, chance: random.Random) -> list[Edit]:
    return [one for one in edits if chance.random() < rate]
