import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.aliases import AliasStage, find_entities
from dateline.records.finding import Pair
from dateline.records.mention import Mention, MentionKind
from dateline.records.span import Span
from tests.builders import a_draft, a_marked_draft, a_mention

# A marked text, and what one entity is called in it, its name first.
ONE = [
    ("The [Islamic State](group) (IS), also known as [Da’ish](group), grew.",
     "Islamic State|IS|Da’ish"),
    ("[Lashkar-e-Jhangvi](group) (LeJ) grew. LEJ men fled.", "Lashkar-e-Jhangvi|LeJ|LEJ"),
    ("[RSA](person) men fled. [Red Star Army](group) ([RSA](group)) grew.",
     "Red Star Army|RSA"),
    ("[Omar Haidar](person) came. [Haidar](organisation) left.", "Omar Haidar|Haidar"),
    ("[ISIS](group) fought on. [Islamic State](group) men fled.", "Islamic State|ISIS"),
    ("[ISIL](group) fought [Daesh](group) rumours.", "Daesh|ISIL"),
    ("[Da'ish](group) grew. Then [Da’ish](group) fell.", "Da'ish|Da’ish"),
    ("[The Black Front](group) grew. The Black Front fell.", "Black Front"),
    ("[Red Star Army](group) (RSA) grew. Later RSA fell.", "Red Star Army|RSA"),
    ("[National Liberation Army](group) (ELN) grew.", "National Liberation Army|ELN"),
    ("[RSA](group) (Red Star Army) grew.", "Red Star Army|RSA"),
    ("[Red Star Army](group) grew. [RSA](group) men fled.", "Red Star Army|RSA"),
    ("[Al-Shabaab](group) grew; [al-Shabab](group) fell.", "Al-Shabaab|al-Shabab"),
    ("[Hizbullah](group) grew; [Hezbollah](group) fell.", "Hizbullah|Hezbollah"),
    ("[Red Army](group), better known as the [Wolves](group), grew.", "Red Army|Wolves"),
    ("[Red Army](group), also called the Grey Wolves, grew.", "Grey Wolves|Red Army"),
    ("[Red Army](group), or [RA](group), grew.", "Red Army|RA"),
    ("[Omar Haidar](person) alias [Gul Khan](person) was held.", "Omar Haidar|Gul Khan"),
    ("[Omar Haidar](person), also known as Abu Salim, was held.", "Omar Haidar|Abu Salim"),
    ("[Omar Haidar](person) came. [Haidar](person) left.", "Omar Haidar|Haidar"),
    ("[Omar Haidar](person) came. Then Haidar left.", "Omar Haidar|Haidar"),
    ("[Gen. Omar Haidar](person) came. [General Haidar](person) left.",
     "Gen. Omar Haidar|General Haidar"),
    ("[President Omar Haidar](person) came. [Haidar](person)’s men left.",
     "President Omar Haidar|Haidar"),
    ("[Omar](person) came with others. [Omar Haidar](person) left.", "Omar Haidar|Omar"),
    ("[Abu Bakr al-Naji](person) came. [al-Naji](person) left.", "Abu Bakr al-Naji|al-Naji"),
    ("[RSA](group) chief [Omar Haidar](person) came. The RSA chief left.", "Omar Haidar|RSA chief"),
    ("[Omar Haidar](person), leader of the [RSA](group), came. The RSA leader left.",
     "Omar Haidar|RSA leader"),
    ("[Omar Haidar](person), the co-founder of [RSA](group), came. The RSA chief left.",
     "Omar Haidar|RSA chief"),
    ("[Omar Haidar](person), who heads [RSA](group), came. [The RSA chief](person) left.",
     "Omar Haidar|RSA chief"),
    ("RSA BOSS KILLED\n\n[Omar Haidar](person), the leader of the [RSA](group), died.",
     "Omar Haidar|RSA BOSS"),
    ("In [Tikrit](place) and again in [Tikrit](place).", "Tikrit"),
    ("[the Ministry of Defence](government) spoke; [the Ministry of Defense](government).",
     "Ministry of Defence|Ministry of Defense"),
]  # fmt: skip

# Marked texts in which the number of entities says that nothing was joined by guess.
APART = [
    ("[Omar Haidar](person) met [Ali Haidar](person). [Haidar](person) left.", 3),
    ("[al-Qaeda](group) fought [Islamic State](group).", 2),
    ("[al-Qaeda in Iraq](group) split from [al-Qaeda](group).", 2),
    ("[Tigray Front](group) (pictured) met [Oromo Front](group).", 2),
    ("[A soldier](people) fell. [A soldier](people) fled.", 2),
    ("[Two men](people) and [two boys](people) came; [the children](people) left.", 3),
    ("[RSA](group) chief [Omar Haidar](person), [RSA](group) head [Ali Nur](person), the RSA boss",
     3),
    ("A former [RSA](group) chief met [Omar Haidar](person), leader of [RSA](group).", 2),
    ("[Jordan](place) mourned [Jordan](person).", 2),
    ("[Omar Haidar](person) (42) came.", 1),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "names"), ONE)
def test_names_of_one_are_joined(marked: str, names: str) -> None:
    (draft,) = AliasStage()([a_marked_draft(marked)])
    name, *others = names.split("|")
    entity = next(entity for entity in draft.entities if entity.name == name)
    told = {re.sub("^[Tt]he ", "", span.quote(draft.report.text)) for span in entity.mentions}
    assert told == {name, *others}
    assert set(entity.aliases) <= set(others)


def test_a_name_is_better_than_words_that_describe_and_these_than_pronouns() -> None:
    marked = (
        "[The gang](group) fled, [Red Wolves](group) said. [It](group) fled. [its band](group)."
    )
    pairs = tuple(Pair(first=0, second=other, score=0.9) for other in (1, 2, 3))
    named, told = (
        a_marked_draft(text, same_entities=pairs) for text in (marked, marked.replace("Red W", "w"))
    )
    for draft, names in ((named, ["Red Wolves"]), (told, ["its band", "gang", "wolves"])):
        (entity,) = next(AliasStage()([draft])).entities
        assert [entity.name, *entity.aliases] == names
        assert len(entity.mentions) == 4


def test_a_bare_number_is_people() -> None:
    (draft,) = AliasStage()([a_marked_draft("It killed [17](number) on [Monday](time).")])
    assert [(entity.name, entity.kind.value) for entity in draft.entities] == [("17", "people")]


@pytest.mark.parametrize(("marked", "number"), APART)
def test_when_two_could_be_meant_nothing_is_joined(marked: str, number: int) -> None:
    (draft,) = AliasStage()([a_marked_draft(marked)])
    assert len(draft.entities) == number


def test_new_mentions_come_after_the_old_ones() -> None:
    draft = a_marked_draft("[Malik Noor](person) came. Noor left. [Noor](person) slept.")
    (fuller,) = AliasStage()([draft])
    assert fuller.mentions[: len(draft.mentions)] == draft.mentions
    assert [m.span.start for m in fuller.mentions[len(draft.mentions) :]] == [17]


def find_mentions(text: str, *mentions: Mention) -> tuple[Mention, ...]:
    return find_entities(a_draft(text, mentions=mentions)).mentions


@pytest.mark.parametrize("text", ["What IS does is known.", "The wall is IS.", "IS is here."])
def test_a_short_form_is_not_the_word_it_spells(text: str) -> None:
    mentions = find_mentions(text, a_mention(text, "IS", "group"))
    assert len(mentions) == 1


@pytest.mark.parametrize("words", ["The ", "the ", " ", "The  "])
def test_an_article_alone_is_no_name_to_look_for(words: str) -> None:
    text = "Then The  the Omar came."
    mentions = find_mentions(text, a_mention(text, words, "group"))
    assert len(mentions) == 1


def test_a_longer_name_is_not_taken_for_the_surname() -> None:
    text = "Omar Haidar came. Salim Haidar and Haidar Jones left."
    mentions = find_mentions(text, a_mention(text, "Omar Haidar", "person"))
    assert len(mentions) == 1


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mention]]:
    words = st.sampled_from(["IS", "the", "LeJ chief", "Omar", "Haidar", "(", ")", "also known as",
                             "İ", "ß", "\n\n", ",", "’s", "Red Army", "of", "leader"])  # fmt: skip
    text = draw(st.one_of(st.text(max_size=60), st.lists(words, max_size=30).map(" ".join)))
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=8))
    kinds = st.sampled_from(list(MentionKind))
    mentions = [Mention(span=Span(a, b), kind=draw(kinds), score=0.5) for a, b in spans]
    return text, mentions


@given(marked_texts())
def test_every_mention_is_in_at_most_one_entity_and_nothing_raises(
    case: tuple[str, list[Mention]],
) -> None:
    text, mentions = case
    draft = find_entities(a_draft(text, mentions=tuple(mentions)))
    found, entities = draft.mentions, draft.entities
    assert [m.span for m in found[: len(mentions)]] == [m.span for m in mentions]
    assert len({entity.id for entity in entities}) == len(entities)
    quotes = [{span.quote(text) for span in entity.mentions} for entity in entities]
    assert all(
        any(entity.name in q for q in have) for entity, have in zip(entities, quotes, strict=True)
    )
