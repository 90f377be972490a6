from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.aliases import AliasOptions, find_entities
from dateline.records.finding import Pair
from tests.builders import a_marked_draft

OPTIONS = AliasOptions(min_likeness=0.5)
# A marked text, the model's pairs (mention, mention, score in percent), and what is one.
TOLD = [
    ("[Omar Haidar](person) fell. [He](person) was 40.", "01:90", "01"),
    ("[Omar Haidar](person) fell. [He](person) was 40.", "01:30", "0 1"),
    ("[Omar Haidar](person) met [Ali Nur](person). [He](person) left.", "02:70 12:80", "0 12"),
    ("[Omar Haidar](person) met [Ali Nur](person).", "01:99", "0 1"),
    ("[Omar Haidar](person) fell. [Haidar](person) was 40. [He](person).", "02:20 12:90", "012"),
    ("[Two soldiers](people) died. [Three gunmen](people) fled.", "01:99", "0 1"),
    ("[Two soldiers](people) died. [The two](people) were new.", "01:90", "01"),
    ("[A man](people) and [a boy](people) died.", "01:99", "0 1"),
    ("[The group](group) said [it](group) and [the army](force) fought.", "01:90 12:99", "01 2"),
    ("It killed [17](number). [The dead](people) were new.", "01:90", "01"),
    # what is likest comes first, and then nothing may speak against it
    ("[A woman](people) ran. [The victim](people) fell. [He](people) died.", "01:70 12:90 02:60",
     "0 12"),
    # one doubtful pair among many does not make two sets one
    ("[Men](people) ran. [They](people) fell. [Boys](people) came. [They](people) hid.",
     "01:95 23:95 03:60", "01 23"),
]  # fmt: skip


def find_sets(marked: str, told: Sequence[Pair]) -> str:
    draft = find_entities(a_marked_draft(marked, same_entities=tuple(told)), OPTIONS)
    numbers = {mention.span: str(n) for n, mention in enumerate(draft.mentions)}
    return " ".join(sorted("".join(numbers[s] for s in one.mentions) for one in draft.entities))


def read_pairs(told: str) -> list[Pair]:
    pairs = (pair.split(":") for pair in told.split())
    return [
        Pair(first=int(both[0]), second=int(both[1]), score=int(score) / 100)
        for both, score in pairs
    ]


@pytest.mark.parametrize(("marked", "pairs", "sets"), TOLD)
def test_who_is_meant_again(marked: str, pairs: str, sets: str) -> None:
    assert find_sets(marked, read_pairs(pairs)) == sets


PEOPLE = ("[Omar Haidar](person) [he](person) [she](person) [two men](people) [the men](people) "
          "[they](people) [Ali Nur](person) [the wolves](group) [it](group)")  # fmt: skip


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda both: both[0] < both[1]),
        st.integers(0, 100),
    )
)
def test_the_order_of_the_pairs_is_of_no_account(told: dict[tuple[int, int], int]) -> None:
    pairs = [Pair(first=a, second=b, score=s / 100) for (a, b), s in told.items()]
    sets = find_sets(PEOPLE, pairs)
    assert find_sets(PEOPLE, pairs[::-1]) == sets
    assert sorted(sets.replace(" ", "")) == list("012345678")
    for one in sets.split():
        assert not {"0", "6"} <= set(one)
        assert not {"1", "2"} <= set(one)
