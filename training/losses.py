"""The losses: each counts only what the windows of a batch say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.encode import Window
from training.example import PAIRS, RELATIONS
from training.model import Reader

PAIR_HEADS = tuple(PAIRS)
GROUP_OF = torch.tensor(
    [number for number, relations in enumerate(PAIRS.values()) for _ in relations]
)
_RARE = {"role": 3.0, "count": 3.0, "coreference": 1.5, "tie": 4.0}  # weight of a positive


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows as tensors. `masks`: int64 [batch, pieces], 0 where a piece does not count."""

    ids: Tensor
    attention: Tensor
    masks: dict[str, Tensor]
    degrees: Tensor | None
    rows: tuple[Tensor, Tensor, Tensor, Tensor] | None  # window, asker, relation, targets


def collate(windows: Sequence[Window], special: Mapping[str, int], device: torch.device) -> Batch:
    """Return the windows as one batch, each opened and closed by its special pieces."""
    length = max(len(window.ids) for window in windows) + 2
    ids = np.full((len(windows), length), special["pad"], dtype=np.int64)
    masks = {
        head: np.zeros((len(windows), length), dtype=np.int64)
        for head in sorted({head for window in windows for head in window.masks})
    }
    degrees = np.full((len(windows), length), np.nan, dtype=np.float32)
    rows: list[tuple[int, int, int, np.ndarray]] = []
    for number, window in enumerate(windows):
        end = len(window.ids) + 1
        ids[number, 0], ids[number, 1:end], ids[number, end] = (
            special["start"], window.ids, special["end"],
        )  # fmt: skip
        for head, mask in window.masks.items():
            masks[head][number, 1:end] = mask.astype(np.int64)
        if window.degrees is not None:
            degrees[number, 1:end] = window.degrees
        for asker, relation, target in zip(
            window.askers, window.relations, window.targets, strict=True
        ):
            rows.append((number, int(asker) + 1, int(relation), target))
    targets = np.full((len(rows), length), -1, dtype=np.float32)
    for n, (*_, target) in enumerate(rows):
        targets[n, 1 : len(target) + 1] = target
    tensor = torch.from_numpy(ids).to(device)
    indexes = [torch.tensor([row[n] for row in rows], device=device) for n in range(3)]
    return Batch(
        ids=tensor,
        attention=(tensor != special["pad"]).long(),
        masks={head: torch.from_numpy(mask).to(device) for head, mask in masks.items()},
        degrees=None if np.isnan(degrees).all() else torch.from_numpy(degrees).to(device),
        rows=(indexes[0], indexes[1], indexes[2], torch.from_numpy(targets).to(device))
        if rows
        else None,
    )


def encode_batch(reader: Reader, batch: Batch) -> Tensor:
    """Return the states of all pieces of a batch, [batch, pieces, width]."""
    with torch.autocast(batch.ids.device.type, torch.bfloat16):
        return reader.encode(batch.ids, batch.attention)


def head_losses(reader: Reader, states: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Return the loss of every head of which the batch says something."""
    losses: dict[str, Tensor] = {}
    for head, mask in batch.masks.items():
        loss = allowed_loss(reader.tags[head](states), mask)
        if loss is not None:
            losses[head] = loss
    if batch.degrees is not None:
        known = ~batch.degrees.isnan()
        told = reader.degree(states).squeeze(-1)[known]
        losses["degree"] = functional.smooth_l1_loss(told, batch.degrees[known])
    if batch.rows is not None:
        losses.update(pair_losses(reader, states, batch.rows))
    return losses


def allowed_loss(logits: Tensor, masks: Tensor) -> Tensor | None:
    """Return minus the mean log probability of the allowed labels, where a piece has some."""
    labels = logits.shape[-1]
    says = (masks != 0) & (masks != (1 << labels) - 1)
    if not says.any():
        return None
    chosen, mask = logits[says], masks[says]
    allowed = ((mask.unsqueeze(-1) >> torch.arange(labels, device=masks.device)) & 1).bool()
    among = chosen.masked_fill(~allowed, -1e4).logsumexp(-1)
    return (chosen.logsumexp(-1) - among).mean()


def pair_losses(
    reader: Reader, states: Tensor, rows: tuple[Tensor, Tensor, Tensor, Tensor]
) -> dict[str, Tensor]:
    """Return for each kind of pairs the binary loss over the pieces where it is known."""
    window, asker, relation, targets = rows
    logits = row_logits(reader, states, (window, asker, relation))
    known = targets >= 0
    group = GROUP_OF.to(states.device)[relation]
    losses = {}
    for number, head in enumerate(PAIR_HEADS):
        chosen = known & (group == number).unsqueeze(-1)
        if chosen.any():
            losses[head] = functional.binary_cross_entropy_with_logits(
                logits[chosen],
                targets[chosen],
                pos_weight=torch.tensor(_RARE.get(head, 1.0), device=states.device),
            )
    return losses


def row_logits(reader: Reader, states: Tensor, rows: tuple[Tensor, Tensor, Tensor]) -> Tensor:
    """Return the logits of all pieces for each row, [rows, pieces].

    Args:
        reader: the network.
        states: [batch, pieces, width].
        rows: window, asking piece and relation of each row, int64 [rows].
    """
    window, asker, relation = rows
    asks, answers = reader.vectors(states)
    asking = asks[window, asker, relation]
    logits = states.new_zeros(len(window), states.shape[1])
    for number in range(len(RELATIONS)):
        chosen = relation == number
        if chosen.any():
            given = answers[:, :, number][window[chosen]]
            logits[chosen] = (given @ asking[chosen].unsqueeze(-1)).squeeze(-1)
    logits = logits / asks.shape[-1] ** 0.5
    pieces = torch.arange(states.shape[1], device=states.device)
    near = torch.log1p((pieces - asker.unsqueeze(-1)).abs().float())
    return logits + reader.pair_bias[relation, None] - reader.pair_decay[relation, None] * near
