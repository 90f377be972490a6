"""The ledger: which steps have worked on which page, so that a killed run resumes."""

from dataclasses import dataclass
from typing import TypeAlias

from dateline.store.store import Store

Steps: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A book's record of work for one recipe, keyed by page digest, stage and stage version.

    `steps` are the `(stage, version)` pairs of the recipe. A page that failed is not done.
    """

    store: Store
    steps: Steps

    def is_done(self, sha256: str) -> bool:
        """Say whether every step of the recipe has worked on the page.

        Raises:
            StoreError: the book cannot be read.
        """
        with self.store.read() as view:
            return view.is_done(sha256, self.steps)
