"""The words that count people, such as "killed", "the deaths of" and "death toll"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.extract.amounts import Amount, Word, read_amount
from dateline.extract.people_phrases import load_count_words
from dateline.records.event import CountKind
from dateline.records.span import Span

_TOLL_REACH_WORDS = 20


@dataclass(frozen=True, slots=True)
class CountVerb:
    """The words that count, over `words[start:end]`, and the side the people stand on.

    `kinds` holds more than one where verbs share their people ("kidnapped and killed"); `ambiguous`
    says that the sharing leaves open how many each of them counts ("killed and wounded").
    """

    kinds: tuple[CountKind, ...]
    side: str
    start: int
    end: int
    ambiguous: bool = False


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
        kind, side = table[re.sub(r"\s+", " ", match[0].lower())]
        start, end = starts.get(match.start()), ends.get(match.end())
        if start is not None and end is not None:
            found.append(CountVerb((kind,), side, start, end))
    return _chained(words, found)


def find_toll(words: Sequence[Word], at: int, stops: frozenset[int]) -> Amount | None:
    """Return the number that a toll rose to or stands at, read from `at` on.

    Args:
        words: the sentence.
        at: the index after "death toll".
        stops: indexes of other verbs that count, where the toll's clause ends.
    """
    cues = load_count_words()["grammar"]["toll_cues"]
    best: Amount | None = None
    index, last = at, min(len(words), at + _TOLL_REACH_WORDS)
    while index < last and index not in stops and words[index].lower not in (";", ".", "\u201c"):
        amount = read_amount(words, index)
        if not amount:
            index += 1
            continue
        before = words[index - 1].lower
        if amount.high != amount.low and {"from", "by"} & {before, words[index].lower}:
            best = replace(amount, low=amount.high)  # "from 22 to 30", "by 3 to 17"
        elif before in cues and not (best and before not in ("to", "at", "reached")):
            best = amount
        index = amount.end
    return best


def _chained(words: Sequence[Word], verbs: list[CountVerb]) -> list[CountVerb]:
    """Join verbs that share their people, such as "kidnapped and killed"."""
    chained: list[CountVerb] = []
    for verb in verbs:
        if chained:
            last = chained[-1]
            gap = [word.lower for word in words[last.end : verb.start]]
            if gap in (["and"], ["or"], [","], ["and", "then"], [",", "and"], ["and", "later"]):
                kinds = tuple(dict.fromkeys((*last.kinds, *verb.kinds)))
                mixed = {CountKind.KILLED, CountKind.INJURED} <= set(kinds)
                side = last.side if last.side != "past" else verb.side
                unclear = last.ambiguous or mixed or ("or" in gap and len(kinds) > 1)
                chained[-1] = CountVerb(kinds, side, last.start, verb.end, unclear)
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
