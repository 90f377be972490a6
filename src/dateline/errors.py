"""Every error that Dateline raises.

The tree::

    DatelineError
    ├── SetupError            the run cannot start; it stops
    │   ├── ConfigError       an option or a configuration file is wrong
    │   ├── ModelError        model files are missing, damaged or do not fit
    │   ├── GazetteerError    gazetteer files are missing or damaged
    │   ├── CodebookError     codebook files are missing or contradict themselves
    │   └── StoreError        the book cannot be opened, read or written
    ├── ReportError           one page or report failed; a `Failure` is kept and the run goes on
    │   ├── PageError         the page cannot be read at all
    │   ├── EmptyPageError    the page holds no news text
    │   ├── PageTooLargeError the page is over the size limit, packed or unpacked
    │   └── ExtractError      a stage could not work on the report
    ├── SpanError             a span does not fit its text
    ├── NotFoundError         an id or name that a person asked for is not in the book
    └── ExportError           a view cannot be written in the format asked for
"""


class DatelineError(Exception):
    """The root of the tree; `hint` tells a person what to do about it."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        """Keep the message and, where there is one, what a person can do."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class SetupError(DatelineError):
    """The run cannot start: nothing about one report will help."""


class ConfigError(SetupError):
    """An option or a configuration file is wrong."""


class ModelError(SetupError):
    """Model files are missing, damaged, or do not fit this version."""


class GazetteerError(SetupError):
    """Gazetteer files are missing or damaged."""


class CodebookError(SetupError):
    """Codebook files are missing or contradict themselves."""


class StoreError(SetupError):
    """The book cannot be opened, read or written."""


class ReportError(DatelineError):
    """One page or report failed; the run keeps a `Failure` and goes on."""


class PageError(ReportError):
    """The page cannot be read at all."""


class EmptyPageError(ReportError):
    """The page holds no news text."""


class PageTooLargeError(ReportError):
    """The page is over the size limit, packed or unpacked."""


class ExtractError(ReportError):
    """A stage of extraction could not work on the report."""


class SpanError(DatelineError):
    """A span does not fit the text that it is said to point into."""


class NotFoundError(DatelineError):
    """Something a person asked for by id or name is not in the book."""


class ExportError(DatelineError):
    """A view cannot be written in the format asked for."""
