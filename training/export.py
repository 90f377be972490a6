"""Turn a trained reader into the files that ship: ONNX, int8, tokenizer, manifest.

Special pieces, softmax and sigmoid are inside the graph: at run time nothing but ids goes in and
nothing but scores comes out.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.models.files import bundled_model
from training.example import LINK_ROLES
from training.model import Reader, find_backbone, open_backbone

WINDOW, OVERLAP = 128, 40
NAME = "dateline-minilm"


class Scorer(nn.Module):
    """The reader with probabilities for outputs and the attention mask made from the ids."""

    def __init__(self, reader: Reader) -> None:
        """Wrap a trained reader."""
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return the four heads' probabilities for int64 ids [batch, pieces], 0 for padding."""
        mention, trigger, part, link = self.reader(ids, (ids != 0).long())
        return mention.softmax(-1), trigger.softmax(-1), part.softmax(-1), link.sigmoid()


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    parser.add_argument("--backbone", type=Path, help="folder of the encoder; null: the package's")
    parser.add_argument("--out", type=Path, default=bundled_model())
    parser.add_argument("--version", default="1")
    arguments = parser.parse_args()
    backbone = arguments.backbone or find_backbone()
    export_reader(arguments.work, backbone, arguments.out, arguments.version)


def export_reader(work: Path, backbone: Path, out: Path, version: str) -> None:
    """Write network, tokenizer and manifest into `out`."""
    labels = json.loads((work / "labels.json").read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    sizes = (len(labels["mention"]), len(labels["trigger"]), len(labels["part"]))
    encoder = open_backbone(backbone)
    encoder.set_attn_implementation("eager")
    reader = Reader(encoder, sizes)
    reader.load_state_dict(torch.load(work / "reader.pt", weights_only=True))
    reader.eval()
    whole = work / "reader.onnx"
    export_onnx(reader, whole)
    quantize_dynamic(
        whole,
        out / "reader.int8.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,  # one scale a matrix changed one label in five, one a channel one in ten
    )
    shutil.copy(work / "tokenizer.json", out / "tokenizer.json")
    print(f"largest difference of int8 from float32: {drift(whole, out / 'reader.int8.onnx'):.3f}")
    write_manifest(out, labels, version)


def export_onnx(reader: Reader, path: Path) -> None:
    """Trace the reader with batch and length left free."""
    free = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        Scorer(reader),
        (torch.tensor([[101, 2013, 3000, 102], [101, 2013, 102, 0]]),),
        str(path),
        input_names=["ids"],
        output_names=["mention", "trigger", "part", "link"],
        dynamic_axes={
            "ids": free,
            "mention": free,
            "trigger": free,
            "part": free,
            "link": {0: "batch", 2: "pieces", 3: "pieces"},
        },
        opset_version=17,
        dynamo=False,
    )


def drift(whole: Path, small: Path) -> float:
    """Return the largest difference of any score between the two graphs on fixed ids."""
    ids = torch.randint(1000, 20000, (2, 64), generator=torch.Generator().manual_seed(1)).numpy()
    first, second = (
        onnxruntime.InferenceSession(str(path)).run(None, {"ids": ids}) for path in (whole, small)
    )
    return max(float(abs(a - b).max()) for a, b in zip(first, second, strict=True))


def write_manifest(out: Path, labels: dict[str, list[str]], version: str) -> None:
    """Write the manifest that is checked whenever the model is opened."""
    names = ["reader.int8.onnx", "tokenizer.json"]
    files = {
        name: {
            "sha256": hashlib.sha256((out / name).read_bytes()).hexdigest(),
            "size_bytes": (out / name).stat().st_size,
        }
        for name in names
    }
    manifest = {
        "name": NAME,
        "version": version,
        "licence": "Apache-2.0",
        "attribution": "Fine-tuned from all-MiniLM-L6-v2 (Apache-2.0); data: see the model card",
        "network": names[0],
        "tokenizer": names[1],
        "window": WINDOW,
        "overlap": OVERLAP,
        "labels": {**labels, "link": list(LINK_ROLES)},
        "files": files,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
