"""OntoGUM: who and what is meant again, in Wikinews, interviews, biographies, court reports, ….

One file a document: the tokens, with the mentions of whatever is meant more than once, nominals and
pronouns of all sorts. The files are in no split folders. What GUM publishes as its test documents
is never trained on. Held out for the coreference task are the news documents that it publishes as
development ones (two) and a quarter of its other news, by the hash of their name: eight in all.
All other documents, of all genres, train.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.example import Example, Query, Stretch

# GUM's own test documents, as far as their genres are here.
PUBLISHED_TEST = frozenset(
    "academic_discrimination academic_eegimaa bio_dvorak bio_jespersen court_insanity "
    "court_mitigation interview_hill interview_libertarian news_nasa news_sensitive voyage_oakland "
    "voyage_vavau".split()
)
PUBLISHED_DEV_NEWS = frozenset({"news_homeopathic", "news_iodine"})
DEV_SHARE = 4
REACH = 2500  # characters; stretches farther from the asker than this share no window with it

_MARK = re.compile(r"\((\d+)\)|\((\d+)|(\d+)\)")
_CLOSER = re.compile(r"[.,;:!?%\])}”…]+$|['’](?:s|m|d|re|ve|ll)$|n['’`]t$|[’]$", re.IGNORECASE)
_OPENER = re.compile(r"(?:[(\[{“‘#]|(?:[A-Z]{1,2})?[$£€])$")
_PLAIN_QUOTES = ('"', "'")
_PENN_QUOTES = ("``", "''")
# Where the head of a phrase is surely over: an apposition, a relative clause, a bracket.
_TAIL = re.compile(r"\s*[,;:(\[]|\s+[–—-]{1,2}\s|\s(?=(?:who|whom|whose|which|that|where)\b)")
_WORD = re.compile(r"[\w'’]+")
_LISTS = re.compile(r"\b(?:and|or|&)\b")
_ENDINGS = frozenset("s t m d re ve ll".split())
_EDGES = " \n\"'“”‘’,"
_IDLE = frozenset("a an and or of the 's ’s s with for in to that this".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document's text and the chains of its mentions, each in text order."""

    name: str
    text: str
    chains: tuple[tuple[Stretch, ...], ...]


def load(folder: Path, split: str = "train") -> Iterator[Example]:
    """Yield the documents of a split: `train`, or `dev`, the news held out.

    Raises:
        FileNotFoundError: the folder holds no document.
    """
    for document in read_documents(folder):
        if is_dev(document.name) if split == "dev" else is_trained(document.name):
            yield Example(
                text=document.text,
                dataset="ontogum",
                queries=tuple(ask_fellows("coreference", document.text, document.chains)),
            )


def is_dev(name: str) -> bool:
    """Say whether a document is news that is held out, by its name such as `news_expo`."""
    if not name.startswith("news_") or name in PUBLISHED_TEST:
        return False
    digest = int(hashlib.sha256(name.encode()).hexdigest(), 16)
    return name in PUBLISHED_DEV_NEWS or digest % DEV_SHARE == 0


def is_trained(name: str) -> bool:
    """Say whether a document trains."""
    return name not in PUBLISHED_TEST and not is_dev(name)


def read_documents(folder: Path) -> Iterator[Document]:
    """Yield every document of the folder, in the order of their names.

    Raises:
        FileNotFoundError: the folder holds no document.
    """
    paths = sorted(folder.glob("*.conll"))
    if not paths:
        raise FileNotFoundError(f"no .conll file in {folder}")
    for path in paths:
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        told = [(cells[1], cells[2]) for cells in rows if len(cells) == 3]
        text, spans = join_tokens([word for word, _ in told], tight={"-", "/"})
        chains = _read_chains([mark for _, mark in told], spans)
        yield Document(name=path.stem.removeprefix("GUM_"), text=text, chains=chains)


def join_tokens(
    words: Sequence[str], *, breaks: Collection[int] = (), tight: Collection[str] = ()
) -> tuple[str, list[Stretch]]:
    """Return the text that the tokens were cut from, near enough, and where each one stands.

    Args:
        words: the tokens; Penn quotes become plain ones.
        breaks: indexes of the tokens that open a new line.
        tight: tokens with no space at either side, such as hyphens where words are cut at them.
    """
    text, before = "", ""
    quoted: set[str] = set()
    spans: list[Stretch] = []
    for number, word in enumerate(words):
        if number in breaks:
            quoted.clear()
        closes = _closes(word, before, quoted)
        if number in breaks:
            text += "\n" * bool(text)
        elif text and not (closes or {before, word} & {*tight} or _OPENER.match(before)):
            text += " "
        shown = '"' if word in _PENN_QUOTES else word
        spans.append(Stretch(len(text), len(text) + len(shown)))
        text += shown
        if shown[:1] in _PLAIN_QUOTES and not closes:
            quoted.add(shown[0])
        elif shown[-1:] in quoted:
            quoted.remove(shown[-1])
        before = "“" if shown in _PLAIN_QUOTES and not closes else word
    return text, spans


def _closes(word: str, before: str, quoted: Collection[str]) -> bool:
    """Say whether a token stands close to the one before it, given the quotation marks open."""
    if word in _PENN_QUOTES:
        return word == "''"
    if word in _PLAIN_QUOTES:
        return word in quoted or (word == "'" and before.endswith("s"))
    return _CLOSER.match(word) is not None or (before == "’" and word in _ENDINGS)


def _read_chains(marks: Iterable[str], spans: Sequence[Stretch]) -> tuple[tuple[Stretch, ...], ...]:
    chains: dict[str, set[Stretch]] = {}
    opened: dict[str, list[int]] = {}
    for number, cell in enumerate(marks):
        for alone, opening, closing in _MARK.findall(cell):
            chain = alone or opening or closing
            if not closing:
                opened.setdefault(chain, []).append(number)
            if not opening:
                first = spans[opened[chain].pop()]
                stretch = Stretch(first.start, spans[number].end)
                chains.setdefault(chain, set()).add(stretch)
    return tuple(tuple(sorted(mentions)) for mentions in chains.values())


def ask_fellows(relation: str, text: str, chains: Sequence[Sequence[Stretch]]) -> Iterator[Query]:
    """Yield for each mention the query which others mean the same; known at the mentions only.

    Ours are short phrases that do not lie in one another. So a mention stands for its own words
    only: up to an apposition or relative clause, and to or from the mention of another inside it.
    One that begins with another's mention is not asked.

    Args:
        relation: `coreference` or `same`.
        text: what the stretches count into.
        chains: the mentions of each entity or event; one that nothing repeats has a chain of one.
    """
    of = {mention: number for number, chain in enumerate(chains) for mention in chain}
    own = {mention: _own_words(text, mention, of) for mention in sorted(of)}
    told = [part for part in own.values() if part]
    for mention, asker in own.items():
        if asker and asker.start - mention.start < 2:  # a quotation mark may stand before
            fellows = [own[one] for one in chains[of[mention]] if one != mention]
            answers = without([part for part in fellows if part], [asker])
            yield Query(
                relation=relation,
                asker=asker,
                answers=tuple(_within_reach(answers, asker)),
                scope=tuple(_within_reach(told, asker)),
                unsure=(asker,),
            )


def _own_words(text: str, mention: Stretch, of: dict[Stretch, int]) -> Stretch | None:
    """Return the first words of a mention that are no other's: its head is among them."""
    core = trim_tail(text, mention)
    others = [
        other
        for other, chain in of.items()
        if mention.start <= other.start and other.end <= mention.end and chain != of[mention]
    ]
    for part in without([core], others):
        shown = text[part.start : part.end]
        if not others or any(word.lower() not in _IDLE for word in _WORD.findall(shown)):
            start = part.start + len(shown) - len(shown.lstrip(_EDGES))
            end = part.end - len(shown) + len(shown.rstrip(_EDGES))
            return Stretch(start, end) if start < end else None
    return None


def trim_tail(text: str, mention: Stretch) -> Stretch:
    """Return the mention up to where its head is surely over; lists are left whole."""
    words = text[mention.start : mention.end]
    found = _TAIL.search(words, 1)
    if found is None or not found.start() or _LISTS.search(words):
        return mention
    return Stretch(mention.start, mention.start + found.start())


def without(stretches: Iterable[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """Return what is left of the stretches, in text order and each place once."""
    left = sorted(set(stretches))
    for start, end in taken:
        cut: list[Stretch] = []
        for one in left:
            if end <= one.start or one.end <= start:
                cut.append(one)
                continue
            pieces = (Stretch(one.start, start), Stretch(end, one.end))
            cut += [piece for piece in pieces if piece.start < piece.end]
        left = cut
    return left


def _within_reach(stretches: Iterable[Stretch], asker: Stretch) -> Iterator[Stretch]:
    for one in stretches:
        if one.start < asker.end + REACH and asker.start - REACH < one.end:
            yield one
