"""The codebook: event types, what other codebooks call them, roles, and how triggers add up.

The knowledge is in `codebook_data/*.toml`; a type may be added there without a change of code.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from dateline.errors import CodebookError
from dateline.records.event import CountKind
from dateline.records.mention import Role


class Family(StrEnum):
    """The fixed families of event types: what stands before the dot."""

    BATTLE = "battle"
    EXPLOSION = "explosion"
    VIOLENCE = "violence"
    PROTEST = "protest"
    RIOT = "riot"
    STRATEGIC = "strategic"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One type with what ACLED, UCDP, GTD and PLOVER call it.

    `ucdp` holds the possible types of violence (1 state-based, 2 non-state, 3 one-sided), empty
    when UCDP does not record the type; `gtd` and `plover_mode` are null where there is none.
    `lemmas` are weak labels for training, never a rule of extraction.
    """

    name: str
    family: Family
    definition: str
    acled_event: str
    acled_sub_event: str
    plover_type: str
    plover_mode: str | None
    ucdp: tuple[int, ...]
    gtd: str | None
    precedence: int
    lemmas: tuple[str, ...] = ()
    weak_lemmas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMeaning:
    """What a role means, in general and in the families that use it."""

    role: Role
    definition: str
    families: tuple[tuple[Family, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """All types in the order of their file, all roles, and the rules of happenings."""

    types: tuple[EventType, ...]
    roles: tuple[RoleMeaning, ...]
    together: tuple[frozenset[str], ...]
    counts: tuple[tuple[CountKind, frozenset[str]], ...]

    def find_type(self, name: str) -> EventType:
        """Return the type of this name.

        Raises:
            CodebookError: no type has this name.
        """
        for event_type in self.types:
            if event_type.name == name:
                return event_type
        raise CodebookError(f"the codebook has no event type {name!r}")

    def has_type(self, name: str) -> bool:
        """Say whether a type has this name."""
        return any(event_type.name == name for event_type in self.types)

    def may_be_one(self, first: str, second: str) -> bool:
        """Say whether triggers of these two types may tell of one happening."""
        return first == second or any({first, second} <= names for names in self.together)

    def may_count(self, name: str, what: CountKind) -> bool:
        """Say whether events of the type can have a count of this kind."""
        return any(what is kind and name in names for kind, names in self.counts)


@cache
def load_codebook() -> Codebook:
    """Return the codebook that ships with the package.

    Raises:
        CodebookError: a file is missing, damaged, or contradicts itself or another.
    """
    return read_codebook(resources.files("dateline.extract").joinpath("codebook_data"))


def read_codebook(folder: Traversable) -> Codebook:
    """Return the codebook in a folder with `types.toml`, `roles.toml` and `happenings.toml`.

    Raises:
        CodebookError: a file is missing, damaged, or contradicts itself or another.
    """
    tables = {name: _read_table(folder, name) for name in ("types", "roles", "happenings")}
    try:
        types = tuple(_event_type(name, row) for name, row in tables["types"].items())
        roles = tuple(_role(name, row) for name, row in tables["roles"].items())
        together = tuple(frozenset(names) for names in tables["happenings"]["together"])
        counts = tuple(
            (CountKind(what), _expand(names, types))
            for what, names in tables["happenings"]["counts"].items()
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CodebookError(f"a codebook row is wrong or not complete: {error!r}") from error
    codebook = Codebook(types=types, roles=roles, together=together, counts=counts)
    _check(codebook)
    return codebook


def _read_table(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    except OSError as error:
        raise CodebookError(f"the codebook file {name}.toml cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"the codebook file {name}.toml is damaged: {error}") from error


def _event_type(name: str, row: Mapping[str, Any]) -> EventType:
    family, _ = name.split(".")
    return EventType(
        name=name,
        family=Family(family),
        definition=" ".join(row["definition"].split()),
        acled_event=row["acled"]["event_type"],
        acled_sub_event=row["acled"]["sub_event_type"],
        plover_type=row["plover"]["type"],
        plover_mode=row["plover"].get("mode"),
        ucdp=tuple(row["ucdp"]),
        gtd=row.get("gtd"),
        precedence=row["precedence"],
        lemmas=tuple(row.get("lemmas", ())),
        weak_lemmas=tuple(row.get("weak_lemmas", ())),
    )


def _role(name: str, row: Mapping[str, str]) -> RoleMeaning:
    return RoleMeaning(
        role=Role(name),
        definition=row["definition"],
        families=tuple((family, row[family]) for family in Family if family in row),
    )


def _expand(names: list[str], types: tuple[EventType, ...]) -> frozenset[str]:
    """Return the names with each `family.*` replaced by the family's types."""
    families = {name.removesuffix(".*") for name in names if name.endswith(".*")}
    whole = {event_type.name for event_type in types if event_type.family in families}
    return frozenset(whole | {name for name in names if not name.endswith(".*")})


def _check(codebook: Codebook) -> None:
    known = {event_type.name for event_type in codebook.types}
    listed = [*codebook.together, *(names for _, names in codebook.counts)]
    if unknown := sorted(set().union(*listed) - known):
        raise CodebookError(f"happenings.toml names types that types.toml lacks: {unknown}")
    if len({event_type.precedence for event_type in codebook.types}) < len(codebook.types):
        raise CodebookError("two event types have the same precedence")
    if {meaning.role for meaning in codebook.roles} != set(Role):
        raise CodebookError("roles.toml must define each role once, and no other")
