"""The laws of who is who, on generated names."""

import string
from itertools import combinations

from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.extract.aliases import find_entities
from dateline.extract.names import find_group, load_words
from dateline.extract.person_names import parse_person
from dateline.extract.spellings import sound_alike
from dateline.records.entity import Entity
from dateline.records.mention import Mention, MentionKind
from dateline.records.span import Span
from tests.builders import a_draft, a_mention

NAMES = [
    "Omar Haidar", "Haidar", "Mr Haidar", "Mrs Haidar", "Gen. Haidar", "Ali Haidar", "Omar",
    "Umar Haydar", "General Ali Haidar", "Muhammad Omar Haidar", "bin Haidar", "Haidar Jr.",
    "Abu Omar al-Haidar",
]  # fmt: skip
BODIES = [
    "Red Star Army", "RSA", "Red Star Front", "RSF", "Red Stars Army", "Islamic State", "ISIS",
    "Daesh", "the army", "Omani army", "Oman army", "Yemeni army", "Red Star Army rebels",
    "Al-Shabaab",
]  # fmt: skip
GLUES = st.sampled_from([" met ", " and ", ", ", ". Then ", ", alias ", " (", ") said ", " or ",
                         ", his brother ", ", a namesake, met ", " chief "])  # fmt: skip
TITLES = sorted(load_words("honorifics") | load_words("weak_honorifics"))


def a_word(least: int = 4) -> st.SearchStrategy[str]:
    letters = st.text(alphabet=string.ascii_lowercase, min_size=least, max_size=9)
    return letters.map(str.capitalize)


@st.composite
def told_texts(draw: st.DrawFn) -> tuple[str, list[Mention]]:
    persons = st.tuples(st.sampled_from(NAMES), st.just(MentionKind.PERSON))
    kinds = st.sampled_from([MentionKind.GROUP, MentionKind.FORCE, MentionKind.ORGANISATION])
    named = draw(
        st.lists(persons | st.tuples(st.sampled_from(BODIES), kinds), min_size=1, max_size=7)
    )
    text, mentions = "Today ", []
    for words, kind in named:
        mentions.append(Mention(span=Span(len(text), len(text) + len(words)), kind=kind, score=0.9))
        text += words + draw(GLUES)
    return text + "left.", mentions


def find_one(entities: tuple[Entity, ...], span: Span) -> Entity:
    (entity,) = [entity for entity in entities if span in entity.mentions]
    return entity


def find_pairs(text: str, mentions: list[Mention]) -> set[tuple[int, int]]:
    entities = find_entities(a_draft(text, mentions=tuple(mentions))).entities
    ids = [find_one(entities, mention.span).id for mention in mentions]
    return {(a, b) for a, b in combinations(range(len(ids)), 2) if ids[a] == ids[b]}


def are_one(text: str, left: tuple[str, str], right: tuple[str, str]) -> bool:
    one = a_mention(text, left[1], left[0])
    starts = text.rindex(right[1])
    span = Span(starts, starts + len(right[1]))
    return bool(find_pairs(text, [one, Mention(span=span, kind=MentionKind(right[0]), score=0.9)]))


@given(told_texts())
def test_joining_parts_the_mentions_into_sets(case: tuple[str, list[Mention]]) -> None:
    text, mentions = case
    draft = find_entities(a_draft(text, mentions=tuple(mentions)))
    entities = draft.entities
    assert {mention.span for mention in draft.mentions} == {s for e in entities for s in e.mentions}
    for mention in mentions:
        find_one(entities, mention.span)


@given(told_texts())
def test_names_of_an_entity_are_quotes_of_its_mentions(case: tuple[str, list[Mention]]) -> None:
    text, mentions = case
    for entity in find_entities(a_draft(text, mentions=tuple(mentions))).entities:
        quotes = {span.quote(text).removeprefix("the ") for span in entity.mentions}
        assert {entity.name, *entity.aliases} <= quotes
        assert list(entity.mentions) == sorted(entity.mentions)


@given(told_texts(), st.sampled_from(["person", "group", "place", "people", "outlet"]))
def test_who_has_nothing_to_do_with_them_changes_nothing(
    case: tuple[str, list[Mention]], kind: str
) -> None:
    text, mentions = case
    longer = text + "\n\nNobody asked Quillon Brzezina for a word."
    stranger = a_mention(longer, "Quillon Brzezina", kind)
    assert find_pairs(text, mentions) == find_pairs(longer, [*mentions, stranger])
    assert find_pairs(text, mentions) == find_pairs(text, mentions)


@given(
    st.lists(a_word(), min_size=3, max_size=5),
    st.sampled_from(["{} ({}) fell.", "{} fell. Then {} men fled."]),
)
def test_a_short_form_joins_the_name_that_spells_it(words: list[str], told: str) -> None:
    assume(not {word.lower() for word in words} & load_words("small"))
    name, short = " ".join(words), "".join(word[0] for word in words)
    assume(find_group(short) is None and find_group(name) is None)
    assert are_one(told.format(name, short), ("group", name), ("group", short))


@given(st.lists(a_word(), min_size=3, max_size=5), st.integers(0, 2), st.integers(1, 25))
def test_a_short_form_of_other_letters_joins_nothing(words: list[str], at: int, more: int) -> None:
    letters = [word[0] for word in words]
    letters[at] = chr((ord(letters[at]) - ord("A") + more) % 26 + ord("A"))
    name, short = " ".join(words), "".join(letters)
    assume(find_group(short) is None and find_group(name) is None)
    assert not are_one(f"{name} fell. Then {short} men fled.", ("group", name), ("group", short))


@given(a_word(), a_word(), a_word())
def test_other_first_names_are_other_people(first: str, other: str, last: str) -> None:
    assume(not sound_alike(first.lower(), other.lower()))
    left, right = f"{first} {last}", f"{other} {last}"
    assume(all(len(parse_person(name).parts) == 2 for name in (left, right)))
    assert not are_one(f"{left} came. Later {right} left.", ("person", left), ("person", right))


@given(
    a_word(),
    a_word(),
    st.lists(st.sampled_from(TITLES), min_size=1, max_size=2),
    st.sampled_from([0, 1]),
)
def test_a_title_parts_nobody_from_their_name(
    first: str, last: str, titles: list[str], place: int
) -> None:
    name = f"{first} {last}"
    assume(len(parse_person(name).parts) == 2 and not parse_person(name).titles)
    titled = f"{' '.join(titles).title()} {name}"
    left, right = (titled, name) if place else (name, titled)
    assert are_one(f"{left} came. Later {right} left.", ("person", left), ("person", right))


@given(a_word(), a_word(), a_word(), st.sampled_from(["", "Mr "]))
def test_a_surname_between_two_bearers_is_nobodys(
    first: str, other: str, last: str, title: str
) -> None:
    assume(len({first, other, last}) == 3)
    assume(not any(sound_alike(*pair) for pair in combinations(
        [first.lower(), other.lower(), last.lower()], 2)))  # fmt: skip
    left, right = f"{first} {last}", f"{other} {last}"
    assume(all(len(parse_person(name).parts) == 2 for name in (left, right)))
    short = title + last
    text = f"{left} came. Later {right} left. Then {short} slept"
    mentions = [a_mention(text, left, "person"), a_mention(text, right, "person")]
    start = text.rindex(short)
    kind = MentionKind.PERSON
    mentions.append(Mention(span=Span(start, start + len(short)), kind=kind, score=0.9))
    assert find_pairs(text, mentions) == set()
