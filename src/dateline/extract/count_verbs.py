"""The words that count people, such as "killed", "the deaths of" and "death toll"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.extract.amounts import read_amount
from dateline.extract.number_words import Word
from dateline.extract.people_words import load_count_words, load_lexicon
from dateline.records.event import CountKind
from dateline.records.span import Span

_LED_WORDS = 4
_ARTICLES = frozenset({"the", "a", "an", "this", "that"})
_BETWEEN = ("be", "been", "get", "also", "not")  # "to … killed"


@dataclass(frozen=True, slots=True)
class CountVerb:
    """The words that count, over `words[start:end]`, and the side the people stand on.

    `kinds` holds more than one where verbs share their people ("kidnapped and killed"); `ambiguous`
    says that the sharing leaves open how many each of them counts ("killed and wounded"); `unreal`
    says that the words only speak of what may come or was wanted ("threatens to kill").
    """

    kinds: tuple[CountKind, ...]
    side: str
    start: int
    end: int
    ambiguous: bool = False
    unreal: bool = False


def has_verb(text: str, span: Span) -> bool:
    """Say whether the words of the span hold one that counts."""
    return _verbs()[0].search(text, span.start, span.end) is not None


def find_verbs(text: str, span: Span, words: Sequence[Word]) -> list[CountVerb]:
    """Return the verbs and nouns of the span that count people, those that share theirs joined."""
    pattern, table = _verbs()
    starts = {word.start: index for index, word in enumerate(words)}
    ends = {word.end: index + 1 for index, word in enumerate(words)}
    found = []
    for match in pattern.finditer(text, span.start, span.end):
        phrase = re.sub(r"\s+", " ", match[0].lower())
        kind, side = table[phrase]
        start, end = starts.get(match.start()), ends.get(match.end())
        if start is not None and end is not None and _is_meant(phrase, words, start, end):
            unreal = _is_unreal(words, start, side)
            first = _number_of(words, start) if side == "past" else None
            side, start = ("toll", first) if first is not None else (side, start)
            found.append(CountVerb((kind,), side, start, end, unreal=unreal))
    return _chained(words, found)


def _number_of(words: Sequence[Word], at: int) -> int | None:
    """Return where "number of rebels" begins, right before the verb at `at`: a toll of its own."""
    if at > 1 and (words[at - 2].lower, words[at - 1].lower) == ("number", "of"):
        return at - 2  # "the number of arrested persons"
    for start in range(at - 3, max(-1, at - 5), -1):
        if start >= 0 and (words[start].lower, words[start + 1].lower) == ("number", "of"):
            return start if words[at - 1].lower in load_lexicon().plural else None
    return None


def _is_meant(phrase: str, words: Sequence[Word], start: int, end: int) -> bool:
    """Say whether the phrase counts here, and is not "the wounded", a "toll plaza" or a sport."""
    before = words[start - 1].lower if start else ""
    after = words[end].lower if end < len(words) else ""
    if before == "the" and phrase in _guards("nouns")["after_the"]:
        return after in load_lexicon().plural  # "the wounded soldiers", not "the wounded died"
    if after in _guards("not_before").get(phrase, ()):
        return False
    if before in _guards("not_after").get(phrase, ()):
        return False
    noun = before in _ARTICLES and not phrase.endswith("ing") and " " not in phrase
    if noun and phrase in load_count_words()[CountKind.KILLED]["active"]:
        return False  # "about the murder two leaflets are in circulation"
    if (led := _guards("led").get(phrase)) is not None:
        near = [word.lower for word in words[max(0, start - _LED_WORDS) : start]]
        return "," not in near and not set(near).isdisjoint(led)
    needs, unless = _neighbours("needs").get(phrase), _neighbours("unless").get(phrase)
    if needs or unless:
        sentence = {word.lower for word in words}
        if needs and end == len(words) - (after == ".") and read_amount(words, start - 1):
            return True  # the end of a headline: "in shrine fire, 64 held"
        return not (needs and sentence.isdisjoint(needs)) and sentence.isdisjoint(unless or ())
    return True


@cache
def _guards(name: str) -> dict[str, list[str]]:
    return load_count_words()[f"guard_{name}"]


@cache
def _neighbours(name: str) -> dict[str, frozenset[str]]:
    """Return the words of a guard by phrase, with the sets that it names by "@" written out."""
    sets = _guards("sets")
    return {
        phrase: frozenset(
            word for item in items for word in (sets[item[1:]] if item[0] == "@" else [item])
        )
        for phrase, items in _guards(name).items()
    }


def _is_unreal(words: Sequence[Word], at: int, side: str) -> bool:
    """Say whether the words before take what the verb tells for a wish, a plan or a danger.

    "Managed to kill" and "forced to flee" happened; "may have killed" is told as likely and counts.
    """
    index = at - 1
    while index >= 0 and (words[index].lower in _BETWEEN or words[index].lower.endswith("ly")):
        index -= 1
    before = [word.lower for word in words[max(0, index - 1) : index + 1]]
    if not before or side in ("state", "counted", "toll"):
        return bool(before) and side == "counted" and before[-1] in _words("unreal")
    if before[-1] in ("the", "a", "an") and side == "nominal":
        return before[0] in _words("unreal_verbs")
    if before[-1] == "to":
        is_verb = side == "subject" or (side, words[at].lower[-3:] == "ing") == ("active", False)
        is_verb = is_verb or words[index + 1].lower in ("be", "get")
        return is_verb and before[0] not in _words("happened")
    if before[-1] == "have":
        return before[0] in _words("counterfactual")
    if words[index].text == "May":
        return False
    return before[-1] in _words("unreal") | _words("unreal_verbs")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_count_words()["modality"][name])


def _chained(words: Sequence[Word], verbs: list[CountVerb]) -> list[CountVerb]:
    """Join verbs that share their people, such as "kidnapped and killed"."""
    chained: list[CountVerb] = []
    for verb in verbs:
        if chained:
            last = chained[-1]
            gap = [word.lower for word in words[last.end : verb.start]]
            told = last.side == "state" and read_amount(words, verb.end)  # "dead and hurt three"
            if not told and gap in (
                ["and"],
                ["or"],
                [","],
                ["and", "then"],
                [",", "and"],
                ["and", "later"],
            ):
                kinds = tuple(dict.fromkeys((*last.kinds, *verb.kinds)))
                mixed = {CountKind.KILLED, CountKind.INJURED} <= set(kinds)
                side = last.side if last.side != "past" else verb.side
                unclear = last.ambiguous or mixed or ("or" in gap and len(kinds) > 1)
                chained[-1] = CountVerb(
                    kinds, side, last.start, verb.end, unclear, last.unreal or verb.unreal
                )
                continue
        chained.append(verb)
    return chained


@cache
def _verbs() -> tuple["re.Pattern[str]", dict[str, tuple[CountKind, str]]]:
    """Return the pattern of all words that count, and the kind and side of each."""
    table = {
        phrase: (kind, side)
        for kind in CountKind
        for side, phrases in load_count_words()[kind].items()
        for phrase in phrases
    }
    by_letter: dict[str, list[str]] = {}  # a third of the time of one flat alternation
    for phrase in sorted(table, key=len, reverse=True):
        rest = re.escape(phrase[1:]).replace(r"\ ", r"\s+")
        by_letter.setdefault(phrase[0], []).append(rest)
    pattern = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), table
