"""People phrases: words such as "at least 14 others", "a child", "his wife and two sons".

A phrase says how many people it stands for. Names are phrases too, but they count only where the
caller says so: by the words alone a capital letter may be a place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dateline.extract.amounts import AMOUNT_STARTS, Amount, read_amount
from dateline.extract.number_words import MONTHS, SMALL_NUMBERS, Word
from dateline.extract.people_words import load_lexicon

_BODY_REACH_WORDS = 7
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOPS = frozenset(
    """
    in on at by from to with of for near after before during when while as that which who whom
    whose where and or but is are was were be been being has have had will would could can may
    might must the a an his her its their this these those including among into onto over under
    between than not no since until because if so said says told reported also still then later
    yesterday today he she it they them him himself herself outside inside across along around
    against per due via monday tuesday wednesday thursday friday saturday sunday both each every
    without within through amid following according aboard on-board last next left
    """.split()
)
_PARTITIVES = frozenset("the his her their its these those our my your them whom us".split())
_POSSESSIVES = frozenset("his her their its".split())
_ZEROS = {("no", "one"): 2, ("nobody",): 1, ("none",): 1, ("no-one",): 1}
_NOT_ONE = {("not", "a", "single"): 3, ("not", "one"): 2, ("no",): 1}  # before people
_OR_MORE = (["or", "more"], ["at", "least"], ["if", "not", "more"], [",", "if", "not", "more"],
            [",", "perhaps", "more"], [",", "possibly", "more"])  # fmt: skip
_LY_PEOPLE = frozenset({"elderly", "family", "friendly"})
_WHO_MAY_DIE = frozenset({"wounded", "injured"})  # "five of the wounded" add to a toll
_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_NAME_LINKS = frozenset("of from the for in de du al el la".split())
_PRONOUNS = frozenset("he she him himself herself".split())


class PhraseKind(StrEnum):
    """What stands for the people."""

    NUMBER = "number"
    ONE = "one"
    KIN = "kin"
    NAME = "name"
    DEFINITE = "definite"


@dataclass(frozen=True, slots=True)
class Phrase:
    """People over `words[start:end]`; `body` is the index where the words of who they are begin.

    `sure` is false for a number whose words need not be people ("12 confirmed"); `part` is true for
    "two of them", which counts within a number told before.
    """

    kind: PhraseKind
    low: int | None
    high: int | None
    start: int
    body: int
    end: int
    sure: bool = True
    part: bool = False


def find_phrases(
    words: Sequence[Word], stops: frozenset[int], names: frozenset[int]
) -> list[Phrase]:
    """Return the people phrases of a sentence in order, without overlap.

    Args:
        words: the sentence.
        stops: indexes of words that end a phrase, such as the verbs that count and ages.
        names: indexes of words inside a person's name, where that is known.
    """
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        begins = at not in stops and (at in names or _may_begin(words[at]))
        phrase = _read_phrase(words, at, stops, names) if begins else None
        if phrase:
            found.append(phrase)
        at = phrase.end if phrase else at + 1
    return found


def _may_begin(word: Word) -> bool:
    """Say whether a phrase can begin with the word, which spares most words the reading."""
    text = word.text
    return not text.islower() or text in _openers() or text.startswith("no") or (
        "-" in text or text[0].isdecimal() or text.endswith(("'s", "\u2019s"))
    )  # fmt: skip


@cache
def _openers() -> frozenset[str]:
    articles = frozenset({"a", "an", "another", "the", "one"})
    return articles | _POSSESSIVES | _PRONOUNS | AMOUNT_STARTS | load_lexicon().singular


def _read_phrase(
    words: Sequence[Word], at: int, stops: frozenset[int], names: frozenset[int]
) -> Phrase | None:
    for reader in (_read_zero, _read_kin, _read_number, _read_one):
        if phrase := reader(words, at, stops):
            return phrase
    return _read_name(words, at, stops, names)


def _read_zero(words: Sequence[Word], at: int, stops: frozenset[int]) -> Phrase | None:
    if not words[at].lower.startswith("no"):
        return None
    for zero, length in _ZEROS.items():
        if tuple(word.lower for word in words[at : at + length]) == zero:
            body = at + length
            end = body
            if body < len(words) and words[body].lower == "of":
                inner = read_amount(words, body + 1)
                end = _body_end(words, inner.end if inner else body + 2, stops)[0]
            return Phrase(PhraseKind.NUMBER, 0, 0, at, body, end)
    for zero, length in _NOT_ONE.items():
        if tuple(word.lower for word in words[at : at + length]) == zero:
            end, people, _ = _body_end(words, at + length, stops)
            if people:
                return Phrase(PhraseKind.NUMBER, 0, 0, at, at + length, end)
    return None


def _read_kin(words: Sequence[Word], at: int, stops: frozenset[int]) -> Phrase | None:
    """Read "his wife", "her two sons" and "the man's brother"."""
    owner = words[at].lower
    if owner not in _POSSESSIVES and not owner.endswith(("'s", "\u2019s")):
        return None
    amount = read_amount(words, at + 1)
    body = amount.end if amount else at + 1
    end, people, head = _body_end(words, body, stops)
    kin = load_lexicon().kin
    if not people or (head not in kin and not amount):
        return None
    if amount:
        return Phrase(PhraseKind.KIN, amount.low, amount.high, at, at, end)
    if head.endswith("s") or head == "children":
        return Phrase(PhraseKind.KIN, 2, None, at, at, end)
    number = 1
    while (more := _next_kin(words, end)) and more not in stops:  # "his wife, son and daughter"
        number, end = number + 1, more + 1
    return Phrase(PhraseKind.KIN, number, number, at, at, end)


def _next_kin(words: Sequence[Word], at: int) -> int | None:
    """Return the index of a relative who is joined without "his": "his wife and daughter"."""
    signs = [word.lower for word in words[at : at + 3]] + ["", "", ""]
    lexicon = load_lexicon()
    is_next = signs[0] == "and" or (signs[0] == "," and signs[2] in (",", "and"))
    return at + 1 if is_next and signs[1] in lexicon.kin & lexicon.singular else None


def _read_number(words: Sequence[Word], at: int, stops: frozenset[int]) -> Phrase | None:
    amount = read_amount(words, at)
    if not amount or _is_no_amount(words, amount.start, amount.end):
        return None
    body, part = _after_more(words, amount), False
    if body + 1 < len(words) and words[body].lower == "of" and (
        words[body + 1].lower in _PARTITIVES
    ):  # fmt: skip
        whole = [word.lower for word in words[body + 1 : body + 3]]
        part = whole[0] in ("them", "whom", "these", "those") or whole[-1] in _WHO_MAY_DIE
        inner = read_amount(words, body + 2)
        end, people, head = _body_end(words, inner.end if inner else body + 2, stops)
    else:
        end, people, head = _body_end(words, body, stops)
    lexicon = load_lexicon()
    if any(_is_thing(word, people=people) for word in words[body:end]):
        return None
    if end < len(words) and words[end].lower in ("%", "-", "/") and end == body:
        return None
    own = end > body and words[end - 1].lower == "own"  # "nine of our own"
    sure = (
        people
        or part
        or own
        or end == body
        or words[end - 1].text[0].isupper()
        or head.endswith("s")
    )
    low, high = amount.low, None if head in lexicon.units else amount.high
    end = _end_of_group(words, end, stops) if people and not part else end
    if after := end_of_more(words, end):
        high, end = None, after
    elif tuple(word.lower for word in words[end : end + 2]) == ("at", "most"):
        low, end = None, end + 2
    return Phrase(PhraseKind.NUMBER, low, high, amount.start, body, end, sure, part)


def end_of_more(words: Sequence[Word], at: int) -> int | None:
    """Return the end of "or more" and ", if not more," behind the people, which leave a floor."""
    said = [word.lower for word in words[at : at + 5]]
    for phrase in _OR_MORE:
        after = [*said[len(phrase) :], "."][0]
        if said[: len(phrase)] == phrase and after != "than" and not after.endswith("ly"):
            end = at + len(phrase)
            return end + (phrase[0] == "," and said[len(phrase) :] == [","])
    return None


def _is_thing(word: Word, *, people: bool) -> bool:
    """Say whether the word makes the phrase no people, unlike "cattle herders"."""
    lexicon = load_lexicon()
    if word.lower not in lexicon.others:
        return False
    return not (people and (word.lower in lexicon.herds or word.text[0].isupper()))


def _after_more(words: Sequence[Word], amount: Amount) -> int:
    """Return the index after "more" in "12 more were hurt"."""
    more = [word.lower for word in words[amount.end : amount.end + 2]]
    return amount.end + (more[:1] == ["more"] and more[1:] != ["than"])


def _read_one(words: Sequence[Word], at: int, stops: frozenset[int]) -> Phrase | None:
    """Read "a child", "another man", "the driver", "journalist Ana Lee" and "himself"."""
    first = words[at].lower
    if first in _PRONOUNS:
        return Phrase(PhraseKind.DEFINITE, 1, 1, at, at, at + 1)
    if first not in ("a", "an", "another", "the", "one"):
        return None
    nth = first == "a" and at + 1 < len(words) and words[at + 1].lower in _ORDINALS
    if (nth or first == "another") and _stands_alone(words, at + 1 + nth, stops):
        return Phrase(PhraseKind.ONE, 1, 1, at, at + 1 + nth, at + 1 + nth)
    end, people, head = _body_end(words, at + 1, stops)
    if not people and end == at + 2 and first in ("a", "an") and _is_national(words[at + 1]):
        after = words[end].lower if end < len(words) else "."
        if end in stops or after in ("was", "is", "has", "died"):
            return Phrase(PhraseKind.ONE, 1, 1, at, at + 1, end)
    if not people or any(_is_amount(words, index) for index in range(at + 1, end)):
        return None  # "the offensive drove 15,000 people": they are read on their own
    plural = head in load_lexicon().plural and head not in load_lexicon().singular
    if first == "the":
        low, high = (2, None) if plural else (1, 1)
        return Phrase(PhraseKind.DEFINITE, low, high, at, at, end)
    return None if plural else Phrase(PhraseKind.ONE, 1, 1, at, at + 1, end)


def _is_national(word: Word) -> bool:
    """Say whether the word is as "Jordanian" and "Burmese" are, which mean a person alone."""
    return word.text[0].isupper() and word.lower.endswith(("ian", "ean", "ese", "can", "i"))


def _stands_alone(words: Sequence[Word], at: int, stops: frozenset[int]) -> bool:
    """Say whether "another" and "a fourth" mean a person: "another critically hurt"."""
    while at < len(words) and words[at].lower.endswith("ly"):
        at += 1
    return at in stops or (at < len(words) and words[at].lower in ("was", "is", "has"))


def _is_amount(words: Sequence[Word], at: int) -> bool:
    """Say whether the word is a number and no age, as in "a 14 year old boy"."""
    if not words[at].text[0].isdecimal() and words[at].lower not in SMALL_NUMBERS:
        return False
    after = words[at + 1].lower if at + 1 < len(words) else ""
    return "-" not in words[at].text and not after.startswith(("year", "month"))


def _read_name(
    words: Sequence[Word], at: int, stops: frozenset[int], names: frozenset[int]
) -> Phrase | None:
    lexicon = load_lexicon()
    end = at
    while end < len(words) and words[end].lower in lexicon.singular and end not in stops:
        end += 1
    titled = end > at
    while end < len(words) and end not in stops and (
        end in names or (words[end].text[0].isupper() and words[end].lower not in _STOPS | MONTHS)
    ):  # fmt: skip
        end += 1
    if end == at or (titled and not words[end - 1].text[0].isupper() and end - 1 not in names):
        return None
    known = any(index in names for index in range(at, end))
    kind = PhraseKind.ONE if known or (titled and words[at].text[0].islower()) else PhraseKind.NAME
    plural = kind is PhraseKind.NAME and end == at + 1 and words[at].lower.endswith("s")
    return Phrase(kind, 1, None if plural else 1, at, at, end)


def _body_end(words: Sequence[Word], at: int, stops: frozenset[int]) -> tuple[int, bool, str]:
    """Return where the words of who they are end, whether they are people, and the head word."""
    people_end, end = 0, at
    while end < min(len(words), at + _BODY_REACH_WORDS) and end not in stops:
        word = words[end]
        if (
            word.lower in _STOPS
            or not word.text[0].isalnum()
            or (word.lower.endswith("ly") and word.lower not in _LY_PEOPLE)
        ):
            break
        end += 1
        if _is_people(words, end - 1):
            people_end = end
        elif people_end or (
            word.text[0].isupper()
            and word.text.endswith("s")
            and not _is_capital(words, end)
            and not _is_people(words, end)  # "two Rifles jawans"
        ):
            break
    if people_end:
        return people_end, True, words[people_end - 1].lower
    return end, False, words[end - 1].lower if end > at else ""


def _end_of_group(words: Sequence[Word], at: int, stops: frozenset[int]) -> int:
    """Return the end of "of the Army of the East, or AE" after the people who belong to it."""
    if at >= len(words) or words[at].lower not in ("of", "from"):
        return at
    end = index = at
    while index < len(words) and index not in stops:
        if _is_title(words[index]):
            end = index + 1
        elif words[index].lower not in _NAME_LINKS or index > end + 2:
            break
        index += 1
    if end == at:
        return at
    other = [word.lower for word in words[end : end + 2]]
    if other == ["and", "the"] and _is_title_at(words, end + 2):
        return end + 3  # "three men of the Frontier Corps and the Levies"
    if other == [",", "or"] and _is_capital(words, end + 2):
        return end + 3
    if other[:1] == ["("] and _is_capital(words, end + 1) and words[end + 2].text == ")":
        return end + 3
    return end


def _is_title_at(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and _is_title(words[at])


def _is_title(word: Word) -> bool:
    return word.text[0].isupper() and word.lower not in MONTHS | _STOPS


def _is_people(words: Sequence[Word], at: int) -> bool:
    lexicon = load_lexicon()
    word = words[at].lower if at < len(words) else ""
    if word in lexicon.plural or word in lexicon.singular:
        return True
    last = word.rpartition("-")[2] if "-" in word else ""  # "two tea-sellers"
    return last in lexicon.plural or last in lexicon.singular


def _is_capital(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].text[0].isupper()


def _is_no_amount(words: Sequence[Word], start: int, end: int) -> bool:
    """Say whether the number is money, a date, a clock time, a score or an age."""
    before = words[start - 1] if start else None
    after = words[end].lower if end < len(words) else ""
    months = load_lexicon().others
    if before and (before.text in "$£€#" or before.lower.rstrip(".") in MONTHS):
        spelt = words[start].text.isalpha() and end < len(words) and _is_people(words, end)
        return not (spelt and before.lower.rstrip(".") in MONTHS)  # "in May three people"
    if before and before.text in ":/-" and before.end == words[start].start:  # not "LAGOS: 14"
        return True
    if before and before.lower == "how":
        return True
    if before and before.lower in ("aged", "age", "rs", "usd", "no", "section", "article"):
        return True
    cues = {words[start].lower, before.lower if before else ""}  # "the 1979 murders"
    if _YEAR.fullmatch(words[end - 1].text) and cues & {"the", "in", "since"}:
        return True
    return after in ("%", "/", ":") or (after in months and after in MONTHS)
