"""Tests of the reports set in other manners."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality.perturb import VARIANTS, edit_annotated, perturb, spans_of
from training.corpus.load import load_reports
from training.corpus.records import Annotated, MentionMark, Statement, TriggerMark
from training.edits import Edit

from dateline.records.mention import MentionKind
from dateline.records.source import SourceKind
from dateline.records.span import Span
from tests import strategies

REPORT = Annotated(
    id="one",
    text='Raid\n\n"They organised it," said İ. Straße\u2019s Défense minister — a U.S. ally.',
    mentions=(MentionMark(span=Span(6, 11), kind=MentionKind.PEOPLE),),
    statements=(
        Statement(number=1, kind=SourceKind.NAMED, contents=(Span(6, 26),), cues=(Span(27, 31),)),
    ),
)


@st.composite
def reports(draw: st.DrawFn) -> Annotated:
    text = draw(strategies.texts)
    some = st.lists(strategies.spans(text), max_size=4).map(tuple)
    mentions = (MentionMark(span=one, kind=MentionKind.PLACE) for one in draw(some))
    statement = Statement(
        number=1, kind=SourceKind.NAMED, sources=draw(some), cues=draw(some), told=draw(some),
        contents=draw(some),
    )  # fmt: skip
    return Annotated(
        id="one",
        text=text,
        mentions=tuple(mentions),
        triggers=tuple(TriggerMark(span=one, event=1) for one in draw(some)),
        figurative=draw(some),
        statements=(statement,),
    )


@pytest.mark.parametrize(
    ("variant", "text"),
    [
        ("upper", 'RAID\n\n"THEY ORGANISED IT," SAID İ. STRASSE’S DÉFENSE MINISTER — A U.S. ALLY.'),
        ("lower", 'raid\n\n"they organised it," said i̇. straße’s défense minister — a u.s. ally.'),
        (
            "no_punctuation",
            "Raid\n\nThey organised it said İ Straße’s Défense minister  a U.S ally",
        ),
        ("american", REPORT.text.replace("organised", "organized")),
        ("british", REPORT.text),
    ],
)
def test_the_text_is_set_otherwise(variant: str, text: str) -> None:
    assert perturb(REPORT, variant).text == text


def test_mojibake_is_what_a_wrong_decoding_shows() -> None:
    told = perturb(REPORT, "mojibake").text
    assert "â€œThey organised it,â€\x9d said Ä°" in told
    assert "StraÃŸeâ€™s DÃ©fense minister â€” a" in told


def test_spans_follow_their_words() -> None:
    told = perturb(REPORT, "american")
    assert [one.quote(told.text) for one in spans_of(told)] == [
        '"They', "said", '"They organized it,"',
    ]  # fmt: skip
    assert told.id == REPORT.id


@given(reports())
def test_upper_case_quotes_are_the_quotes_in_upper_case(told: Annotated) -> None:
    loud = perturb(told, "upper")
    for old, new in zip(spans_of(told), spans_of(loud), strict=True):
        assert new.quote(loud.text) == old.quote(told.text).upper()


@given(reports(), st.sampled_from(sorted(VARIANTS)))
def test_spans_stay_apart_and_none_is_lost(told: Annotated, variant: str) -> None:
    after = perturb(told, variant)
    both = list(zip(spans_of(told), spans_of(after), strict=True))
    for old, new in both:
        assert new.quote(after.text).strip() or not old.quote(told.text).strip()
        for other, moved in both:
            assert not old.end <= other.start or new.end <= moved.start
            assert not old.covers(other) or new.covers(moved)


@pytest.mark.parametrize("variant", sorted(VARIANTS))
def test_reports_of_the_corpus_keep_their_letters(variant: str) -> None:
    kept = {"no_punctuation", "upper", "lower"}
    for told in load_reports("fit")[:15]:
        after = perturb(told, variant)
        assert len(after.text.split("\n\n")) == len(told.text.split("\n\n"))
        for old, new in zip(spans_of(told), spans_of(after), strict=True):
            if variant in kept:
                assert _letters(new.quote(after.text)) == _letters(old.quote(told.text))


def test_an_edit_over_the_edge_of_a_span_is_not_made() -> None:
    assert edit_annotated(REPORT, [Edit(4, 8, "x")]) == REPORT
    with pytest.raises(ValueError, match="no variant"):
        perturb(REPORT, "sideways")


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()
