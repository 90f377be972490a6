import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.sources import SourceStage, find_sources, find_speakers
from dateline.records.draft import Draft
from dateline.records.finding import Pair, Statement
from dateline.records.source import Modality, SourceKind
from tests.builders import a_draft, a_marked_draft, a_report, a_span

LUZ = "[Ana Luz](person src#1) [said](cue#1) {1:it fell}. "
SHE = "[She](person src#2) [added](cue#2) that {2:it burned}."
OFFICIALS = (
    "[An official](people src#1;anonymous) [said](cue#1) {1:it fell}. "
    "[The official](people src#2;anonymous) [added](cue#2) that {2:it burned}."
)


def read(marked: str, **changes: object) -> Draft:
    (draft,) = SourceStage()([a_marked_draft(marked, **changes)])
    return draft


def the_same(first: int, second: int) -> tuple[Pair, ...]:
    return (Pair(first=first, second=second, score=0.8),)


def names(draft: Draft) -> list[str]:
    return [source.name for source in draft.cited[1:]]


@pytest.mark.parametrize(
    ("speaker", "who"),
    [
        ("[Ana Luz](person src#1)", "named:Ana Luz"),
        ("[Ana Luz](person src#1;group)", "group:Ana Luz"),
        ("[Police](force src#1;anonymous)", "named:Police"),
        ("[The Red Army](group src#1)", "group:The Red Army"),
        ("[Radio Kor](outlet src#1)", "outlet:Radio Kor"),
        ("[A resident](people src#1;anonymous)", "anonymous:resident"),
        ("[A leaflet](src#1;document)", "document:leaflet"),
    ],
)
def test_who_says_what(speaker: str, who: str) -> None:
    draft = read(f"{speaker} [said](cue#1) {{1:it fell}}.")
    source, text = draft.cited[1], draft.report.text
    assert f"{source.kind.value}:{source.name}" == who
    (said,) = draft.attributions
    assert (said.source, said.content) == (source.id, a_span(text, "it fell"))
    assert (said.cue, said.speaker) == (a_span(text, "said"), source.span)


def test_a_paper_and_the_group_that_signs_it_both_answer() -> None:
    draft = read(
        "[The FRR](group src#1;group) [said](cue#1) in [a leaflet](src#1;group) {1:it fell}."
    )
    assert [source.kind.value for source in draft.cited[1:]] == ["group", "document"]
    chain = find_speakers(draft, a_span(draft.report.text, "fell"))
    assert chain == tuple(source.id for source in draft.cited[1:])


def test_she_is_whom_the_model_holds_to_be_the_same() -> None:
    draft = read(LUZ + SHE, same_entities=the_same(0, 1))
    assert names(draft) == ["Ana Luz"]
    assert {said.source for said in draft.attributions} == {draft.cited[1].id}


def test_she_may_be_named_where_she_does_not_speak() -> None:
    marked = "[Ana Luz](person) fled. [Police](force src#1) [said](cue#1) {1:it fell}. " + SHE
    assert names(read(marked, same_entities=the_same(0, 2))) == ["Police", "Ana Luz"]


def test_a_pronoun_that_nothing_explains_is_the_speaker_before() -> None:
    assert names(read(LUZ + SHE)) == ["Ana Luz"]


def test_officials_are_two_unless_held_to_be_the_same() -> None:
    assert len(read(OFFICIALS).cited) == 3
    assert len(read(OFFICIALS, same_entities=the_same(0, 1)).cited) == 2


def test_the_reports_own_outlet_is_the_first_source() -> None:
    own = read("The town fell.", header={"outlet": "Hill Times"}).cited[0]
    assert (own.kind, own.name, own.span) == (SourceKind.OUTLET, "Hill Times", None)


@pytest.mark.parametrize("told", ["Hill Times", "us", "this newspaper"])
def test_the_own_outlet_is_not_told_of_hearsay(told: str) -> None:
    marked = f"[Ana Luz](person src#1) [told](cue#1) [{told}](outlet told#1) {{1:it fell}}."
    draft = read(marked, header={"outlet": "The Hill Times"})
    assert [(source.name, source.told) for source in draft.cited[1:]] == [("Ana Luz", None)]


def test_the_chain_runs_from_the_speaker_to_the_outlet_told() -> None:
    draft = read(
        "[An official](people src#1;anonymous) [told](cue#1) [Hill Times](outlet told#1) that "
        "{1:[rebels](group src#2) [denied](cue#2;denied) {2:they took it}}."
    )
    by_id = {source.id: source.name for source in draft.cited}
    chain = find_speakers(draft, a_span(draft.report.text, "took"))
    assert [by_id[source] for source in chain] == ["rebels", "official", "Hill Times"]


def test_what_nobody_is_named_for_is_the_reports_own_word() -> None:
    draft = read("He was [accused](cue#1;alleged) of {1:murder}.")
    (said,) = draft.attributions
    assert (said.source, said.modality, said.speaker) == (draft.cited[0].id, "alleged", None)


WORDS = "he Police said she us the official FRR burned".split()


@given(
    st.lists(
        st.tuples(*[st.integers(0, len(WORDS) - 1)] * 4, st.sampled_from(list(Modality))),
        max_size=6,
    ),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.floats(0, 1)), max_size=6),
)
def test_every_speaker_is_cited_once(
    said: list[tuple[int, int, int, int, Modality]], pairs: list[tuple[int, int, float]]
) -> None:
    marked = " ".join(f"[{word}](person)" for word in WORDS)
    draft = a_marked_draft(marked)
    spans = [mention.span for mention in draft.mentions]
    statements = tuple(
        Statement(
            cue=spans[cue],
            sources=(spans[speaker],),
            kind=SourceKind.NAMED,
            modality=modality,
            contents=(spans[content],),
            told=(spans[told],) if told else (),
            score=0.9,
        )
        for cue, speaker, content, told, modality in said
    )
    same = tuple(
        Pair(first=one, second=other, score=score)
        for one, other, score in pairs
        if one < other < len(spans)
    )
    whole = a_draft(
        report=draft.report, mentions=draft.mentions, entities=draft.entities,
        statements=statements, same_entities=same,
    )  # fmt: skip
    cited, attributions = find_sources(whole)
    ids = {source.id for source in cited}
    assert len(ids) == len(cited)
    assert {attribution.source for attribution in attributions} <= ids
    contents = {span for statement in statements for span in statement.contents}
    assert {attribution.content for attribution in attributions} == contents


def test_a_draft_without_statements_cites_nobody() -> None:
    cited, attributions = find_sources(a_draft(report=a_report("Police said it fell.")))
    assert (len(cited), attributions) == (1, ())
