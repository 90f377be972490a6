"""Draw the pictures of the README from what the commands print: `python -m docs.images.make`."""

import io
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLACE = "damaturu"
WIDTH, MOST_LINES = 140, 40
FONT_FROM_ELSEWHERE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def main() -> None:
    """Read the sample into a book of its own, and draw two commands."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATELINE_STORE_BOOK"] = str(Path(folder, "sample.book"))
        run("dateline add sample/reports")
        rows = run(f"dateline incidents --place {PLACE} --json").splitlines()
        fullest = max((json.loads(row) for row in rows), key=lambda row: len(row["sources"]))
        short_id = str(fullest["id"]).partition("-")[2][:8]
        draw("incidents", f"dateline incidents --place {PLACE}")
        draw("show", f"dateline show {short_id}")


def run(command: str) -> str:
    """Return what a command prints in a terminal, colours and all; notes on the side are left out.

    Raises:
        CalledProcessError: the command failed.
    """
    name, *arguments = command.split()
    own, its = pty.openpty()
    with subprocess.Popen(
        [Path(sys.executable).with_name(name), *arguments],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(WIDTH)},
        stdout=its,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(its)
        printed = b"".join(iter(lambda: read_some(own), b""))
    os.close(own)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return printed.decode().replace("\r\n", "\n")


def read_some(terminal: int) -> bytes:
    """Return what the terminal holds next, nothing at its end."""
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


def draw(name: str, command: str) -> None:
    """Write `name.svg`: the command and the start of what it prints."""
    printed = run(command).splitlines()
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text(f"$ {command}", style="bold"))
    console.print(Text.from_ansi("\n".join(printed[:MOST_LINES])))
    if len(printed) > MOST_LINES:
        console.print(Text("…", style="dim"))
    drawn = console.export_svg(title="dateline", unique_id=name)
    drawn = FONT_FROM_ELSEWHERE.sub("", drawn)
    drawn = drawn.replace("<svg ", '<svg xml:space="preserve" ', 1)  # some viewers drop indents
    (HERE / f"{name}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
