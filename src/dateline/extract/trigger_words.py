"""How a trigger is put: a verb or a noun, "the attack" or "another attack", one or many."""

import re
from dataclasses import dataclass

from dateline.extract.draft_index import DraftIndex
from dateline.extract.names import load_words
from dateline.records.finding import Trigger
from dateline.records.mention import MentionKind
from dateline.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a trigger's own form and the words before it say.

    `refers_back` is true for "the attack", `is_new` for "an attack", `is_other` for "another
    attack", `opens_other` where the sentence begins like "In a separate incident", `is_plural` for
    "attacks" (not for "clashes", which may be one), `is_outcome` for a word that tells only how it
    ended ("killed").
    """

    refers_back: bool = False
    is_new: bool = False
    is_other: bool = False
    opens_other: bool = False
    is_plural: bool = False
    is_outcome: bool = False


def read_wording(index: DraftIndex, span: Span) -> Wording:
    """Return how the trigger with this span is put."""
    sentence = index.sentence_of(span)
    words = span.quote(index.text).lower()
    before = index.text[sentence.start : span.start].lower()
    is_noun = not _VERB_FORM.match(words)
    article = _ARTICLE.search(before) if is_noun else None
    if article and _has_actor_within(index, Span(sentence.start + article.start(), span.start)):
        article = None  # "the gunmen attack": the article is not the trigger's
    is_other = bool(is_noun and _OTHER.search(before))
    return Wording(
        refers_back=bool(article and article["back"] and not _SINGLED_OUT.search(article[0])),
        is_new=bool(article and article["new"]),
        is_other=is_other,
        opens_other=bool(_OTHER_OPENING.match(before)),
        is_plural=bool(is_noun and _PLURAL.search(words)),
        is_outcome=bool(_OUTCOME.fullmatch(words)),
    )


def is_denial(index: DraftIndex, trigger: Trigger) -> bool:
    """Say whether negated words deny what may have been told, rather than tell of its absence.

    "No attack took place" and "the army said it shelled no village" deny; "no arrest has been
    made", "no explosives were found" and "nobody was hurt" only say what there was not.
    """
    sentence = index.sentence_of(trigger.span)
    after = index.text[trigger.span.end : sentence.end].lower()
    if _TOOK_PLACE.match(after):
        return True
    family = trigger.type.split(".")[0]
    is_outcome = _OUTCOME.fullmatch(trigger.span.quote(index.text).lower())
    if family == "strategic" or is_outcome or _FOUND.match(after):
        return False
    return bool(index.sources_of(trigger.span))


def is_idiom(text: str, span: Span) -> bool:
    """Say whether the words only look like a happening: `sentenced to [death]`, `[death] row`."""
    before, after = text[max(0, span.start - 30) : span.start], text[span.end : span.end + 20]
    words = span.quote(text).lower()
    is_death = words in {"death", "die", "execution", "hanging"}
    return is_death and bool(_PENALTY.search(before) or _DEATH_ROW.match(after))


def is_late_death(text: str, span: Span) -> bool:
    """Say whether the words tell of one who died later, so that when and where are the death's."""
    return _DIED.fullmatch(span.quote(text).lower()) is not None and bool(
        _OF_WOUNDS.match(text, span.end)
    )


def kills(words: str) -> bool:
    """Say whether the trigger's words alone say that somebody died."""
    return _KILLS.fullmatch(words.lower()) is not None


def is_of_sport(text: str) -> bool:
    """Say whether the report uses many words of sport, in which teams attack and bomb as well."""
    words = set(_WORD.findall(text.lower()))
    return len(words & load_words("sport")) >= _MANY


def _has_actor_within(index: DraftIndex, span: Span) -> bool:
    return any(
        span.covers(mention.span) and mention.kind not in _MODIFIERS
        for mention in index.mentions_around(span)
    )


_MANY = 5  # different words
_WORD = re.compile(r"[a-z-]+")
_MODIFIERS = {MentionKind.PLACE, MentionKind.TIME, MentionKind.WEAPON, MentionKind.NUMBER}
_DETERMINER = (
    r"(?:(?P<back>the|this|that|these|those|his|her|its|their|[\w-]+['\u2019]s)|(?P<new>an?|one))"
)
_LINK_WORD = (
    r"(?:the|an?|this|that|these|those|his|her|its|their|in|of|on|at|by|for|to|from|with|after|"
    r"before|during|and|or|but|was|were|is|are|been|has|had|have|said|who|which|when|while)\b"
)
_VERB_FORM = re.compile(
    r"(?:\w+ed|shot|fought|blew|struck|hit|took|fell|broke|beat|burnt|set|tore|swore|gave|held|"
    r"overran|overthrew|laid|slain|kidnap|behead|blown|taken|hacked|put)\b"
)
_ARTICLE = re.compile(rf"\b{_DETERMINER}\s+(?:(?!{_LINK_WORD})[\w\u2019'-]+\s+){{0,3}}$")
_SINGLED_OUT = re.compile(r"\d|\b(?:\w+est|worst|first|most|last|only)\b")
_OTHER = re.compile(
    r"\b(?:another|second|third|fourth|separate|similar|earlier|previous|different|other|later|"
    rf"further|subsequent|recent|past|past)\s+(?:(?!{_LINK_WORD})[\w\u2019'-]+\s+){{0,2}}$"
)
_OTHER_OPENING = re.compile(
    r"\W*(?:in (?:an? )?(?:separate|another|different|unrelated|similar|related|other)\b|"
    r"separately|elsewhere|meanwhile,? in|(?:an? |the )?(?:\w+ )?(?:day|week|month|year)s? "
    r"(?:earlier|before|later|ago))"
)
_PLURAL = re.compile(
    r"(?<!clashe)(?<!hostilitie)(?<!riot)(?<!protest)(?<!strike)(?<!talk)(?<!demonstration)"
    r"(?<!s)(?<!i)(?<!u)s$"
)
_OUTCOME = re.compile(
    r"kill(?:s|ed|ing)?|wound(?:ed|ing)|injur(?:ed|ing)|hurt|d(?:ied|ies|ead)|deaths?|maimed|"
    r"perished|casualties|slain"
)
_KILLS = re.compile(
    r"kill(?:s|ed|ing)|d(?:ied|ead)|deaths?|murder(?:ed)?|assassinat(?:ed|ion)|execut(?:ed|ion)|"
    r"behead(?:ed|ing)|shot dead|slain|slaying"
)
_TOOK_PLACE = re.compile(
    r"[^,;.]{0,40}?\b(?:(?:took|taken|take|taking) place|happened|happen|occurred|occur)\b"
)
_FOUND = re.compile(
    r"[^,;.]{0,20}?\b(?:found|made|recovered|discovered|reported|seen|available|planned|announced|"
    r"carried out|recorded|registered)\b"
)
_PENALTY = re.compile(r"\b(?:sentenc\w+|condemn\w+) to (?:a |be )?$", re.IGNORECASE)
_DEATH_ROW = re.compile(r"\s+(?:sentences?|penalty|row|threats?|squads?|certificates?|warrants?)\b")
_DIED = re.compile(r"d(?:ied|ies|ying)|succumb(?:ed|s)|deaths?")
_OF_WOUNDS = re.compile(
    r"\s+(?:later\s+)?(?:(?:of|from|to)\s+(?:(?:his|her|their|the)\s+)?(?:\w+\s+)?"
    r"(?:wounds?|injur(?:y|ies))|(?:in|at)\s+(?:(?:a|the)\s+)?(?:\w+\s+)?hospital)\b"
)
