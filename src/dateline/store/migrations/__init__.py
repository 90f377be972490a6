"""Numbered steps that make the book's tables; a step's number is its place in `MIGRATIONS`.

A step that has shipped is never edited: the next change of a table is a new step.
"""

from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy import Connection

from dateline.store.dialect import Dialect
from dateline.store.migrations.m0001_book import create_book

Migration: TypeAlias = Callable[[Connection, Dialect], None]

MIGRATIONS: tuple[Migration, ...] = (create_book,)
