"""Pages: what was fetched or opened, byte for byte."""

from dataclasses import dataclass

from dateline.records.ids import sha256_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was opened, with where it came from; its SHA-256 is its identity.

    `location` is a path or URL as the person gave it, or `-` for standard input. `fetched_at` is an
    ISO 8601 UTC time or null when nobody knows.
    """

    content: bytes
    location: str
    media_type: str | None = None
    url: str | None = None
    fetched_at: str | None = None

    @property
    def sha256(self) -> str:
        """Return the digest of the content as 64 hex digits."""
        return sha256_of(self.content)
