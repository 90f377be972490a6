"""Measures the parts that rules do on our own corpus, each given what the annotators marked.

What is measured is the rule alone: which days words mean, which place a name is, how many people
words count, which names are one, whatever the model would have found.
"""

from collections.abc import Sequence

from training.corpus.records import Annotated, CountMark, PlaceRecord

from dateline.extract.aliases import AliasStage
from dateline.extract.counts import CountStage
from dateline.extract.places import PlaceStage
from dateline.extract.sentences import SentenceStage
from dateline.extract.times import find_times
from dateline.records.draft import Draft
from dateline.records.mention import Mention, MentionKind
from dateline.records.place import Place
from dateline.records.span import Span
from dateline.records.time import TimePrecision
from quality.compare import Layers, b_cubed, plain_time, same_place
from quality.own import to_report
from quality.role_fillers import Tally

NAMED = frozenset(
    {MentionKind.PERSON, MentionKind.GROUP, MentionKind.FORCE, MentionKind.GOVERNMENT,
     MentionKind.ORGANISATION, MentionKind.OUTLET}
)  # fmt: skip
_OPENERS = frozenset(
    "the a an he she they him her them his their it its hers theirs we us our i me my another one "
    "two some this that these those".split()
)


def score_modules(corpus: Sequence[Annotated]) -> dict[str, float]:
    """Return the figures of times, counts, places and aliases, in percent."""
    layers = Layers()
    wrong_places = 0
    for gold in corpus:
        draft = _draft(gold)
        _score_times(gold, layers)
        _score_counts(gold, draft, layers)
        wrong_places += _score_places(gold, draft, layers)
        _score_aliases(gold, draft, layers)
    places = layers.tallies["places"]
    return {
        "times_value_f1": layers.f1("times"),
        "times_span_f1": layers.f1("times_span"),
        "counts_f1": _f1(layers.tallies["counts_told"], layers.tallies["counts_gold"]),
        "places_accuracy": round(100 * places.recall, 2),
        "places_precision": round(100 * places.precision, 2),
        "places_abstained_rightly": round(100 * layers.tallies["abstained"].recall, 2),
        "places_wrong": wrong_places,
        "aliases_b_cubed_f1": layers.f1("aliases"),
        "aliases_links_f1": layers.f1("links"),
    }


def _draft(gold: Annotated) -> Draft:
    mentions = tuple(
        Mention(span=one.span, kind=one.kind, score=1.0)
        for one in sorted(gold.mentions, key=lambda one: one.span)
    )
    draft = Draft(report=to_report(gold), mentions=mentions)
    return next(iter(SentenceStage()([draft])))


def _score_times(gold: Annotated, layers: Layers) -> None:
    """Compare every time that is no duration and no habit; `?` must be left open."""
    found = find_times(gold.text, gold.header.published)
    marked = [one for one in gold.mentions if one.kind is MentionKind.TIME]
    dated = [one for one in marked if not (one.value or "").startswith(("P", "set"))]
    free = [
        time
        for time in found
        if not any(time.span.overlaps(one.span) for one in marked if one not in dated)
    ]
    span_right = value_right = 0
    for one in dated:
        answer = next((time for time in free if time.span.overlaps(one.span)), None)
        span_right += answer is not None
        if answer is not None:
            is_open = answer.when.precision is TimePrecision.UNKNOWN
            told = None if is_open else plain_time(answer.when.edtf)
            value_right += told == plain_time(one.value)
    layers.add("times_span", span_right, len(free), len(dated))
    layers.add("times", value_right, len(free), len(dated))


def _score_counts(gold: Annotated, draft: Draft, layers: Layers) -> None:
    """Compare counts by kind, figures and place in the text.

    "Five police and two civilians" is marked as two counts and read as one of seven: the sum of all
    that an answer covers is right too, and then finds them all. Replaced figures are not asked for.
    One person told without a number ("killed his brother") has no mark, and is neither right nor
    wrong.
    """
    found = next(iter(CountStage()([draft]))).counts
    wanted = [
        (one.span, count) for one in gold.mentions for count in one.counts if not count.is_replaced
    ]
    right = hit = told = 0
    for answer in found:
        covered = [
            (span, count)
            for span, count in wanted
            if answer.span.overlaps(span) and answer.what is count.what
        ]
        same = [
            each for each in covered if (each[1].low, each[1].high) == (answer.low, answer.high)
        ]
        if not same and len(covered) > 1 and _sum(covered) == (answer.low, answer.high):
            same = covered
        if not covered and (answer.low, answer.high) == (1, 1):
            continue
        told += 1
        hit += bool(same)
        right += len(same)
        wanted = [each for each in wanted if each not in same]
    layers.tallies["counts_told"] += Tally(hit, told, 0)
    layers.tallies["counts_gold"] += Tally(right, 0, right + len(wanted))


def _sum(counts: Sequence[tuple[Span, CountMark]]) -> tuple[int | None, int | None]:
    lows, highs = [c.low for _, c in counts], [c.high for _, c in counts]
    low = sum(n for n in lows if n is not None)
    return low, None if None in highs else sum(n for n in highs if n is not None)


def _score_places(gold: Annotated, draft: Draft, layers: Layers) -> int:
    """Compare the place of every place mention; return how many were placed where none can be.

    "40 km north of X" is marked as X with a record of its own for the place meant, and read as the
    place meant: either is right. A village that is on no map may be answered with what holds it.
    """
    known = {place.key: place for place in gold.places}
    marked = {one.key for one in gold.mentions}
    relative = [place for key, place in known.items() if key not in marked]
    placed = next(iter(PlaceStage()([draft]))).places
    answers = {one.span: one for one in placed}
    wrong = 0
    for mention in gold.mentions:
        truth = known.get(mention.key or "")
        if mention.kind is not MentionKind.PLACE or truth is None:
            continue
        answer = answers.get(mention.span)
        told = _to_record(answer.place) if answer and answer.place else None
        if truth.lat is None:
            is_right = told is None or any(same_place(told, one) for one in gold.places if one.lat)
            layers.add("abstained", is_right, 1, 1)
            wrong += not is_right
            continue
        is_right = told is not None and any(same_place(told, one) for one in (truth, *relative))
        layers.add("places", is_right, told is not None, 1)
    return wrong


def _to_record(place: Place) -> PlaceRecord:
    return PlaceRecord(key="", name="", country=place.country, lat=place.lat, lon=place.lon)


def _score_aliases(gold: Annotated, draft: Draft, layers: Layers) -> None:
    """Compare which of the marked names are one; pronouns and unnamed phrases are left out."""
    entities = next(iter(AliasStage()([draft]))).entities
    keys = {
        one.span: one.key
        for one in gold.mentions
        if one.kind in NAMED and one.key and _is_name(one.span.quote(gold.text))
    }
    told = {span: entity.id for entity in entities for span in entity.mentions if span in keys}
    for span in keys.keys() - told.keys():
        told[span] = f"alone {span.start}"
    precision, recall = b_cubed(told, keys)
    layers.tallies["aliases"] += Tally((precision + recall) / 2, len(keys), len(keys))
    mine, theirs = (
        {(a, b) for a in side for b in side if a < b and side[a] == side[b]}
        for side in (told, keys)
    )
    layers.add("links", len(mine & theirs), len(mine), len(theirs))


def _f1(told: Tally, gold: Tally) -> float:
    both = told.precision + gold.recall
    return round(100 * 2 * told.precision * gold.recall / both, 2) if both else 0.0


def _is_name(words: str) -> bool:
    """Say whether the words are a name, and no pronoun or description that opens a sentence."""
    first, *rest = words.split()
    if first.lower() in _OPENERS:
        return any(word[:1].isupper() for word in rest)
    return any(letter.isupper() for letter in words)
