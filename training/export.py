"""Turn a trained reader into the files that ship: ONNX, int8, tokenizer, manifest.

Special pieces, softmax and the heads are inside the graph: at run time nothing but ids goes in and
nothing but scores comes out.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.models.files import bundled_model
from dateline.models.thresholds import THRESHOLDS_NAME
from training.example import RELATIONS
from training.model import PAIR_WIDTH, Reader, find_backbone, open_backbone

WINDOW, OVERLAP = 256, 64
LARGEST_BYTES = 95_000_000  # of one file; a larger network is cut
NAMES = {"small": "dateline-small", "base": "dateline-base"}
FROM = {
    "small": "all-MiniLM-L6-v2 (Apache-2.0)",
    "base": "all-mpnet-base-v2 (Apache-2.0)",
}


class Scorer(nn.Module):
    """The reader with probabilities for outputs and the attention mask made from the ids."""

    def __init__(self, reader: Reader, heads: list[str], pad: int) -> None:
        """Wrap a trained reader."""
        super().__init__()
        self.reader, self.heads, self.pad = reader, heads, pad

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs named by `output_names` for int64 ids [batch, pieces]."""
        states = self.reader.encode(ids, (ids != self.pad).long())
        body = self.reader.pairs(states)
        return (
            *(self.reader.tags[head](states).softmax(-1) for head in self.heads),
            self.reader.degree(states).squeeze(-1),
            self.reader.asks(body),
            self.reader.answers(body),
        )


def output_names(heads: list[str]) -> list[str]:
    """Return the names of the network's outputs in order."""
    return [*heads, "degree", "asks", "answers"]


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="small")
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    parser.add_argument("--checkpoint", action="store_true", help="take the last checkpoint")
    parser.add_argument("--out", type=Path, default=bundled_model())
    parser.add_argument("--version", default="2")
    arguments = parser.parse_args()
    export_reader(
        arguments.work / arguments.size,
        arguments.out,
        arguments.version,
        from_checkpoint=arguments.checkpoint,
    )


def export_reader(work: Path, out: Path, version: str, *, from_checkpoint: bool = False) -> None:
    """Write network, tokenizer and manifest into `out`."""
    facts = json.loads((work / "labels.json").read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    reader = open_reader(work, facts, from_checkpoint=from_checkpoint)
    heads = list(facts["labels"])
    whole = work / "reader.onnx"
    export_onnx(Scorer(reader, heads, facts["special"]["pad"]).eval(), heads, whole)
    small = work / "reader.int8.onnx"
    quantize_dynamic(
        whole,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,  # one scale a matrix changed one label in five, one a channel one in ten
        nodes_to_exclude=sensitive_nodes(whole) if facts["encoder"] == "base" else [],
    )
    print(f"largest difference of int8 from float32: {drift(whole, small):.3f}")
    for old in out.glob("reader*.onnx*"):
        old.unlink()
    names = keep_pieces(small, out)
    shutil.copy(work / "tokenizer.json", out / "tokenizer.json")
    write_manifest(out, facts, version, names, prior(reader))


def open_reader(work: Path, facts: dict[str, Any], *, from_checkpoint: bool) -> Reader:
    """Return the trained network, ready to be traced."""
    encoder = open_backbone(find_backbone(facts["encoder"], work.parent))
    if facts["encoder"] == "small":
        encoder.set_attn_implementation("eager")
    reader = Reader(encoder, {head: len(names) for head, names in facts["labels"].items()})
    path = work / ("checkpoint.pt" if from_checkpoint else "reader.pt")
    state = torch.load(path, weights_only=True)
    reader.load_state_dict(state["reader"] if from_checkpoint else state)
    return reader.eval()


def export_onnx(scorer: Scorer, heads: list[str], path: Path) -> None:
    """Trace the reader with batch and length left free."""
    free = {0: "batch", 1: "pieces"}
    names = output_names(heads)
    torch.onnx.export(
        scorer,
        (torch.tensor([[101, 2013, 3000, 102], [101, 2013, 102, scorer.pad]]),),
        str(path),
        input_names=["ids"],
        output_names=names,
        dynamic_axes={name: free for name in ("ids", *names)},
        opset_version=17,
        dynamo=False,
    )


def sensitive_nodes(path: Path) -> list[str]:
    """Return the matrix products that int8 spoils: feed-forward down in MPNet's layers 4 to 10.

    Outliers in their inputs take the whole scale; see the shared measurements.
    """
    graph = onnx.load(str(path), load_external_data=False).graph
    return [
        node.name
        for node in graph.node
        if node.op_type == "MatMul"
        and any(f"/layer.{n}/output/dense" in node.name for n in range(4, 11))
    ]


def drift(whole: Path, small: Path) -> float:
    """Return the largest difference of any probability between the two graphs on fixed ids."""
    ids = torch.randint(1000, 20000, (2, 64), generator=torch.Generator().manual_seed(1)).numpy()
    first, second = (
        onnxruntime.InferenceSession(str(path)).run(None, {"ids": ids}) for path in (whole, small)
    )
    return max(float(abs(a - b).max()) for a, b in zip(first[:8], second[:8], strict=True))


def keep_pieces(network: Path, out: Path) -> list[str]:
    """Write the network into as many files as it needs and return their names."""
    content = network.read_bytes()
    if len(content) <= LARGEST_BYTES:
        (out / network.name).write_bytes(content)
        return [network.name]
    names = []
    for number, start in enumerate(range(0, len(content), LARGEST_BYTES), 1):
        names.append(f"{network.name}.{number}")
        (out / names[-1]).write_bytes(content[start : start + LARGEST_BYTES])
    return names


def prior(reader: Reader) -> dict[str, list[float]]:
    """Return what the distance alone says of each relation's pairs."""
    named = {"pair_bias": reader.pair_bias, "pair_decay": reader.pair_decay}
    return {name: [round(value, 5) for value in told.tolist()] for name, told in named.items()}


def write_manifest(
    out: Path,
    facts: dict[str, Any],
    version: str,
    network: list[str],
    priors: dict[str, list[float]],
) -> None:
    """Write the manifest that is checked whenever the model is opened."""
    files = {
        name: {
            "sha256": hashlib.sha256((out / name).read_bytes()).hexdigest(),
            "size_bytes": (out / name).stat().st_size,
        }
        for name in (*network, "tokenizer.json", THRESHOLDS_NAME)
        if name != THRESHOLDS_NAME or (out / name).exists()
    }
    manifest = {
        "name": NAMES[facts["encoder"]],
        "version": version,
        "licence": "Apache-2.0",
        "attribution": f"Fine-tuned from {FROM[facts['encoder']]}; data: see the model card",
        "network": network,
        "tokenizer": "tokenizer.json",
        "window": WINDOW,
        "overlap": OVERLAP,
        "special": [facts["special"][name] for name in ("start", "end", "pad")],
        "pair_width": PAIR_WIDTH,
        "relations": list(RELATIONS),
        **priors,
        "labels": facts["labels"],
        "files": files,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
