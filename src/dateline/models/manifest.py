"""The model manifest: name, files with their SHA-256, licence, labels and inputs."""

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.errors import ModelError

MANIFEST_NAME = "manifest.json"
_HINT = "Install Dateline again; the weights are part of the package."


class ModelFile(BaseModel):
    """One file of the model, with its SHA-256 as 64 hex digits and its size in bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str
    size_bytes: int


class Manifest(BaseModel):
    """What a model folder holds.

    `network` names the pieces of one ONNX file, in order; `window` counts word pieces, the two
    special ones included; `special` are the ids that open, close and fill up a window; `labels`
    the label lists of the tagging heads, `O` first where there is one; `pair_bias` and
    `pair_decay` what the distance in pieces alone says of the pairs of each of the `relations`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    licence: str
    attribution: str
    network: tuple[str, ...]
    tokenizer: str
    window: int
    overlap: int
    special: tuple[int, int, int]
    pair_width: int
    relations: tuple[str, ...]
    pair_bias: tuple[float, ...]
    pair_decay: tuple[float, ...]
    labels: dict[str, tuple[str, ...]]
    files: dict[str, ModelFile]


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a model folder, without looking at the other files.

    Raises:
        ModelError: there is no manifest, or it does not say what it must.
    """
    path = folder / MANIFEST_NAME
    try:
        return Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"no model manifest at {path}", hint=_HINT) from error
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"]))
        raise ModelError(
            f"the model manifest {path} is wrong at {where or 'its start'}: {problem['msg']}",
            hint=_HINT,
        ) from error


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Check that every file of the manifest is there, whole and unchanged.

    Raises:
        ModelError: a file is missing or its SHA-256 is not the manifest's.
    """
    for name, expected in manifest.files.items():
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            raise ModelError(f"model file {name} is missing from {folder}", hint=_HINT) from error
        if hashlib.sha256(content).hexdigest() != expected.sha256:
            raise ModelError(f"model file {name} in {folder} is damaged", hint=_HINT)


def read_network(folder: Path, manifest: Manifest) -> bytes:
    """Return the network; a large one lies in several files, so that none is too large to keep."""
    return b"".join((folder / name).read_bytes() for name in manifest.network)
