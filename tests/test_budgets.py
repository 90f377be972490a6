"""Modules, functions and parameter lists stay small, and what is public says what it is."""

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[1] / "src" / "dateline"
MODULE_LINES, FUNCTION_LINES, PARAMETERS = 400, 50, 6
# A record maker has one parameter a field, and all of them by keyword.
RECORD_MAKERS = {"make_claim"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = ast.ClassDef | Function


def test_modules_are_short() -> None:
    sizes = {name: len(text.splitlines()) for name, text in sources()}
    assert {name: size for name, size in sizes.items() if size > MODULE_LINES} == {}


def test_functions_are_short() -> None:
    sizes = {f"{name} {one.name}": count_lines(one) for name, one in functions()}
    assert {name: size for name, size in sizes.items() if size > FUNCTION_LINES} == {}


def test_functions_ask_for_little() -> None:
    # The parameters of a command are its options on the command line: cli/ is left out.
    counts = {
        f"{name} {one.name}": count_parameters(one)
        for name, one in functions()
        if not name.startswith("cli/") and one.name not in RECORD_MAKERS
    }
    assert {name: count for name, count in counts.items() if count > PARAMETERS} == {}


def test_what_is_public_says_what_it_is() -> None:
    silent = [name for name, text in sources() if ast.get_docstring(ast.parse(text)) is None]
    silent += [
        f"{name} {one.name}"
        for name, text in sources()
        for one in public(ast.parse(text))
        if ast.get_docstring(one) is None
    ]
    assert silent == []


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(SRC.rglob("*.py")):
        yield path.relative_to(SRC).as_posix(), path.read_text(encoding="utf-8")


def functions() -> Iterator[tuple[str, Function]]:
    for name, text in sources():
        for one in ast.walk(ast.parse(text)):
            if isinstance(one, Function):
                yield name, one


def public(scope: ast.Module | ast.ClassDef) -> Iterator[Definition]:
    """Yield what another module may use: at the top, and in public classes."""
    for one in scope.body:
        if isinstance(one, Definition) and not one.name.startswith("_"):
            yield one
            if isinstance(one, ast.ClassDef):
                yield from public(one)


def count_lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def count_parameters(function: Function) -> int:
    given = function.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])
