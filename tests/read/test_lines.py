"""Broken lines are joined; paragraphs and headings stay."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.lines import to_paragraphs

PARAGRAPH = (
    "The convoy was on its way to the border when the bomb went off. Police said that Colonel"
    " Ahmadzai, who commanded it, was unhurt. Three of his men were not, and one of them died in"
    " the military hospital of Jalalabad on Friday. Nobody has claimed the attack so far, although"
    " groups that are active in the valley have planted such bombs since May."
)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (
            "The biggest threat came from\nIS in July.",
            ("The biggest threat came from IS in July.",),
        ),
        ("He said\nnothing more.", ("He said nothing more.",)),
        ("It ended.\nThen it began.", ("It ended.", "Then it began.")),
        ("Leave a Reply\nYour name", ("Leave a Reply", "Your name")),
        ("One two\n\nthree four", ("One two", "three four")),
        ("The dead:\n- two men\n- a boy", ("The dead:", "- two men", "- a boy")),
        ("The  secur-\nity forces", ("The security forces",)),
        ("The anti-\nterror law", ("The anti-terror law",)),
        ("A hill-\ntop; the hill-top", ("A hill-top; the hill-top",)),
        ("One\r\n\r\ntwo\rThree", ("One", "two", "Three")),
    ],
)
def test_lines(text: str, paragraphs: tuple[str, ...]) -> None:
    assert to_paragraphs(text) == paragraphs


@given(st.integers(min_value=45, max_value=100))
def test_what_a_machine_wrapped_is_one_paragraph_again(width: int) -> None:
    wrapped = textwrap.fill(PARAGRAPH, width)
    assert to_paragraphs(f"{wrapped}\n\n{wrapped}") == (PARAGRAPH, PARAGRAPH)


@given(st.text(max_size=300))
def test_joining_never_loses_a_word(text: str) -> None:
    joined = "".join("".join(to_paragraphs(text)).split())
    assert joined.replace("-", "") == "".join(text.split()).replace("-", "")
