"""How well each head does on windows kept for the purpose, piece by piece."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import torch

from training.encode import Window
from training.losses import GROUP_OF, PAIR_HEADS, collate, encode_batch, row_logits
from training.model import Reader


@torch.no_grad()
def judge(
    reader: Reader, windows: Iterable[Sequence[Window]], special: Mapping[str, int]
) -> dict[str, float]:
    """Return for each head F1 in percent over pieces; for heads without `O`, accuracy.

    Args:
        reader: the network.
        windows: batches of windows.
        special: ids of the special pieces.
    """
    reader.eval()
    tallies: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])  # right, told, gold
    device = next(reader.parameters()).device
    for batch in (collate(one, special, device) for one in windows):
        states = encode_batch(reader, batch)
        for head, mask in batch.masks.items():
            says = mask != 0
            told = reader.tags[head](states)[says].argmax(-1)
            right = (mask[says] >> told) & 1 == 1
            has_none = head not in {"mood", "recall", "voice"}
            labelled = (mask[says] & 1) == 0 if has_none else torch.ones_like(right)
            counted = told != 0 if has_none else torch.ones_like(right)
            _add(tallies[head], (right & counted & labelled).sum(), counted.sum(), labelled.sum())
        if batch.rows is not None:
            window, asker, relation, targets = batch.rows
            told = row_logits(reader, states, (window, asker, relation)) > 0
            group = GROUP_OF.to(device)[relation].unsqueeze(-1)
            for number, head in enumerate(PAIR_HEADS):
                known = (targets >= 0) & (group == number)
                gold = known & (targets == 1)
                _add(tallies[head], (told & gold).sum(), (told & known).sum(), gold.sum())
    reader.train()
    return {head: round(_f1(*tally), 2) for head, tally in tallies.items()}


def _add(tally: list[float], *counts: torch.Tensor) -> None:
    for number, count in enumerate(counts):
        tally[number] += float(count)


def _f1(right: float, told: float, gold: float) -> float:
    return 100 * 2 * right / (told + gold) if told + gold else 0.0
