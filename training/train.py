"""Train a reader: `make train SIZE=small` runs this file with the settings of `recipes/small.toml`.

Resumable: a checkpoint is written every few minutes, and a run that finds one goes on from it.
"""

import argparse
import hashlib
import json
import logging
import random
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from training.augment import AugmentOptions, augment
from training.distil import Teacher, distil_losses
from training.encode import Encoder, Window, head_labels
from training.example import Example
from training.judge import judge
from training.losses import collate, encode_batch, head_losses
from training.model import Reader, find_backbone, open_backbone, special_ids
from training.sources import codebook_types, load_all, load_dev

logger = logging.getLogger("training")

HERE = Path(__file__).parent
POOL = 400  # windows sorted by length inside pools, so that batches are even and still mixed


@dataclass(slots=True, kw_only=True)
class Run:
    """One training run: what is trained, on what, and how far it has come."""

    reader: Reader
    encoder: Encoder
    special: dict[str, int]
    recipe: dict[str, Any]
    examples: dict[str, list[Example]]
    out: Path
    dev: list[list[Window]] = field(default_factory=list)
    options: AugmentOptions = field(default_factory=AugmentOptions)
    teacher: Teacher | None = None
    step: int = 0


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="small", help="a recipe in training/recipes")
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared/data")
    parser.add_argument("--work", type=Path, default=HERE / "work")
    parser.add_argument("--minutes", type=float, help="stop after so long; go on with the same")
    parser.add_argument("--without", help="leave out a data set or an augmentation")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        parser.error(f"{arguments.data} is not a folder; name the data sets' parent with --data")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    recipe = read_recipe(arguments.size, arguments.without)
    name = f"{arguments.size}-without-{arguments.without}" if arguments.without else arguments.size
    out = arguments.work / name
    out.mkdir(parents=True, exist_ok=True)
    run = prepare(recipe, arguments.data, out)
    if train(run, arguments.minutes):
        torch.save(run.reader.state_dict(), out / "reader.pt")
        logger.info("done: %s", out / "reader.pt")


def read_recipe(size: str, without: str | None = None) -> dict[str, Any]:
    """Return the common settings with those of a size put over them.

    Args:
        size: the name of a file in `recipes/`.
        without: a data set or an augmentation to leave out, or null.

    Raises:
        FileNotFoundError: there is no such recipe.
        ValueError: there is no such data set or augmentation.
    """
    recipe: dict[str, Any] = {}
    for name in ("common", size):
        text = (HERE / "recipes" / f"{name}.toml").read_text(encoding="utf-8")
        for table, settings in tomllib.loads(text).items():
            recipe.setdefault(table, {}).update(settings)
    if without:
        tables = [table for table in ("shares", "augment") if without in recipe[table]]
        if not tables:
            raise ValueError(f"the recipe has neither a share nor an augmentation {without!r}")
        recipe[tables[0]][without] = 0.0
    return recipe


def prepare(recipe: dict[str, Any], data: Path, out: Path) -> Run:
    """Return a run with its data read and its network made, nothing trained."""
    options = recipe["training"]
    torch.manual_seed(options["seed"])
    labels = head_labels(codebook_types())
    backbone = find_backbone(options["encoder"], out.parent)
    tokenizer = Tokenizer.from_file(str(backbone / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / "tokenizer.json"))
    special = special_ids(list(tokenizer.get_vocab().items()))
    facts = {"labels": labels, "special": special, "encoder": options["encoder"]}
    (out / "labels.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")
    sizes = {head: len(names) for head, names in labels.items()}
    examples = load_all(data, recipe)
    describe(examples, out)
    dev = [window for one in load_dev() for window in Encoder(tokenizer, labels).encode(one)]
    return Run(
        reader=Reader(open_backbone(backbone), sizes, options.get("frozen_layers", 0)),
        encoder=Encoder(tokenizer, labels),
        special=special,
        recipe=recipe,
        examples=examples,
        out=out,
        options=AugmentOptions(**recipe.get("augment", {})),
        teacher=Teacher(out.parent / options["teacher"], special) if "teacher" in options else None,
        dev=[dev[n : n + 8] for n in range(0, len(dev), 8)],
    )


def describe(examples: dict[str, list[Example]], out: Path) -> None:
    """Log and keep how many texts and characters each data set gives, with a digest of all of it.

    The digest is of texts and labels alike.
    """
    rows = {}
    for name, listed in examples.items():
        digest = hashlib.sha256("".join(map(_canonical, listed)).encode()).hexdigest()
        size = sum(len(one.text) for one in listed)
        rows[name] = {"texts": len(listed), "characters": size, "sha256": digest}
        logger.info("%s: %d texts, %d characters", name, len(listed), size)
    (out / "data.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")


def _canonical(told: object) -> str:
    """Return the same words for equal examples in any process: sets have an order of their own."""
    if isinstance(told, frozenset):
        return "{" + ",".join(sorted(map(str, told))) + "}"
    if isinstance(told, tuple):
        return "(" + ",".join(map(_canonical, told)) + ")"
    if hasattr(told, "__dataclass_fields__"):
        fields = told.__dataclass_fields__
        return "<" + ",".join(_canonical(getattr(told, name)) for name in fields) + ">"
    return repr(told)


def train(run: Run, minutes: float | None = None) -> bool:
    """Train for the recipe's epochs from the last checkpoint on; false when time ran out before."""
    options = run.recipe["training"]
    optimizer = _optimizer(run)
    total = options["steps"]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * total), 1.0) * max(0.02, 1 - step / total)
    )
    resume(run, optimizer, schedule)
    run.reader.train()
    started = saved = time.monotonic()
    first, losses = run.step, []
    for batch in _batches(run):
        losses.append(_take_step(run, optimizer, batch))
        schedule.step()
        run.step += 1
        now = time.monotonic()
        if run.step % 50 == 0 or run.step == total:
            left = (now - started) / (run.step - first) * (total - run.step) / 60
            _report(run, losses[-50:], left)
        if run.step % options["judge_every"] == 0 or run.step == total:
            _write(run, {"dev": judge(run.reader, run.dev, run.special)})
        is_over = minutes is not None and now - started > 60 * minutes
        if now - saved > 60 * options["save_minutes"] or is_over or run.step == total:
            save(run, optimizer, schedule)
            saved = now
        if run.step == total:
            return True
        if is_over:
            return False
    return run.step >= total


def _optimizer(run: Run) -> torch.optim.Optimizer:
    named = [(n, p) for n, p in run.reader.named_parameters() if p.requires_grad]
    body = [p for n, p in named if n.startswith("backbone")]
    heads = [p for n, p in named if not n.startswith("backbone")]
    return torch.optim.AdamW(
        [
            {"params": params, "lr": rate}
            for params, rate in zip((body, heads), learning_rates(run.recipe), strict=True)
        ],
        weight_decay=0.01,
    )


def learning_rates(recipe: dict[str, Any]) -> list[float]:
    """Return the highest learning rates of the encoder and of the heads."""
    return [recipe["training"][name] for name in ("learning_rate", "head_learning_rate")]


def _batches(run: Run) -> Iterator[list[Window]]:
    """Yield batches from where the run stands on, epoch after epoch."""
    seen, epoch = 0, 0
    while True:
        for batch in plan_epoch(run, epoch):
            seen += 1
            if seen > run.step:
                yield batch
        epoch += 1


def plan_epoch(run: Run, epoch: int) -> list[list[Window]]:
    """Return the batches of one epoch: a share of each data set, like lengths together.

    The same seed and epoch give the same batches in any process.
    """
    options = run.recipe["training"]
    chance = random.Random(options["seed"] * 1000 + epoch)
    encoder = Encoder(run.encoder.tokenizer, run.encoder.labels, chance)
    windows = [
        window
        for name, listed in sorted(run.examples.items())
        for example in _share(listed, float(run.recipe["shares"].get(name, 1.0)), chance)
        for window in encoder.encode(augment(example, chance, run.options))
    ]
    chance.shuffle(windows)
    batches: list[list[Window]] = []
    for start in range(0, len(windows), POOL):
        batch: list[Window] = []
        for window in sorted(windows[start : start + POOL], key=lambda one: len(one.ids)):
            if batch and (len(batch) + 1) * len(window.ids) > options["batch_pieces"]:
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
    chance.shuffle(batches)
    return batches


def _share(listed: Sequence[Example], share: float, chance: random.Random) -> list[Example]:
    whole = int(share)
    return [*(list(listed) * whole), *chance.sample(listed, int(len(listed) * (share - whole)))]


def _take_step(
    run: Run, optimizer: torch.optim.Optimizer, batch: Sequence[Window]
) -> dict[str, float]:
    device = next(run.reader.parameters()).device
    told = collate(batch, run.special, device)
    states = encode_batch(run.reader, told)
    losses = head_losses(run.reader, states, told)
    if run.teacher is not None:
        losses.update(distil_losses(run.reader, states, run.teacher, told))
    weights = run.recipe["weights"]
    total = sum(weights[head] * loss for head, loss in losses.items())
    if isinstance(total, torch.Tensor):
        total.backward()
        torch.nn.utils.clip_grad_norm_(run.reader.parameters(), 1.0)
        optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return {head: float(loss.detach()) for head, loss in losses.items()}


def _report(run: Run, recent: list[dict[str, float]], left: float) -> None:
    heads = sorted({head for losses in recent for head in losses})
    means = {}
    for head in heads:
        told = [losses[head] for losses in recent if head in losses]
        means[head] = round(sum(told) / len(told), 4)
    _write(run, {"loss": means})
    logger.info("%d of %d steps, %.0f min left", run.step, run.recipe["training"]["steps"], left)


def _write(run: Run, row: dict[str, object]) -> None:
    logger.info("%s", json.dumps(row))
    with (run.out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps({"step": run.step, **row}) + "\n")


def save(
    run: Run, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LRScheduler
) -> None:
    """Write a checkpoint, whole or not at all."""
    state = {
        "reader": run.reader.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "step": run.step,
    }
    torch.save(state, run.out / "checkpoint.part")
    (run.out / "checkpoint.part").replace(run.out / "checkpoint.pt")


def resume(
    run: Run, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR
) -> None:
    """Load the last checkpoint if there is one; learning rates are the recipe's, also new ones."""
    path = run.out / "checkpoint.pt"
    if not path.exists():
        return
    state = torch.load(path, weights_only=True)
    run.reader.load_state_dict(state["reader"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    schedule.base_lrs = learning_rates(run.recipe)
    for group, rate in zip(optimizer.param_groups, schedule.base_lrs, strict=True):
        group["initial_lr"] = rate
        group["lr"] = rate * schedule.lr_lambdas[0](int(state["step"]))
    run.step = int(state["step"])
    logger.info("going on after step %d", run.step)


if __name__ == "__main__":
    main()
