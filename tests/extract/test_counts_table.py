"""Tests of counts on a table of sentences, and the laws of counting."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.count_sentences import find_counts
from dateline.records.event import Count, CountKind
from dateline.records.span import Span

TABLE = Path(__file__).parent / "tables" / "counts.tsv"
ATTACKERS = {True: " with", False: " without", None: ""}
VERBS = {
    CountKind.KILLED: "killed",
    CountKind.INJURED: "injured",
    CountKind.ABDUCTED: "abducted",
    CountKind.ARRESTED: "arrested",
    CountKind.DISPLACED: "displaced",
}
NUMBERS = st.integers(min_value=2, max_value=9_999)
KINDS = st.sampled_from(list(VERBS))
PEOPLE = st.sampled_from(["people", "soldiers", "civilians", "policemen", "villagers", "miners"])


def table_rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def params() -> list[object]:
    known = pytest.mark.xfail(strict=True, reason="a known limit")
    return [
        pytest.param(text, expected, marks=[known] if status == "known" else [], id=text)
        for text, expected, status in table_rows()
    ]


def read(text: str) -> tuple[Count, ...]:
    return find_counts(text, (Span(0, len(text)),))


def written(count: Count) -> str:
    low, high = ("" if bound is None else str(bound) for bound in (count.low, count.high))
    return f"{count.what} {low}-{high}{ATTACKERS[count.includes_attackers]}"


@pytest.mark.parametrize(("text", "expected"), params())
def test_table(text: str, expected: str) -> None:
    assert sorted(map(written, read(text))) == sorted(filter(None, expected.split("; ")))


def test_table_is_large_and_its_limits_are_few() -> None:
    rows = table_rows()
    assert len(rows) >= 190
    assert len({text for text, _, _ in rows}) == len(rows)
    assert len([row for row in rows if not row[1]]) >= 35
    assert len([row for row in rows if row[2] == "known"]) <= len(rows) // 20


@given(row=st.sampled_from(table_rows()))
def test_bounds_are_ordered_and_spans_quote_the_sentence(row: list[str]) -> None:
    text = row[0]
    for count in read(f"  {text}"):
        assert count.span.quote(f"  {text}").strip() in text
        assert count.low is not None or count.high is not None
        if count.low is not None and count.high is not None:
            assert 0 <= count.low <= count.high
        if count.whom is not None:
            assert count.whom in " ".join(text.split())


@given(first=NUMBERS, second=NUMBERS, kinds=st.tuples(KINDS, KINDS), who=PEOPLE)
def test_the_order_of_two_clauses_does_not_matter(
    first: int, second: int, kinds: tuple[CountKind, CountKind], who: str
) -> None:
    one = f"{first} {who} were {VERBS[kinds[0]]}"
    other = f"{second} {who} were {VERBS[kinds[1]]}"
    ahead, behind = read(f"{one} and {other}."), read(f"{other} and {one}.")
    assert sorted(map(written, ahead)) == sorted(map(written, behind))
    assert {(count.what, count.low) for count in ahead} == {
        (kinds[0], first),
        (kinds[1], second),
    }


@given(parts=st.lists(st.integers(2, 99), min_size=1, max_size=3), rest=st.integers(0, 99))
def test_parts_never_exceed_or_raise_their_total(parts: list[int], rest: int) -> None:
    total = sum(parts) + rest
    people = ["children", "women", "soldiers"]
    listed = " and ".join(f"{part} {who}" for part, who in zip(parts, people, strict=False))
    for text in (
        f"A bomb killed {total} people, including {listed}.",
        f"{total} people, including {listed}, were killed.",
        f"{total} people, among them {listed}, were killed in the strike.",
    ):
        assert [(count.low, count.high) for count in read(text)] == [(total, total)], text


@given(old=NUMBERS, new=NUMBERS)
def test_a_corrected_toll_is_the_new_one_alone(old: int, new: int) -> None:
    for text in (
        f"The death toll was revised to {new} from {old}.",
        f"The death toll, first put at {old}, was later lowered to {new}.",
        f"{new} people, not {old} as earlier reported, were killed.",
        f"The figure of {old} dead was later revised to {new}.",
    ):
        assert [(count.low, count.high) for count in read(text)] == [(new, new)], text


@given(number=NUMBERS, kind=KINDS, who=PEOPLE)
def test_qualifiers_only_open_or_shift_a_bound(number: int, kind: CountKind, who: str) -> None:
    expected = {
        "at least": (number, None),
        "no fewer than": (number, None),
        "more than": (number + 1, None),
        "up to": (None, number),
        "as many as": (None, number),
        "fewer than": (None, number - 1),
        "about": (number, number),
        "nearly": (number, number),
    }
    for qualifier, bounds in expected.items():
        counts = read(f"Officials said {qualifier} {number} {who} were {VERBS[kind]}.")
        assert [(count.low, count.high) for count in counts] == [bounds], qualifier


@given(number=NUMBERS, beasts=st.sampled_from(["cattle", "goats", "camels", "vehicles", "houses"]))
def test_beasts_and_things_are_no_people(number: int, beasts: str) -> None:
    assert read(f"The shelling killed {number} {beasts}.") == ()
    assert read(f"{number} {beasts} were displaced.") == ()
