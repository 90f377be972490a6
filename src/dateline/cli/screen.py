"""What the verbs put on the screen: answers on standard output, the rest on standard error.

Text from reports is never read as markup, and control characters are shown, not sent.
"""

import re
import sys

from rich.console import Console
from rich.text import Text

# What a table needs to be readable when nobody's terminal tells its width.
PIPE_WIDTH = 160
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def out() -> Console:
    """Return the console for what was asked for."""
    return _console(stderr=False)


def err() -> Console:
    """Return the console for progress, warnings and errors."""
    return _console(stderr=True)


def show_error(message: str, hint: str | None) -> None:
    """Show what went wrong and what to do about it."""
    console = err()
    console.print(Text.assemble(("error: ", "bold red"), plain(message)), soft_wrap=True)
    if hint:
        console.print(Text.assemble(("hint: ", "bold"), plain(hint)), soft_wrap=True)


def plain(words: object) -> str:
    """Return words that do nothing to a terminal."""
    return _CONTROL.sub("\ufffd", str(words))


def one_line(words: str) -> str:
    """Return the words with every break and run of blanks as one blank."""
    return " ".join(plain(words.replace("\r", " ")).split())


def short_id(full_id: str) -> str:
    """Return enough of an id to find the record again."""
    return full_id.partition("-")[2][:8]


def number_range(low: int | None, high: int | None) -> str:
    """Return `14`, `12-14`, `24+` or `≤ 8`."""
    if low is not None and low == high:
        return str(low)
    if high is None:
        return "?" if low is None else f"{low}+"
    return f"≤ {high}" if low is None else f"{low}-{high}"


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, width=None if stream.isatty() else PIPE_WIDTH)
