"""Markdown becomes a story."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dateline.read.story import Story
from dateline.read.toplines import take_top_lines

_FRONT_MATTER = re.compile(r"\A---\s*\n(?P<lines>.*?)\n(?:---|\.\.\.)\s*\n", re.DOTALL)


def read_markdown(text: str, latest: date) -> Story:
    """Return the story of a Markdown text; the first heading of the first level is its title.

    Lines of the front matter that name a title, author, date, source or URL are read as header.

    Args:
        text: the page, decoded.
        latest: the last day on which the page can have been published.
    """
    front = _FRONT_MATTER.match(text)
    head = front["lines"].replace('"', "").splitlines() if front else []
    facts = take_top_lines(Story(paragraphs=tuple(map(str.strip, head))), latest) if head else None
    tokens = MarkdownIt("commonmark").parse(text[front.end() :] if front else text)
    title = facts.title if facts else None
    paragraphs = []
    for tag, words in _blocks(tokens):
        if tag == "h1" and title is None:
            title = words
        else:
            paragraphs.append(words)
    story = Story(paragraphs=tuple(paragraphs), title=title)
    if facts:
        story = replace(facts, paragraphs=tuple(paragraphs), title=title)
    return take_top_lines(story, latest)


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Yield each block's tag and words, mark-up gone; code is kept, images are not."""
    tag = ""
    for token in tokens:
        if token.type.endswith("_open"):
            tag = token.tag
        words = _words(token) if token.type == "inline" else ""
        if token.type in {"fence", "code_block"}:
            words = token.content
        words = " ".join(words.split())
        if words:
            yield tag, words


def _words(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts)
