"""Words of a search: how they are cut, folded and shown in their place."""

import re
import unicodedata

from dateline.records.span import Span

SNIPPET_CHARS = 160


def split_query(query: str) -> list[list[str]]:
    """Return what a search asks for: each word or "quoted phrase" as its folded tokens."""
    parts = [phrase or word for phrase, word in re.findall(r'"([^"]*)"|(\S+)', query)]
    return [tokens for tokens in map(find_tokens, parts) if tokens]


def find_tokens(text: str) -> list[str]:
    """Return the runs of letters and digits, without accents and in lower case."""
    return re.findall(r"[^\W_]+", fold(text))


def fold(text: str) -> str:
    """Return the text without accents and capitals, one code point for each of the text's."""
    return "".join(map(_fold_character, text))


def make_snippet(text: str, query: str) -> tuple[str, tuple[Span, ...]]:
    """Return words of the text around the first that the search asks for, and where those stand."""
    folded = fold(text)
    phrases = [r"[\W_]+".join(tokens) for tokens in split_query(query)]
    pattern = re.compile("|".join(rf"(?<![^\W_]){phrase}(?![^\W_])" for phrase in phrases) or "$.")
    first = pattern.search(folded)
    middle = first.start() if first else 0
    start = max(0, middle - SNIPPET_CHARS // 2)
    end = min(len(text), start + SNIPPET_CHARS)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", end) if " " in text[end:] else len(text)
    lead, tail = "…" if start else "", "…" if end < len(text) else ""
    shift = len(lead) - start
    marks = (match.span() for match in pattern.finditer(folded, start, end))
    snippet = lead + re.sub(r"\s", " ", text[start:end]) + tail
    return snippet, tuple(Span(left + shift, right + shift) for left, right in marks)


def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    plain = unicodedata.normalize("NFKD", character)[0].lower()
    return plain if len(plain) == 1 else character
