"""Scenes: one happening each, with the counts and the words of responsibility that belong to it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.extract.codebook import load_codebook
from dateline.extract.draft_index import DraftIndex
from dateline.extract.happenings import Telling, is_local
from dateline.extract.responsibility import Responsibility
from dateline.records.event import Count
from dateline.records.mention import MentionKind
from dateline.records.source import Modality
from dateline.records.span import Span
from dateline.records.time import TimePrecision

_EXPLOSIVES = re.compile(
    r"\b(?:(?:car|truck|fire)?bomb|blast|explo|deton|bl[eo]w|shell|mortar|rocket|missile|artillery|"
    r"fir(?:ed|ing)\b|grenade|(?:land)?mines?\b|ied\b|air ?(?:strike|raid)|drone|(?:war)?planes?\b|"
    r"jets?\b|helicopter|raid|struck|strik|vest|dynamite|tnt\b|device|suicide|chemical|gas\b|"
    r"chlorine|sarin|molotov|petrol|warhead|pounded|barrage|projectile|booby)",
    re.IGNORECASE,
)
_SURE, _UNSURE = 0.95, 0.8  # a surer type goes before a more telling one
VIOLENT = frozenset({"battle", "explosion", "violence"})
_DATED = frozenset(TimePrecision) - {
    TimePrecision.SEASON, TimePrecision.YEAR, TimePrecision.YEARS, TimePrecision.UNKNOWN,
}  # fmt: skip
ACTUAL = frozenset({Modality.ASSERTED, Modality.ALLEGED, Modality.CLAIMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One happening: every trigger that tells it, the best of them, and the type that names it."""

    tellings: tuple[Telling, ...]
    head: Telling
    type: str
    responsibilities: tuple[Responsibility, ...] = ()
    counts: tuple[Count, ...] = ()

    @property
    def modality(self) -> Modality:
        """Return how the report puts it forward: as fact when it does so once."""
        told = {telling.modality for telling in self.tellings}
        return Modality.ASSERTED if Modality.ASSERTED in told else self.head.modality

    @property
    def is_background(self) -> bool:
        """Say whether every sentence that tells of it, the title aside, only recalls it.

        Later sentences without a time of their own ("that attack") say nothing of it.
        """
        body = [telling for telling in self.tellings if not telling.is_title] or self.tellings
        recalling = {telling.sentence for telling in body if telling.background}
        return bool(recalling) and all(
            telling.sentence in recalling
            or (telling.sentence > min(recalling) and not telling.times)
            for telling in body
        )

    @property
    def is_violent(self) -> bool:
        """Say whether it is of a family that takes lives."""
        return self.type.split(".")[0] in VIOLENT

    @property
    def is_absent(self) -> bool:
        """Say whether it is told only as what was not there: "no arrest has been made"."""
        return all(
            telling.modality is Modality.NEGATED and not telling.is_denial
            for telling in self.tellings
        )

    @property
    def is_general(self) -> bool:
        """Say whether it is told in the plural only ("attacks") and without day, town or number."""
        return not self.counts and not any(
            not telling.wording.is_plural
            or any(time.when.precision in _DATED for time in telling.times)
            or any(is_local(place) for place in telling.places)
            for telling in self.tellings
        )


def make_scene(happening: Sequence[Telling], index: DraftIndex) -> Scene:
    """Return the scene under the type with the highest precedence and its best trigger.

    What no sentence tells with a word of explosives is no explosion, but some other attack.

    Raises:
        CodebookError: a trigger's type is not in the codebook.
    """
    codebook = load_codebook()
    scores = {telling.trigger.type: 0.0 for telling in happening}
    for telling in happening:
        scores[telling.trigger.type] = max(scores[telling.trigger.type], telling.trigger.score)
    types = [name for name, score in scores.items() if not _is_doubtful(score, scores)]
    if not any(
        _EXPLOSIVES.search(index.sentence_of(telling.trigger.span).quote(index.text))
        for telling in happening
    ):
        types = [name for name in types if not name.startswith("explosion.")]
    name = max(
        types, key=lambda name: codebook.find_type(name).precedence, default="violence.attack"
    )
    head = min(
        [telling for telling in happening if telling.trigger.type == name] or happening,
        key=lambda telling: (
            telling.is_title,
            telling.wording.is_plural,
            -telling.trigger.score,
            telling.trigger.span,
        ),
    )
    return Scene(tellings=tuple(happening), head=head, type=name)


def _is_doubtful(score: float, scores: Mapping[str, float]) -> bool:
    return score < _UNSURE and max(scores.values()) >= _SURE


def with_responsibilities(
    scenes: Sequence[Scene],
    responsibilities: Iterable[Responsibility],
    index: DraftIndex,
    reach: int,
) -> list[Scene]:
    """Return the scenes, each with the words that say who is responsible for it.

    Args:
        scenes: all scenes of the report.
        responsibilities: what the report says of responsibility.
        index: the draft they were found in.
        reach: how many sentences back a claim or denial that names no act may speak of.
    """
    told: dict[int, list[Responsibility]] = {}
    for each in responsibilities:
        named = [
            number
            for number, scene in enumerate(scenes)
            if any(each.scope.covers(telling.trigger.span) for telling in scene.tellings)
            and (scene.is_violent or not each.adds)
        ]
        if not named and each.says_so:
            violent = [number for number, scene in enumerate(scenes) if scene.is_violent]
            named = _last_before(scenes, violent, index.sentence_number(each.cue), reach)
        for number in named:
            told.setdefault(number, []).append(each)
    return [
        replace(scene, responsibilities=tuple(told.get(number, ())))
        for number, scene in enumerate(scenes)
    ]


def with_counts(
    scenes: Sequence[Scene], index: DraftIndex, reach: int
) -> tuple[list[Scene], tuple[Count, ...]]:
    """Return the scenes with the counts that belong to each, and the counts that belong to none.

    A count belongs to the nearest event in its sentence that can have such a count, or else to the
    last one told before, up to `reach` sentences back; from the title, to the first one told.

    Raises:
        CodebookError: a scene's type is not in the codebook.
    """
    codebook = load_codebook()
    told: dict[int, list[Count]] = {}
    lost = []
    for count in index.draft.counts:
        able = [
            number
            for number, scene in enumerate(scenes)
            if codebook.may_count(scene.type, count.what)
        ]
        owner = _nearest(scenes, able, index, count.span)
        if not owner and count.high != 0:  # "nobody was hurt" is told of its own sentence only
            owner = _first_told(scenes, able) if index.is_title(count.span) else []
            sentence = index.sentence_number(count.span)
            owner = owner or _last_before(scenes, able, sentence, reach)
        if owner:
            sources = count.sources or index.sources_of(count.span)
            told.setdefault(owner[0], []).append(replace(count, sources=sources))
        else:
            lost.append(count)
    with_own = [
        replace(scene, counts=_without_single_victims(told.get(number, ()), index))
        for number, scene in enumerate(scenes)
    ]
    return with_own, tuple(lost)


def _without_single_victims(counts: Sequence[Count], index: DraftIndex) -> tuple[Count, ...]:
    """Return the counts without "the killing of X" where a toll is told: X is one of the toll."""
    tolls = {count.what for count in counts if (count.low or 0) > 1}
    return tuple(
        count
        for count in counts
        if count.what not in tolls
        or (count.low, count.high) != (1, 1)
        or not any(
            mention.kind is MentionKind.PERSON and count.span.covers(mention.span)
            for mention in index.mentions_around(count.span)
        )
    )


def _nearest(
    scenes: Sequence[Scene], able: Iterable[int], index: DraftIndex, span: Span
) -> list[int]:
    """Return the one scene with the trigger nearest to the words in their sentence, if any."""
    here = index.sentence_number(span)
    gaps = [
        (max(telling.trigger.span.start - span.end, span.start - telling.trigger.span.end), number)
        for number in able
        for telling in scenes[number].tellings
        if telling.sentence == here
    ]
    return [min(gaps)[1]] if gaps else []


def _first_told(scenes: Sequence[Scene], able: Iterable[int]) -> list[int]:
    """Return the one scene that is really told first, if any."""
    told = [
        (telling.trigger.span, number)
        for number in able
        if scenes[number].modality in ACTUAL and not scenes[number].is_background
        for telling in scenes[number].tellings
    ]
    return [min(told)[1]] if told else []


def _last_before(
    scenes: Sequence[Scene], able: Iterable[int], sentence: int, reach: int
) -> list[int]:
    """Return the one scene that is really told last up to this sentence, if any."""
    told = [
        (telling.sentence, telling.trigger.span, number)
        for number in able
        if scenes[number].modality in ACTUAL and not scenes[number].is_background
        for telling in scenes[number].tellings
        if 0 <= sentence - telling.sentence <= reach
    ]
    return [max(told)[2]] if told else []
