"""Puts back paragraphs of an article that generic extraction left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

# A container class is the article's own when it holds this many of the extracted paragraphs.
MIN_SIBLINGS = 3
MIN_CHARS = 40
MAX_LINK_SHARE = 0.5

_SPACING = re.compile(r"\W+")


def restore_paragraphs(tree: HtmlElement, lines: Sequence[str]) -> list[str]:
    """Return the lines with what is missing of the article put in its place.

    Rules that choose one container lose the rest of an article whose containers are parted, by an
    advertisement for instance. The rest is found by the class that the containers share.

    Args:
        tree: the whole parsed page; not changed.
        lines: the extracted paragraphs, in page order.
    """
    places = {_key(line): at for at, line in enumerate(lines)}
    paragraphs = [(element, _words(element)) for element in tree.iter("p")]
    classes = Counter(_container(element) for element, words in paragraphs if _key(words) in places)
    own = {name for name, count in classes.items() if name and count >= MIN_SIBLINGS}
    missing: dict[int, list[str]] = {}
    at = None
    for element, words in paragraphs:
        at = places.get(_key(words), at)
        if at is None or _key(words) in places or _container(element) not in own:
            continue
        if len(words) >= MIN_CHARS and _is_prose(element, words):
            missing.setdefault(at, []).append(words)
    return list(_merged(lines, missing))


def _merged(lines: Sequence[str], missing: dict[int, list[str]]) -> Iterator[str]:
    seen = "".join(_key(line) for line in lines)
    for at, line in enumerate(lines):
        yield line
        yield from (words for words in missing.get(at, []) if _key(words) not in seen)


def _container(element: HtmlElement) -> str | None:
    parent = element.getparent()
    return None if parent is None else parent.get("class")


def _is_prose(element: HtmlElement, words: str) -> bool:
    """Say whether the paragraph holds no code or picture, and is not mostly links."""
    if next(element.iter("script", "style", "noscript", "iframe", "img"), None) is not None:
        return False
    linked = sum(len(_words(link)) for link in element.iter("a"))
    return linked < MAX_LINK_SHARE * len(words) and "<" not in words


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _key(words: str) -> str:
    """Return the words in a form in which spacing and typographic quotes make no difference."""
    return _SPACING.sub("", words)
