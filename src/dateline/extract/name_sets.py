"""Name sets: the mentions of one report, and which of them are found to name the same one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.extract.names import lower_text
from dateline.extract.titles import HolderFinder
from dateline.records.mention import Mention, MentionKind
from dateline.records.span import Span

ACTOR_KINDS = frozenset(
    {
        MentionKind.GROUP,
        MentionKind.FORCE,
        MentionKind.GOVERNMENT,
        MentionKind.ORGANISATION,
        MentionKind.OUTLET,
    }
)
# Names of these kinds are looked for all over the text, and the model may confuse them.
SEARCHED_KINDS = frozenset(
    {MentionKind.PERSON, MentionKind.GROUP, MentionKind.FORCE, MentionKind.ORGANISATION}
)


class NameSets:
    """Mentions of one report and the sets they form (a union-find over their indexes)."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        """Put every mention in a set of its own."""
        self.text = text
        self.lowered = lower_text(text)
        self.has_case = text.upper() != text and text.lower() != text
        self.mentions = [mention for mention in mentions if mention.span.end <= len(text)]
        self.defined: set[int] = set()  # short forms and other names that the report explains
        self._by_kind: dict[MentionKind, list[int]] = defaultdict(list)
        for index, mention in enumerate(self.mentions):
            if mention.span.start < mention.span.end:
                self._by_kind[mention.kind].append(index)
        self._parents = list(range(len(self.mentions)))
        self._taken = bytearray(len(text))
        for mention in self.mentions:
            is_person = mention.kind is MentionKind.PERSON
            if not (is_person and HolderFinder.is_title(mention.span.quote(text))):
                self._take(mention.span)  # the ABC in "the ABC chief" may still be found

    def words(self, index: int) -> str:
        """Return the words of a mention."""
        span = self.mentions[index].span
        return self.text[span.start : span.end]

    def of_kinds(self, kinds: Iterable[MentionKind]) -> list[int]:
        """Return the mentions of these kinds that have words."""
        found: list[int] = []
        for kind in set(kinds):
            found += self._by_kind.get(kind, ())
        return sorted(found)

    def set_kind(self, index: int, kind: MentionKind) -> None:
        """Give a mention another kind."""
        mention = self.mentions[index]
        if mention.kind is not kind:
            self.mentions[index] = replace(mention, kind=kind)
            self._by_kind[mention.kind].remove(index)
            self._by_kind[kind].append(index)

    def find(self, index: int) -> int:
        """Return the mention that stands for the set of this one."""
        parents = self._parents
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    def join(self, left: int, right: int) -> None:
        """Make one set of the two that hold these mentions."""
        low, high = sorted((self.find(left), self.find(right)))
        self._parents[high] = low

    def add(self, span: Span, like: int) -> int:
        """Append a mention of the same kind as another, and return its index."""
        model = self.mentions[like]
        self.mentions.append(Mention(span=span, kind=model.kind, score=model.score))
        self._parents.append(len(self._parents))
        self._take(span)
        if span.start < span.end:
            self._by_kind[model.kind].append(len(self.mentions) - 1)
        return len(self.mentions) - 1

    def is_taken(self, span: Span) -> bool:
        """Say whether some mention covers a part of the span."""
        return 1 in self._taken[span.start : span.end]

    def _take(self, span: Span) -> None:
        self._taken[span.start : span.end] = b"\1" * (span.end - span.start)
