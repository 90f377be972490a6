"""Failures: what went wrong with one page or report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A page or report that could not be read or extracted; the run went on without it.

    `location` is where the page came from, `stage` the stage that failed, `error` the error's class
    name, `message` and `hint` are for people.
    """

    location: str
    sha256: str | None
    stage: str
    error: str
    message: str
    hint: str | None = None
