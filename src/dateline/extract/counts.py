"""Counts: how many people were killed, injured, abducted, arrested or displaced.

Rules over the words come first (`count_sentences.py`); where they see nothing, what the model is
sure of is read too (`count_mentions.py`). Which event a count belongs to is not known here, nor
what the report gives as a total: see `count_totals.py`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.extract.count_mentions import read_count
from dateline.extract.count_sentences import find_counts
from dateline.extract.number_words import split_words
from dateline.records.draft import Draft
from dateline.records.event import Count
from dateline.records.finding import CountLink
from dateline.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOptions:
    """How sure the model must be, 0…1, that words count somebody where no rule says so."""

    min_link_score: float = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class CountStage:
    """Fills `draft.counts` with every count of people that the text states, in text order."""

    name: str = "counts"
    version: str = "4"
    options: CountOptions = CountOptions()

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its counts."""
        for draft in drafts:
            told = find_counts(draft.report.text, draft.sentences, draft.mentions)
            linked = [
                one
                for one in find_linked_counts(draft, self.options.min_link_score)
                if not any(one.span.overlaps(other.span) for other in told)
            ]
            counts = sorted([*told, *linked], key=lambda count: (count.span, count.what))
            yield replace(draft, counts=tuple(counts))


def find_linked_counts(draft: Draft, least: float) -> tuple[Count, ...]:
    """Return the counts that the model's links scored `least` or more give, in text order.

    The span of each is that of the mention; what its likeliest link says happened to the people.
    """
    best: dict[Span, CountLink] = {}
    for link in draft.count_links:
        span = draft.mentions[link.mention].span
        if link.score >= least and (span not in best or best[span].score < link.score):
            best[span] = link
    starts = [sentence.start for sentence in draft.sentences]
    found = []
    for span, link in sorted(best.items(), key=lambda item: item[0]):
        number = bisect_right(starts, span.start) - 1
        if number < 0:
            continue
        end = max(draft.sentences[number].end, span.end)
        words = split_words(draft.report.text, draft.sentences[number].start, end)
        count = read_count(draft.report.text, words, span, link.what, link.score)
        if count:
            found.append(count)
    return tuple(found)
