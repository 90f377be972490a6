import pytest

from dateline.extract.draft_index import DraftIndex
from tests.builders import a_draft, a_marked_draft, a_place, a_span, a_time, an_entity


def index_of(marked: str, *words: str) -> DraftIndex:
    """Return the index of a marked text in which each of the words is a time."""
    text = a_marked_draft(marked).report.text
    times = tuple(a_time(text, each, "2020-05-03") for each in words)
    draft = a_marked_draft(marked, times=times)
    return DraftIndex(draft=draft, triggers=tuple(range(len(draft.triggers))))


@pytest.mark.parametrize(
    ("marked", "has_time"),
    [
        ("Gunmen [killed](!violence.attack#1) him on Monday.", True),
        (
            "On Monday he left. They [killed](!violence.attack#1) him.",
            False,
        ),
        ("Gunmen [killed](!violence.attack#1) him, police said on Monday.", False),
        ("A group on Monday claimed the [attack](!violence.attack#1).", False),
        ("It became known on Monday that gunmen [killed](!violence.attack#1) him.", False),
        ("On Monday it is known that gunmen [killed](!violence.attack#1) him.", True),
    ],
)
def test_which_times_are_told_of_a_trigger(marked: str, has_time: bool) -> None:  # noqa: FBT001
    assert bool(index_of(marked, "Monday").times_of(0)) == has_time


def test_what_stands_behind_another_trigger_is_told_of_that_one() -> None:
    index = index_of(
        "Gunmen [killed](!violence.attack#1) him and a [bomb](!explosion.bombing#2) hit on Monday.",
        "Monday",
    )
    assert (index.times_of(0), len(index.times_of(1))) == ((), 1)


def test_a_tied_time_is_told_from_another_sentence_too() -> None:
    index = index_of(
        "It was [Monday](time>1.time). Gunmen [killed](!violence.attack#1) him.", "Monday"
    )
    assert len(index.times_of(0)) == 1


def test_the_entity_whose_mention_fits_best() -> None:
    draft = a_marked_draft("The Jund chief spoke.")
    report = draft.report
    group = an_entity(report, "group", "Jund")
    chief = an_entity(report, "person", "The Jund chief")
    index = DraftIndex(
        draft=a_marked_draft("The Jund chief spoke.", entities=(chief, group)), triggers=()
    )
    assert index.entity_of(a_span(report.text, "Jund")) is group
    assert index.entity_of(a_span(report.text, "Jund chief")) is chief
    assert index.entity_of(a_span(report.text, "spoke")) is None


def test_a_place_within_an_adjective_is_no_place() -> None:
    text = "Rebels of a South Asian group hit Tikrit and Baiji's western gate."
    places = tuple(a_place(text, name) for name in ("South", "Tikrit", "Baiji"))
    index = DraftIndex(draft=a_draft(text, places=places), triggers=())
    assert [place.name for place in index.places_around(a_span(text, "hit"))] == ["Tikrit", "Baiji"]
