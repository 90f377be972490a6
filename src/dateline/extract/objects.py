"""Objects: to whom the words right around a verb say it was done, where the model tied nobody.

"Attacked a police convoy" has its target right behind it, "two men were arrested" right before it.
"""

import re
from dataclasses import replace

from dateline.extract.draft_index import DraftIndex
from dateline.records.draft import Draft
from dateline.records.finding import Link
from dateline.records.mention import Mention, MentionKind, Role
from dateline.records.span import Span

_SCORE = 0.6  # of what only these words tell
_ASSAILS = re.compile(
    r"(?:attack|ambush|raid|storm|bomb|shell|target|assault|arrest|detain|outlaw)(?:ed|s)?|"
    r"ban(?:ned|s)?|proscribe[ds]?",
    re.IGNORECASE,
)
_HURTS = re.compile(
    r"kill(?:ed|s)|murdered|assassinated|beheaded|kidnapped|abducted", re.IGNORECASE
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|got)(?: \w+ly| also)? $")
_BODIES = frozenset({MentionKind.GROUP, MentionKind.ORGANISATION})
_WHO = frozenset({MentionKind.PERSON, MentionKind.FORCE, MentionKind.PEOPLE, *_BODIES})
_THE_GROUP = re.compile(r" (?:the|that|this) (?:group|outfit|organi[sz]ation|movement|network)\b")
_ADJECTIVES = r"(?:(?!(?:in|on|at|by|of|and|the|to|for|from|near|with|after|as)\b)[\w-]+ ){0,2}?"
_DETERMINER = r"(?:(?:an?|the|its|their|his|some|several|two|three|many) )?"
_TO_OBJECT = re.compile(rf" {_DETERMINER}{_ADJECTIVES}")
_FORCE = re.compile(
    rf" (?P<force>{_DETERMINER}{_ADJECTIVES}"
    r"(?:police|army|military|soldiers|troops|policemen|paramilitar(?:y|ies)|security forces)\b"
    r"(?: (?:convoys?|patrols?|posts?|checkpoints?|stations?|vehicles?|bases?|camps?|teams?|"
    r"vans?|trucks?|bus(?:es)?|officers?|academy|headquarters|units?|barracks)\b)?)"
)
_TO_VERB = re.compile(r"(?:,[^,;]{1,80},)? ")
_PRONOUN = re.compile(r"\b(?:he|she) $", re.IGNORECASE)


def with_objects(draft: Draft, index: DraftIndex) -> Draft:
    """Return the draft with the links that the words right around its verbs tell.

    A mention is added for a force that the model did not see. A verb that has a target or victim
    keeps it, but one that names a person as killed ("Khan, …, was killed with 13 others") gets him
    as well.
    """
    mentions, links = list(draft.mentions), list(draft.links)
    for number in index.triggers:
        span = draft.triggers[number].span
        words = span.quote(index.text)
        hurts = _HURTS.fullmatch(words) is not None
        if not hurts and not _ASSAILS.fullmatch(words):
            continue
        found = _find_object(index, span, is_closed=_has_object(index, number))
        if found is None:
            continue
        if found not in mentions:
            mentions.append(found)
        role = Role.VICTIM if hurts else Role.TARGET
        links.append(Link(trigger=number, mention=mentions.index(found), role=role, score=_SCORE))
    return replace(draft, mentions=tuple(mentions), links=tuple(links))


def _has_object(index: DraftIndex, number: int) -> bool:
    """Say whether the verb has a target, or a victim behind it or before a passive."""
    span = index.draft.triggers[number].span
    is_passive = _PASSIVE.search(index.text, index.sentence_of(span).start, span.start)
    return any(
        role is Role.TARGET or is_passive or mention.span.start >= span.end
        for mention, role, _ in index.linked(number, Role.TARGET, Role.VICTIM)
    )


def _find_object(index: DraftIndex, verb: Span, *, is_closed: bool) -> Mention | None:
    sentence = index.sentence_of(verb)
    passive = _PASSIVE.search(index.text, sentence.start, verb.start)
    if passive:
        found = _subject(index, Span(sentence.start, passive.start()))
        return found if found and (not is_closed or found.kind is MentionKind.PERSON) else None
    return None if is_closed else _behind(index, verb)


def _subject(index: DraftIndex, before: Span) -> Mention | None:
    """Return who stands right before a passive verb; "he" is the one person named before."""
    text = index.text
    who = [m for m in index.mentions_around(before) if m.kind in _WHO and m.span.end <= before.end]
    persons = [mention for mention in who if mention.kind is MentionKind.PERSON]
    if _PRONOUN.search(text, before.start, before.end):
        named = {entity.id for m in persons if (entity := index.entity_of(m.span))}
        return persons[-1] if len(named) == 1 else None
    return next(
        (m for m in reversed(who) if _TO_VERB.fullmatch(text, m.span.end, before.end)), None
    )


def _behind(index: DraftIndex, verb: Span) -> Mention | None:
    """Return whom an active verb has right behind it: a mention, or else the words of a force."""
    near = [m for m in index.mentions_around(verb) if m.span.start > verb.end - 1]
    objects = [m for m in near if m.kind in _WHO]
    for mention in sorted(objects, key=lambda mention: mention.span):
        if mention.span.start == verb.end + 1 or _TO_OBJECT.fullmatch(
            index.text, verb.end, mention.span.start
        ):
            return mention
    if _THE_GROUP.match(index.text, verb.end):
        return _named_first(index, verb)
    force = _FORCE.match(index.text, verb.end)
    if force is None or any(m.span.overlaps(Span(*force.span("force"))) for m in near):
        return None
    return Mention(span=Span(*force.span("force")), kind=MentionKind.FORCE, score=_SCORE)


def _named_first(index: DraftIndex, verb: Span) -> Mention | None:
    """Return the group that the sentence names first before the verb: its topic, as a rule."""
    bodies = [m for m in index.mentions_around(verb) if m.kind in _BODIES]
    before = [mention for mention in bodies if mention.span.end <= verb.start]
    return min(before, key=lambda mention: mention.span, default=None)
