import pytest

from dateline.cli.main import CANNOT_START, EXIT_CODES, SOME_FAILED, app
from dateline.errors import DatelineError, NotFoundError, SetupError, StoreError


def status_of(kind: type[DatelineError]) -> int:
    return next(code for known, code in EXIT_CODES if issubclass(kind, known))


@pytest.mark.parametrize(
    ("kind", "status"),
    [(StoreError, CANNOT_START), (SetupError, CANNOT_START), (NotFoundError, SOME_FAILED)],
)
def test_what_cannot_start_and_what_failed_in_part(kind: type[DatelineError], status: int) -> None:
    assert status_of(kind) == status


def test_every_error_has_an_exit_status() -> None:
    kinds: list[type[DatelineError]] = [DatelineError, *DatelineError.__subclasses__()]
    assert all(status_of(kind) for kind in kinds)


def test_every_verb_teaches_by_an_example() -> None:
    verbs = {command.callback.__name__: command.help for command in app.registered_commands
             if command.callback}  # fmt: skip
    assert len(verbs) == 8
    assert all("Example: [bold]dateline " in (words or "") for words in verbs.values())
