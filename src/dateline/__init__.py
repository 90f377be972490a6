"""Dateline keeps the record of armed conflict and political violence, and shows its evidence.

>>> import dateline
>>> reading = dateline.read_report("Gunmen attacked a convoy in Tikrit on Monday, police said.")
>>> [event.type for event in reading.events]
['violence.attack']
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.records.claim import Claim
    from dateline.records.incident import Incident
    from dateline.records.reading import Reading
    from dateline.records.report import Report
    from dateline.run.pipeline import read_report, read_reports
    from dateline.store.store import open_store as open_book

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Incident",
    "Reading",
    "Report",
    "__version__",
    "open_book",
    "read_report",
    "read_reports",
]

# Each public name is imported when it is first used: `dateline --help` needs none of them.
_HOMES = {
    "Claim": ("dateline.records.claim", "Claim"),
    "Incident": ("dateline.records.incident", "Incident"),
    "Reading": ("dateline.records.reading", "Reading"),
    "Report": ("dateline.records.report", "Report"),
    "open_book": ("dateline.store.store", "open_store"),
    "read_report": ("dateline.run.pipeline", "read_report"),
    "read_reports": ("dateline.run.pipeline", "read_reports"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
