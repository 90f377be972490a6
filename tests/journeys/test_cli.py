"""The command line, from a saved page to a feature on a map."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline import __version__
from dateline.run.local import LocalRunner
from dateline.run.pipeline import Pipeline
from dateline.run.runner import add_pages
from dateline.store.store import open_store
from tests.contracts.test_runner import a_page
from tests.fakes import SentencePatternStage
from tests.journeys.conftest import Run

PAGE = """<!doctype html><html lang="en"><head><title>Fourteen killed near Tikrit</title>
<meta property="og:site_name" content="The Meridian Post">
<meta property="article:published_time" content="2015-07-30T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Fourteen killed near Tikrit</h1>
<p>TIKRIT, Iraq: Gunmen attacked a police convoy in Tikrit on Wednesday, killing 14 people, police
said. The road to the north was closed for most of the day while soldiers searched the villages.</p>
<p>A hospital official said that nine wounded officers were treated there. No group has claimed
responsibility for the attack, which was the second on this road since the spring.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>"""


@pytest.fixture
def book(tmp_path: Path) -> str:
    """Return a book of ten reports whose claims no model had a part in."""
    path = str(tmp_path / "dateline.book")
    pipeline = Pipeline(stages=(SentencePatternStage(),))
    with open_store(path, create=True) as store:
        add_pages(store, pipeline, LocalRunner(workers=1), [a_page(day) for day in range(10, 20)])
    return path


def test_from_a_saved_page_to_a_feature_on_a_map(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    added = run("add", "page.html")
    assert added.status == 0, added.err
    assert "Read 1 pages: 1 reports" in added.out
    assert run("export", "geojson", "-o", "map.geojson").status == 0
    features = json.loads((tmp_path / "map.geojson").read_text("utf-8"))["features"]
    placed = [each for each in features if each["geometry"]]
    lon, lat = placed[0]["geometry"]["coordinates"]
    assert abs(lat - 34.6) < 0.5 and abs(lon - 43.7) < 0.5
    assert "14" in {str(each["properties"]["killed_low"]) for each in features}


def test_read_shows_a_report_to_a_person_and_to_a_program(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    shown = run("read", "page.html")
    assert shown.status == 0 and "The Meridian Post" in shown.out and "Tikrit" in shown.out
    told = json.loads(run("read", "--json", "page.html").out)
    assert told["report"]["published"].startswith("2015-07-30")
    dated = json.loads(run("read", "--json", "--published", "2016-01-02", "page.html").out)
    assert dated["report"]["published"] == "2016-01-02"


def test_the_same_command_again_adds_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    run("add", "page.html")
    assert "1 were in the book already" in run("add", "page.html").out


def test_incidents_as_a_table_json_and_csv(run: Run, book: str) -> None:
    table = run("incidents", "--book", book)
    assert table.out.splitlines()[0].split()[:4] == ["id", "date", "type", "place"]
    assert len(table.out.splitlines()) == 11
    lines = run("incidents", "--json").out.splitlines()
    assert json.loads(lines[0])["when"]["edtf"] == "2015-07-10"
    rows = list(csv.DictReader(io.StringIO(run("incidents", "--csv").out.removeprefix("\ufeff"))))
    assert len(lines) == len(rows) == 10


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--since", "2015-07-18"), 2),
        (("--until", "2015-07-11"), 2),
        (("--since", "2015", "--until", "2015-07"), 10),
        (("--type", "violence"), 10),
        (("--type", "battle"), 0),
        (("--place", "punjab"), 10),
        (("--place", "pk"), 10),
        (("--place", "mosul"), 0),
        (("--actor", "gunm"), 10),
        (("--actor", "police"), 0),
    ],
)
def test_filters(run: Run, book: str, words: tuple[str, ...], found: int) -> None:
    assert len(run("incidents", "--json", *words).out.splitlines()) == found


def test_doubtful_claims_are_left_out_and_counted(run: Run, book: str) -> None:
    kept = run("incidents", "--json", "--min-score", "0.9")
    assert len(kept.out.splitlines()) == 10
    assert kept.err == "Left out, scored below 0.9: 0 claims.\n"
    for words in (("incidents", "--json"), ("incidents",), ("export", "csv")):
        doubted = run(*words, "--min-score", "0.95")
        assert len(doubted.out.splitlines()) <= 1
        assert "60 claims, 10 whole events among them" in doubted.err
    line = json.loads(run("incidents", "--json", "--until", "2015-07-10").out)
    assert run("show", line["id"], "--min-score", "0.95").status == 1
    assert "0 claims" in run("show", line["id"], "--min-score", "0.9").err
    shown = run("show", "--json", line["reports"][0]["id"], "--min-score", "0.95")
    assert json.loads(shown.out)["events"] == [] and "1 whole events" in shown.err
    assert run("incidents", "--min-score", "2").status == 2


def test_show_gives_the_words_behind_every_field(run: Run, book: str) -> None:
    line = run("incidents", "--json", "--until", "2015-07-10").out
    shown = run("show", json.loads(line)["id"][9:17])
    assert shown.status == 0
    for words in (
        "Gunmen ⟦attacked⟧ a convoy",
        "killing ⟦10⟧",
        "said by police",
        "claim-",
        "10.txt",
    ):
        assert words in shown.out
    assert json.loads(run("show", "--json", json.loads(line)["events"][0]).out) == json.loads(line)


def test_show_gives_a_report_as_read_does(run: Run, book: str) -> None:
    report_id = json.loads(run("incidents", "--json").out.splitlines()[0])["reports"][0]["id"]
    assert "violence.attack" in run("show", report_id).out
    told = json.loads(run("show", "--json", report_id[:14]).out)
    assert told["schema"] == "dateline.reading/1" and told["report"]["id"] == report_id
    assert run("show", "report-zz").status == 1


def test_search_finds_reports(run: Run, book: str) -> None:
    found = run("search", "convoy in tikrit", "2015-07-12")
    assert found.status == 0 and found.out.count("report-") == 1
    assert run("search", "parliament").status == 1


@pytest.mark.parametrize("file_format", ["csv", "jsonl", "geojson"])
def test_export_to_a_file_and_to_standard_output_agree(
    run: Run, book: str, tmp_path: Path, file_format: str
) -> None:
    assert "10 incidents written" in run("export", file_format, "-o", "file").err
    assert (tmp_path / "file").read_bytes().decode() == run("export", file_format).out


def test_schema_is_json(run: Run) -> None:
    assert json.loads(run("schema", "reading").out)["type"] == "object"


def test_doctor_finds_all_well_and_then_a_damaged_book(run: Run, book: str) -> None:
    assert all(line.startswith("ok ") for line in run("doctor").out.splitlines())
    content = bytearray(Path(book).read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    Path(book).write_bytes(content)
    told = run("doctor")
    assert told.status == 1 and "fault" in told.out and "restore a copy" in told.out


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("incidents", "--book", "none.book"), 2, "there is no book at none.book"),
        (("incidents", "--book", "."), 2, "is a folder"),
        (("incidents", "--book", "text.txt"), 2, "is not a book"),
        (("add", "text.txt", "--book", "text.txt"), 2, "is not a book"),
        (("add", "text.txt", "--book", "no/such/folder.book"), 2, "cannot be opened"),
        (("incidents", "--since", "July"), 2, "is not a date"),
        (("incidents", "--json", "--csv"), 2, "do not go together"),
        (("read", "--published", "July", "text.txt"), 2, "is not a publication date"),
        (("read", "none.txt"), 1, "none.txt"),
        (("show", "0000"), 1, "no incident has an id"),
        (("export", "docx"), 2, "there is no format"),
        (("export", "csv", "-o", "no/such/file.csv"), 1, "cannot be written"),
        (("incident",), 2, "No such command"),
        (("schema", "poem"), 2, "poem"),
    ],
)
def test_errors_have_a_message_a_hint_and_a_status(
    run: Run, book: str, tmp_path: Path, words: tuple[str, ...], status: int, message: str
) -> None:
    (tmp_path / "text.txt").write_text("A plain text that is nobody's book.", "utf-8")
    answer = run(*words)
    assert (answer.status, "Traceback" in answer.err) == (status, False)
    assert message in answer.err
    assert "hint:" in answer.err or "Usage:" in answer.err


def test_settings_come_from_a_file_and_the_environment(
    run: Run, book: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(book).rename(tmp_path / "other.book")
    (tmp_path / "dateline.toml").write_text('[store]\nbook = "other.book"\n')
    assert run("incidents", "--json").status == 0
    monkeypatch.setenv("DATELINE_STORE_BOOK", "third.book")
    assert "third.book" in run("incidents").err
    (tmp_path / "dateline.toml").write_text("[store]\nbok = 1\n")
    assert "no setting 'bok'" in run("incidents").err


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"dateline {__version__}\n"
    for verb in ("read", "add", "incidents", "show", "search", "export", "doctor", "schema"):
        assert "Example" in run(verb, "--help").out


def test_a_reader_that_stops_early_is_no_error(book: str) -> None:
    command = f"{sys.executable} -m dateline.cli incidents --json --book {book} | head -n 1"
    piped = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True
    )
    assert (len(piped.stdout.splitlines()), piped.stderr) == (1, "")


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another signal there")
def test_ctrl_c_says_how_to_go_on_and_the_same_command_does(tmp_path: Path) -> None:
    for number in range(72):  # enough that the signal comes before the end on any machine
        page = a_page(20, f"Number {number}.")
        (tmp_path / f"{number}.txt").write_bytes(page.content)
    command = [sys.executable, "-m", "dateline.cli", "add", ".", "--workers", "2"]
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background
    try:  # of a shell ignores it, and so would what it starts
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, heard)
    _wait_for_a_report(tmp_path / "dateline.book")
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=600)
    assert process.returncode == 130 and "the same command goes on" in told
    assert "Traceback" not in told
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert again.returncode == 0 and "were in the book already" in again.stdout


def _wait_for_a_report(book: Path) -> None:
    for _ in range(1000):
        time.sleep(0.2)
        if book.exists() and book.stat().st_size:
            with open_store(str(book), create=True) as store, store.read() as view:
                if view.size().reports:
                    return
    raise AssertionError("no report was read within minutes")
