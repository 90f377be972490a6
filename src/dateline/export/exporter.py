"""What an exporter is."""

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from dateline.records.incident import Incident


class Exporter(Protocol):
    """One file format. The same incidents give the same bytes, and none is left out."""

    @property
    def name(self) -> str:
        """Return the format's name on the command line."""
        ...

    @property
    def description(self) -> str:
        """Return what the format is for, in one line."""
        ...

    def write(self, incidents: Iterable[Incident], out: BinaryIO) -> None:
        """Write the incidents in their order, one at a time.

        Raises:
            OSError: the file cannot be written.
        """
        ...
