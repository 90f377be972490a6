"""Speakers: the words that name one who speaks, and what kind of source they make."""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dateline.extract.proper_names import find_full_names, find_names, may_speak
from dateline.records.mention import Mention, MentionKind
from dateline.records.source import Modality, SourceKind
from dateline.records.span import Span

_KIND_OF = {
    MentionKind.PERSON: SourceKind.NAMED,
    MentionKind.GROUP: SourceKind.GROUP,
    MentionKind.OUTLET: SourceKind.OUTLET,
    MentionKind.FORCE: SourceKind.NAMED,
    MentionKind.GOVERNMENT: SourceKind.NAMED,
    MentionKind.ORGANISATION: SourceKind.NAMED,
    MentionKind.PLACE: SourceKind.NAMED,
}
_ARTICLE = re.compile(r"(?:the|a|an)\s+")
_WORD = re.compile(r"[\w'\u2019.-]+")
_BEFORE_VERB = re.compile(
    r"(?:\s+(?:has|have|had|also|later|earlier|then|however|meanwhile|separately|further|already|"
    r"again|initially|did not|in (?:a|an|the|his|her|its) (?:\w+ )?"
    r"(?:statement|interview|report|message|tweet|post|letter|video)|"
    r"(?:late |early )?(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"yesterday|today|\w+ly))*\s*$"
)
_GAP = re.compile(
    r"(?:\s+\w+ed\s[^,;.\"\u201c\u201d]{0,80}?\s(?:and|but))?"
    r"(?:\s+(?:with|of|in|from|at|for|on|who|close|familiar|near|based|speaking|aware|there|privy|"
    r"and)\b[^,;.\"\u201c\u201d]{0,90})?(?:,[^;.\"\u201c\u201d]{1,140},)?\s*$"
)
_APPOSED = re.compile(
    r",\s*(?:(?!(?:to|of|in|at|from|with|by|for|on|and|or)\b)[\w.'\u2019-]+\s+){0,3}$"
)
_THEN_NAME = re.compile(r"(?:[\w'\u2019-]+\s+){0,5}[\w'\u2019-]+,\s+")
_WITHIN = re.compile(
    r"\b(?:of|from|at|in|for|with|near|to)\s+(?:(?:the|a|an|its|his|her|their)\s+)?"
    r"(?:[\w'-]+\s+){0,2}$"
)
_PRONOUN = re.compile(r"(?<![\w'-])(he|she|they|it)$")
_ADDRESSEE = re.compile(r"\s+((?:the\s+)?[\w.\u2019'-]+(?:\s+[A-Z][\w.\u2019'-]*)*)", re.UNICODE)
_OUTLET_NOUN = re.compile(
    r"(?:'s|\u2019s)?\s+(?:(?:state |private )?(?:news ?)?(?:agency|paper|newspaper|television|tv|"
    r"radio|channel|website|magazine|network))\b"
)
_AGENCIES = frozenset({"agency", "agencies"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Words that name one who speaks; `mention` is its index, null when nothing marked them.

    `head` is the last word in lower case; for a pronoun `span` covers the pronoun.
    """

    span: Span
    kind: SourceKind
    head: str
    mention: int | None = None
    is_pronoun: bool = False


class SpeakerFinder:
    """Finds speakers beside the speech verbs of one text."""

    def __init__(self, text: str, lowered: str, mentions: Sequence[Mention]) -> None:
        """Sort the mentions that can speak by where they end."""
        self._text = text
        self._lowered = lowered
        self._mentions = mentions
        speaking = [
            i
            for i, mention in enumerate(mentions)
            if (mention.kind in _KIND_OF or mention.kind is MentionKind.PEOPLE)
            and mention.span.end <= len(text)
            and may_speak(mention.span.quote(text))
        ]
        self._by_end = sorted(
            speaking, key=lambda i: (mentions[i].span.end, mentions[i].span.start)
        )
        self._ends = [mentions[i].span.end for i in self._by_end]
        self._by_start = {mentions[i].span.start: i for i in reversed(speaking)}
        self._names = find_names(text)
        self._full_names = find_full_names(text, self._names)
        self._name_ends = [name.end for name in self._names]
        self._names_at = {name.start: name for name in self._names}

    def find_before(self, start: int, verb: int) -> Speaker | None:
        """Return the speaker whose name ends before the verb, in `[start, verb)`."""
        tail = _BEFORE_VERB.search(self._lowered, start, verb)
        end = tail.start() if tail else verb
        pronoun = _PRONOUN.search(self._lowered, start, end)
        if pronoun:
            span = Span(*pronoun.span(1))
            return Speaker(span=span, kind=SourceKind.ANONYMOUS, head=pronoun[1], is_pronoun=True)
        found = [*self._marked(start, end), *self._named(start, end)]
        last = max((each.span.end for each in found), default=start)
        found += self._headed(start, last, end)
        # The last wins, but "Omar Haidar of the Red Army" is Haidar.
        own = [each for each in found if not self._is_within(start, each.span)]
        return max(own or found, key=lambda each: each.span.end, default=None)

    def find_subject(self, sentence: Span) -> Speaker | None:
        """Return the named person with whom the sentence opens, or null."""
        name = self._names_at.get(sentence.start)
        index = self._by_start.get(sentence.start)
        if index is not None and self._mentions[index].kind is MentionKind.PERSON:
            return self._of_mention(index)
        return self._of_name(name) if name and name in self._full_names else None

    def _marked(self, start: int, end: int) -> Iterator[Speaker]:
        for index in self._ending_in(start, end):
            span = self._mentions[index].span
            if _GAP.match(self._lowered, span.end, end) or self._is_apposed(start, span, end):
                yield self._of_mention(index)

    def _named(self, start: int, end: int) -> Iterator[Speaker]:
        """Yield names in capitals that nothing marked, right before the verb or as in `A, B, C`."""
        low, high = bisect_left(self._name_ends, start + 1), bisect_right(self._name_ends, end)
        for name in self._names[low:high]:
            if name.start < start or self._is_marked(name):
                continue
            is_next = not self._text[name.end : end].strip()
            is_full = name in self._full_names
            follows = _GAP.match(self._lowered, name.end, end) if is_full else is_next
            if follows or (is_full and self._is_apposed(start, name, end)):
                yield self._of_name(name)

    def _headed(self, start: int, last: int, end: int) -> Iterator[Speaker]:
        for word in _WORD.finditer(self._lowered, max(last, end - 240), end):
            kind = head_kind(word[0])
            if kind and _GAP.match(self._lowered, word.end(), end):
                yield self._of_head(word.start(), word.end(), kind, start)

    def _is_apposed(self, start: int, name: Span, end: int) -> bool:
        """Say whether the name stands between commas right before the verb: `the aide, X, said`."""
        return bool(
            not self._text[name.end : end].strip(" ,")
            and "," in self._text[name.end : end]
            and _APPOSED.search(self._text[start : name.start])
        )

    def _is_within(self, start: int, span: Span) -> bool:
        return _WITHIN.search(self._lowered[start : span.start]) is not None

    def _is_marked(self, name: Span) -> bool:
        """Say whether a mention ends the name: then it speaks under the mention."""
        ending = self._ending_in(name.start, name.end)
        return any(self._mentions[i].span.end == name.end for i in ending)

    def find_after(self, start: int, end: int) -> Speaker | None:
        """Return the speaker whose name starts where `[start, end)` does."""
        start += len(self._text[start:end]) - len(self._text[start:end].lstrip())
        put_in = _THEN_NAME.match(self._text, start, end)
        name = self._names_at.get(put_in.end()) if put_in else None
        if name and name in self._full_names and self._text[name.end : name.end + 1] == ".":
            named = self._by_start.get(name.start)
            return self._of_name(name) if named is None else self._of_mention(named)
        article = _ARTICLE.match(self._lowered, start, end)
        for at in (start, article.end() if article else start):
            if at in self._by_start:
                return self._of_mention(self._by_start[at])
            if at in self._names_at and self._names_at[at] in self._full_names:
                return self._of_name(self._names_at[at])
        stops, last = words_of("words", "stops"), start
        for number, word in enumerate(_WORD.finditer(self._lowered, start, end)):
            between = self._text[last : word.start()].strip()
            if number > 6 or between or word[0] in stops:
                return None
            last = word.end()
            kind = head_kind(word[0].rstrip("."))
            follows = _WORD.match(self._lowered, last + 1, end)
            if kind and not (follows and head_kind(follows[0].rstrip("."))):
                named = self._by_start.get(last + 1)
                if named is not None and self._mentions[named].kind is MentionKind.PERSON:
                    return self._of_mention(named)
                return self._of_head(word.start(), last - word[0].endswith("."), kind, start)
        return None

    def find_outlet(self, start: int, end: int) -> tuple[str | None, int]:
        """Return the outlet that is spoken to at `start`, or null, and where its name ends."""
        found = _ADDRESSEE.match(self._text, start, end)
        if found is None:
            return None, start
        at = found.start(1)
        for begin in (at, at + 4):
            index = self._by_start.get(begin)
            if index is not None:
                mention = self._mentions[index]
                is_outlet = mention.kind is MentionKind.OUTLET
                return (self._text[at : mention.span.end] if is_outlet else None), mention.span.end
        words = self._lowered[at : found.end()].split()
        noun = _OUTLET_NOUN.match(self._lowered, found.end())
        if words[-1] in words_of("words", "nobody"):
            return None, found.end()
        if noun or set(words) & words_of("words", "outlets"):
            return found[1].rstrip("."), noun.end() if noun else found.end()
        return None, found.end() if found[1][0].isupper() else start

    def _ending_in(self, start: int, end: int) -> list[int]:
        low, high = bisect_left(self._ends, start + 1), bisect_left(self._ends, end + 1)
        return [i for i in self._by_end[low:high] if self._mentions[i].span.start >= start]

    def _of_mention(self, index: int) -> Speaker:
        mention = self._mentions[index]
        words = _WORD.findall(self._lowered[mention.span.start : mention.span.end])
        head = words[-1] if words else ""
        by_head = next((kind for word in reversed(words) if (kind := head_kind(word))), None)
        kind = _KIND_OF.get(mention.kind) or by_head or SourceKind.ANONYMOUS
        return Speaker(span=mention.span, kind=kind, head=head, mention=index)

    def _of_name(self, name: Span) -> Speaker:
        words = self._lowered[name.start : name.end].split()
        is_outlet = len(words) > 1 and words[-1] in words_of("words", "outlets")
        kind = head_kind(words[-1]) or (SourceKind.OUTLET if is_outlet else SourceKind.NAMED)
        return Speaker(span=name, kind=kind, head=words[-1])

    def _of_head(self, start: int, end: int, kind: SourceKind, floor: int) -> Speaker:
        """Return the speaker whose last word is `[start, end)`, with the words before it."""
        head, begin = self._lowered[start:end], start
        stops, determiners = words_of("words", "stops"), words_of("words", "determiners")
        for word in reversed(list(_WORD.finditer(self._lowered, max(floor, start - 60), start))):
            between = self._text[word.end() : begin].strip()
            if between or word[0] in stops or verb_modality(word[0]):
                break
            begin = word.start()
            if word[0] in determiners:
                break
        whose = self._lowered[begin:start].split()
        if head in _AGENCIES and set(whose) - determiners - {"news", "press", "wire", "state"}:
            kind = SourceKind.NAMED  # "security agencies" are no newsrooms
        return Speaker(span=Span(begin, end), kind=kind, head=head)


def head_kind(word: str) -> SourceKind | None:
    """Return the kind of source that a name makes which ends in this word, or null."""
    return _load_heads().get(word)


def verb_modality(word: str) -> Modality | None:
    """Return the modality that a speech verb gives to what is said; null for other words."""
    return _load_verbs().get(word)


@lru_cache(maxsize=1)
def speech_pattern() -> re.Pattern[str]:
    """Return the pattern of every speech verb and phrase, for lowered text."""
    verbs = sorted(_load_verbs(), key=len, reverse=True)
    rumour = "|".join(sorted(words_of("words", "rumour")))
    return re.compile(
        rf"\b(?:(?P<according>according to)|"
        rf"(?P<quoted>quoted(?: by (?P<by>[^,;.]{{2,50}}?))? as (?:saying|telling))|"
        rf"(?P<rumour>there (?:were|are|have been|had been) (?:\w+ )?(?:{rumour}) (?:that|of)|"
        rf"(?:{rumour}) (?:said|say|suggest|suggested|indicate|indicated))|"
        rf"(?P<rejects>(?:rejected|dismissed|refuted)(?= (?:the |any |these |those |all )?"
        rf"(?:[\w'-]+ ){{0,2}}(?:figure|claim|allegation|accusation|charge|report)s?\b))|"
        rf"(?P<calls>called(?= [^\n]{{1,80}}[\"\u201c]))|"
        rf"(?P<finds>(?:{'|'.join(sorted(words_of('words', 'finds')))})(?= (?:\w+ly )?that\b))|"
        rf"(?P<verb>{'|'.join(verbs)}))\b"
    )


@lru_cache(maxsize=64)
def words_of(table: str, name: str) -> frozenset[str]:
    """Return a word list of `speech.toml`.

    Raises:
        KeyError: there is no such list.
    """
    return frozenset(_load()[table][name].split())


@lru_cache(maxsize=1)
def _load() -> dict[str, dict[str, str]]:
    text = (files("dateline.extract") / "speech.toml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = tomllib.loads(text)
    return loaded


@lru_cache(maxsize=1)
def _load_heads() -> dict[str, SourceKind]:
    return {w: SourceKind(kind) for kind in _load()["heads"] for w in words_of("heads", kind)}


@lru_cache(maxsize=1)
def _load_verbs() -> dict[str, Modality]:
    return {word: Modality(name) for name in _load()["verbs"] for word in words_of("verbs", name)}
