"""Train the reader: `make train` runs this file with the settings of `recipe.toml`.

Resumable: a checkpoint is written after each epoch, and a run that finds one goes on from it.
"""

import argparse
import hashlib
import json
import logging
import math
import random
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.encode import Labels, Window, encode_examples
from training.example import ALL_KINDS, Example
from training.model import LINK_WIDTH, Reader, find_backbone, open_backbone
from training.sources import codebook_types, load_all

logger = logging.getLogger("training")

HERE = Path(__file__).parent
HEADS = ("mention", "trigger", "part", "link")


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared/data")
    parser.add_argument("--backbone", type=Path, help="folder of the encoder; null: the package's")
    parser.add_argument("--out", type=Path, default=HERE / "work")
    parser.add_argument("--recipe", type=Path, default=HERE / "recipe.toml")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        parser.error(f"{arguments.data} is not a folder; name the data sets' parent with --data")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    recipe = tomllib.loads(arguments.recipe.read_text(encoding="utf-8"))
    arguments.out.mkdir(parents=True, exist_ok=True)
    train_reader(recipe, arguments.data, arguments.backbone or find_backbone(), arguments.out)


def train_reader(recipe: dict[str, object], data: Path, backbone: Path, out: Path) -> None:
    """Train one reader and leave `reader.pt`, `tokenizer.json` and `log.jsonl` in `out`."""
    options = dict(recipe["training"])  # type: ignore[call-overload]
    seed = int(options["seed"])
    random.seed(seed)
    torch.manual_seed(seed)
    labels = Labels(kinds=ALL_KINDS, types=codebook_types())
    tokenizer = Tokenizer.from_file(str(backbone / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    windows = encode_all(load_all(data, recipe), tokenizer, labels)
    describe(windows, out)
    reader = Reader(
        open_backbone(backbone), (len(labels.mention), len(labels.trigger), len(labels.part))
    )
    run_epochs(reader, windows, recipe, out)
    torch.save(reader.state_dict(), out / "reader.pt")
    tokenizer.save(str(out / "tokenizer.json"))
    lists = {"mention": labels.mention, "trigger": labels.trigger, "part": labels.part}
    (out / "labels.json").write_text(json.dumps(lists, indent=1), encoding="utf-8")


def encode_all(
    examples: dict[str, list[Example]], tokenizer: Tokenizer, labels: Labels
) -> dict[str, list[Window]]:
    """Return the windows of each data set."""
    return {
        name: list(encode_examples(listed, tokenizer, labels)) for name, listed in examples.items()
    }


def describe(windows: dict[str, list[Window]], out: Path) -> None:
    """Log and keep how many windows and pieces each data set gives, with a digest of its ids."""
    rows = {}
    for name, listed in windows.items():
        digest = hashlib.sha256(b"".join(window.ids.tobytes() for window in listed)).hexdigest()
        pieces = sum(len(window.ids) for window in listed)
        rows[name] = {"windows": len(listed), "pieces": pieces, "sha256": digest}
        logger.info("%s: %d windows, %d pieces", name, len(listed), pieces)
    (out / "data.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")


def run_epochs(
    reader: Reader, windows: dict[str, list[Window]], recipe: dict[str, object], out: Path
) -> None:
    """Train for the recipe's epochs, going on from the last checkpoint."""
    options = dict(recipe["training"])  # type: ignore[call-overload]
    shares = dict(recipe["shares"])  # type: ignore[call-overload]
    epochs = int(options["epochs"])
    plans = [plan_epoch(windows, shares, options, epoch) for epoch in range(epochs)]
    total = sum(len(plan) for plan in plans)
    heads = [p for name, p in reader.named_parameters() if not name.startswith("backbone")]
    body = [p for p in reader.backbone.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": body, "lr": float(options["learning_rate"])},
            {"params": heads, "lr": float(options["head_learning_rate"])},
        ],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.05 * total), 1.0) * max(0.02, 1 - step / total)
    )
    first, step = resume(reader, optimizer, schedule, out)
    reader.train()
    started, done = time.monotonic(), 0
    losses: list[list[float]] = []
    for epoch in range(first, epochs):
        for batch in plans[epoch]:
            losses.append(train_step(reader, optimizer, batch, dict(recipe["weights"])))  # type: ignore[call-overload]
            schedule.step()
            step, done = step + 1, done + 1
            if step % 25 == 0:
                left = (time.monotonic() - started) / done * (total - step) / 60
                report(out, epoch, step, total, losses[-25:], left)
        save(reader, optimizer, schedule, out, epoch + 1, step)


def plan_epoch(
    windows: dict[str, list[Window]],
    shares: dict[str, float],
    options: dict[str, float],
    epoch: int,
) -> list[list[Window]]:
    """Return the batches of one epoch: a share of each data set, like lengths together."""
    chance = random.Random(int(options["seed"]) * 1000 + epoch)
    chosen: list[Window] = []
    for name, listed in sorted(windows.items()):
        share = float(shares.get(name, 1.0))
        whole = int(share)
        chosen += listed * whole
        chosen += chance.sample(listed, int(len(listed) * (share - whole)))
    chance.shuffle(chosen)
    batches: list[list[Window]] = []
    pool = 400  # windows sorted by length inside pools, so that batches are even and still mixed
    for start in range(0, len(chosen), pool):
        batch: list[Window] = []
        for window in sorted(chosen[start : start + pool], key=lambda one: len(one.ids)):
            if batch and (len(batch) + 1) * len(window.ids) > options["batch_pieces"]:
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
    chance.shuffle(batches)
    return batches


def train_step(
    reader: Reader,
    optimizer: torch.optim.Optimizer,
    batch: Sequence[Window],
    weights: dict[str, float],
) -> list[float]:
    """Take one step and return the four losses."""
    losses = head_losses(reader, batch)
    total = sum(weights[name] * loss for name, loss in zip(HEADS, losses, strict=True))
    if isinstance(total, Tensor) and total.requires_grad:
        total.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return [float(loss.detach()) for loss in losses]


def head_losses(reader: Reader, batch: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return mention, trigger, part and link loss of a batch."""
    length = max(len(window.ids) for window in batch) + 2
    ids = torch.zeros((len(batch), length), dtype=torch.long)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids) + 2] = torch.from_numpy(
            np.concatenate([[101], window.ids, [102]])
        )
    attention = (ids != 0).long()
    device = next(reader.parameters()).device
    with torch.autocast(device.type, torch.bfloat16):
        states = reader.backbone(
            input_ids=ids.to(device), attention_mask=attention.to(device)
        ).last_hidden_state
    states = reader.dropout(states.float())
    tagged = [
        allowed_loss(getattr(reader, name)(states), pad_masks(batch, name, length).to(device))
        for name in HEADS[:3]
    ]
    return tagged[0], tagged[1], tagged[2], link_loss(reader, states, batch)


def pad_masks(batch: Sequence[Window], name: str, length: int) -> Tensor:
    """Return allowed-label masks int64 [batch, pieces]; 0 marks pieces that do not count."""
    masks = torch.zeros((len(batch), length), dtype=torch.long)
    for row, window in enumerate(batch):
        mask = getattr(window, name).astype(np.int64)
        masks[row, 1 : len(mask) + 1] = torch.from_numpy(mask)
    return masks


def allowed_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """Return minus the mean log probability of the allowed labels, where a piece has some."""
    labels = logits.shape[-1]
    allowed = (masks.unsqueeze(-1) >> torch.arange(labels, device=masks.device)) & 1
    says = (masks != 0) & (allowed.sum(-1) < labels)
    if not says.any():
        return logits.sum() * 0
    chosen, allowed = logits[says], allowed[says].bool()
    among = chosen.masked_fill(~allowed, -1e4).logsumexp(-1)
    return (chosen.logsumexp(-1) - among).mean()


def link_loss(reader: Reader, states: Tensor, batch: Sequence[Window]) -> Tensor:
    """Return the binary loss of fillers over the pieces where they are known."""
    rows = [(n, *link) for n, window in enumerate(batch) for link in window.links]
    if not rows:
        return states.sum() * 0
    device = states.device
    at = torch.tensor([row[0] for row in rows], device=device)
    piece = torch.tensor([row[1] + 1 for row in rows], device=device)
    role = torch.tensor([row[2] for row in rows], device=device)
    target = torch.full((len(rows), states.shape[1]), -1.0)
    for number, row in enumerate(rows):
        target[number, 1 : len(row[3]) + 1] = torch.from_numpy(row[3].astype(np.float32))
    target = target.to(device)
    shape = (-1, len(reader.link_bias), LINK_WIDTH)
    asks = reader.asks(states[at, piece]).view(shape)
    asks = asks[torch.arange(len(rows), device=device), role]
    answers = reader.answers(states).view(*states.shape[:2], *shape[1:])[at, :, role]
    logits = (answers @ asks.unsqueeze(-1)).squeeze(-1) / math.sqrt(LINK_WIDTH)
    apart = (torch.arange(states.shape[1], device=device) - piece.unsqueeze(-1)).abs()
    logits = logits + reader.prior(role.unsqueeze(-1), apart)
    known = target >= 0
    return functional.binary_cross_entropy_with_logits(
        logits[known], target[known], pos_weight=torch.tensor(3.0, device=device)
    )


def report(
    out: Path, epoch: int, step: int, total: int, recent: list[list[float]], left: float
) -> None:
    """Log the mean losses of the last steps and the minutes left."""
    means = [sum(column) / len(recent) for column in zip(*recent, strict=True)]
    row = {
        "epoch": epoch,
        "step": step,
        **dict(zip(HEADS, (round(x, 4) for x in means), strict=True)),
    }
    logger.info("%s of %d, %.0f min left", json.dumps(row), total, left)
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")


def save(
    reader: Reader,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    out: Path,
    epoch: int,
    step: int,
) -> None:
    """Write a checkpoint, whole or not at all."""
    state = {
        "reader": reader.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "epoch": epoch,
        "step": step,
    }
    torch.save(state, out / "checkpoint.part")
    (out / "checkpoint.part").replace(out / "checkpoint.pt")


def resume(
    reader: Reader,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    out: Path,
) -> tuple[int, int]:
    """Load the last checkpoint if there is one, and return the next epoch and the steps taken."""
    path = out / "checkpoint.pt"
    if not path.exists():
        return 0, 0
    state = torch.load(path, weights_only=True)
    reader.load_state_dict(state["reader"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    logger.info("going on after epoch %d", state["epoch"])
    return int(state["epoch"]), int(state["step"])


if __name__ == "__main__":
    main()
