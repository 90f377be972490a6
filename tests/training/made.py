"""Examples made up by hypothesis, with every field filled, and what holds of their stretches."""

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st
from training.example import ALL_KINDS, Example, Labelled, Query, Stretch

WORDS = (
    "Gunmen", "Ali", "Hassan Ali", "Mr Ali", "al-Houthi", "12", "three", "twenty-one", "people",
    "killed", ",", ".", "\u201csaid\u201d", '"no"', "\u2014", "organised", "Defense", "caf\u00e9",
    "\n\n", "don't", "\U0001f4a5", "&",
)  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join)


def stretches(text: str) -> st.SearchStrategy[Stretch]:
    two = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True)
    return two.map(lambda ends: Stretch(min(ends), max(ends)))


@st.composite
def examples(draw: st.DrawFn) -> Example:
    text = draw(texts)
    some = st.lists(stretches(text), max_size=5).map(tuple)

    def labelled(*labels: str | None) -> tuple[Labelled, ...]:
        allowed = st.sets(st.sampled_from(labels), min_size=1).map(frozenset)
        return tuple(Labelled(*one, draw(allowed)) for one in draw(some))

    return Example(
        text=text,
        dataset="made",
        mentions=labelled("person", "people", "number", None),
        open_kinds=draw(st.sets(st.sampled_from(ALL_KINDS)).map(frozenset)),
        triggers=draw(st.none() | st.just(labelled("violence.attack", None))),
        parts=draw(st.none() | st.just(labelled("victim"))),
        speech=labelled("cue", "source"),
        contents=draw(st.none() | some),
        moods=labelled("alleged"),
        recalls=labelled("news"),
        voices=labelled("named"),
        degrees=tuple((one, 1.5) for one in draw(some)),
        queries=tuple(
            Query(relation="victim", asker=one, answers=draw(some), scope=scope, unsure=draw(some))
            for one in draw(some)
            for scope in [draw(st.none() | some)]
        ),
    )


def told_by(example: Example) -> list[Stretch]:
    """Return every stretch of the example in a fixed order, those said twice twice."""
    lists = (example.mentions, example.triggers, example.parts, example.speech, example.moods,
             example.recalls, example.voices)  # fmt: skip
    found = [Stretch(one.start, one.end) for listed in lists for one in listed or ()]
    found += [*(example.contents or ()), *(one for one, _ in example.degrees)]
    for query in example.queries:
        found += [query.asker, *query.answers, *(query.scope or ()), *query.unsure]
    return found


def pairs_hold(old: Sequence[Stretch], new: Sequence[Stretch]) -> Iterator[bool]:
    """Yield whether each two stretches still lie apart in the same order, or within each other."""
    told = list(zip(old, new, strict=True))
    for a, moved_a in told:
        for b, moved_b in told:
            if a.end <= b.start:
                yield moved_a.end <= moved_b.start
            if a.start <= b.start and b.end <= a.end:
                yield moved_a.start <= moved_b.start and moved_b.end <= moved_a.end
