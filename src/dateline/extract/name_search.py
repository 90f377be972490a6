"""Name search: the places where a name stands again that the model marked elsewhere."""

import re
from collections import defaultdict
from collections.abc import Iterator

from dateline.extract.name_sets import SEARCHED_KINDS, NameSets
from dateline.extract.names import fold_name, is_acronym, load_words, lower_text
from dateline.extract.person_names import find_surnames, parse_person
from dateline.extract.titles import HolderFinder, strip_titles
from dateline.records.mention import MentionKind
from dateline.records.span import Span

# A surname that is also the name of one of these is not looked for.
_OTHER_KINDS = frozenset(MentionKind) - {MentionKind.PERSON, MentionKind.TIME, MentionKind.NUMBER}
_BROKEN_APOSTROPHE = "\u00e2\u20ac"  # how the first two bytes of three are read in Windows-1252


def search_names(sets: NameSets) -> None:
    """Append a mention for every place where a name stands that is marked elsewhere.

    A last name is looked for when one full name alone bears it. It is not taken from a longer name
    nor from what is called after its bearer (`the Haidar family`).
    """
    names: dict[str, int] = {}
    for index in sets.of_kinds(SEARCHED_KINDS):
        words = sets.words(index)
        if HolderFinder.is_title(words):
            continue
        if (len(words) > 1 and not words.islower()) or not sets.has_case:
            name = lower_text(words.removeprefix("the ").removeprefix("The ")).strip()
            if name:
                names.setdefault(name, index)
    for surname, index in _find_lone_surnames(sets).items():
        names.setdefault(surname, index)
    for name in sorted(names, key=len, reverse=True):
        for span in _find_occurrences(sets, name):
            if _may_be_named(sets, span, names[name]):
                sets.add(span, names[name])


def _find_lone_surnames(sets: NameSets) -> dict[str, int]:
    """Return each last name that one full name alone bears, and nothing else is called."""
    bearers: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    persons = sets.of_kinds({MentionKind.PERSON})
    others = {fold_name(sets.words(index)) for index in sets.of_kinds(_OTHER_KINDS)}
    for index in persons:
        words = sets.words(index)
        parts = parse_person(words).parts
        surnames = find_surnames(words)
        for part in parts[len(parts) < 2 :]:
            bearers[part].setdefault(parts if part in surnames else ("", *parts), index)
    return {
        surname: next(iter(names.values()))
        for surname, names in bearers.items()
        if len(names) == 1 and len(surname) > 3 and surname not in others and next(iter(names))[0]
    }


def _find_occurrences(sets: NameSets, name: str) -> Iterator[Span]:
    lowered = sets.lowered
    start = lowered.find(name)
    while start >= 0:
        end = start + len(name)
        span = Span(start, end)
        is_word = not lowered[start - 1 : start].isalnum() and (
            not lowered[end : end + 1].isalnum() or lowered.startswith(_BROKEN_APOSTROPHE, end)
        )
        if is_word and not sets.is_taken(span):
            yield span
        start = lowered.find(name, end)


def _may_be_named(sets: NameSets, span: Span, index: int) -> bool:
    """Say whether the words there are the name itself, not a common word or a longer name."""
    words, name = span.quote(sets.text), sets.words(index)
    if not sets.has_case:
        return len(words) > 3
    if is_acronym(name):
        is_word = words.lower() in load_words("also_words")
        return (words == name if len(words) < 3 or is_word else is_acronym(words)) and not (
            is_word and _line_of(sets.text, span).isupper()
        )
    if words.islower():
        return False
    if sets.mentions[index].kind is MentionKind.PERSON and " " not in words:
        return _stands_alone(sets, span)
    return True


def _stands_alone(sets: NameSets, span: Span) -> bool:
    """Say whether one word of a person's name is there all of a name, and not of a thing."""
    text = sets.text
    before = re.search(r"(\w+)\.? $", text[max(0, span.start - 24) : span.start])
    after = re.match(r"[ -](\w+)", text[span.end : span.end + 24])
    if after and after[1].lower() in load_words("not_the_bearer"):
        return False
    if text[span.start : span.end].isupper() and _line_of(text, span).isupper():
        return before is None or _is_common(sets, before[1])
    is_named_more = (
        before is not None
        and before[1][0].isupper()
        and before[1].lower() not in load_words("openers")
        and strip_titles(before[1]) != ""
    )
    return not is_named_more and not (after and re.match(r"[A-Z]\w*[a-z]", after[1]))


def _is_common(sets: NameSets, word: str) -> bool:
    """Say whether a word of a headline in capitals is not a name that the text below tells."""
    is_name = re.search(rf"\b{re.escape(word.capitalize())}\b", sets.text) is not None
    return not is_name or re.search(rf"\b{re.escape(word.lower())}\b", sets.text) is not None


def _line_of(text: str, span: Span) -> str:
    end = text.find("\n", span.end)
    return text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)]
