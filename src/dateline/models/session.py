"""The network at work: a text goes in, scores for every word piece come out.

Long texts are cut into overlapping windows, so that nothing is truncated; a piece's scores come
from the window in which it stands farthest from an edge.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ModelError
from dateline.models.files import bundled_model
from dateline.models.manifest import Labels, Manifest, read_manifest, verify_files

Floats = NDArray[np.float32]
BATCH = 8  # more windows at once gain nothing on a CPU and cost memory


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOptions:
    """Which model runs, and on how many threads.

    `folder` null means the weights that ship. `threads` is per process: runs over many reports use
    one process a core and one thread each.
    """

    folder: Path | None = None
    threads: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the network says of one text.

    `offsets`: int64 [pieces, 2], code points; `mention`, `trigger`, `part`: float32
    [pieces, labels], probabilities; `links`: one `(first piece, scores)` for each window,
    scores float32 [roles, trigger piece, filler piece] in 0…1.
    """

    offsets: NDArray[np.int64]
    mention: Floats
    trigger: Floats
    part: Floats
    links: tuple[tuple[int, Floats], ...]


class Session:
    """An opened model; `score` may be called any number of times, from one thread at a time."""

    def __init__(self, manifest: Manifest, network: Any, tokenizer: Any) -> None:
        """Keep an opened network and tokenizer; use `open_session` to get one."""
        self.manifest = manifest
        self._network = network
        self._tokenizer = tokenizer

    @property
    def labels(self) -> Labels:
        """Return the label lists of the heads."""
        return self.manifest.labels

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """Return the scores of each text, in order; windows of all texts share batches."""
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        windows = [
            (number, first, ids)
            for number, one in enumerate(encoded)
            for first, ids in self._cut(one.ids)
        ]
        heads: list[list[tuple[int, tuple[Floats, ...]]]] = [[] for _ in texts]
        by_length = sorted(range(len(windows)), key=lambda index: len(windows[index][2]))
        for start in range(0, len(by_length), BATCH):
            batch = [windows[index] for index in by_length[start : start + BATCH]]
            for (number, first, _), output in zip(batch, self._run(batch), strict=True):
                heads[number].append((first, output))
        return [
            _merge(np.array(one.offsets, dtype=np.int64).reshape(-1, 2), _in_order(found))
            for one, found in zip(encoded, heads, strict=True)
        ]

    def count_windows(self, text: str) -> int:
        """Return how many windows the text is cut into."""
        return len(self._cut(self._tokenizer.encode(text, add_special_tokens=False).ids))

    def _cut(self, ids: list[int]) -> list[tuple[int, list[int]]]:
        """Return `(first piece, ids)` of each window: as few as may be, of one width."""
        size, overlap = self.manifest.window - 2, self.manifest.overlap
        if len(ids) <= size:
            return [(0, ids)] if ids else []
        windows = math.ceil((len(ids) - overlap) / (size - overlap))
        width = math.ceil((len(ids) + (windows - 1) * overlap) / windows)
        starts = [round(n * (len(ids) - width) / (windows - 1)) for n in range(windows)]
        return [(first, ids[first : first + width]) for first in starts]

    def _run(self, batch: Sequence[tuple[int, int, list[int]]]) -> list[tuple[Floats, ...]]:
        """Return for each window the outputs of the four heads, special pieces cut off."""
        length = max(len(ids) for *_, ids in batch) + 2
        inputs = np.zeros((len(batch), length), dtype=np.int64)
        for row, (*_, ids) in enumerate(batch):
            inputs[row, : len(ids) + 2] = [101, *ids, 102]
        outputs = self._network.run(None, {"ids": inputs})
        return [
            tuple(
                [head[row, 1 : len(ids) + 1] for head in outputs[:3]]
                + [outputs[3][row, :, 1 : len(ids) + 1, 1 : len(ids) + 1]]
            )
            for row, (*_, ids) in enumerate(batch)
        ]


def _in_order(found: list[tuple[int, tuple[Floats, ...]]]) -> list[tuple[int, tuple[Floats, ...]]]:
    """Return the windows of one text in text order."""
    return sorted(found, key=lambda one: one[0])


def _merge(offsets: NDArray[np.int64], windows: list[tuple[int, tuple[Floats, ...]]]) -> Scores:
    """Return one text's scores, each piece from the window in which it is farthest from an edge."""
    pieces = len(offsets)
    margins = np.full(pieces, -1, dtype=np.int64)
    tagged: list[Floats] = [np.zeros((pieces, 1), dtype=np.float32)] * 3
    if windows:
        tagged = [np.zeros((pieces, head.shape[1]), dtype=np.float32) for head in windows[0][1][:3]]
    for first, heads in windows:
        size = len(heads[0])
        place = np.arange(size)
        margin = np.minimum(place, size - 1 - place)
        better = margin > margins[first : first + size]
        chosen = first + np.nonzero(better)[0]
        margins[chosen] = margin[better]
        for whole, head in zip(tagged, heads[:3], strict=True):
            whole[chosen] = head[better]
    return Scores(
        offsets=offsets,
        mention=tagged[0],
        trigger=tagged[1],
        part=tagged[2],
        links=tuple((first, heads[3]) for first, heads in windows),
    )


@cache
def open_session(options: ModelOptions = ModelOptions()) -> Session:
    """Open a model, once for each set of options in a process.

    Raises:
        ModelError: files are missing, damaged, or ONNX Runtime refuses them.
    """
    import onnxruntime  # noqa: PLC0415  heavy: opened here only
    from tokenizers import Tokenizer  # noqa: PLC0415

    folder = options.folder or bundled_model()
    manifest = read_manifest(folder)
    verify_files(folder, manifest)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = options.threads
    settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    try:
        network = onnxruntime.InferenceSession(
            str(folder / manifest.network), settings, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_file(str(folder / manifest.tokenizer))
    except Exception as error:
        raise ModelError(
            f"model {manifest.name} cannot be opened: {error}",
            hint="Install the versions of onnxruntime and tokenizers that Dateline asks for.",
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Session(manifest, network, tokenizer)
