"""Responsibility: who is accused of an act, who claims it and who denies it.

Claiming or denying responsibility is no event: it is the status of a participant, with its source.
Which words are cues, and which words each speaks of, `modality.py` tells; here it is decided whom
they name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.extract.draft_index import DraftIndex
from dateline.extract.modality import Cue, read_cues
from dateline.records.event import ParticipantStatus
from dateline.records.mention import Mention, MentionKind
from dateline.records.source import Modality
from dateline.records.span import Span

STATUSES = {
    Modality.ALLEGED: ParticipantStatus.ALLEGED,
    Modality.CLAIMED: ParticipantStatus.CLAIMED,
    Modality.DENIED: ParticipantStatus.DENIED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """One who is said to have done something, or says so.

    `who` is the mention; `scope` the words in which the acts are named that the cue speaks of;
    `says_so` is true when the one named is the source too (a claim, a denial). `adds` is false for
    words such as "suspected gunmen", which weaken a part that other words must tell.
    """

    who: Mention
    status: ParticipantStatus
    cue: Span
    scope: Span
    says_so: bool
    adds: bool


def find_responsibilities(index: DraftIndex) -> tuple[Responsibility, ...]:
    """Return who is accused, claims or denies, in text order."""
    actors = sorted(
        (mention for mention in index.draft.mentions if mention.kind in _ACTORS),
        key=lambda mention: mention.span,
    )
    found = [each for mention in actors for each in _suspected(index, mention)]
    for sentence in index.sentences:
        here = [mention for mention in actors if sentence.covers(mention.span)]
        for cue in read_cues(index.text, sentence) if here else ():
            status = STATUSES.get(cue.modality)
            accuses = cue.is_about_doer or _ACCUSES.match(cue.span.quote(index.text).lower())
            who = _who(index, cue, sentence, here) if status and accuses else None
            if status and who:
                found.append(
                    Responsibility(
                        who=who,
                        status=status,
                        cue=cue.span,
                        scope=cue.scope,
                        says_so=cue.is_about_doer,
                        adds=True,
                    )
                )
    return tuple(sorted(found, key=lambda each: (each.cue, each.who.span)))


def _suspected(index: DraftIndex, mention: Mention) -> Iterator[Responsibility]:
    """Yield what "suspected" says where it begins the mention or stands right before it."""
    start = max(0, mention.span.start - _REACH_CHARS)
    word = _SUSPECTED_BEFORE.search(index.text[start : mention.span.start])
    cue = Span(start + word.start(1), start + word.end(1)) if word else None
    if begins := _SUSPECTED.match(index.text, mention.span.start, mention.span.end):
        cue = Span(*begins.span())
    if cue:
        yield Responsibility(
            who=mention,
            status=ParticipantStatus.ALLEGED,
            cue=cue,
            scope=index.sentence_of(mention.span),
            says_so=False,
            adds=False,
        )


def _who(index: DraftIndex, cue: Cue, sentence: Span, actors: Sequence[Mention]) -> Mention | None:
    """Return whom the cue names: in it ("accused X of"), after it ("blamed on X"), or before it."""
    inside = [mention for mention in actors if cue.span.covers(mention.span)]
    if inside:
        return inside[0]
    if _NAMES_AFTER.search(cue.span.quote(index.text).lower()):
        gaps = ((mention.span.start - cue.span.end, mention) for mention in actors)
        return next((mention for gap, mention in gaps if 0 <= gap <= _REACH_CHARS), None)
    found: Mention | None = None
    for mention in actors:
        if mention.span.end > cue.span.start:
            break
        words_before = index.text[sentence.start : mention.span.start].lower()
        speaks = cue.is_about_doer and mention.kind is MentionKind.GROUP
        if not (_AIMED_AT if speaks else _OBJECT_OF).search(words_before):
            # "the group's spokesman claimed": the group, not the one who speaks for it
            is_spoken_for = cue.is_about_doer and found and found.kind is MentionKind.GROUP
            found = found if is_spoken_for and mention.kind in _SPOKESMEN else mention
    return found


_ACTORS = {
    MentionKind.PERSON, MentionKind.GROUP, MentionKind.FORCE, MentionKind.GOVERNMENT,
    MentionKind.ORGANISATION, MentionKind.PEOPLE,
}  # fmt: skip
_SPOKESMEN = {MentionKind.PERSON, MentionKind.PEOPLE}
_REACH_CHARS = 25
_SUSPECTED = re.compile(r"(?:[\w-]+\s+)?(?:suspected|alleged)\b", re.IGNORECASE)
_SUSPECTED_BEFORE = re.compile(r"\b(suspected|alleged)\s+$", re.IGNORECASE)
_ACCUSES = re.compile(
    r"accus|blam|fault|charg|indict|wanted|implicat|suspect\w* (?:of|in)|"
    r".*\b(?:behind|responsible|involve)"
)
_NAMES_AFTER = re.compile(r"\b(?:by|on|to)(?: the)?$")
_OBJECT_OF = re.compile(
    r"\b(?:with|of|in|by|to|for|from|against|at|on|between|than|like|including)\s+(?:the\s+)?$"
)
_AIMED_AT = re.compile(r"\b(?:with|by|to|from|against|at|on|between|than)\s+(?:the\s+)?$")
