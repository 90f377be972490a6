"""Distillation: the small reader learns what a larger one would say, as well as the labels.

Both encoders cut words into the same pieces; only the numbers of the pieces differ, by a shift.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training.losses import Batch, row_logits
from training.model import Reader, find_backbone, open_backbone

SHIFT = 4  # a piece's number in MPNet's vocabulary less its number in BERT's


class Teacher:
    """A trained reader that is asked and not changed.

    Args:
        work: the folder of its finished training.
        special: ids of the special pieces of the reader that learns.
    """

    def __init__(self, work: Path, special: Mapping[str, int]) -> None:
        """Open the trained weights."""
        facts = json.loads((work / "labels.json").read_text(encoding="utf-8"))
        sizes = {head: len(names) for head, names in facts["labels"].items()}
        self.reader = Reader(open_backbone(find_backbone(facts["encoder"], work.parent)), sizes)
        self.reader.load_state_dict(torch.load(work / "reader.pt", weights_only=True))
        self.reader.eval()
        self.own = dict(facts["special"])
        self.special = dict(special)

    @torch.no_grad()
    def states(self, batch: Batch) -> Tensor:
        """Return the teacher's states for the pieces of a batch, [batch, pieces, width]."""
        ids = batch.ids + SHIFT
        for name, number in self.special.items():
            ids[batch.ids == number] = self.own[name]
        with torch.autocast(ids.device.type, torch.bfloat16):
            return self.reader.encode(ids, batch.attention)


def distil_losses(
    reader: Reader, states: Tensor, teacher: Teacher, batch: Batch
) -> dict[str, Tensor]:
    """Return how far the reader's answers are from the teacher's: tags, then pairs.

    The tags' is the Kullback-Leibler divergence over all pieces of all heads, the pairs' the
    binary cross entropy over all pieces of the rows that are asked.
    """
    told = teacher.states(batch)
    real = batch.attention.bool()
    tags = [
        functional.kl_div(
            head(states)[real].log_softmax(-1),
            teacher.reader.tags[name](told)[real].log_softmax(-1),
            log_target=True,
            reduction="batchmean",
        )
        for name, head in reader.tags.items()
    ]
    losses = {"distil_tags": torch.stack(tags).sum()}
    if batch.rows is not None:
        window, asker, relation, _ = batch.rows
        rows = (window, asker, relation)
        known = real[window]
        wanted = row_logits(teacher.reader, told, rows)[known].sigmoid()
        losses["distil_pairs"] = functional.binary_cross_entropy_with_logits(
            row_logits(reader, states, rows)[known], wanted
        )
    return losses
