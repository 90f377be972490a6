"""What a stage of extraction is."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from dateline.records.draft import Draft


class Stage(Protocol):
    """One step of extraction: a small frozen dataclass that turns drafts into fuller drafts.

    `name` and `version` key the ledger: a change of what a stage finds is a new version. A stage
    never drops a draft; what it cannot do becomes a warning on the draft, and what makes the whole
    report unusable is raised as a `ReportError`.
    """

    @property
    def name(self) -> str:
        """Return the stage's name, a snake_case noun."""
        ...

    @property
    def version(self) -> str:
        """Return the stage's version, a number as text."""
        ...

    def __call__(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield one fuller draft for each draft, in order."""
        ...
