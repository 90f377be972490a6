"""PolNeAR: US political news of 2015-16 in which every attribution is marked. Research only.

One attribution is a cue, the source it names (one in fifteen names none) and its content. No
attribution is marked within another's content, so speech there is taught as none; our own corpus
does mark it. Contents keep the quotation marks around them; our own corpus leaves them out. Marks
that no attribution uses ("Discard", "Discuss", and slips) are open to the speech head and to
queries; the content head cannot be left open, there they are outside.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import eq
from pathlib import Path

from training.example import SPEECH_PARTS, Example, Labelled, Query, Stretch
from training.silver import without_overlaps

_MARK = re.compile(r"^(T\d+)\t\S+ ([\d ;]+)\t", re.MULTILINE)
_EVENT = re.compile(r"^E\d+\t(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One attribution; each part is the pieces, in text order, of one span of words.

    A part may have no piece, but never all three.
    """

    cue: tuple[Stretch, ...] = ()
    source: tuple[Stretch, ...] = ()
    content: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, its attributions, and the stretches marked for anything else."""

    name: str
    text: str
    sayings: tuple[Saying, ...]
    doubtful: tuple[Stretch, ...] = ()


def load(folder: Path, split: str = "train") -> Iterator[Example]:
    """Yield one example an article of `<folder>/<split>`.

    Raises:
        FileNotFoundError: the split is not there, or an article has no annotation.
    """
    for article in read_articles(folder, split):
        yield to_example(article)


def read_articles(folder: Path, split: str) -> Iterator[Article]:
    """Yield the articles of `<folder>/<split>` by name.

    Of an article that several people annotated, the annotation is kept that agrees best with the
    others, character by character; the first by name where two agree alike.

    Raises:
        FileNotFoundError: the split is not there, or an article has no annotation.
    """
    texts = sorted((folder / split / "text").glob("*.txt"))
    if not texts:
        raise FileNotFoundError(f"no articles in {folder / split / 'text'}")
    annotations: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / split / "attributions").glob("*.ann")):
        annotations[path.stem.rpartition("_")[0]].append(path)
    for path in texts:
        text, name = _read(path), path.stem
        if not annotations[name]:
            raise FileNotFoundError(f"no attributions of {name} in {folder / split}")
        read = [parse_article(name, text, _read(one)) for one in annotations[name]]
        yield _most_agreed(read)


def parse_article(name: str, text: str, annotation: str) -> Article:
    """Return the article with one brat file's attributions, whitespace at span edges trimmed.

    An event that names no cue has the words marked as the attribution itself for its cue; one that
    names nothing else either repeats another event and is dropped.
    """
    marks = {id_: tuple(_pieces(text, offsets)) for id_, offsets in _MARK.findall(annotation)}
    sayings: list[Saying] = []
    used: set[str] = set()
    for arguments in _EVENT.findall(annotation):
        named: dict[str, list[str]] = defaultdict(list)
        for argument in arguments.split():
            part, _, mark = argument.partition(":")
            named[part.rstrip("0123456789").partition("-")[0]].append(mark)
        if named.keys() & {"Cue", "Source", "Content"}:
            used.update(mark for part in named.values() for mark in part)
            cue, source, content = (
                tuple(sorted({piece for mark in own for piece in marks[mark]}))
                for own in (
                    named["Cue"] or named["Attribution"],
                    named["Source"],
                    named["Content"],
                )
            )
            sayings.append(Saying(cue=cue, source=source, content=content))
    doubtful = {piece for id_, mark in marks.items() if id_ not in used for piece in mark}
    return Article(name=name, text=text, sayings=tuple(sayings), doubtful=tuple(sorted(doubtful)))


def to_example(article: Article) -> Example:
    """Return the article as an example: speech, contents, and what each cue is asked."""
    told = article.sayings
    cues = [piece for one in told for piece in one.cue]
    sources = [piece for one in told for piece in one.source]
    contents = [piece for one in told for piece in one.content]
    open_speech = frozenset({None, *SPEECH_PARTS})
    unmarked = _outside(article.doubtful, [*cues, *sources, *contents])
    return Example(
        text=article.text,
        dataset="polnear",
        speech=without_overlaps(
            [
                *(Labelled(*piece, frozenset({"cue"})) for piece in cues),
                *(Labelled(*piece, frozenset({"source"})) for piece in sources),
                *(Labelled(*piece, open_speech) for piece in unmarked),
            ]
        ),
        contents=_apart(contents),
        queries=tuple(_ask(told, tuple(unmarked))),
    )


def _read(path: Path) -> str:
    """Return the file's text, its line ends as they are: offsets count every character."""
    return path.read_bytes().decode("utf-8")


def _pieces(text: str, offsets: str) -> Iterator[Stretch]:
    for piece in offsets.split(";"):
        start, end = map(int, piece.split())
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        if words.strip():
            yield Stretch(start, start + len(words.strip()))


def _most_agreed(read: Sequence[Article]) -> Article:
    painted = [_paint(one) for one in read]
    agreed = [sum(sum(map(eq, one, other)) for other in painted) for one in painted]
    return read[agreed.index(max(agreed))]


def _paint(article: Article) -> bytearray:
    """Return for every character which part of an attribution it is: 0 for none."""
    painted = bytearray(len(article.text))
    for one in article.sayings:
        for number, part in enumerate((one.content, one.source, one.cue), 1):
            for start, end in part:
                painted[start:end] = bytes([number]) * (end - start)
    return painted


def _outside(stretches: Iterable[Stretch], taken: Sequence[Stretch]) -> list[Stretch]:
    """Return what is left of the stretches, one after another, without what is taken."""
    left: list[Stretch] = []
    for start, end in stretches:
        at = start
        for first, last in sorted({*taken, *left, Stretch(end, end)}):
            if at < first and at < end:
                left.append(Stretch(at, min(first, end)))
            at = max(at, last)
    return sorted(left)


def _apart(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return the stretches in text order, the longest of any that overlap."""
    kept: list[Stretch] = []
    for one in sorted(set(stretches), key=lambda each: (each.start - each.end, each)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept))


def _ask(sayings: Sequence[Saying], unsure: tuple[Stretch, ...]) -> Iterator[Query]:
    """Yield both relations of every cue; a cue that two attributions share is asked of both."""
    answers: dict[Stretch, tuple[set[Stretch], set[Stretch]]] = defaultdict(lambda: (set(), set()))
    for one in sayings:
        for piece in one.cue:
            answers[piece][0].update(one.source)
            answers[piece][1].update(one.content)
    for cue, own in sorted(answers.items()):
        for relation, pieces in zip(("source", "content"), own, strict=True):
            yield Query(relation=relation, asker=cue, answers=tuple(sorted(pieces)), unsure=unsure)
