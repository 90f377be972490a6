"""Titles: words before a name, and who is `the ABC chief`."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.extract.names import fold_name, load_words, lower_text
from dateline.records.span import Span

LEADER = (
    "chief|chieftain|leader|head|boss|emir|amir|ameer|supremo|chairman|president|commander|"
    "commander-in-chief|strongman"
)
FOUNDER = "co-?founder|founder|founding leader"
_SOME_WORDS = r"(?:[a-z-]+ ){0,3}"
_AFTER_ACTOR = re.compile(
    rf"(?:'s?)?(?:\s?\([^)\n]{{1,30}}\))?\s+(?:{_SOME_WORDS}?)"
    rf"(?:(?P<leader>{LEADER})|(?P<founder>{FOUNDER}))\b,?\s*",
)
_DESCRIBED = re.compile(rf"\s+(?P<leader>{LEADER})\b(?!\s+of\b|-)")
_TITLE_OF = re.compile(
    rf"(?:,\s+|\s+)(?:who (?:is|was) )?(?:an? |the |its |their )?{_SOME_WORDS}"
    rf"(?:(?P<founder>{FOUNDER})|(?P<leader>{LEADER}))"
    rf"(?: and (?:{FOUNDER}|{LEADER}))? (?:of|in) (?:the )?",
)
_LEADS = re.compile(
    r",? who (?P<leader>heads|headed|leads|led|commands|commanded|founded) (?:the )?"
)
_BEFORE_DESCRIBED = re.compile(r"(?:^|[^\w])(\w+) $")
_COMMA = re.compile(r",? ?")
# The place behind the dot of `Gen.Omar`; initials (`J.P.`) stay together.
_GLUED = re.compile(r"(?<=[a-z]\.)(?=[^\W\d_a-z])")
_IS_TITLE = re.compile(rf"\b(?:{LEADER}|{FOUNDER})$", re.IGNORECASE)


@lru_cache(maxsize=16384)
def strip_titles(words: str) -> str:
    """Return a person's folded name without the titles before it; empty when all are titles."""
    return " ".join(split_titles(words)[1])


@lru_cache(maxsize=16384)
def split_titles(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a person's folded titles and the folded words of the name behind them.

    Words that are names as often as titles (`Don`, `Sultan`) are titles only before two words more,
    and short forms that read as names (`SP`) in capitals too.
    """
    words = _GLUED.sub(" ", words)
    parts = fold_name(words).split()
    capitals = (
        set()
        if words.isupper()
        else {fold_name(word) for word in words.split() if word.isupper() and len(word) == 2}
    )
    number = 0
    while number < len(parts) and (
        parts[number] in load_words("honorifics")
        or (
            parts[number] in load_words("weak_honorifics")
            and (number + 2 < len(parts) or parts[number] in capitals)
        )
    ):
        number += 1
    return tuple(parts[:number]), tuple(parts[number:])


class HolderFinder:
    """Finds, around the mentions of one text, who leads or founded what, and descriptions of it."""

    def __init__(self, text: str) -> None:
        """Keep the text that the spans count into."""
        self._text = lower_text(text)

    @staticmethod
    def is_title(words: str) -> bool:
        """Say whether the words end in a leader's title, as `the ABC chief` does."""
        return _IS_TITLE.search(words) is not None

    def find_holders(
        self, persons: Sequence[Span], actors: Sequence[tuple[Span, int]]
    ) -> Iterator[tuple[Span, bool, int]]:
        """Yield `(person, leads, actor)` for `ABC chief P`, `P, the founder of ABC`, and so on.

        Args:
            persons: mentions of persons.
            actors: mentions of groups and bodies, each with the number of whom it names.
        """
        starts = {span.start: span for span in persons}
        names = {span.start: number for span, number in actors}
        for span, number in actors:
            found = _AFTER_ACTOR.match(self._text, span.end)
            if found and found.end() in starts:
                yield starts[found.end()], found["leader"] is not None, number
        for span in persons:
            for pattern in (_TITLE_OF, _LEADS):
                found = pattern.match(self._text, span.end)
                if found and found.end() in names:
                    yield span, found["leader"] is not None, names[found.end()]

    def find_descriptions(
        self, persons: Sequence[Span], actors: Sequence[tuple[Span, int]]
    ) -> Iterator[tuple[Span, int]]:
        """Yield `(description, actor)` for each `(the) ABC chief` that no name follows."""
        starts = {span.start for span in persons}
        for span, number in actors:
            found = _DESCRIBED.match(self._text, span.end)
            if found is None:
                continue
            follows = _COMMA.match(self._text, found.end())
            if follows and follows.end() in starts:
                continue
            before = _BEFORE_DESCRIBED.search(self._text, max(0, span.start - 30), span.start)
            word = before[1] if before else ""
            if word not in load_words("not_the_one"):
                start = span.start - 4 if word == "the" else span.start
                yield Span(start, found.end()), number
