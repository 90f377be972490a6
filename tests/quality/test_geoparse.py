"""Geoparsing is measured on any folder in the data set's layout."""

from pathlib import Path

import pytest
from quality.tasks.geoparse import evaluate

ARTICLE = """<articles><article><source>x</source><text>{text}</text><locations>
<location><name>Lahore</name><start>{start}</start><end>0</end><lat>31.55</lat><lon>74.34</lon>
</location><location><name>Qwertyville</name><start>1</start><end>11</end><lat>1</lat><lon>1</lon>
</location></locations></article></articles>"""


def test_a_missing_answer_is_wrong(tmp_path: Path) -> None:
    text = "Qwertyville is unlike Lahore."
    for name, start in (("dev.xml", 23), ("test.xml", 999)):
        page = ARTICLE.format(text=text, start=start)
        (tmp_path / name).write_text(page, encoding="utf-8")
    measured = evaluate(tmp_path, "dev")
    assert (measured["n"], measured["accuracy_161km"], measured["abstained"]) == (2, 0.5, 0.5)


def test_a_folder_without_articles_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no XML"):
        evaluate(tmp_path, "dev")
