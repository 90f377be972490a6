"""Our annotation of sentences of the GMB/VOA set: ids and offsets; the text stays outside.

`corpus/gmb.jsonl` holds one sentence a line: its number in the set, a digest of its text, and its
marks. `python -m training.corpus.gmb sample FOLDER` draws the sentences to annotate, and `python -m
training.corpus.gmb keep FILE...` turns `number<TAB>marked sentence` lines into the stand-off file.
"""

import argparse
import gzip
import hashlib
import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.records.span import Span
from training.corpus.document import AnnotationError, from_marks, parse_sentence
from training.corpus.load import CORPUS
from training.corpus.marks import Mark, read_marks
from training.corpus.records import Annotated
from training.datasets.columns import join_words, read_gmb
from training.silver import find_trigger_hints, is_sport

STANDOFF = CORPUS / "gmb.jsonl"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "gmb"
TEST_SHARE = 5  # one in so many is frozen for testing
SEED = 3
DRAWN = {"strong": 870, "weak": 170, "none": 200}
_WORDS = (8, 60)


def read_sentences(folder: Path = DATA) -> dict[int, str]:
    """Return the text of every sentence of the set by its number, from 1.

    Raises:
        FileNotFoundError: the folder does not hold the set.
    """
    with gzip.open(folder / "ner_dataset.csv.gz", "rt", encoding="latin-1") as lines:
        return {
            number: join_words(sentence)[0] for number, sentence in enumerate(read_gmb(lines), 1)
        }


def load_sentences(split: str | None = None, folder: Path = DATA) -> Iterator[Annotated]:
    """Yield the annotated sentences of `train`, `test`, or all; ids are `gmb-NUMBER`.

    Raises:
        FileNotFoundError: the folder does not hold the set.
        ValueError: a sentence of the set is not the one that was annotated.
    """
    texts = read_sentences(folder)
    for row in _read_rows():
        number, text = row["sentence"], texts[row["sentence"]]
        if digest(text) != row["digest"]:
            raise ValueError(f"sentence {number} of {folder} is not the one that was annotated")
        if split in (None, row["split"]):
            marks = (Mark(Span(s, e), tuple(labels.split())) for s, e, labels in row["marks"])
            yield from_marks(f"gmb-{number}", text, marks)


def digest(text: str) -> str:
    """Return 12 hex digits that tell one sentence from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def split_of(number: int) -> str:
    """Return the split of a sentence: by its number alone, so that it never changes."""
    drawn = hashlib.sha256(f"gmb {number}".encode()).digest()[0]
    return "test" if drawn % TEST_SHARE == 0 else "train"


def draw_sentences(texts: dict[int, str]) -> list[int]:
    """Return the numbers of the sentences to annotate: most tell of violence, some only seem to."""
    kinds: dict[str, list[int]] = {kind: [] for kind in DRAWN}
    seen: set[str] = set()
    for number, text in texts.items():
        if _WORDS[0] <= len(text.split()) <= _WORDS[1] and text not in seen:
            seen.add(text)
            kinds[_kind_of(text)].append(number)
    drawn = random.Random(SEED)
    return sorted(n for kind, count in DRAWN.items() for n in drawn.sample(kinds[kind], count))


def to_row(number: int, text: str, source: str) -> dict[str, object]:
    """Return the stand-off row of a marked sentence; its keys become `e1`, `e2`…

    Raises:
        AnnotationError: the marks break the guide, or mark up another text.
    """
    marked = read_marks(source)
    if marked.text != text:
        raise AnnotationError(f"gmb-{number}", [f"the marked text is not the sentence: {text!r}"])
    parse_sentence(f"gmb-{number}", source)
    names: dict[str, str] = {}
    marks: list[tuple[int, int, str]] = [
        (
            mark.span.start,
            mark.span.end,
            " ".join(_without_names(one, names) for one in mark.labels),
        )
        for mark in marked.marks
    ]
    marks += [(span.start, span.end, f"content#{n}") for n, span in marked.contents]
    return {
        "sentence": number,
        "split": split_of(number),
        "digest": digest(text),
        "marks": sorted(marks),
    }


def _without_names(label: str, names: dict[str, str]) -> str:
    """Return the label with its key replaced: a key says words of the text."""
    if label.startswith(("time", "#", "!", "src", "cue", "told", ">")):
        return label
    kind, equals, rest = label.partition("=")
    key, arrow, roles = rest.partition(">")
    if not equals:
        return label
    return f"{kind}={names.setdefault(key, f'e{len(names) + 1}')}{arrow}{roles}"


def _kind_of(text: str) -> str:
    hints = [is_strong for *_, is_strong in find_trigger_hints(text)]
    if any(hints) and not is_sport(text):
        return "strong"
    return "weak" if hints else "none"


def _read_rows() -> Iterator[dict[str, Any]]:
    with STANDOFF.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _sample(folder: Path, files: int) -> int:
    texts = read_sentences()
    numbers = draw_sentences(texts)
    folder.mkdir(parents=True, exist_ok=True)
    random.Random(SEED).shuffle(numbers)
    for part in range(files):
        lines = [f"{number}\t{texts[number]}\n" for number in sorted(numbers[part::files])]
        (folder / f"batch_{part + 1}.tsv").write_text("".join(lines), encoding="utf-8")
    print(f"{len(numbers)} sentences in {files} files")
    return 0


def _keep(paths: Iterable[Path], *, is_dry: bool) -> int:
    texts = read_sentences()
    rows: dict[int, dict[str, object]] = {}
    faults = 0
    for path in paths:
        for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
            number, _, source = line.partition("\t")
            try:
                rows[int(number)] = to_row(int(number), texts[int(number)], source)
            except (AnnotationError, KeyError, ValueError) as error:
                faults += 1
                print(f"{path.name}: {number}: {error}", file=sys.stderr)
    if not faults and not is_dry:
        lines = [json.dumps(rows[number], ensure_ascii=False) + "\n" for number in sorted(rows)]
        STANDOFF.write_text("".join(lines), encoding="utf-8")
    print(f"{len(rows)} sentences, {faults} faults")
    return 1 if faults else 0


def main() -> int:
    """Draw or keep sentences from the command line; the exit status is 1 after a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    sample = verbs.add_parser("sample", help="draw the sentences to annotate")
    sample.add_argument("folder", type=Path)
    sample.add_argument("--files", type=int, default=6)
    for verb, words in (("check", "check marked sentences"), ("keep", "… and write gmb.jsonl")):
        one = verbs.add_parser(verb, help=words)
        one.add_argument("files", nargs="+", type=Path)
    arguments = parser.parse_args()
    if arguments.verb == "sample":
        return _sample(arguments.folder, arguments.files)
    return _keep(arguments.files, is_dry=arguments.verb == "check")


if __name__ == "__main__":
    sys.exit(main())
