"""What a person can choose about reading."""

from dataclasses import dataclass
from datetime import date

from dateline.errors import ConfigError

MAX_PAGE_BYTES = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How pages are read.

    `published` is an ISO 8601 date or date-time that overrules what the page says;
    `max_page_bytes` is the most that one page may hold, packed or unpacked.
    """

    published: str | None = None
    max_page_bytes: int = MAX_PAGE_BYTES

    def __post_init__(self) -> None:
        """Refuse values that no page could be read with.

        Raises:
            ConfigError: `published` is no ISO 8601 date, or `max_page_bytes` is not positive.
        """
        if self.max_page_bytes < 1:
            raise ConfigError(f"max_page_bytes must be positive, not {self.max_page_bytes}")
        if self.published is not None:
            try:
                date.fromisoformat(self.published[:10])
            except ValueError as error:
                raise ConfigError(
                    f"{self.published!r} is not a publication date",
                    hint="Write it as YYYY-MM-DD, such as 2015-08-20.",
                ) from error


DEFAULT_OPTIONS = ReadOptions()
