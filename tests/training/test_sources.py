"""What may not ship never reaches weights that do."""

from pathlib import Path

import pytest
from training.sources import RESEARCH, load_all


def test_a_research_set_is_refused_by_any_other_recipe(tmp_path: Path) -> None:
    recipe = {"training": {}, "limits": {}, "shares": dict.fromkeys(RESEARCH, 1.0)}
    with pytest.raises(ValueError, match="research recipe"):
        load_all(tmp_path, recipe)


def test_a_set_without_a_share_is_not_read(tmp_path: Path) -> None:
    recipe = {"training": {}, "limits": {}, "shares": {"own": 1.0, "muc4": 0.0}}
    assert list(load_all(tmp_path, recipe)) == ["own"]
