"""`dateline search`: the reports that hold some words."""

from typing import Annotated

import typer

from dateline.cli.options import BookOption, choose_book


def search(
    words: Annotated[list[str], typer.Argument(help="Words, and 'phrases in quotes'.")],
    book: BookOption = None,
    limit: Annotated[int, typer.Option(help="At most this many reports.", min=1)] = 20,
) -> None:
    """Find the reports in the book that hold all these words.

    Capitals and accents make no difference. Exit status 1 means that no report holds them.

    Example: [bold]dateline search tikrit 'police convoy'[/bold]
    """
    from rich.text import Text

    from dateline.cli.screen import one_line, out, plain
    from dateline.store.store import open_store

    # A word with blanks in it was quoted for the shell: it is a phrase.
    query = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    with open_store(choose_book(book)) as store, store.read() as view:
        hits = view.search(query, limit)
    console = out()
    for hit in hits:
        report = hit.report
        facts = " · ".join(filter(None, (report.outlet, report.published, report.id)))
        console.print(Text(one_line(report.title or report.location or ""), style="bold"))
        console.print(Text(plain(facts), style="dim"))
        snippet = Text(plain(hit.snippet.replace("\n", " ")))
        for mark in hit.marks:
            snippet.stylize("bold yellow", mark.start, mark.end)
        console.print(snippet)
        console.print()
    if not hits:
        console.print("No report in the book holds these words.")
        raise typer.Exit(1)
