"""Dateline keeps the record of armed conflict and political violence, and shows its evidence."""

__version__ = "0.1.0"
