import pytest

from dateline.extract.draft_index import DraftIndex
from dateline.records.mention import Role
from dateline.records.report import Dateline
from dateline.records.source import Modality
from dateline.records.span import Span
from tests.builders import (
    a_draft,
    a_marked_draft,
    a_place,
    a_source,
    a_span,
    a_time,
    an_attribution,
    an_entity,
)

TIED = (
    "It was [Monday](time>1.time). [Gunmen](people>1.attacker) [raided](!violence.attack#1) "
    "[Abi](place>1.place), killing [nine](number>1.victim #1.killed). [Obo](place) was calm."
)


def index_of(
    marked: str, *, places: tuple[str, ...] = (), times: tuple[str, ...] = ()
) -> DraftIndex:
    """Return the index of a marked text in which these words are places and times."""
    text = a_marked_draft(marked).report.text
    draft = a_marked_draft(
        marked,
        places=tuple(a_place(text, words) for words in places),
        times=tuple(a_time(text, words, "2020-05-03") for words in times),
    )
    return DraftIndex(draft=draft)


def test_what_is_tied_to_a_trigger() -> None:
    index = index_of(TIED)
    assert [link.role for link in index.links(0)] == [
        Role.TIME, Role.ATTACKER, Role.PLACE, Role.VICTIM,
    ]  # fmt: skip
    assert [link.mention for link in index.count_links(0)] == [3]
    assert (index.links(1), index.count_links(1)) == ((), ())


def test_only_tied_times_and_places_are_a_triggers_from_any_sentence() -> None:
    index = index_of(TIED, places=("Abi", "Obo"), times=("Monday",))
    assert [(place.name, score) for place, score in index.places_of(0)] == [("Abi", 0.9)]
    assert [time.span.quote(index.text) for time, _ in index.times_of(0)] == ["Monday"]


def test_times_and_places_of_a_sentence() -> None:
    index = index_of(TIED, places=("Abi", "Obo"), times=("Monday",))
    calm = a_span(index.text, "calm")
    assert [place.name for place in index.places_around(calm)] == ["Obo"]
    assert index.times_around(calm) == ()
    assert len(index.times_around(Span(0, 1))) == 1


def test_sentences_are_numbered_and_the_whole_text_is_one_without_any() -> None:
    index = index_of("One. Two. Three.")
    assert [index.sentence_number(a_span(index.text, word)) for word in ("One", "Three")] == [0, 2]
    whole = DraftIndex(draft=a_draft("One. Two.", sentences=()))
    assert whole.sentences == (Span(0, 9),)
    assert whole.sentence_number(Span(5, 8)) == 0


def test_the_title_is_where_the_text_starts_with_it() -> None:
    text = "Five dead\n\nA bomb killed five."
    index = DraftIndex(draft=a_marked_draft(text, header={"title": "Five dead"}))
    assert index.is_title(a_span(text, "dead"))
    assert not index.is_title(a_span(text, "bomb"))
    other = DraftIndex(draft=a_marked_draft(text, header={"title": "Six dead"}))
    assert not other.is_title(Span(0, 4))


def test_the_entity_whose_mention_fits_best() -> None:
    report = a_draft("The Jund chief spoke.").report
    group = an_entity(report, "group", "Jund")
    chief = an_entity(report, "person", "The Jund chief")
    index = DraftIndex(draft=a_draft(report.text, entities=(chief, group)))
    assert index.entity_of(a_span(report.text, "Jund")) is group
    assert index.entity_of(a_span(report.text, "Jund chief")) is chief
    assert index.entity_of(a_span(report.text, "spoke")) is None


def test_a_place_within_an_adjective_is_no_place() -> None:
    text = "Rebels of a South Asian group hit Tikrit and Baiji's western gate."
    places = tuple(a_place(text, name) for name in ("South", "Tikrit", "Baiji"))
    index = DraftIndex(draft=a_draft(text, places=places))
    assert [place.name for place in index.places_around(a_span(text, "hit"))] == ["Tikrit", "Baiji"]


def test_the_place_of_the_dateline_is_where_it_was_written() -> None:
    text = "ABI: A bomb hit Obo."
    report = a_marked_draft(
        text, header={"dateline": Dateline(place="Abi", span=Span(0, 3))}
    ).report
    places = (a_place(text, "Obo"), a_place(text, "ABI"))
    index = DraftIndex(draft=a_draft(report=report, places=places))
    assert index.dateline_place is places[1]
    assert [place.name for place in index.places_around(Span(0, 3))] == ["Obo"]
    assert DraftIndex(draft=a_draft(text, places=places)).dateline_place is None


def test_the_sources_of_the_first_words_come_first() -> None:
    draft = a_draft("Gunmen fled, police said; a bus burnt, a man said.")
    own, police, man = (a_source(draft.report, name) for name in ("Gunmen", "police", "man"))
    index = DraftIndex(
        draft=a_draft(
            report=draft.report,
            cited=(own, police, man),
            attributions=(
                an_attribution(draft.report, police, "Gunmen fled"),
                an_attribution(draft.report, man, "a bus burnt"),
                an_attribution(draft.report, own, "a bus"),
            ),
        )
    )
    burnt, gunmen = a_span(index.text, "burnt"), a_span(index.text, "Gunmen")
    assert index.sources_of(burnt, gunmen, burnt) == (man.id, police.id)
    assert index.sources_of() == ()


@pytest.mark.parametrize(
    ("modality", "speaks"), [("claimed", True), ("denied", False), (None, False)]
)
def test_who_claims_is_its_own_source(modality: str | None, speaks: bool) -> None:  # noqa: FBT001
    marked = "[Jund](group src#1;group) [claimed](cue#1;claimed) {1:the attack}."
    report = a_marked_draft(marked).report
    source = a_source(report, "Jund", "group")
    index = DraftIndex(draft=a_marked_draft(marked, cited=(source,)))
    found = index.speakers_at(a_span(report.text, "Jund"), Modality(modality) if modality else None)
    assert found == ((source.id,) if speaks else ())
    assert index.speakers_at(a_span(report.text, "attack"), Modality.CLAIMED) == ()
