"""`dateline doctor`: is everything in its place?"""

import typer

from dateline.cli.options import BookOption, choose_book


def doctor(book: BookOption = None) -> None:
    """Look at the model, the gazetteer, the codebook and the book, and say how to mend each fault.

    Exit status 1 means that a fault was found.

    Example: [bold]dateline doctor --book pakistan.book[/bold]
    """
    from rich.text import Text

    from dateline.cli.screen import out, plain
    from dateline.run.doctor import examine

    console = out()
    is_faulty = False
    for finding in examine(choose_book(book)):
        is_faulty = is_faulty or finding.is_fault
        mark = ("fault", "bold red") if finding.is_fault else ("ok   ", "green")
        console.print(Text.assemble(mark, f"  {finding.subject:<11}", plain(finding.detail)))
        if finding.hint:
            console.print(Text(f"                  → {plain(finding.hint)}"))
    if is_faulty:
        raise typer.Exit(1)
