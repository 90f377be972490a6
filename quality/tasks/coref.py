"""OntoGUM: which mentions of a report mean the same, on the news documents that are held out.

`dev` is the news that training never sees; any other split is every document of the folder.

The gold has every sort of thing, pronouns and events too, and only what is meant again; our
entities are people, bodies, places and weapons, without pronouns. So the scores over all gold
mentions say above all what a mention is. `shared` asks the linking alone: both sides are cut down
to the mentions that both have, those then left alone kept. A mention is the same there when its
words are, without articles, the possessive and what follows an apposition's comma; over all
mentions it must be the same stretch, and clusters of one do not count.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from training.datasets.ontogum import is_dev, read_documents, trim_tail
from training.example import Stretch

from dateline.extract.aliases import AliasStage
from dateline.extract.mentions import MentionStage
from dateline.extract.sentences import SentenceStage
from dateline.records.draft import Draft
from dateline.records.report import Report
from dateline.records.span import Span
from quality.coreference import Coreference, score_clusters
from quality.entities import model_name

_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")

Clusters = list[set[Stretch]]


def evaluate(data: Path, split: str) -> dict[str, object]:
    """Return CoNLL F1 and its parts in percent, over all mentions and over shared ones.

    Raises:
        FileNotFoundError: the folder holds no document.
    """
    documents = [one for one in read_documents(data) if split != "dev" or is_dev(one.name)]
    everything = shared = Coreference()
    found = [0, 0, 0, 0]
    for document, draft in zip(documents, read_drafts(one.text for one in documents), strict=True):
        gold = [set(chain) for chain in document.chains]
        ours = entity_clusters(draft)
        everything += score_clusters([one for one in ours if len(one) > 1], gold)
        counts, linked = score_shared(document.text, ours, gold)
        shared += linked
        found = [before + more for before, more in zip(found, counts, strict=True)]
    return {
        "n": len(documents),
        "model": model_name(),
        **_percents(everything, ""),
        "gold_mentions": found[0],
        "our_mentions": found[1],
        "shared_mentions": found[2],
        "shared_links": found[3],
        **_percents(shared, "shared_"),
    }


def read_drafts(texts: Iterable[str]) -> Iterator[Draft]:
    """Yield each text after sentences, the model and aliases."""
    drafts: Iterable[Draft] = (
        Draft(report=Report(id=str(number), sha256="", text=text))
        for number, text in enumerate(texts)
    )
    for stage in (SentenceStage(), MentionStage(), AliasStage()):
        drafts = stage(drafts)
    yield from drafts


def entity_clusters(draft: Draft) -> Clusters:
    """Return the mentions of each entity."""
    return [{_at(span) for span in one.mentions} for one in draft.entities]


def _at(span: Span) -> Stretch:
    return Stretch(span.start, span.end)


def score_shared(
    text: str, ours: Sequence[set[Stretch]], gold: Sequence[set[Stretch]]
) -> tuple[tuple[int, int, int, int], Coreference]:
    """Return how the mentions meet, and the linking of those that both sides have.

    The counts are the mentions of the gold, ours, those that both have, and the links (MUC's) that
    the gold has among these.
    """
    theirs = [{_bare(text, one) for one in cluster} for cluster in gold]
    mine = [{_bare(text, one) for one in cluster} for cluster in ours]
    both = _everyone(theirs) & _everyone(mine)
    kept_gold, kept_ours = _cut_down(theirs, both), _cut_down(mine, both)
    linked = score_clusters(kept_ours, kept_gold)
    sizes = (sum(map(len, gold)), sum(map(len, ours)), len(both), int(linked.muc.gold))
    return sizes, linked


def _everyone(clusters: Sequence[set[Stretch]]) -> set[Stretch]:
    return set[Stretch]().union(*clusters)


def _cut_down(clusters: Sequence[set[Stretch]], both: set[Stretch]) -> Clusters:
    """Return the clusters with these mentions only, each in the first cluster that has it."""
    left = set(both)
    kept: Clusters = []
    for cluster in clusters:
        own = cluster & left
        left -= own
        if own:
            kept.append(own)
    return kept


def _bare(text: str, mention: Stretch) -> Stretch:
    """Return the mention without its article, its possessive and what comes after its head."""
    core = trim_tail(text, mention)
    article = _ARTICLE.match(text, core.start, core.end)
    start = article.end() if article else core.start
    owner = _POSSESSIVE.search(text[start : core.end])
    end = start + owner.start() if owner else core.end
    return Stretch(start, end) if start < end else core


def _percents(told: Coreference, prefix: str) -> dict[str, float]:
    scores = {"conll_f1": told.conll_f1}
    for name, credit in (("muc", told.muc), ("b3", told.b_cubed), ("ceaf", told.ceaf)):
        scores[f"{name}_f1"] = credit.f1
        scores[f"{name}_precision"] = credit.precision
        scores[f"{name}_recall"] = credit.recall
    return {f"{prefix}{name}": round(100 * score, 2) for name, score in scores.items()}
