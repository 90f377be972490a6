import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.sources import SourceStage, find_sources, find_speakers
from dateline.records.draft import Draft
from dateline.records.source import SourceKind
from tests.builders import a_draft, a_marked_draft, a_report, a_span, plain_sentences

OFFICIAL = "anonymous:security official"
# A marked text; who is cited, as `kind:name` and `@` the outlet told; the words said.
SAID = [
    ("The town fell, [Omar Haidar](person) said.", "named:Omar Haidar", "The town fell"),
    ("The town fell, said [Omar Haidar](person).", "named:Omar Haidar", "The town fell"),
    ("“The town fell,” said [Omar Haidar](person).", "named:Omar Haidar", "“The town fell,”"),
    ("“The town fell,” said the relief coach, Omar Haidar.", "named:Omar Haidar",
     "“The town fell,”"),
    ("“The town fell,” [Omar Haidar](person) said.", "named:Omar Haidar", "“The town fell,”"),
    ("“The town fell,” remarked another official.", "anonymous:another official",
     "“The town fell,”"),
    ('"It fell. It burned," said [Haidar](person).', "named:Haidar", '"It fell. It burned,"'),
    ("The town fell, according to police.", "named:police", "The town fell"),
    ("The town fell, according to a senior police officer.", "anonymous:senior police officer",
     "The town fell"),
    ("[The Red Army](group) claimed it took the town.", "group:Red Army", "it took the town."),
    ("[Omar Haidar](person) warned that the town would fall.", "named:Omar Haidar",
     "the town would fall."),
    ("The governor added: “The town fell.”", "named:governor", "“The town fell.”"),
]  # fmt: skip

# Marked texts in which the source says that the town fell.
FELL = [
    ("[Omar Haidar](person) said the town fell.", "named:Omar Haidar"),
    ("[Omar Haidar](person) said that the town fell.", "named:Omar Haidar"),
    ("According to [Omar Haidar](person), the town fell.", "named:Omar Haidar"),
    ("Police said the town fell.", "named:Police"),
    ("[Police](force) confirmed the town fell.", "named:Police"),
    ("Witnesses said the town fell.", "anonymous:Witnesses"),
    ("Local residents said the town fell.", "anonymous:Local residents"),
    ("A security official said the town fell.", OFFICIAL),
    ("A security official told [The Daily Star](outlet) that the town fell.",
     OFFICIAL + "@The Daily Star"),
    ("A security official told AFP the town fell.", OFFICIAL + "@AFP"),
    ("A security official told Reuters news agency the town fell.", OFFICIAL + "@Reuters"),
    ("A security official told a crowd in Tikrit on Monday that the town fell.", OFFICIAL),
    ("A security official told reporters that the town fell.", OFFICIAL),
    ("A security official, speaking to [Dawn News](outlet), said the town fell.",
     OFFICIAL + "@Dawn News"),
    ("A security official with knowledge of this told [Dawn News](outlet) that the town fell.",
     OFFICIAL + "@Dawn News"),
    ("A security official who asked not to be named said the town fell.", OFFICIAL),
    ("[Omar Haidar](person), a spokesman for the army, said the town fell.", "named:Omar Haidar"),
    ("[Police](force) spokesman [Omar Haidar](person) said the town fell.", "named:Omar Haidar"),
    ("A police spokesman said the town fell.", "named:police spokesman"),
    ("The rebels claimed that the town fell.", "group:rebels"),
    ("[The Red Army](group) said in a statement that the town fell.", "group:Red Army"),
    ("The statement said the town fell.", "document:statement"),
    ("A court document alleged that the town fell.", "document:court document"),
    ("State television reported that the town fell.", "outlet:State television"),
    ("[Omar Haidar](person) denied that the town fell.", "named:Omar Haidar"),
    ("[Omar Haidar](person) was quoted as saying that the town fell.", "named:Omar Haidar"),
    ("[Haidar](person) was quoted by Red Radio as saying the town fell.",
     "named:Haidar@Red Radio"),
    ("There were reports that the town fell.", "anonymous:reports"),
    ("Sources said the town fell.", "anonymous:Sources"),
    ("[Omar Haidar](person) on Monday announced the town fell.", "named:Omar Haidar"),
    ("[Omar Haidar](person) has also said the town fell.", "named:Omar Haidar"),
    ("Omar Haidar, the head of the relief agency, said that the town fell.", "named:Omar Haidar"),
    ("A spokeswoman for the mission, Ana de Luz, said the town fell.", "named:Ana de Luz"),
    ("Its amir, [Omar Haidar](person), insisted that the town fell.", "named:Omar Haidar"),
    ("Dr Omar Haidar of the Town Hospital said the town fell.", "named:Dr Omar Haidar"),
    ("Activist Ana Luz welcomed the step but warned that the town fell.",
     "named:Activist Ana Luz"),
    ("A security official, who was not named, said the town fell.", OFFICIAL),
    ("Security agencies discovered that the town fell.", "named:Security agencies"),
    ("Investigators later found that the town fell.", "anonymous:Investigators"),
    ("[Rangoon](place) denied that the town fell.", "named:Rangoon"),
]  # fmt: skip

NOBODY = [
    "The town fell on Monday.",
    "[Omar Haidar](person) was told to leave.",
    "[Haidar](person), accused of murder, fled.",
    "Militants believed to be armed fled.",
    "No group claimed it.",
    "The number of reported cases rose.",
    "[the](people) said it fell.",
    "[it and](people) told him.",
    "[telephone. \u201c](people)It fell,\u201d said.",
    "They found a body.",
]


def read(marked: str, **changes: object) -> Draft:
    (draft,) = SourceStage()([a_marked_draft(marked, **changes)])
    return draft


@pytest.mark.parametrize(
    ("marked", "who", "words"), SAID + [(marked, who, "the town fell.") for marked, who in FELL]
)
def test_who_says_what(marked: str, who: str, words: str) -> None:
    draft = read(marked)
    source = draft.cited[1]
    name = f"{source.kind.value}:{source.name}"
    assert name + (f"@{source.told}" if source.told else "") == who
    said = [a.content.quote(draft.report.text) for a in draft.attributions]
    assert words in said


@pytest.mark.parametrize("marked", NOBODY)
def test_nobody_is_cited(marked: str) -> None:
    assert [source.name for source in read(marked).cited] == ["the report"]


def test_the_official_is_the_one_before_and_another_is_not() -> None:
    draft = read(
        "A senior official said he fell. “It is so,” said the official. "
        "Another official said no. He added that it was late."
    )
    assert [source.name for source in draft.cited[1:]] == ["senior official", "Another official"]
    assert find_speakers(draft, a_span(draft.report.text, "late")) == (draft.cited[2].id,)


def test_the_reports_own_outlet_is_the_first_source() -> None:
    draft = read("The town fell.", header={"outlet": "Hill Times"})
    own = draft.cited[0]
    assert (own.kind, own.name, own.span) == (SourceKind.OUTLET, "Hill Times", None)


def test_the_own_outlet_is_not_told_of_hearsay() -> None:
    marked = "Ana Luz told [Hill Times](outlet) that it fell."
    draft = read(marked, header={"outlet": "The Hill Times"})
    assert [(source.name, source.told) for source in draft.cited[1:]] == [("Ana Luz", None)]


def test_she_is_the_person_of_whom_was_told_last() -> None:
    draft = read("Police said it fell. Ana Luz lost a son. \u201cI want him,\u201d she said.")
    assert [source.name for source in draft.cited[1:]] == ["Police", "Ana Luz"]


def test_a_surname_is_the_person_cited_before() -> None:
    draft = read("Ana Luz said it fell. \u201cIt burned,\u201d Luz told reporters.")
    assert [source.name for source in draft.cited[1:]] == ["Ana Luz"]


def test_what_is_rejected_is_denied() -> None:
    draft = read("The FRR rejected the figures.")
    assert [source.name for source in draft.cited[1:]] == ["FRR"]
    assert {each.modality for each in draft.attributions} == {"denied"}


def test_the_chain_runs_from_the_speaker_to_the_outlet_told() -> None:
    draft = read("An official told [Hill Times](outlet) that rebels denied they took it.")
    names = {source.id: source.name for source in draft.cited}
    chain = find_speakers(draft, a_span(draft.report.text, "took"))
    assert [names[source] for source in chain] == ["rebels", "official", "Hill Times"]


def test_a_hedged_stretch_without_a_speaker_is_the_reports_own() -> None:
    draft = read("The group planned to shell the town.")
    (attribution,) = draft.attributions
    assert (attribution.source, attribution.modality) == (draft.cited[0].id, "planned")


PIECES = [
    *("said", "told", "AFP", "the official", ",", "“", "”", '"', "according to", "he", "İ", "."),
    *("that", "reports said", "Omar", "\n\n", "quoted by", "as saying", "another", "denied"),
]


@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
)
def test_sources_and_attributions_quote_the_text(text: str) -> None:
    draft = a_draft(report=a_report(text), sentences=plain_sentences(text))
    cited, attributions = find_sources(draft)
    ids = {source.id for source in cited}
    assert len(ids) == len(cited)
    assert {attribution.source for attribution in attributions} <= ids
    assert all(attribution.content.end <= len(text) for attribution in attributions)
    assert all(source.span is None or source.span.quote(text) for source in cited)
