"""Write the reference pages that the code itself can tell: `python -m docs.reference.generate`.

With `--check` nothing is written, and the exit status is 1 when a page does not say what the code
does.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import typer

from dateline import errors
from dateline.cli import main as cli
from dateline.config import CONFIG_FILE, PREFIX, Config
from dateline.errors import DatelineError
from dateline.export import EXPORTERS
from dateline.export.columns import COLUMNS
from dateline.extract.codebook import EventType, Family, load_codebook

HERE = Path(__file__).parent
NOTE = "<!-- Written by docs/reference/generate.py: change the code, then run it again. -->"
UCDP = {1: "state-based", 2: "non-state", 3: "one-sided"}


def main() -> int:
    """Write or check every page; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say what is stale")
    check = parser.parse_args().check
    stale = [name for name, text in pages().items() if not _is_written(name, text)]
    if check and stale:
        sys.stderr.write(f"stale: {', '.join(stale)}; run python -m docs.reference.generate\n")
        return 1
    if not check:
        for name in stale:
            (HERE / name).write_text(pages()[name], encoding="utf-8")
            sys.stdout.write(f"written: {name}\n")
    return 0


def pages() -> dict[str, str]:
    """Return the text of each page by its file name."""
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "cli.md": cli_page,
        "settings.md": settings_page,
        "exports.md": exports_page,
        "codebook.md": codebook_page,
        "errors.md": errors_page,
    }
    return {name: "\n\n".join([NOTE, *make()]) + "\n" for name, make in makers.items()}


def cli_page() -> Iterator[str]:
    """Yield the blocks of the command line's page."""
    program: Any = typer.main.get_command(cli.app)
    yield "# The command line"
    yield _markdown(program.help)
    yield "Without `--book` every command uses the book that [the settings](settings.md) name."
    yield "## Exit status"
    rows = [line.split(None, 1) for line in (cli.__doc__ or "").splitlines() if line[:1].isdigit()]
    yield _table(("status", "means"), rows)
    yield "## dateline"
    yield from _options(program)
    for name, command in program.commands.items():
        yield f"## dateline {name}"
        given = [_spelling(one) for one in command.params if one.param_type_name == "argument"]
        yield "```\n" + " ".join([f"dateline {name} [OPTIONS]", *given]) + "\n```"
        yield _markdown(command.help)
        yield from _options(command)


def settings_page() -> Iterator[str]:
    """Yield the blocks of the settings' page."""
    yield "# Settings"
    yield (
        f"Settings stand in `{CONFIG_FILE}` in the current folder, or in the file that"
        f" `{PREFIX}CONFIG` names. The environment wins over the file, and an option on the"
        " command line over both. An unknown setting is an error, never ignored."
    )
    for section in fields(Config):
        options: Any = section.type
        yield f"## [{section.name}]"
        yield _paragraphs(options.__doc__)
        rows = [
            (f"`{one.name}`", _default(one.default), f"`{PREFIX}{section.name}_{one.name}`".upper())
            for one in fields(options)
        ]
        yield _table(("setting", "default", "environment"), rows)


def exports_page() -> Iterator[str]:
    """Yield the blocks of the exporters' page."""
    yield "# Exports"
    yield (
        "`dateline export FORMAT` writes the incidents of the book. The same book gives the same"
        " bytes, and no incident is left out: what is not known is empty or null, which is not 0."
    )
    for exporter in EXPORTERS:
        yield f"## {exporter.name}"
        yield f"{exporter.description[0].upper()}{exporter.description[1:]}."
        yield _paragraphs(type(exporter).__doc__)
    yield "## Columns"
    yield (
        "Of the CSV, and the properties of a GeoJSON feature. A `…_why` column holds the evidence"
        " for the columns before it, parted by ` | `: the quote, who says it (nearest speaker"
        " first), the modality and the report. Names are parted by `; `; a name with a word in"
        " brackets behind it, such as `(alleged)`, is not asserted to have taken part."
    )
    yield "\n".join(f"- `{column}`" for column in COLUMNS)


def codebook_page() -> Iterator[str]:
    """Yield the blocks of the codebook's page."""
    book = load_codebook()
    yield "# The codebook"
    yield (
        "Event types are `family.type`. The families are fixed; types may be added in"
        " `src/dateline/extract/codebook_data/types.toml`. When words of several types tell of one"
        " happening, the type with the highest precedence names the event."
    )
    for family in Family:
        yield f"## {family.value}"
        for event_type in book.types:
            if event_type.family is family:
                yield f"### {event_type.name}"
                yield event_type.definition
                yield _table(("ACLED", "UCDP", "GTD", "PLOVER", "precedence"), [_codes(event_type)])
    yield "## Roles"
    for meaning in book.roles:
        yield f"### {meaning.role.value}"
        yield meaning.definition
        rows = [(family.value, words) for family, words in meaning.families]
        yield _table(("in", "means"), rows)
    yield "## Counts"
    rows = [
        (what.value, ", ".join(f"`{one.name}`" for one in book.types if one.name in names))
        for what, names in book.counts
    ]
    yield _table(("count", "types whose events can have it"), rows)


def errors_page() -> Iterator[str]:
    """Yield the blocks of the errors' page."""
    tree = (errors.__doc__ or "").partition("::")[2].strip("\n")
    yield "# Errors"
    yield (
        "Every error that Dateline raises is a `DatelineError` with a `message` and, where there is"
        " something a person can do, a `hint`. What is about one page becomes a failure in the"
        " book, and the run goes on; what is about the set-up stops it."
    )
    yield "```\n" + "\n".join(line.removeprefix("    ") for line in tree.splitlines()) + "\n```"
    for kind in error_classes():
        yield f"## {kind.__name__}"
        yield _paragraphs(kind.__doc__)
        status = next(code for parent, code in cli.EXIT_CODES if issubclass(kind, parent))
        parent = kind.__base__.__name__ if kind is not DatelineError and kind.__base__ else ""
        yield (f"A `{parent}`. " if parent else "") + f"Exit status {status}."


def error_classes() -> list[type[DatelineError]]:
    """Return every error class in the order of its file."""
    found = [one for one in vars(errors).values() if isinstance(one, type)]
    return [one for one in found if issubclass(one, DatelineError)]


def _is_written(name: str, text: str) -> bool:
    page = HERE / name
    return page.exists() and page.read_text(encoding="utf-8") == text


def _options(command: Any) -> Iterator[str]:
    for one in command.params:
        if one.name in {"help", "install_completion", "show_completion"}:
            continue
        yield f"### `{_spelling(one)}`"
        default = (
            "" if one.default in (None, False) or one.required else f" Default: {one.default}."
        )
        yield _markdown(one.help or "") + default


def _spelling(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        word = str(parameter.metavar or parameter.name.upper()).removesuffix("…")
        return f"{word}…" if parameter.nargs < 0 else word
    names = ", ".join(parameter.opts)
    return names if parameter.is_flag else f"{names} {parameter.metavar or 'NUMBER'}"


def _markdown(help_text: str) -> str:
    """Return help with its bold words as code."""
    return re.sub(r"\[bold\](.*?)\[/bold\]", r"`\1`", _paragraphs(help_text))


def _paragraphs(text: str | None) -> str:
    """Return paragraphs, each on one line."""
    parts = re.split(r"\n\s*\n", (text or "").strip())
    return "\n\n".join(" ".join(part.split()) for part in parts)


def _default(value: object) -> str:
    return "none" if value is None else f"`{value}`"


def _codes(one: EventType) -> tuple[str, ...]:
    plover = f"{one.plover_type} ({one.plover_mode})" if one.plover_mode else one.plover_type
    ucdp = ", ".join(f"{number} {UCDP[number]}" for number in one.ucdp) or "not recorded"
    acled = f"{one.acled_event}: {one.acled_sub_event}"
    return acled, ucdp, one.gtd or "not recorded", plover, str(one.precedence)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.strip() for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
