"""Draw the pictures of the README from what the commands print: `python -m docs.images.make`."""

import io
import json
import os
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
WIDTH, MOST_LINES = 140, 44
FONT_FROM_ELSEWHERE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def main() -> None:
    """Read the sample into a book of its own, and draw two commands."""
    with tempfile.TemporaryDirectory() as folder:
        book = ("--book", str(Path(folder, "sample.book")))
        dateline("add", "sample/reports", *book)
        rows = dateline("incidents", "--place", PLACE, "--json", *book).splitlines()
        fullest = max((json.loads(row) for row in rows), key=lambda row: len(row["counts"]))
        short_id = str(fullest["id"]).partition("-")[2][:8]
        draw("incidents", f"dateline incidents --place {PLACE}", *book)
        draw("show", f"dateline show {short_id}", *book)


def dateline(*arguments: str) -> str:
    """Return what the command prints on standard output, colours and all."""
    command = Path(sys.executable).with_name("dateline")
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH)}
    done = subprocess.run(
        [command, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def draw(name: str, command: str, *hidden: str) -> None:
    """Write `name.svg`: the command and the start of what it prints."""
    printed = dateline(*command.split()[1:], *hidden).splitlines()
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text(f"$ {command}", style="bold"))
    console.print(Text.from_ansi("\n".join(printed[:MOST_LINES])))
    if len(printed) > MOST_LINES:
        console.print(Text("…", style="dim"))
    drawn = console.export_svg(title="dateline", unique_id=name)
    (HERE / f"{name}.svg").write_text(FONT_FROM_ELSEWHERE.sub("", drawn), encoding="utf-8")


if __name__ == "__main__":
    main()
