from pathlib import Path

import pytest

from dateline.config import Config, load_config
from dateline.errors import ConfigError


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "dateline.toml"
    file.write_text(text, "utf-8")
    return file


def test_without_a_file_everything_is_as_the_rooms_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_config(None, {}) == Config()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, '[store]\nbook = "a.book"\n[run]\nworkers = 3\n')
    config = load_config(file, {"DATELINE_RUN_WORKERS": "5", "DATELINE_OTHER": "x"})
    assert (config.store.book, config.run.workers) == ("a.book", 5)


def test_the_environment_can_name_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, '[read]\npublished = "2015-08-20"\n')
    assert load_config(None, {"DATELINE_CONFIG": str(file)}).read.published == "2015-08-20"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[stor]\n", "no section 'stor'"),
        ("[store]\nbok = 1\n", "no setting 'bok'"),
        ("store = 1\n", "is a section"),
        ("[run]\nworkers = 'many'\n", "workers"),
        ("[run]\nworkers = 0\n", "at least 1"),
        ("[read]\npublished = 'soon'\n", "not a publication date"),
        ("= 1", "is not TOML"),
    ],
)
def test_a_wrong_setting_is_told_by_name(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_config(written(tmp_path, text), {})


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "none.toml", {})
