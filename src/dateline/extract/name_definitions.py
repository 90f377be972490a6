"""Definitions: where a report itself says that two names are one, as `X (ABC)` or `X, alias Y`."""

import re

from dateline.extract.name_sets import ACTOR_KINDS, NameSets
from dateline.extract.names import (
    find_group,
    fold_name,
    is_acronym,
    load_words,
    may_abbreviate,
    may_shorten,
    spells_acronym,
)
from dateline.extract.titles import strip_titles
from dateline.records.mention import MentionKind
from dateline.records.span import Span

# All but the last two are matched on the lowered text, whose quotes and apostrophes are plain.
_KIND = r"(?:acronyms?|initials|abbreviation|alias(?:es)?|nickname|nom de guerre|moniker|pseudonym)"
_NAME = rf"(?:{_KIND}|name|handle)"
_PASSIVE = r"(?:(?:popularly|commonly|widely|locally|fondly|affectionately|generally|better)\s+)"
_ADVERBS = (
    r"(?:(?:also|better|formerly|previously|once|commonly|widely|popularly|locally|sometimes|"
    r"simply|just|only|fondly|affectionately|usually|generally|more|often|otherwise|now|then|"
    r"still|internationally)\s+)"
)
_WHO = r"(?:(?:which|who|that)\s+(?:is|was|are|were)\s+|is\s+|was\s+|are\s+|were\s+)"
_ALIAS = r"(?:alias(?:es)?|a\.?k\.?a\.?,?|urf|nom de guerre:?|real name:?|né|née)"
_CALLED = r"(?:called|referred to as|identified as|nicknamed|codenamed)\s+"
_GAP = r"(?:,\s*|\s*\(|\s+)"
_WHOM = r"(?:(?:the|an?|his|her|its|their)\s+)"
_BRACKET = re.compile(
    rf"\s?[(\[]\s*(?P<intro>(?:{_ADVERBS}*(?:known|called|referred to)(?: as)?|{_ALIAS}|formerly|"
    r"or|hereafter)\s+)?(?:the\s+)?(?P<quote>[\"'])?(?P<name>[^()\[\]\n,;\"]{2,90}?)[\"']?"
    r"(?:,? (?:in|by|for|from|after|per) [^()\[\]\n]{3,40})?\s*[)\]]"
)
_OTHER_NAMES = tuple(
    re.compile(rf"(?:\s?\([^)\n]{{1,40}}\))?{pattern}(?:the\s+)?")
    for pattern in (
        # also known as Y; known by its French acronym, Y; popularly called Y; alias Y
        rf"{_GAP}{_WHO}?{_ADVERBS}*known\s+(?:(?:to|in|among|by|across)\s[^,.;()\n]{{1,40}}?\s)?as\s+"
        r"(?:of\s+)?",
        rf"{_GAP}{_WHO}?{_ADVERBS}*known\s+(?:by|under)\s+{_WHOM}?[\w -]{{0,20}}?{_NAME}"
        r"(?:\s+(?:of|as))?,?\s+",
        rf"(?:,\s*(?:{_WHO}{_ADVERBS}*|{_PASSIVE}+)|\s*\({_ADVERBS}*|\s+{_WHO}{_ADVERBS}*|"
        rf"\s+{_PASSIVE}+){_CALLED}",
        r"(?:,\s*|\s+)(?:nicknamed|dubbed)\s+(?=[\"']|the\s+[\"'])",
        rf"{_GAP}{_ALIAS}\s+",
        r",?\s+(?:or simply|or just)\s+",
        # who goes by the name of Y; whose real name is Y; which calls itself Y; short for Y
        rf",?\s+(?:who|which)\s+(?:also\s+)?(?:goes|went)\s+by\s+{_WHOM}?(?:{_NAME}\s+)?"
        r"(?:of\s+|as\s+)?",
        rf",?\s+(?:going|operating|writing|fighting)\s+(?:by|under)\s+{_WHOM}[\w -]{{0,12}}?{_NAME}"
        r"\s+(?:of\s+|as\s+)?",
        rf",?\s+(?:who|which)\s+use[sd]\s+(?:the|an)\s+[\w -]{{0,12}}?{_NAME}\s+(?:of\s+)?",
        rf",?\s+whose\s+(?:[\w-]+\s+){{0,2}}{_NAME}\s+(?:is|was|are|[\w ]{{1,25}}\sas)\s+",
        r",?\s+(?:(?:who|which)\s+(?:now\s+)?)?calls\s+(?:himself|herself|itself)\s+",
        rf",?\s+{_WHOM}?(?:[\w-]+\s+)?{_KIND}\s+(?:of|for)\s+",
        r",?\s+(?:stands\s+for|short\s+for)\s+",
    )
)  # fmt: skip
# `X, called Y,` defines; `X, called Y a liar` tells what X did.
_CALLED_ONLY = re.compile(rf",\s*{_ADVERBS}?{_CALLED}(?:the\s+)?")
_NAME_ENDS = re.compile(r"[\"']?\s*[,.;)]")
_BEHIND = frozenset(" ,([\n")  # what may stand between a name and its definition
# One of these is in every definition but a bracket; looked for first, since it is fast.
_HINTS = (
    "known", "call", "name", "alias", "aka", "a.k", "urf", "guerre", "né", "acronym", "initials",
    "abbreviation", "pseudonym", "moniker", "formerly", "previously", "once", "@", "goes by",
    "went by", "stands for", "short for", "or simply", "or just", "dubbed", "referred", "handle",
    "identified",
)  # fmt: skip
_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\b"
)
_ONCE = re.compile(r"(?:,\s*|\s*\()(?:formerly|previously|once)\s+(?:the\s+)?")
_AT_SIGN = re.compile(r"\s@\s?")
_OR_SHORT = re.compile(r",?\s+or\s+(?:the\s+)?")
_ITS_SHORT = re.compile(
    r",\s+(?:the\s+)?(?P<name>[\w-]{2,12}),?\s+(?:by|in|from|for|after)\s+(?:its|the|their)\s+"
    r"[\w ]{0,20}?(?:acronym|initials|abbreviation)"
)
_CAPITALS = re.compile(
    r"(?:[^\W\d_a-z][\w'\u2019]*|al|el|ul|ad|an|as)"
    r"(?:[ -](?:[^\W\d_a-z][\w'\u2019]*|al|el|ul|e|i|of|the|bin|ibn))*"
)
_NICKNAME = re.compile(
    r"[ ][\"\u201c\u201e\u00ab'\u2018](?P<name>(?:(?:[^\W\d_a-z][\w'-]*|al|el|de|la)[ -]?){1,4})"
    r"[\"\u201d\u201c\u00bb'\u2019](?!\w)"
)
_QUOTES = frozenset("\"'\u00ab")
_IN_QUOTES = re.compile(r"\s?(?:the\s+)?([^\"'\u00bb\n]{2,40}?)\s?[\"'\u00bb]")
_ALIAS_FORM = re.compile(r"(?:abu|abou|umm|al|el|la)[ -]\w")
_OF_HIS = re.compile(r"'s\s+[a-z]")


def read_definitions(sets: NameSets) -> None:
    """Join what the report itself says is one: `X (ABC)`, `X, also known as Y`, `X, alias 'Y'`.

    A name that another follows by `called` alone (`Hamas called Fatah …`) is no definition, nor is
    the name of a person for that of a body. Chains are followed: `X alias Y alias Z`.
    """
    reader = _Reader(sets)
    queue = sets.of_kinds({MentionKind.PERSON, *ACTOR_KINDS})
    for index in queue:  # grows as it is read
        queue.extend(reader.read(index))


class _Reader:
    """Reads the words behind each name of one report."""

    def __init__(self, sets: NameSets) -> None:
        self.sets = sets
        self.by_start = {
            sets.mentions[index].span.start: index
            for index in sets.of_kinds({MentionKind.PERSON, *ACTOR_KINDS})
        }

    def read(self, index: int) -> list[int]:
        """Join what is defined behind a name, and return the mentions that are new by that."""
        before = len(self.sets.mentions)
        end = self._end(index)
        behind = self.sets.lowered[end : end + 90]
        if behind[:1] not in _BEHIND:
            return []
        if "(" in behind[:2] or "[" in behind[:2]:
            self._read_bracket(index)
        self._read_other_name(index, behind)
        if " or " in behind[:6] or behind.startswith(", "):
            self._read_short_form(index)
        return list(range(before, len(self.sets.mentions)))

    def _read_bracket(self, index: int) -> None:
        bracket = _BRACKET.match(self.sets.lowered, self._end(index))
        if not bracket:
            return
        span = Span(*bracket.span("name"))
        words = span.quote(self.sets.text)
        other = self.by_start.get(span.start)
        if other is not None and self.sets.mentions[other].span.end != span.end:
            return
        if not self._are_alike(index, other):
            return
        is_person = self.sets.mentions[index].kind is MentionKind.PERSON
        if bracket["intro"]:
            is_other = other is not None or _CAPITALS.fullmatch(words) is not None
        elif is_person:
            is_other = bool(_ALIAS_FORM.match(words.lower())) or bool(
                bracket["quote"] and _CAPITALS.fullmatch(words)
            )
        else:
            is_free = other is not None or not self.sets.is_taken(span)
            is_other = self._is_other_name(index, words) or (
                is_free and may_shorten(words, self.sets.words(index))
            )
        if is_other:
            self._join_at(index, span)

    def _read_other_name(self, index: int, behind: str) -> None:
        lowered, end = self.sets.lowered, self._end(index)
        is_person = self.sets.mentions[index].kind is MentionKind.PERSON
        nickname = (
            _NICKNAME.match(self.sets.text, end) if is_person and self.sets.has_case else None
        )
        if nickname:
            start = nickname.start("name") + 4 * nickname["name"].startswith("The ")
            self._join_at(
                index, Span(start, nickname.start("name") + len(nickname["name"].rstrip()))
            )
            end = nickname.end()
        if not any(hint in behind for hint in _HINTS):
            return
        for pattern in _OTHER_NAMES:
            known = pattern.match(lowered, end)
            if known and self._join_named(index, known.end()):
                return
        called = _CALLED_ONLY.match(lowered, end)
        if called and self._join_named(index, called.end(), ends=_NAME_ENDS):
            return
        once = _ONCE.match(lowered, end)
        former = self.by_start.get(once.end()) if once else None
        if once and (not is_person or former is not None) and self._are_alike(index, former):
            self._join_named(index, once.end())
        at_sign = _AT_SIGN.match(lowered, end) if is_person else None
        if at_sign:
            self._join_named(index, at_sign.end())

    def _read_short_form(self, index: int) -> None:
        """Join `X, or Y` when Y may be short for X, and `X, ABC by its initials`."""
        lowered, end = self.sets.lowered, self._end(index)
        either = _OR_SHORT.match(lowered, end)
        other = self.by_start.get(either.end()) if either else None
        if other is not None and self._are_alike(index, other):
            words, name = self.sets.words(other), self.sets.words(index)
            if self._is_other_name(index, words) or spells_acronym(name, words):
                self._join(index, other)
        its = _ITS_SHORT.match(lowered, end)
        if its and self.sets.mentions[index].kind is not MentionKind.PERSON:
            span = Span(*its.span("name"))
            if is_acronym(span.quote(self.sets.text)):
                self._join_at(index, span)

    def _join_named(self, index: int, start: int, ends: re.Pattern[str] | None = None) -> bool:
        """Join the name that starts there, in quotes or not; say whether there is one.

        Args:
            index: whose other name it is.
            start: where it starts.
            ends: what must follow it.
        """
        lowered = self.sets.lowered
        inside = start + (lowered[start : start + 1] in _QUOTES)
        article = 4 if lowered.startswith("the ", inside) else 0
        before = 4 if lowered.startswith("the ", start - 4) else 0
        for at in (inside, start - before, inside + article):
            other = self.by_start.get(at)
            if other is not None:
                end = self.sets.mentions[other].span.end
                if _OF_HIS.match(lowered, end) or (ends and not ends.match(lowered, end)):
                    return False
                if not self._are_alike(index, other) and not self._set_kind(other, index):
                    return False
                self._join(index, other)
                return True
        span = self._find_unmarked(start)
        if span is None or not self._may_be_alias(index, span):
            return False
        if ends and not ends.match(lowered, span.end):
            return False
        self._join_at(index, span)
        return True

    def _find_unmarked(self, start: int) -> Span | None:
        lowered = self.sets.lowered
        if lowered[start : start + 1] in _QUOTES:
            quoted = _IN_QUOTES.match(lowered, start + 1)
            return Span(*quoted.span(1)) if quoted else None
        named = _CAPITALS.match(self.sets.text, start) if self.sets.has_case else None
        if named is None or _OF_HIS.match(lowered, named.end()) or _DAY.match(lowered, start):
            return None
        words = re.sub(r"(?: (?:of|the|e|i|al|el|ul|bin|ibn)|['\u2019]s?)+$", "", named[0])
        return Span(named.start(), named.start() + len(words))

    def _may_be_alias(self, index: int, span: Span) -> bool:
        words = span.quote(self.sets.text)
        if self.sets.mentions[index].kind is not MentionKind.PERSON:
            return True
        first = fold_name(words).split()[:1]
        is_office = bool(first) and first[0] in load_words("honorifics") and " of " in words
        return not is_office and (strip_titles(words) != "" or " " not in words)

    def _is_other_name(self, index: int, words: str) -> bool:
        """Say whether short words may stand for a body's long name, or the other way round."""
        name = self.sets.words(index)
        if self.sets.mentions[index].kind is MentionKind.PERSON:
            return self._is_part(fold_name(words), strip_titles(name))
        group = find_group(words)
        return (
            may_abbreviate(words, name)
            or may_abbreviate(name, words)
            or spells_acronym(name, words)
            or (group is not None and group == find_group(name))
        )

    @staticmethod
    def _is_part(short: str, name: str) -> bool:
        return f" {short} " in f" {name} "

    def _are_alike(self, index: int, other: int | None) -> bool:
        """Say whether both are persons, or neither is; a name that is not marked is like any."""
        if other is None:
            return True
        kinds = {self.sets.mentions[index].kind, self.sets.mentions[other].kind}
        return MentionKind.PERSON not in kinds or len(kinds) == 1

    def _set_kind(self, other: int, index: int) -> bool:
        """Give a nickname that the model took for a body its bearer's kind; say whether it may be.

        It may not when the report has the name again, or the world knows it as a group's.
        """
        words = self.sets.words(other)
        is_person = self.sets.mentions[index].kind is MentionKind.PERSON
        if not is_person or is_acronym(words) or find_group(words):
            return False
        if self.sets.text.count(words) > 1:
            return False
        self.sets.set_kind(other, MentionKind.PERSON)
        return True

    def _join_at(self, index: int, span: Span) -> None:
        other = self.by_start.get(span.start)
        if other is None:
            if self.sets.is_taken(span):
                return
            other = self.sets.add(span, index)
            self.by_start[span.start] = other
        if self._are_alike(index, other):
            self._join(index, other)

    def _join(self, index: int, other: int) -> None:
        self.sets.defined.update((index, other))
        self.sets.join(index, other)

    def _end(self, index: int) -> int:
        return self.sets.mentions[index].span.end
