"""A model whose files are not exactly the manifest's is refused."""

import shutil
from pathlib import Path

import pytest

from dateline.errors import ModelError
from dateline.models.files import bundled_model
from dateline.models.manifest import read_manifest, verify_files
from dateline.models.session import ModelOptions, open_session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundled_model(), tmp_path / "model"))


def test_bundled_model_is_whole() -> None:
    folder = bundled_model()
    verify_files(folder, read_manifest(folder))


def test_changed_file_is_refused(folder: Path) -> None:
    with (folder / "tokenizer.json").open("a") as tokenizer:
        tokenizer.write(" ")
    with pytest.raises(ModelError, match="damaged"):
        open_session(ModelOptions(folder=folder))


def test_missing_file_is_refused(folder: Path) -> None:
    (folder / read_manifest(folder).network).unlink()
    with pytest.raises(ModelError, match="missing"):
        open_session(ModelOptions(folder=folder))


def test_wrong_manifest_says_where(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"name": 3}')
    with pytest.raises(ModelError, match="name"):
        read_manifest(folder)


def test_no_manifest_has_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        read_manifest(tmp_path)
    assert caught.value.hint
