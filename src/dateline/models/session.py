"""The network at work: a text goes in, scores for every word piece come out.

Long texts are cut into overlapping windows, so that nothing is truncated; a piece's scores come
from the window in which it stands farthest from an edge.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from dateline.errors import ModelError
from dateline.models.files import chosen_model
from dateline.models.manifest import Manifest, read_manifest, read_network, verify_files
from dateline.models.scores import Floats, Ints, PairVectors, Scores

BATCH = 8  # more windows at once gain nothing on a CPU and cost memory
_PAIRED = ("asks", "answers")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOptions:
    """Which model runs, and on how many threads.

    `folder` null means the weights that ship. `threads` is per process: runs over many reports use
    one process a core and one thread each.
    """

    folder: Path | None = None
    threads: int = 1


class Session:
    """An opened model; `score` may be called any number of times, from one thread at a time."""

    def __init__(self, manifest: Manifest, network: Any, tokenizer: Any) -> None:
        """Keep an opened network and tokenizer; use `open_session` to get one."""
        self.manifest = manifest
        self._network = network
        self._outputs = [output.name for output in network.get_outputs()]
        self._tokenizer = tokenizer

    @property
    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """Return the label lists of the tagging heads by name; `O`, where there is one, first."""
        return self.manifest.labels

    def score(self, texts: Sequence[str]) -> list[Scores]:
        """Return the scores of each text, in order; windows of all texts share batches."""
        encoded = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        windows = [
            (number, first, ids)
            for number, one in enumerate(encoded)
            for first, ids in self._cut(one.ids)
        ]
        found: list[list[tuple[int, dict[str, Floats]]]] = [[] for _ in texts]
        by_length = sorted(range(len(windows)), key=lambda index: len(windows[index][2]))
        for start in range(0, len(by_length), BATCH):
            batch = [windows[index] for index in by_length[start : start + BATCH]]
            for (number, first, _), output in zip(batch, self._run(batch), strict=True):
                found[number].append((first, output))
        return [
            self._merge(np.array(one.offsets, dtype=np.int64).reshape(-1, 2), windows)
            for one, windows in zip(encoded, found, strict=True)
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

    def _run(self, batch: Sequence[tuple[int, int, list[int]]]) -> list[dict[str, Floats]]:
        """Return for each window the outputs of the network, special pieces cut off."""
        length = max(len(ids) for *_, ids in batch) + 2
        start, end, pad = self.manifest.special
        inputs = np.full((len(batch), length), pad, dtype=np.int64)
        for row, (*_, ids) in enumerate(batch):
            inputs[row, : len(ids) + 2] = [start, *ids, end]
        outputs = dict(zip(self._outputs, self._network.run(None, {"ids": inputs}), strict=True))
        return [
            {name: output[row, 1 : len(ids) + 1] for name, output in outputs.items()}
            for row, (*_, ids) in enumerate(batch)
        ]

    def _merge(self, offsets: Ints, windows: list[tuple[int, dict[str, Floats]]]) -> Scores:
        """Return one text's scores, each piece from the window where it is deepest inside."""
        whole = {
            name: np.zeros((len(offsets), *shape), dtype=np.float32)
            for name, shape in self._shapes().items()
        }
        margins = np.full(len(offsets), -1, dtype=np.int64)
        for first, outputs in sorted(windows, key=lambda one: one[0]):
            size = len(outputs["degree"])
            place = np.arange(size)
            margin = np.minimum(place, size - 1 - place)
            better = margin > margins[first : first + size]
            chosen = first + np.nonzero(better)[0]
            margins[chosen] = margin[better]
            for name, output in outputs.items():
                whole[name][chosen] = output[better]
        shape = (len(offsets), len(self.manifest.relations), self.manifest.pair_width)
        return Scores(
            offsets=offsets,
            tags={name: whole[name] for name in self.labels},
            degree=whole["degree"],
            vectors=PairVectors(
                relations=self.manifest.relations,
                asks=whole["asks"].reshape(shape),
                answers=whole["answers"].reshape(shape),
                bias=np.array(self.manifest.pair_bias, dtype=np.float32),
                decay=np.array(self.manifest.pair_decay, dtype=np.float32),
            ),
        )

    def _shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the shape of each output at one piece."""
        width = len(self.manifest.relations) * self.manifest.pair_width
        return {
            **{name: (len(labels),) for name, labels in self.labels.items()},
            "degree": (),
            **dict.fromkeys(_PAIRED, (width,)),
        }


@cache
def open_session(options: ModelOptions = ModelOptions()) -> Session:
    """Open a model, once for each set of options in a process.

    Raises:
        ModelError: files are missing, damaged, or ONNX Runtime refuses them.
    """
    import onnxruntime  # noqa: PLC0415  heavy: opened here only
    from tokenizers import Tokenizer  # noqa: PLC0415

    folder = options.folder or chosen_model()
    manifest = read_manifest(folder)
    verify_files(folder, manifest)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = options.threads
    settings.inter_op_num_threads = 1
    settings.log_severity_level = 3
    try:
        network = onnxruntime.InferenceSession(
            read_network(folder, manifest), settings, providers=["CPUExecutionProvider"]
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
