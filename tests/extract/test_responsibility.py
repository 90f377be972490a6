import pytest

from dateline.extract.draft_index import DraftIndex
from dateline.extract.responsibility import find_responsibilities
from tests.builders import a_marked_draft


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("[Jund](group) claimed responsibility for the attack.", ("Jund", "claimed", True)),
        ("The attack was claimed by [Jund](group).", ("Jund", "claimed", True)),
        ("A spokesman for [Jund](group) claimed responsibility for it.", ("Jund", "claimed", True)),
        ("[Jund](group) denied any involvement in the attack.", ("Jund", "denied", True)),
        ("[Omar](person) is accused of killing a judge.", ("Omar", "alleged", False)),
        ("Police accused [Omar](person) of killing a judge.", ("Omar", "alleged", False)),
        ("Officials blamed the attack on [Jund](group).", ("Jund", "alleged", False)),
        ("[Suspected rebels](people) attacked.", ("Suspected rebels", "alleged", False)),
    ],
)  # fmt: skip
def test_who_is_named_by_words_of_responsibility(marked: str, told: tuple[str, str, bool]) -> None:
    index = DraftIndex(draft=a_marked_draft(marked), triggers=())
    (found,) = find_responsibilities(index)
    assert (found.who.span.quote(index.text), found.status.value, found.says_so) == told


@pytest.mark.parametrize(
    "marked",
    [
        "No [group](group) has claimed responsibility.",
        "[Jund](group) attacked the town.",
        "[Omar](person) denied the visa.",
    ],
)
def test_where_nobody_is_named(marked: str) -> None:
    assert find_responsibilities(DraftIndex(draft=a_marked_draft(marked), triggers=())) == ()
