"""`--min-score`: doubtful claims are left out of what is shown, and counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.records.claim import Claim
    from dateline.records.reading import Reading


@dataclass(slots=True)
class Doubtful:
    """The claims that are left out; none while `min_score` is null."""

    min_score: float | None
    left_out: "list[Claim]" = field(default_factory=list)

    def leave_out(self, readings: "Iterable[Reading]") -> "Iterator[Reading]":
        """Yield the readings without their doubtful claims, and keep those in mind."""
        from dateline.extract.sure_claims import keep_sure

        for reading in readings:
            if self.min_score is None:
                yield reading
            else:
                sure, doubtful = keep_sure(reading, self.min_score)
                self.left_out += doubtful
                yield sure

    def show(self, subjects: Iterable[str] | None = None) -> None:
        """Say on standard error how many were left out: all, or those about some subjects."""
        from dateline.cli.screen import err

        if self.min_score is None:
            return
        named = None if subjects is None else set(subjects)
        told = [claim for claim in self.left_out if named is None or claim.subject in named]
        events = len({claim.subject for claim in told if claim.field == "type"})
        whole = f", {events:,} whole events among them" if events else ""
        err().print(f"Left out, scored below {self.min_score:g}: {len(told):,} claims{whole}.")
