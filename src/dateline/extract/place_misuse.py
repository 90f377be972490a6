"""Names spelled like a place's that name something else: persons, teams, treaties, streets."""

import re
from enum import Enum
from functools import cache

from dateline.extract.gazetteer import AREA_FEATURES, Feature
from dateline.extract.place_words import kinds, last_word, peoples, place_words, words_of


class Misuse(Enum):
    """What a name names instead of the place of that name."""

    OTHER = "another thing"
    PEOPLE = "a people"
    SITE = "a site named after a place, or after none"


def find_misuse(before: str, name: str, after: str) -> Misuse | None:
    """Return what the name names when the words around it say that it is no place, or null.

    Args:
        before: the words right before the mention.
        name: the mention.
        after: the words right after it.
    """
    next_word = _NEXT.match(after)
    following = next_word[1].lower() if next_word else ""
    if name in peoples() and kinds().get(following, _NO_AREA).isdisjoint(AREA_FEATURES):
        return Misuse.PEOPLE
    leading = last_word(before).rstrip(".")
    if leading in words_of("not_places", "titles") | words_of("not_places", "before"):
        return Misuse.OTHER
    if following in words_of("not_places", "papers"):
        return Misuse.OTHER
    if next_word and next_word[1][0].isupper():
        if following in words_of("not_places", "teams"):
            return Misuse.OTHER
        if following in words_of("sites", "named"):
            return Misuse.SITE
        if leading.lower() not in _PLACE_LEADS and " " not in name and _person_after().match(after):
            return Misuse.OTHER
    if following == "road" and last_word(before).lower() == "the":
        return None  # `on the Maiduguri road`: one that leads there
    return Misuse.SITE if following in ("road", "street", "gate") else None


def is_site(name: str, after: str) -> bool:
    """Say whether a mention, or the word right after it, is for a building or another spot."""
    next_word = _NEXT.match(after)
    words = {last_word(f"{name} ").lower(), next_word[1].lower() if next_word else ""}
    words |= {"stand"} if _STAND.match(after) else set()
    return not words.isdisjoint(words_of("sites", "named") | words_of("sites", "other"))


@cache
def _person_after() -> re.Pattern[str]:
    says = "|".join(place_words()["not_places"]["says"].split())
    kind = "|".join(re.escape(word) for word in (*kinds(), *_OFFICES))
    return re.compile(rf"\s+(?!(?i:{kind})\b)[A-Z][a-z]+(?:,\s+\d\d\b|,?\s+(?:{says})\b)")


_NO_AREA: frozenset[Feature] = frozenset()
_NEXT = re.compile(r"[\s-]+([A-Za-z]+(?:-[A-Z][a-z]+)?)")
_STAND = re.compile(r"\s+[a-z]+\s+stand\b")
_PLACE_LEADS = frozenset(
    "in near at from to outside around across over of into toward towards the a".split()
)
_OFFICES = (
    "police army governor government ministry officials command court hospital university media "
    "mayor president minister chief council authority radio television news times post federation "
    "observatory agency office"
).split()
