import importlib
import json
from pathlib import Path

import pytest

from quality import evaluate

TOY = "\n".join(["Ishaq B-politician", "visited O", "Lahore B-location", ". O"])


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["evaluate", *arguments])
    return evaluate.main()


@pytest.mark.parametrize("task", evaluate.FOLDERS)
def test_every_task_can_be_measured(task: str) -> None:
    assert callable(importlib.import_module(f"quality.tasks.{task}").evaluate)


def test_a_folder_that_is_not_there_is_said_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(monkeypatch, "muc4", "--data", str(tmp_path / "none")) == 2
    assert "DATA=" in capsys.readouterr().err


def test_a_task_prints_one_json_line_and_reads_the_split_that_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "test.txt").write_text(TOY.replace(" ", "\t") + "\n\n", encoding="utf-8")
    assert run(monkeypatch, "crossner", "--data", str(tmp_path), "--split", "test") == 0
    (line,) = capsys.readouterr().out.splitlines()
    measured = json.loads(line)
    assert list(measured)[:4] == ["task", "split", "n", "model"]
    assert (measured["task"], measured["split"], measured["n"]) == ("crossner", "test", 1)
