"""Tests of the counts of people that a text states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.count_sentences import find_counts
from dateline.extract.counts import CountStage
from dateline.records.draft import Draft
from dateline.records.event import Count, CountKind
from dateline.records.finding import CountLink
from dateline.records.mention import Mention, MentionKind
from dateline.records.report import Report
from dateline.records.span import Span
from tests.builders import a_mention, a_report

# words | what low..high whom, one for each count; `-` for null and for no count at all
COUNTED = """
At least 30 people were killed in the blast. | killed 30..- people
Dozens were killed overnight. | killed 24..- -
Dozens of villagers were killed. | killed 24..- villagers
Scores of prisoners were executed. | killed 40..- prisoners
Hundreds of residents fled. | displaced 200..- residents
Tens of thousands of people were displaced. | displaced 20000..- people
More than 20 soldiers died. | killed 21..- soldiers
Over 100 rebels were killed. | killed 101..- rebels
Up to 50 people were killed. | killed -..50 people
As many as 50 people were killed. | killed -..50 people
Fewer than ten officers were hurt. | injured -..9 officers
No fewer than ten officers were hurt. | injured 10..- officers
About 40 villagers were killed. | killed 40..40 villagers
Nearly 40 villagers were killed. | killed 40..40 villagers
Between 8 and 10 people were killed. | killed 8..10 people
The mine killed 8 to 10 people. | killed 8..10 people
The mine killed 8-10 people. | killed 8..10 people
Several guards were wounded. | injured 3..- guards
A few guards were wounded. | injured 3..- guards
Several hundred guards were wounded. | injured 300..- guards
A couple of guards were wounded. | injured 2..2 guards
Both guards were wounded. | injured 2..2 guards
A dozen guards were wounded. | injured 12..12 guards
Half a dozen guards were wounded. | injured 6..6 guards
Three dozen guards were wounded. | injured 36..36 guards
Some two lakh people were displaced. | displaced 200000..200000 people
One hundred and five miners perished. | killed 105..105 miners
Twenty-five miners lost their lives. | killed 25..25 miners
The floods uprooted 1,250 people. | displaced 1250..1250 people
Some 4,000 people fled. | displaced 4000..4000 people
About 300 families were displaced. | displaced 300..- families
The raid left 300 people homeless. | displaced 300..300 people
He was killed along with 13 others including his two sons. | killed 14..14 13 others
Two men were killed along with their driver. | killed 3..3 their driver
She was abducted together with three aides. | abducted 4..4 three aides
The brothers were killed along with 13 others. | killed 15..- 13 others
Ahmed and three others were killed. | killed 4..4 Ahmed and three others
Ali Ray, his wife and two sons were killed. | killed 4..4 Ali Ray, his wife and two sons
Ali Ray, a poet, and his wife were killed. | killed 2..2 Ali Ray, a poet, and his wife
Ali Ray, along with two boys, was killed. | killed 3..3 Ali Ray, along with two boys
Five men, a girl and three boys were killed. | killed 9..9 Five men, a girl and three boys
Two men, a doctor and a nurse, were killed. | killed 2..2 a doctor and a nurse
A doctor and a nurse were kidnapped. | abducted 2..2 A doctor and a nurse
The mayor and two guards were shot dead. | killed 3..3 The mayor and two guards
A child was among the five killed. | killed 5..5 -
Three children were among the 12 people killed. | killed 12..12 people
14 people, among them three children, were killed. | killed 14..14 people
14 people, including three children, were killed. | killed 14..14 people
14 people, two of them women, were killed. | killed 14..14 people
14 people (three of them children) were killed. | killed 14..14 people
The blast killed 14 people, including three children. | killed 14..14 people
The blast killed 14 people, three of them children. | killed 14..14 people
Of the 50 passengers aboard, 12 died. | killed 12..12 -
Two of the passengers died. | killed 2..2 of the passengers
Three of his bodyguards were wounded. | injured 3..3 of his bodyguards
The blast killed five people and wounded 20 others. | killed 5..5 people; injured 20..20 others
A bomb went off, killing five and injuring dozens. | killed 5..5 -; injured 24..- -
Five people were killed and 20 others wounded. | killed 5..5 people; injured 20..20 others
Five people were killed and 20 were injured. | killed 5..5 people; injured 20..20 -
The attack left five dead and 10 wounded. | killed 5..5 -; injured 10..10 -
15 dead, 40 hurt | killed 15..15 -; injured 40..40 -
Five Killed, Twenty Injured In Market Blast | killed 5..5 -; injured 20..20 -
Gunmen kill three in raid on village | killed 3..3 -
The two wounded were taken away. | injured 2..2 -
Five people killed in the clash were buried. | killed 5..5 people
Five people who were killed in the clash were buried. | killed 5..5 people
Two gunmen attacked a village and five people were killed. | killed 5..5 people
Police said five people were killed when two men opened fire. | killed 5..5 people
In 2015, 45 people were killed. | killed 45..45 people
On July 29 three men were killed. | killed 3..3 men
Four soldiers suffered injuries. | injured 4..4 soldiers
Three men, aged 20 and 25, were killed. | killed 3..3 men
The killing of three policemen angered the town. | killed 3..3 policemen
He deplored the deaths of two aid workers. | killed 2..2 aid workers
The kidnapping of 276 girls shocked the country. | abducted 276..276 girls
The arrest of two suspects was announced. | arrested 2..2 suspects
There were 14 civilian deaths and 12 arrests. | killed 14..14 civilian; arrested 12..12 -
The army confirmed three fatalities. | killed 3..3 -
The raid claimed the lives of 12 civilians. | killed 12..12 civilians
The bodies of six men were found. | killed 6..6 men
The death toll rose to 14. | killed 14..14 -
The death toll rose to 30 from 22. | killed 30..30 -
The death toll rose from 22 to 30. | killed 30..30 -
The death toll rose by 3 to 17. | killed 17..17 -
The death toll has reached at least 60. | killed 60..- -
The number of people killed stands at 11. | killed 11..11 -
The number of injured climbed to 80. | injured 80..80 -
Two suspects were arrested. | arrested 2..2 suspects
Police detained a dozen protesters. | arrested 12..12 protesters
Nine men and one woman were taken into custody. | arrested 10..10 Nine men and one woman
Gunmen kidnapped 317 girls. | abducted 317..317 girls
Gunmen took 20 people hostage. | abducted 20..20 people
They seized and kidnapped the chief along with 30 men. | abducted 31..31 the chief along with 30 men
Three soldiers were kidnapped and killed. | abducted 3..3 soldiers; killed 3..3 soldiers
A 30-year-old man was killed. | killed 1..1 30-year-old man
A policeman was beheaded. | killed 1..1 policeman
Another woman was injured. | injured 1..1 woman
Militants shot dead journalist Daphne Miles. | killed 1..1 journalist Daphne Miles
Two Kurds were gunned down. | killed 2..2 Kurds
The shelling killed 12 Tibetans on Sunday. | killed 12..12 Tibetans
Also killed were two guards. | killed 2..2 guards
Erik Lund and his son were killed. | killed 2..2 Erik Lund and his son
The bomb killed Mr. Lund and 20 other people. | killed 21..21 Mr. Lund and 20 other people
Troops fired on the crowd, killing three of them. | killed 3..3 of them
Two of them were killed. | killed 2..2 of them
Three men aged between 19 and 24 were arrested. | arrested 3..3 men
Two men aged 19 and 24 were arrested. | arrested 2..2 men
Five men and a man aged 22 were hurt. | injured 6..6 Five men and a man
A man, 24, and a woman, 31, were killed. | killed 2..2 A man, 24, and a woman
Gunmen killed Ali Ray, 24, and two others. | killed 3..3 Ali Ray, 24, and two others
Fifteen (15) persons were killed. | killed 15..15 persons
The mine killed thirty-eight (38) others. | killed 38..38 others
LAGOS: Nine drivers were killed. | killed 9..9 drivers
They confirmed not fewer than 11 deaths. | killed 11..- -
The number of people who died in the blast has risen to 24. | killed 24..24 -
Two men of the Front (RF) and a guard died. | killed 3..3 Two men of the Front (RF) and a guard
Six men of the Au Band, or AB, and a boy died | killed 7..7 Six men of the Au Band, or AB, and a boy
An attack in May killed 20 people. | killed 20..20 people
The mine may have killed 20 people. | killed 20..20 people
They managed to kill three guards. | killed 3..3 guards
Some 900 people were forced to flee. | displaced 900..900 people
The war has displaced more than 1.5 million people. | displaced 1500001..- people
Some 1500 displaced residents were sheltered in a school. | displaced 1500..1500 -
Around 50 people are reported dead. | killed 50..50 people
He mourned the deaths of 14 U.S. Marines. | killed 14..14 U.S. Marines
Last May, a writer and Roman Catholic was detained. | arrested 1..1 a writer and Roman Catholic
Eighteen miners missing since Saturday have been found dead. | killed 18..18 miners
At least two people were reported wounded. | injured 2..- people
The army detained four Arabs allegedly hired by rebels. | arrested 4..4 Arabs
Anna Lund and Mark Holm, a teacher, have been killed. | killed 2..- -
Hundreds of thousands of villagers fled. | displaced 200000..- villagers
A clash left one soldier and seven rebels dead. | killed 8..8 one soldier and seven rebels
Four soldiers and an interpreter have been hurt. | injured 5..5 Four soldiers and an interpreter
No one was killed. | killed 0..0 -
Nobody was hurt. | injured 0..0 -
No one was killed or injured. | injured 0..0 -; killed 0..0 -
None of the 12 hostages was hurt. | injured 0..0 of the 12 hostages
No civilians were killed. | killed 0..0 civilians
"""

UNCOUNTED = """
No casualties were reported.
No deaths were reported.
There were 14 casualties.
The three men were not killed.
Five people were killed and wounded.
Five people were killed or injured.
Among those killed were two soldiers.
The team killed the game 2-0.
Parliament killed the bill.
300 tonnes were seized.
The disease killed 300 cattle.
The shells killed 12 goats.
Officials found more than 40 dead wild birds.
He was killed on 12 May.
He was killed 10 days after the raid.
The man, aged 34, was killed.
He paid 300,000 pesos to the assassin who killed the leader.
Two gunmen fled.
Three people fled.
The film killed time.
He denied the 1979 murders.
Four officers were among the dead.
Many pilgrims walked to the tomb of Imam Hussein, who was killed in a battle.
Lahore and Multan were displaced.
He was executed in 2009.
The 12 militants opened fire.
He was shot at four times and hurt his knee.
An attack on 9/11 killed him.
A captain and four militiamen were sentenced to death.
Two points separate them from the team that kidnapped the show.
The rebels threaten to kill 17 hostages.
They planned to abduct three engineers.
A bomb of that size could kill 20 people.
A bomb of that size could have killed 20 people.
Thirty hostages will be killed.
Two prisoners are to be executed on Friday.
The attempted murder of two judges shook the town.
Police prevented the killing of three men.
"""

ATTACKERS = [
    ("Five people, including two attackers, died.", True),
    ("The blast killed five people, including the bomber.", True),
    ("Three attackers were killed.", True),
    ("The bomber killed himself and three passers-by.", True),
    ("The blast killed five people, excluding the bomber.", False),
    ("The blast killed five people, not including the two attackers.", False),
    ("Five people were killed.", None),
    ("Two gunmen were killed in an air strike.", None),
]


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in table.strip().splitlines()]


def counts_of(text: str, *mentions: Mention) -> tuple[Count, ...]:
    return find_counts(text, (Span(0, len(text)),), mentions)


def written(count: Count) -> str:
    low, high = ("-" if bound is None else str(bound) for bound in (count.low, count.high))
    return f"{count.what} {low}..{high} {count.whom or '-'}"


@pytest.mark.parametrize(("text", "expected"), rows(COUNTED))
def test_counts_are_read_with_whom_they_count(text: str, expected: str) -> None:
    assert "; ".join(written(count) for count in counts_of(text)) == expected


@pytest.mark.parametrize("text", UNCOUNTED.strip().splitlines())
def test_what_counts_nobody_gives_no_count(text: str) -> None:
    assert counts_of(text) == ()


@pytest.mark.parametrize(("text", "includes"), ATTACKERS)
def test_attackers_are_included_only_where_the_words_say_so(text: str, includes: object) -> None:
    assert [count.includes_attackers for count in counts_of(text)] == [includes]


def test_span_holds_the_words_from_the_number_to_the_verb() -> None:
    text = "On Monday at least 30 people in the market were killed by a bomb."
    assert counts_of(text)[0].span.quote(text) == "at least 30 people in the market were killed"


def a_person(text: str, name: str) -> Mention:
    start = text.index(name)
    return Mention(span=Span(start, start + len(name)), kind=MentionKind.PERSON, score=1.0)


def test_one_named_person_counts_where_the_name_is_known() -> None:
    text = "Militants shot dead Daphne Miles in the street."
    assert counts_of(text) == ()
    assert [written(c) for c in counts_of(text, a_person(text, "Daphne Miles"))] == [
        "killed 1..1 Daphne Miles"
    ]


def test_mention_of_people_delimits_who_is_counted() -> None:
    text = "The blast killed 12 members of the border guard near the gate."
    words = "12 members of the border guard"
    start = text.index(words)
    people = Mention(
        span=Span(start + 3, start + len(words)), kind=MentionKind.PEOPLE, score=1.0
    )  # fmt: skip
    assert written(counts_of(text, people)[0]) == "killed 12..12 members of the border guard"


def test_sentences_are_read_apart() -> None:
    text = "Five people fell. Were killed, they said."
    assert find_counts(text, (Span(0, 17), Span(18, len(text)))) == ()


def test_stage_fills_the_counts_of_each_draft() -> None:
    text = "Five people were killed."
    report = Report(id="r", sha256="", text=text)
    draft = Draft(report=report, sentences=(Span(0, len(text)),))
    assert [count.low for count in next(CountStage()([draft])).counts] == [5]


PIECES = [row[0] for row in rows(COUNTED)] + UNCOUNTED.split("\n") + ["and", ",", "killed", "12"]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join))


@given(text=TEXTS, cut=st.integers(min_value=0, max_value=40))
def test_any_text_gives_ordered_bounds_and_words_within_the_sentence(text: str, cut: int) -> None:
    sentence = Span(min(cut, len(text)), len(text))
    for count in find_counts(text, (sentence,)):
        assert sentence.covers(count.span) and count.span.quote(text).strip()
        assert count.low is not None or count.high is not None
        if count.low is not None and count.high is not None:
            assert 0 <= count.low <= count.high
        assert count.whom is None or count.whom.strip()


@given(number=st.integers(min_value=2, max_value=9_999_999))
def test_written_numbers_come_back(number: int) -> None:
    for digits in (str(number), f"{number:,}"):
        count = counts_of(f"The flood killed {digits} people.")[0]
        assert (count.low, count.high) == (number, number)


def test_the_model_counts_whom_no_rule_sees() -> None:
    text = "Three porters fell at the gate, and two guards were killed."
    mentions = (a_mention(text, "Three porters"), a_mention(text, "two guards"))
    links = (
        CountLink(trigger=0, mention=0, what=CountKind.KILLED, score=0.9),
        CountLink(trigger=0, mention=0, what=CountKind.INJURED, score=0.8),
        CountLink(trigger=0, mention=1, what=CountKind.INJURED, score=0.9),
    )
    draft = Draft(
        report=a_report(text), sentences=(Span(0, len(text)),), mentions=mentions, count_links=links
    )
    (found,) = CountStage()([draft])
    told = [(count.what, count.low, count.span.quote(text)) for count in found.counts]
    assert told == [
        (CountKind.KILLED, 3, "Three porters"),
        (CountKind.KILLED, 2, "two guards were killed"),
    ]
