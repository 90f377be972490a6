"""Times are measured on any folder in the layout of MEANTIME."""

from pathlib import Path

import pytest
from quality.tasks.times import evaluate, half_of, read_documents, read_value

SENTENCES = (
    "Rebels fled",
    "May 3 , 2014",
    "They left on Friday , 2 May for two days and then on Saturday .",
    "Unmarked Monday",
)
WORDS = [(word, number) for number, words in enumerate(SENTENCES) for word in words.split()]
TIMES = (
    ('functionInDocument="CREATION_TIME" type="DATE" value="2014-05-03"', (3, 4, 5, 6)),
    ('functionInDocument="NONE" type="DATE" value="2014-05-02"', (10, 11, 12, 13)),
    ('functionInDocument="NONE" type="DURATION" value="P2D"', (15, 16)),
    ('functionInDocument="NONE" type="DATE" value="2014-05-04"', (20,)),
)


def write_document(folder: Path, name: str, times: tuple[tuple[str, tuple[int, ...]], ...]) -> None:
    tokens = "".join(
        f'<token t_id="{number}" sentence="{sentence}">{word}</token>'
        for number, (word, sentence) in enumerate(WORDS, 1)
    )
    marks = "".join(
        f"<TIMEX3 {attributes}>" + "".join(f'<token_anchor t_id="{one}"/>' for one in ids)
        + "</TIMEX3>"
        for attributes, ids in times
    )  # fmt: skip
    folder.mkdir(exist_ok=True)
    page = f"<Document>{tokens}<Markables>{marks}</Markables></Document>"
    (folder / f"{name}.xml").write_text(page, encoding="utf-8")


def test_values_and_spans_are_scored_in_marked_sentences_once(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        write_document(tmp_path / folder, "17_rebels", TIMES)
    measured = evaluate(tmp_path, "all")
    assert (measured["documents"], measured["n"], measured["left_out"]) == (1, 2, 1)
    assert (measured["span_f1"], measured["value_f1"]) == (100.0, 50.0)


def test_text_is_joined_as_it_was_written(tmp_path: Path) -> None:
    write_document(tmp_path / "one", "17_rebels", TIMES)
    (document,) = read_documents(tmp_path)
    assert document.text.splitlines()[1] == "May 3, 2014"
    assert [time.span.quote(document.text) for time in document.times][1] == "Friday, 2 May"


def test_a_folder_that_marks_only_creation_times_is_said(tmp_path: Path) -> None:
    write_document(tmp_path / "one", "17_rebels", TIMES[:1])
    with pytest.raises(FileNotFoundError, match="marks the times"):
        evaluate(tmp_path, "all")


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("2010-07-17", ("2010-07-17", "2010-07-17")),
        ("2010-07-17TMO", ("2010-07-17", "2010-07-17")),
        ("2010-07-17T21:30", ("2010-07-17", "2010-07-17")),
        ("2010-06", ("2010-06-01", "2010-06-30")),
        ("2010", ("2010-01-01", "2010-12-31")),
        ("197", ("1970-01-01", "1979-12-31")),
        ("19", ("1900-01-01", "1999-12-31")),
        ("2010-W14", ("2010-04-05", "2010-04-11")),
        ("2010-W14-WE", ("2010-04-10", "2010-04-11")),
        ("2010-Q2", ("2010-04-01", "2010-06-30")),
        ("2010-H1", ("2010-01-01", "2010-06-30")),
        ("2010-SU", ("2010-06-01", "2010-08-31")),
    ],
)
def test_value_becomes_the_days_it_can_mean(value: str, bounds: tuple[str, str]) -> None:
    when = read_value(value)
    assert when is not None
    assert (when.earliest, when.latest) == bounds


@pytest.mark.parametrize("value", ["PRESENT_REF", "FY2010", "2010-06-XX", "XXXX", "P3D", ""])
def test_value_that_names_no_date_is_left_out(value: str) -> None:
    assert read_value(value) is None


def test_halves_do_not_depend_on_the_run() -> None:
    assert {half_of(str(number)) for number in range(20)} == {"dev", "test"}
    assert half_of("17_rebels") == half_of("17_rebels")
