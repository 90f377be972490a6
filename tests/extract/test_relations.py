from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.aliases import AliasStage
from dateline.extract.relations import RelationStage, find_relations
from dateline.records.draft import Draft
from dateline.records.finding import Tie
from dateline.records.mention import Mention, MentionKind
from dateline.records.span import Span
from tests.builders import (
    a_draft,
    a_marked_draft,
    a_report,
    a_source,
    an_attribution,
    plain_sentences,
)

P, Q = "[Omar Haidar](person)", "[Ali Nur](person)"
G, F = "[Red Army](group)", "[Blue Front](group)"
# A marked text, and the one tie that it tells: subject, relation, object, modality.
TOLD = [
    (f"{P}, the co-founder of the {G}, spoke.", "Omar Haidar founded Red Army asserted"),
    (f"{P}, founder of {G}, spoke.", "Omar Haidar founded Red Army asserted"),
    (f"{P} founded the {G} in May.", "Omar Haidar founded Red Army asserted"),
    (f"The {G} was founded by {P}.", "Omar Haidar founded Red Army asserted"),
    (f"{P}, the leader of the {G}, spoke.", "Omar Haidar leads Red Army asserted"),
    (f"{P}, who leads the {G}, spoke.", "Omar Haidar leads Red Army asserted"),
    (f"{P}, who commanded {G}, died.", "Omar Haidar leads Red Army asserted"),
    (f"The {G} chief {P} spoke.", "Omar Haidar leads Red Army asserted"),
    (f"The {G} (RA) chief, {P}, spoke.", "Omar Haidar leads Red Army asserted"),
    (f"{G}'s leader {P} spoke.", "Omar Haidar leads Red Army asserted"),
    (f"{P}, the {G}'s leader, spoke.", "Omar Haidar leads Red Army asserted"),
    (f"The {G}, led by {P}, fled.", "Omar Haidar leads Red Army asserted"),
    (f"{P} was to become the chief of {G}.", "Omar Haidar leads Red Army planned"),
    (f"{P} was named the new leader of {G}.", "Omar Haidar leads Red Army asserted"),
    (f"{P} was all set to formally join {G}.", "Omar Haidar member_of Red Army planned"),
    (f"{P} joined {G} in May.", "Omar Haidar member_of Red Army asserted"),
    (f"{P}, a member of the {G}, fled.", "Omar Haidar member_of Red Army asserted"),
    (f"{G} spokesman {P} spoke.", "Omar Haidar member_of Red Army asserted"),
    (f"{P}, believed to be a member of {G}.", "Omar Haidar member_of Red Army alleged"),
    (f"Police said {P} had joined {G}.", "Omar Haidar member_of Red Army asserted"),
    (f"{P} denied that he had joined {G}.", "Omar Haidar member_of Red Army denied"),
    (f"The {G}, a faction of the {F}, fled.", "Red Army part_of Blue Front asserted"),
    (f"The {G} is an offshoot of {F}.", "Red Army part_of Blue Front asserted"),
    (f"The {G} pledged allegiance to {F}.", "Red Army pledged_to Blue Front asserted"),
    (f"{P} has sworn allegiance to {G}.", "Omar Haidar pledged_to Red Army asserted"),
    (f"The {G}, allied with {F}, fled.", "Red Army allied_with Blue Front asserted"),
    (f"{P} was known to have close links with {G}.", "Omar Haidar linked_to Red Army asserted"),
    (f"{P} was in touch with {G}.", "Omar Haidar linked_to Red Army asserted"),
    (f"{G}-linked [militants](people) fled.", "militants linked_to Red Army asserted"),
    (f"[Men](people) believed to be linked with {G} fled.", "Men linked_to Red Army alleged"),
    (f"{P} fell with [his two sons](people).", "his two sons family_of Omar Haidar asserted"),
    (f"{Q} said {P} fell with [his wife](people).", "his wife family_of Omar Haidar asserted"),
    (f"{P} has no links with {G}.", "Omar Haidar linked_to Red Army negated"),
    (f"{P}, a brother of {Q}, fled.", "Omar Haidar family_of Ali Nur asserted"),
    (f"{P}'s brother {Q} fled.", "Ali Nur family_of Omar Haidar asserted"),
    (f"[relatives](people) of {P} came.", "relatives family_of Omar Haidar asserted"),
    (f"[Two soldiers](people) of the {G} fell.", "Two soldiers member_of Red Army asserted"),
    (f"{P}, a {G} commander, fell.", "Omar Haidar member_of Red Army asserted"),
    (f"{P}, the {G} commander, fell.", "Omar Haidar leads Red Army asserted"),
    (f"{P}, deputy head of the {G}, fell.", "Omar Haidar member_of Red Army asserted"),
    (f"{G} spokesman Colonel {P} spoke.", "Omar Haidar member_of Red Army asserted"),
    (f"The {G} fled.\n\nAll is well, [its spokesman](people) said.",
     "its spokesman member_of Red Army asserted"),
    (f"{P} died. [His brother](people) fled.", "His brother family_of Omar Haidar asserted"),
    (f"{P}, who calls himself a member of {G}.", "Omar Haidar member_of Red Army claimed"),
    (f"[A suspected member](people) of the {G}.",
     "A suspected member member_of Red Army alleged"),
]  # fmt: skip

UNTOLD = [
    f"{P} met {G} fighters.",
    f"{P} and {Q} came.",
    f"The {G} attacked the {F}.",
    f"The {G} killed {P}.",
    f"{P} of [Gao](place) fell.",
    f"The leader said {P} was ill.",
    f"{P} left.\n\n{G} leader unknown.",
]


def read(marked: str) -> Draft:
    (draft,) = RelationStage()(AliasStage()([a_marked_draft(marked)]))
    return draft


@pytest.mark.parametrize(("marked", "tie"), TOLD)
def test_a_sentence_tells_one_tie(marked: str, tie: str) -> None:
    draft = read(marked)
    names = {entity.id: entity.name for entity in draft.entities}
    told = [
        f"{names[c.subject]} {c.field} {names[str(c.value)]} {c.modality.value}"
        for c in draft.claims
    ]
    assert told == [tie]


@pytest.mark.parametrize("marked", UNTOLD)
def test_words_near_each_other_tell_no_tie(marked: str) -> None:
    assert read(marked).claims == ()


def test_the_abc_chief_leads_abc_wherever_he_is_called_so() -> None:
    draft = read(f"{P}, founder of {G}, spoke. The Red Army chief left.")
    assert [(c.field, c.raw) for c in draft.claims] == [
        ("founded", "Omar Haidar, founder of Red Army"),
        ("leads", "The Red Army chief"),
    ]


def test_a_tie_carries_who_tells_it() -> None:
    draft = a_marked_draft(f"An official said that {P} had joined {G}.")
    own, official = a_source(draft.report, "said", "outlet"), a_source(draft.report, "official")
    said = an_attribution(draft.report, official, "Omar Haidar had joined Red Army")
    (draft,) = RelationStage()([replace(draft, cited=(own, official), attributions=(said,))])
    assert [claim.sources for claim in draft.claims] == [(official.id,)]


def test_a_tie_of_the_model_counts_where_such_two_may_be_tied() -> None:
    ties = (
        Tie(subject=0, relation="member_of", object=2, score=0.4),
        Tie(subject=0, relation="member_of", object=1, score=0.9),
        Tie(subject=2, relation="part_of", object=1, score=0.9),
        Tie(subject=2, relation="leads", object=2, score=0.9),
    )
    draft = a_marked_draft(f"{P} met {Q}.\n\nThe {G} fled.", ties=ties)
    (claim,) = find_relations(draft, "relations/2")
    assert (claim.field, claim.raw, claim.score) == ("member_of", "Omar Haidar", 0.4)


def test_of_one_tie_told_twice_the_surer_words_are_taken() -> None:
    tie = Tie(subject=0, relation="leads", object=1, score=0.9)
    draft = a_marked_draft(f"{P}, the leader of the {G}, spoke. {P} left {G}.", ties=(tie,))
    (claim,) = find_relations(draft, "relations/2")
    assert claim.score == 0.9


PIECES = ["Omar", "Red Army", "leader of", "his son", "founder of", "his sons", "joined", ",", "(",
          "'s", "İ", "<p0>", "links with", "pledged allegiance to", "the", "."]  # fmt: skip


@given(st.data())
def test_evidence_quotes_the_text_for_any_mentions(data: st.DataObject) -> None:
    text = data.draw(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
    ends = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=8))
    kinds = st.sampled_from(list(MentionKind))
    mentions = tuple(Mention(span=Span(a, b), kind=data.draw(kinds), score=0.5) for a, b in spans)
    sentences = plain_sentences(text)
    draft = a_draft(report=a_report(text), mentions=mentions, sentences=sentences)
    (named,) = AliasStage()([draft])
    for claim in find_relations(named, "relations/2"):
        assert claim.raw == claim.evidence.quote(text) != ""
        assert claim.subject != claim.value
