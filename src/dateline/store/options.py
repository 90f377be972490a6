"""What a person can choose about the book."""

from dataclasses import dataclass

DEFAULT_BOOK = "dateline.book"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreOptions:
    """Which book: a file, or a `postgresql://` URL."""

    book: str = DEFAULT_BOOK
