"""Markdown: mark-up gone, words and order kept."""

from datetime import date

from dateline.read.markdown import read_markdown

LATEST = date(2024, 1, 1)


def test_mark_up_goes_and_words_stay() -> None:
    story = read_markdown(
        "# Nine die in *blast*\n\nKABUL: A **bomb** [went off](http://x.test)\nat noon.\n\n"
        "![a picture](x.png)\n\n- two men\n- a boy\n",
        LATEST,
    )
    assert story.title == "Nine die in blast"
    assert story.paragraphs == ("KABUL: A bomb went off at noon.", "two men", "a boy")


def test_front_matter_is_the_header() -> None:
    story = read_markdown(
        '---\ntitle: "Nine die"\ndate: 2015-08-20\nauthor: Ann Lee\nsource: Hill Gazette\n---\n'
        "A bomb went off.\n\nNobody claimed it.\n",
        LATEST,
    )
    assert (story.title, story.byline, story.outlet) == ("Nine die", "Ann Lee", "Hill Gazette")
    assert (story.published, story.published_source) == ("2015-08-20", "text")
    assert story.paragraphs == ("A bomb went off.", "Nobody claimed it.")
