"""Sources: who says what, in a report's own words."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.extract.modality import read_cues
from dateline.extract.names import fold_name, lower_text, spells_acronym
from dateline.extract.speakers import (
    Speaker,
    SpeakerFinder,
    speech_pattern,
    verb_modality,
    words_of,
)
from dateline.records.draft import Draft
from dateline.records.ids import content_id
from dateline.records.mention import MentionKind
from dateline.records.report import CreditKind, Report
from dateline.records.source import Attribution, Modality, Source, SourceKind
from dateline.records.span import Span

UNNAMED_OUTLET = "the report"

_ARTICLE = re.compile(r"(?:the|a|an|some|several|many)\s+", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|be|been|being|to|the|a|an|of|its|his|their) $")
_REDUCED = re.compile(
    r"(?:believed|reported|alleged|said|estimated) to\b|"
    r"(?:accused|suspected|blamed) (?:of|for|in|by)\b"
)
_THAT = re.compile(
    r"(?:\s+(?:in|on|at|during|by|late|early|yesterday|today)\b[^,;\"]{0,60}?(?=[,:]| that\b))?"
    r"(?:(?:\s*[,:])?\s+(?:that|of)\b|\s*[,:])"
)
_NO_CONTENT = re.compile(
    r"(?:\s+(?:on|in|at|late|early|by|during|from|to|after|here|yesterday|today)\b"
    r"(?:(?! that )[^,;\"\u201c]){0,80})?"
    r"(?:, (?:who|speaking|adding|requesting|on condition)\b.*)?[\s.!?\"\u201d,]*$",
    re.DOTALL,
)
_INVERTED = re.compile(r"[\"\u201d\u2019',]\s*$")
_SPEAKING_TO = re.compile(r"\b(?:speaking|talking|interview|interviewed|spoke) (?:to|with|by) ")
_AND = re.compile(r"\b(?:and|but)\s+(?:(?:has|have|had|also|later|\w+ly)\s+)*$")
_NOBODY = re.compile(r"(?:no|none|neither|nobody)\b")
_TOLD_THAT = re.compile(r"[^,;\"]{0,80}?\sthat\b")
_OPENING, _CLOSING = '"\u201c', '"\u201d'
_PLAIN_HEADS = frozenset({"official", "officer", "source", "witness", "spokesman", "commander"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStage:
    """Fills `Draft.cited` and `Draft.attributions`."""

    name: str = "sources"
    version: str = "1"

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its sources, the report's own outlet first."""
        for draft in drafts:
            cited, attributions = find_sources(draft)
            yield replace(draft, cited=cited, attributions=attributions)


def find_sources(draft: Draft) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """Return who is cited and what each is said to have said, in text order.

    The first source is the report's own outlet. Attributions also tell the words that a cue makes
    less than fact (`accused of …`, `planned to …`); when nobody is cited for them, their source is
    the report's own outlet.
    """
    reader = _SourceReader(draft)
    for number in range(len(draft.sentences)):
        reader.read_sentence(number)
    said = reader.attributions
    own = reader.cited[0]
    hedged = []
    for sentence in draft.sentences:
        for cue in read_cues(draft.report.text, sentence):
            if cue.scope.start < cue.scope.end:
                holders = [a for a in said if a.content.covers(cue.scope)]
                inner = min(holders, key=lambda a: a.content.end - a.content.start, default=None)
                source = inner.source if inner else own.id
                hedged.append(Attribution(source=source, content=cue.scope, modality=cue.modality))
    whole = sorted([*said, *hedged], key=lambda a: (a.content, a.source, a.modality.value))
    return tuple(reader.cited), tuple(dict.fromkeys(whole))


def find_speakers(draft: Draft, evidence: Span) -> tuple[str, ...]:
    """Return the ids of the sources that answer for these words, nearest speaker first.

    An outlet that a source spoke to follows the source. Empty means the report itself.
    """
    if not draft.cited:
        return ()
    by_id = {source.id: source for source in draft.cited}
    own = draft.cited[0].id
    outlets = {s.name: s.id for s in draft.cited if s.kind is SourceKind.OUTLET}
    said = [a for a in draft.attributions if a.source != own and a.content.covers(evidence)]
    chain: dict[str, None] = {}
    for attribution in sorted(said, key=lambda a: a.content.end - a.content.start):
        source = by_id.get(attribution.source)
        if source is None:
            continue
        chain[source.id] = None
        if source.told in outlets:
            chain[outlets[source.told]] = None
    return tuple(chain)


def own_source(report: Report) -> Source:
    """Return the report's own outlet as a source."""
    name = report.outlet or UNNAMED_OUTLET
    kind = SourceKind.OUTLET
    return Source(id=content_id("source", report.id, kind.value, name, None), kind=kind, name=name)


class _SourceReader:
    """Reads one draft sentence by sentence, remembering who has been cited."""

    def __init__(self, draft: Draft) -> None:
        self.text = draft.report.text
        self.lowered = lower_text(self.text)
        self.draft = draft
        self.finder = SpeakerFinder(self.text, self.lowered, draft.mentions)
        self.entities = {span: e for e in draft.entities for span in e.mentions}
        self.cited = [own_source(draft.report)]
        self.attributions: list[Attribution] = []
        self.last: tuple[int, Source] | None = None
        self.found = list(speech_pattern().finditer(self.lowered))
        self.starts = [match.start() for match in self.found]
        credits = (c.name for c in draft.report.credits if c.kind is CreditKind.TOLD)
        self.credits = frozenset(credits)

    def read_sentence(self, number: int) -> None:
        """Add what the speech verbs of one sentence tell."""
        sentence = self.draft.sentences[number]
        low = bisect_right(self.starts, sentence.start - 1)
        for match in self.found[low : bisect_right(self.starts, sentence.end - 1)]:
            if match["rumour"]:
                self._add_rumour(match, sentence)
            elif match["according"]:
                self._read_according(match, sentence, number)
            elif match["quoted"]:
                self._read_verb(match, sentence, number, Modality.ASSERTED)
            else:
                plain = Modality.DENIED if match["rejects"] else Modality.ASSERTED
                modality = verb_modality(match[0]) or plain
                is_passive = _PASSIVE.search(self.lowered, sentence.start, match.start())
                if not is_passive and not _REDUCED.match(self.lowered, match.start()):
                    self._read_verb(match, sentence, number, modality)

    def _add_rumour(self, match: re.Match[str], sentence: Span) -> None:
        rumour = re.search("|".join(words_of("words", "rumour")), match[0])
        start = match.start() + (rumour.start() if rumour else 0)
        end = match.start() + rumour.end() if rumour else match.end()
        name, kind = self.text[start:end], SourceKind.ANONYMOUS
        source = self._cite(Span(start, end), kind, name, Span(*match.span()))
        but = self.lowered.find(" but ", match.end(), sentence.end)
        end = but if but >= 0 else sentence.end
        self._attribute(source, match.end(), end, Modality.ALLEGED)

    def _read_according(self, match: re.Match[str], sentence: Span, number: int) -> None:
        speaker = self.finder.find_after(match.end(), sentence.end)
        if speaker is None:
            return
        source = self._resolve(speaker, number, Span(*match.span()), None)
        if source is None:
            return
        opens = not self.text[sentence.start : match.start()].strip(' "\u201c')
        if opens:
            comma = self.text.find(",", speaker.span.end, sentence.end)
            start = comma + 1 if comma >= 0 else speaker.span.end
            self._attribute(source, start, sentence.end, Modality.ASSERTED)
        else:
            self._attribute(source, sentence.start, match.start(), Modality.ASSERTED)

    def _read_verb(
        self, match: re.Match[str], sentence: Span, number: int, modality: Modality
    ) -> None:
        cue = Span(*match.span())
        told, after = self._find_told(match, sentence)
        told = None if told and self._is_own(told) else told
        before = self.text[sentence.start : cue.start]
        if _INVERTED.search(before) and not self._follows_its_speaker(sentence, cue):
            speaker = self.finder.find_after(after, sentence.end)
            if speaker is not None:
                source = self._resolve(speaker, number, cue, told)
                if source is not None:
                    self._attribute_before(source, sentence, cue.start, modality)
                    self._attribute_quote(source, speaker.span.end, sentence, modality)
                return
        floor = self._clause_start(sentence, cue.start)
        if self.last and self.last[0] == number and _AND.search(before):
            that = _THAT.match(self.lowered, after, sentence.end)
            start = that.end() if that else after
            self._attribute(self.last[1], start, sentence.end, modality)
            return
        speaker = self.finder.find_before(floor, self._subject_end(match, cue))
        source = self._resolve(speaker, number, cue, told) if speaker else None
        if speaker is None or source is None:
            return
        has_before = speaker.span.start - sentence.start > 3
        if has_before and _NO_CONTENT.match(self.text, after, sentence.end):
            self._attribute_before(source, sentence, speaker.span.start, modality)
            return
        that = _THAT.match(self.lowered, after, sentence.end)
        if match[0] in {"told", "tells"}:
            that = _TOLD_THAT.match(self.lowered, match.end(), sentence.end) or that
        self._attribute(source, that.end() if that else after, sentence.end, modality)
        if re.search(r",[\"\u201d]\s*$", self.text[sentence.start : speaker.span.start]):
            self._attribute_before(source, sentence, speaker.span.start, modality)

    def _is_own(self, told: str) -> bool:
        """Say whether the outlet spoken to is the report's own, in full, in part or as initials."""
        own, other = fold_name(self.cited[0].name), fold_name(told)
        return f" {other} " in f" {own} " or spells_acronym(told, self.cited[0].name)

    def _follows_its_speaker(self, sentence: Span, cue: Span) -> bool:
        """Say whether the comma before the verb ends what is put in after the speaker's name."""
        if not self.text[sentence.start : cue.start].rstrip().endswith(","):
            return False
        floor = self._clause_start(sentence, cue.start)
        speaker = self.finder.find_before(floor, cue.start)
        if speaker is None or speaker.is_pronoun:
            return False
        between = self.text[speaker.span.end : cue.start]
        return between.count(",") > 1 or between.strip() == ","

    def _find_told(self, match: re.Match[str], sentence: Span) -> tuple[str | None, int]:
        """Return the outlet spoken to, and where the words said may start."""
        if match["quoted"]:
            name = self.text[slice(*match.span("by"))].strip() if match["by"] else None
            return name, match.end()
        if match[0] in {"told", "tells"}:
            told, after = self.finder.find_outlet(match.end(), sentence.end)
            if told is None:
                credit = self.text[match.end() : sentence.end].lstrip()
                told = next((name for name in self.credits if credit.startswith(name)), None)
            return told, after
        spoken = _SPEAKING_TO.search(self.lowered, sentence.start, sentence.end)
        if spoken:
            return self.finder.find_outlet(spoken.end() - 1, sentence.end)[0], match.end()
        return None, match.end()

    def _subject_end(self, match: re.Match[str], cue: Span) -> int:
        if not match["quoted"]:
            return cue.start
        passive = re.search(r"\s(?:was|were|is|are|has been|have been)\s*$", self.text[: cue.start])
        return passive.start() if passive else cue.start

    def _clause_start(self, sentence: Span, verb: int) -> int:
        """Return where to look for the speaker from: after a closed quote or a semicolon."""
        marks = [self.text.rfind(mark, sentence.start, verb) for mark in ("\u201d", ";")]
        return max(sentence.start, *(mark + 1 for mark in marks))

    def _attribute_before(
        self, source: Source, sentence: Span, end: int, modality: Modality
    ) -> None:
        """Attribute the words before `end`, from where their quotation opens."""
        start = sentence.start
        words = self.text[start:end].rstrip(" ,")
        if words.endswith(tuple(_CLOSING)):
            paragraph = self.text.rfind("\n", 0, start) + 1
            close = start + len(words) - 1
            opened = max(self.text.rfind(mark, paragraph, close) for mark in _OPENING)
            start = min(start, opened) if opened >= 0 else start
        self._attribute(source, start, end, modality)

    def _attribute_quote(
        self, source: Source, start: int, sentence: Span, modality: Modality
    ) -> None:
        """Attribute a quotation that goes on after `said the official, …`."""
        found = re.compile(f"[{_OPENING}]").search(self.text, start, sentence.end)
        if found:
            self._attribute(source, found.start(), sentence.end, modality)

    def _attribute(self, source: Source, start: int, end: int, modality: Modality) -> None:
        """Add an attribution of the words, trimmed, to the end of an open quotation."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip(" ,:\n"))
        if self.text[start : start + 1] == "\u201c" and "\u201d" not in self.text[start:end]:
            stop = self.text.find("\n", end)
            close = self.text.find("\u201d", end, stop if stop >= 0 else len(self.text))
            end = close + 1 if close >= 0 else end
        end = start + len(self.text[start:end].rstrip(" ,\n"))
        if end - start > 2:
            self.attributions.append(
                Attribution(source=source.id, content=Span(start, end), modality=modality)
            )

    def _resolve(self, speaker: Speaker, number: int, cue: Span, told: str | None) -> Source | None:
        """Return the source that these words name: one cited before, or a new one."""
        if _NOBODY.match(self.lowered, speaker.span.start):
            return None
        if speaker.is_pronoun:
            source = self._meant_by(speaker, number, cue)
        else:
            source = self._cited_before(speaker, told) or self._new_source(speaker, cue, told)
        if source is not None:
            self.last = (number, source)
        return source

    def _meant_by(self, pronoun: Speaker, number: int, cue: Span) -> Source | None:
        """Return who `she` is: the source cited last, or the person of whom was told since."""
        last = self.last[0] if self.last else -1
        if pronoun.head in {"he", "she"}:
            for before in range(number, max(last, number - 3), -1):
                person = self.finder.find_subject(self.draft.sentences[before])
                if person is not None and person.span.end < pronoun.span.start:
                    return self._cited_before(person, None) or self._new_source(person, cue, None)
        return self.last[1] if self.last and number - last <= 2 else None

    def _cited_before(self, speaker: Speaker, told: str | None) -> Source | None:
        """Return the source cited before whom `the official` or a known name means."""
        entity = self.entities.get(speaker.span)
        words = speaker.span.quote(self.lowered)
        if self.lowered.endswith("the ", 0, speaker.span.start):
            words = f"the {words}"
        for source in reversed(self.cited[1:]):
            if told not in {None, source.told}:
                continue
            if entity and entity.kind is not MentionKind.PEOPLE and source.entity == entity.id:
                return source
            heads = source.name.lower().split()
            if entity is None and source.kind is speaker.kind and heads[-1:] == [words]:
                return source
            is_other = words.split()[0] in words_of("words", "others")
            if (
                words == f"the {speaker.head}"
                and not is_other
                and (
                    speaker.head in heads
                    or (speaker.head in _PLAIN_HEADS and _PLAIN_HEADS.intersection(heads))
                )
            ):
                return source
        return None

    def _new_source(self, speaker: Speaker, cue: Span, told: str | None) -> Source:
        entity = self.entities.get(speaker.span)
        words = speaker.span.quote(self.text)
        name = entity.name if entity and entity.kind is not MentionKind.PEOPLE else words
        article = _ARTICLE.match(name)
        keeps = speaker.kind is SourceKind.OUTLET or article is None or article.end() == len(name)
        name = name if keeps or article is None else name[article.end() :]
        return self._cite(speaker.span, speaker.kind, name, cue, told=told)

    def _cite(
        self, span: Span, kind: SourceKind, name: str, cue: Span | None, *, told: str | None = None
    ) -> Source:
        """Return the source of this name, added to those cited when it is new."""
        source_id = content_id("source", self.draft.report.id, kind.value, name, told)
        for source in self.cited:
            if source.id == source_id:
                return source
        entity = self.entities.get(span)
        source = Source(
            id=source_id,
            kind=kind,
            name=name,
            entity=entity.id if entity else None,
            told=told,
            cue=cue,
            span=span,
        )
        self.cited.append(source)
        if told:
            at = self.text.find(told, cue.start if cue else 0)
            if at >= 0:
                self._cite(Span(at, at + len(told)), SourceKind.OUTLET, told, cue)
        return source
