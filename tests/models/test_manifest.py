"""A model whose files are not exactly the manifest's is refused."""

import hashlib
import json
from pathlib import Path

import pytest

from dateline.errors import ModelError
from dateline.models.files import bundled_model, chosen_model
from dateline.models.manifest import read_manifest, read_network, verify_files
from dateline.models.session import ModelOptions, open_session

FILES = {"network.0": b"the first half, ", "network.1": b"the second", "tokenizer.json": b"{}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a whole model folder, but for its network, which is none."""
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    manifest = {
        "name": "made", "version": "1", "licence": "none", "attribution": "nobody",
        "network": ["network.0", "network.1"], "tokenizer": "tokenizer.json",
        "window": 16, "overlap": 4, "special": [1, 2, 0], "pair_width": 2,
        "relations": ["same"], "pair_bias": [0.0], "pair_decay": [0.0],
        "labels": {"mention": ["O", "B-person", "I-person"]},
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "size_bytes": len(content)}
            for name, content in FILES.items()
        },
    }  # fmt: skip
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path


def test_the_model_that_runs_is_whole() -> None:
    folder = chosen_model()
    verify_files(folder, read_manifest(folder))


def test_the_variable_names_the_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_MODEL", str(tmp_path))
    assert chosen_model() == tmp_path
    monkeypatch.delenv("DATELINE_MODEL")
    assert chosen_model() == bundled_model()


def test_the_pieces_of_the_network_are_one(folder: Path) -> None:
    manifest = read_manifest(folder)
    verify_files(folder, manifest)
    assert read_network(folder, manifest) == b"the first half, the second"


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_bytes(FILES[name] + b" ")
    with pytest.raises(ModelError, match="damaged"):
        open_session(ModelOptions(folder=folder))


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name} is missing"):
        open_session(ModelOptions(folder=folder))


def test_a_whole_file_that_is_no_network_is_refused(folder: Path) -> None:
    with pytest.raises(ModelError, match="made cannot be opened"):
        open_session(ModelOptions(folder=folder))


@pytest.mark.parametrize(
    ("text", "where"), [('{"name": 3}', "name"), ("{", "its start"), ("[]", "its start")]
)
def test_a_wrong_manifest_says_where(folder: Path, text: str, where: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(ModelError, match=where):
        read_manifest(folder)


def test_no_manifest_has_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        read_manifest(tmp_path)
    assert caught.value.hint
