"""Checks that nothing in the corpus is copied: no run of twelve words stands in a shared data set.

`python -m training.corpus.copied` reads every text under the shared data and prints each long run
that both have; the exit status is then 1.
"""

import argparse
import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.corpus.load import load_reports
from training.datasets.columns import read_gmb

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
RUN_WORDS = 12
_SKIPPED = {"gazetteer", "actors"}  # lists of names
_ESCAPE = re.compile(r"\\[nrt]|\\u[0-9a-f]{4}|<[^<>]{0,300}>|&#?\w{1,8};")
_WORD = re.compile(r"[^\W_]+")
_FACTORS = np.array([pow(6364136223846793005, n + 1, 2**64) for n in range(RUN_WORDS)], np.uint64)
Ids = npt.NDArray[np.uint64]


def find_copies(texts: dict[str, str], data: Path = DATA) -> Iterator[tuple[str, Path, str]]:
    """Yield `(text's name, file, words)` for every long run that stands in a file too."""
    vocabulary: dict[str, int] = {}
    owners: dict[int, tuple[str, str]] = {}
    for name, text in texts.items():
        words = _WORD.findall(text.lower())
        numbers = [vocabulary.setdefault(word, len(vocabulary) + 1) for word in words]
        for at, run in enumerate(_runs(np.array(numbers, np.uint64)).tolist()):
            owners.setdefault(run, (name, " ".join(words[at : at + RUN_WORDS])))
    known = np.array(sorted(owners), np.uint64)
    for path in data_files(data):
        words = _WORD.findall(_read(path).lower())
        ids = np.array([vocabulary.get(word, 0) for word in words], np.uint64)
        runs = _runs(ids)
        for at in np.flatnonzero(np.isin(runs, known)).tolist():
            name, copied = owners[int(runs[at])]
            if " ".join(words[at : at + RUN_WORDS]) == copied:  # not only the same hash
                yield name, path, copied


def data_files(data: Path) -> list[Path]:
    """Return the files of the data sets that hold running text."""
    return [
        path
        for path in sorted(data.rglob("*"))
        if path.is_file()
        and path.relative_to(data).parts[0] not in _SKIPPED
        and path.name not in {"README.md", "LICENSE"}
    ]


def _read(path: Path) -> str:
    """Return the file's running text: the word column where it has one, else what is no markup."""
    if path.name == "ner_dataset.csv.gz":
        with gzip.open(path, "rt", encoding="latin-1") as lines:
            return " ".join(word for sentence in read_gmb(lines) for word, _ in sentence)
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = content.decode("utf-8", "replace")
    if path.suffix == ".conll" or path.parent.name in {"crossner_politics", "fewnerd"}:
        return " ".join(line.split()[0] for line in text.splitlines() if line.strip())
    return _ESCAPE.sub(" ", text)


def _runs(ids: Ids) -> Ids:
    """Return a hash of each run of twelve words: uint64 [words - 11]."""
    count = len(ids) - RUN_WORDS + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    hashes = np.zeros(count, np.uint64)
    for at, factor in enumerate(_FACTORS):
        hashes += ids[at : at + count] * factor
    return hashes


def main() -> int:
    """Print every copied run; the exit status is 1 when there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    arguments = parser.parse_args()
    texts = {report.id: report.text for report in load_reports()}
    copies = list(find_copies(texts, arguments.data))
    for name, path, words in copies:
        print(f"{name}: {words!r} stands in {path.relative_to(arguments.data)}")
    files = len(data_files(arguments.data))
    print(f"{len(texts)} reports against {files} files: {len(copies)} runs of {RUN_WORDS} words")
    return 1 if copies else 0


if __name__ == "__main__":
    sys.exit(main())
