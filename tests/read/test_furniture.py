"""Furniture is cut with its reason; news that only resembles it stays."""

import pytest

from dateline.read.furniture import cut_furniture

STORY = "Two soldiers were killed when a mine went off under their truck near the border."
LONG = [STORY] * 6


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Click here to join our Telegram channel", "channel invitation"),
        ("Follow us on Twitter and Facebook for more", "channel invitation"),
        ("Support independent journalism", "plea for money"),
        ("We rely on readers: our journalism needs your donations.", "plea for money"),
        ("12 Comments", "comment form"),
        ("Required fields are marked *", "comment form"),
        ("ALSO READ: Army chief visits the front", "also-read link"),
        ("Read more: Who holds the valley?", "also-read link"),
        ("Share  Facebook  Twitter  WhatsApp  Email", "share bar"),
        ("Sign up for our daily newsletter", "newsletter box"),
        ("Reporting by Ann Lee in Quetta; editing by Bo Moss", "agency trailer"),
        ("(With inputs from PTI)", "agency trailer"),
        ("The Associated Press contributed to this report.", "agency trailer"),
        ("© 2024 Hill Gazette. All rights reserved.", "copyright line"),
        ("ADVERTISEMENT - CONTINUE READING BELOW", "advertisement mark"),
        ("Photo: Reuters", "caption credit"),
        ("Have a tip? Ann Lee can be reached at ann@example.com", "author's contact line"),
        ("Published in Hill Gazette, August 21st, 2015", "publication line"),
        ("Tags: Quetta, bombing, police", "tag line"),
        ("Updated: August 20, 2015 11:40 am", "publication line"),
    ],
)
def test_furniture_is_cut_with_its_reason(line: str, reason: str) -> None:
    trimmed = cut_furniture([STORY, line, STORY])
    assert trimmed.paragraphs == (STORY, STORY)
    assert [(cut.quote, cut.message) for cut in trimmed.cuts] == [
        (line, f"Cut as furniture: {reason}.")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "He urged followers to join the group on Telegram, a channel the army had banned,"
        " and police said that they were reading every message that the men had sent since May.",
        "The report says the agency has paid the company nearly 449,000 dollars this year.",
        "“We are paying with our lives for journalism,” the editor told readers, “and our"
        " newsroom needs your support.”",
        "Comments by the minister angered the opposition, which walked out of parliament.",
        "Updated figures show that 14 people were killed.",
        "On Tuesday 14 people were killed in Kabul.",
        "Share prices fell after the attack.",
        "From Kabul to Kandahar",
        "The advertisement called on young men to join the army.",
        "Most popular leaders were in jail by then.",
        "Reporters were beaten by the police.",
        "At least 238 journalists were detained in the US for contributing to a report that"
        " readers gave to the group.",
    ],
)
def test_news_that_resembles_furniture_stays(line: str) -> None:
    assert cut_furniture([STORY, line, STORY]).paragraphs == (STORY, line, STORY)


def test_a_comment_form_ends_the_story() -> None:
    trimmed = cut_furniture([*LONG, "Leave a Reply", "Great article, thanks!", "I disagree."])
    assert trimmed.paragraphs == tuple(LONG)
    assert [cut.quote for cut in trimmed.cuts][1:] == ["Great article, thanks!", "I disagree."]


def test_a_comment_form_above_the_story_does_not_swallow_it() -> None:
    assert cut_furniture(["Leave a Comment", *LONG]).paragraphs == tuple(LONG)


def test_headlines_under_a_label_go_with_it_and_the_story_goes_on() -> None:
    trimmed = cut_furniture([STORY, "Don't miss", "Army takes hill", "Ten die in flood", STORY])
    assert trimmed.paragraphs == (STORY, STORY)


def test_a_heading_goes_with_the_plea_under_it() -> None:
    plea = "Our journalism depends on readers: please donate so that we can go on."
    assert cut_furniture([STORY, "Why your support matters", plea]).paragraphs == (STORY,)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        (
            "Today more people are reading Valley Star than ever: fund our journalism, donate",
            "Valley Star",
        ),
        ("© 2024 Hill Gazette. All rights reserved.", "Hill Gazette"),
        ("The post Ten die in flood appeared first on The Marsh Courier.", "The Marsh Courier"),
        ("Subscribe to Marsh Courier's newsletter", "Marsh Courier"),
        ("Leave a Reply", None),
    ],
)
def test_the_outlet_is_named_by_furniture(line: str, outlet: str | None) -> None:
    assert cut_furniture([STORY, line]).outlet == outlet
