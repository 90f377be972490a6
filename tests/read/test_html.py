"""HTML pages: the article's text and header, whole."""

from datetime import date

import pytest

from dateline.read.html import read_html
from dateline.read.story import Story

LATEST = date(2024, 1, 1)
SENTENCES = (
    "A bomb killed nine people near a market in the old town on Wednesday morning.",
    "The wounded were taken to a hospital, where two of them were said to be dying.",
    "The governor called it a cowardly attack and promised help to the families.",
)


def read(body: str, head: str = "") -> Story:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>", LATEST)


def article(*sentences: str) -> str:
    return "".join(f"<p>{words}</p>" for words in sentences)


def test_paragraphs_come_in_order_without_the_menu() -> None:
    menu = "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
    story = read(f"{menu}<article><h1>Nine die</h1>{article(*SENTENCES)}</article>")
    assert story.paragraphs[-3:] == SENTENCES
    assert not any("World" in words for words in story.paragraphs)
    assert story.title == "Nine die"


def test_the_rest_of_a_parted_article_is_restored_with_a_warning() -> None:
    first, second = SENTENCES * 3, [f"{number} {SENTENCES[0]}" for number in "ABC"]
    advert = "<div class='ad'><span>Advertisement</span></div>" * 3
    story = read(
        f"<div class='row'><div class='body'>{article(*first)}</div></div>{advert}"
        f"<div class='grid'><div><div class='body'>{article(*second)}</div></div></div>"
    )
    assert set(second) <= set(story.paragraphs)


def test_words_in_an_inline_link_span_stay_in_their_sentence() -> None:
    linked = "The army <span class='link'><a href='/x'>took the hill</a></span> on Monday night."
    story = read(f"<article>{article(*SENTENCES, linked)}</article>")
    assert "The army took the hill on Monday night." in story.paragraphs


def test_text_given_as_data_is_used_when_the_mark_up_shows_less() -> None:
    body = "\\n".join(SENTENCES * 4)
    data = f'{{"@type": "NewsArticle", "headline": "Nine die", "articleBody": "{body}"}}'
    head = f'<script type="application/ld+json">{data}</script>'
    story = read(f"<article>{article(*SENTENCES, SENTENCES[0])}</article>", head)
    assert story.paragraphs == SENTENCES * 4
    assert [warning.code for warning in story.warnings] == ["text_from_data"]


@pytest.mark.parametrize("mark", ["\u200d", "&zwj;", "&#8205;", "&#x200D;"])
def test_joiners_are_kept(mark: str) -> None:
    words = f"A woman wrote {'👩'}{mark}🚒 under the picture of the fire that night."
    story = read(f"<article>{article(*SENTENCES, words)}</article>")
    assert "👩\u200d🚒" in story.paragraphs[-1]
