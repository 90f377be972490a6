"""Bad files: each gives a reason and a hint, the run goes on, and the book keeps what it had."""

import gzip
import json
import os
from pathlib import Path

import pytest

from dateline.store.store import open_store
from tests.journeys.conftest import Run
from tests.journeys.test_cli import PAGE

SENTENCE = "Gunmen attacked a convoy in Tikrit on Wednesday, killing 14 people, police said. "
NEWS = f"Convoy attacked\n\n{SENTENCE}{'The road was closed. ' * 20}"
STUB = PAGE.split("<article>")[0] + "<p>Subscribe to read the full story.</p></body></html>"
FAILS = {
    "empty.html": b"",
    "blank.txt": b" \n\n\t ",
    "large.html": b"<p>" + b"words " * 7_000_000,
    "bomb.html.gz": gzip.compress(b"\0" * 100_000_000),
    "cut.html.gz": gzip.compress(PAGE.encode())[:-20],
    "broken.pdf": b"%PDF-1.7\n1 0 obj\n<<",
}
READS = {
    "open.html": PAGE.replace("</p>", "").replace("</article>", "<div><p").encode(),
    "latin.txt": NEWS.replace("Tikrit", "Mérida").encode("latin-1"),
    "wide.txt": NEWS.encode("utf-16"),
    "nul.txt": NEWS.replace("convoy", "con\0voy").encode(),
    "year.html": PAGE.replace("2015-07-30", "20155-07-30").encode(),
    "arabic.txt": ("هجوم\n\n" + "هاجم مسلحون قافلة للشرطة في تكريت يوم الأربعاء. " * 9).encode(),
    "emoji.txt": NEWS.replace("Gunmen", "\U0001f4a5 Gunmen \U0001f1ee\U0001f1f6").encode(),
    "stub.html": STUB.encode(),
    "esc.txt": NEWS.replace("convoy", "con\x1b[31mvoy \u202e x").encode(),
}


@pytest.mark.parametrize("name", FAILS)
def test_a_bad_file_is_a_failure_with_a_hint_and_the_rest_is_read(
    run: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(FAILS[name])
    (tmp_path / "good.html").write_text(PAGE, "utf-8")
    told = run("add", name, "good.html")
    assert told.status == 1 and "1 failed" in told.out
    assert f"error: {name}: " in told.err and "hint: " in told.err
    assert "Traceback" not in told.err
    with open_store("dateline.book") as store, store.read() as view:
        assert [failure.location for failure in view.failures()] == [name]
        assert [told.report.location for told in view.report_claims()] == ["good.html"]


@pytest.mark.parametrize("name", READS)
def test_an_odd_file_is_read_and_its_quotes_are_exact(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(READS[name])
    answer = run("read", "--json", name)
    assert answer.status == 0, answer.err
    reading = json.loads(answer.out)
    text = reading["report"]["text"]
    assert "\0" not in text and "20155" not in (reading["report"]["published"] or "")
    for claim in reading["claims"]:
        evidence = claim["evidence"]
        assert evidence["quote"] == text[evidence["start"] : evidence["end"]]
    assert run("read", name).status == 0
    assert run("add", name).status == 0


def test_a_language_the_model_does_not_know_is_warned_of(run: Run, tmp_path: Path) -> None:
    (tmp_path / "arabic.txt").write_bytes(READS["arabic.txt"])
    report = json.loads(run("read", "--json", "arabic.txt").out)["report"]
    assert report["language"] != "en" and report["warnings"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "closed.txt").write_bytes(b"x")
    (tmp_path / "closed.txt").chmod(0)
    assert "error: closed.txt" in run("add", "closed.txt").err


def test_nothing_in_a_report_reaches_the_terminal_as_a_command(run: Run, tmp_path: Path) -> None:
    (tmp_path / "esc.txt").write_bytes(READS["esc.txt"].replace(b"Convoy", b"\x1b]0;x\x07[red]"))
    run("add", "esc.txt")
    for words in (("read", "esc.txt"), ("incidents",), ("search", "road")):
        assert "\x1b]" not in run(*words).out


def test_a_bad_page_does_not_touch_what_is_in_the_book(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    run("add", "page.html")
    before = run("incidents", "--json").out
    (tmp_path / "page.html").write_bytes(FAILS["broken.pdf"])
    assert run("add", "page.html").status == 1
    assert run("incidents", "--json").out == before
