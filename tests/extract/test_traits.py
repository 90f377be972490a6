import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.traits import PRONOUNS, is_named, read_traits
from dateline.records.mention import MentionKind

KINDS = st.sampled_from(list(MentionKind))
WORDS = st.sampled_from(["he", "two soldiers", "a woman", "Mr Khan", "the group", "them", "", "17"])


@pytest.mark.parametrize(
    ("words", "kind", "named"),
    [
        ("Omar Haidar", "person", True), ("Gen. Haidar", "person", True),
        ("al-Shabaab", "group", True), ("the Black Front", "group", True),
        ("The governor", "person", False), ("General", "person", False),
        ("The group", "group", False), ("its armed wing", "group", False),
        ("He", "person", False), ("a Chechen", "person", False),
        ("Lebanese judge", "person", False), ("Two Kenyans", "people", False),
        ("gao", "place", True),
    ],
)  # fmt: skip
def test_a_name_is_told_from_a_description(words: str, kind: str, *, named: bool) -> None:
    assert is_named(words, MentionKind(kind)) is named


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("people:two soldiers", "people:the two men", True),
        ("people:two soldiers", "people:three gunmen", False),
        ("people:two soldiers", "people:he", False),
        ("people:two soldiers", "number:2", True),
        ("people:two soldiers", "people:they", True),
        ("people:a man", "people:a woman", False),
        ("people:dozens", "people:the 30", True),
        ("person:Omar Haidar", "person:Ali Nur", False),
        ("person:Omar Haidar", "person:he", True),
        ("person:Mrs Haidar", "person:he", False),
        ("person:Omar Haidar", "people:the gunmen", False),
        ("group:the group", "group:it", True),
        ("group:the group", "force:the army", False),
    ],
)
def test_what_the_words_tell_apart_does_not_fit(one: str, other: str, *, fit: bool) -> None:
    left, right = (
        read_traits(words, MentionKind(kind))
        for kind, words in (x.split(":") for x in (one, other))
    )
    assert left.fits(right) is right.fits(left) is fit


@given(WORDS, KINDS, WORDS, KINDS)
def test_both_as_one_know_what_each_knows(
    one: str, kind: MentionKind, other: str, other_kind: MentionKind
) -> None:
    left, right = read_traits(one, kind), read_traits(other, other_kind)
    assert left.join(right) == right.join(left)
    assert left.join(left) == left
    assert left.join(right).genders == left.genders | right.genders


def test_no_pronoun_is_a_name() -> None:
    assert not any(is_named(word.title(), MentionKind.GROUP) for word in PRONOUNS)
