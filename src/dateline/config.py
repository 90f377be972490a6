"""One frozen `Config` made of the rooms' own options; the only reader of files and environment.

Settings come from `dateline.toml` in the current folder, or the file that DATELINE_CONFIG names,
then from the environment, where DATELINE_SECTION_NAME is the setting `name` of `[section]`::

    [store]
    book = "pakistan.book"

    [run]
    workers = 4
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dateline.errors import ConfigError
from dateline.read.options import ReadOptions
from dateline.store.options import StoreOptions

CONFIG_FILE = "dateline.toml"
PREFIX = "DATELINE_"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How many pages are worked on at once; null means one for each core."""

    workers: int | None = None

    def __post_init__(self) -> None:
        """Refuse a number of workers that could do nothing.

        Raises:
            ConfigError: `workers` is less than 1.
        """
        if self.workers is not None and self.workers < 1:
            raise ConfigError(f"workers must be at least 1, not {self.workers}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every option of every room."""

    read: ReadOptions = field(default_factory=ReadOptions)
    store: StoreOptions = field(default_factory=StoreOptions)
    run: RunOptions = field(default_factory=RunOptions)


def load_config(path: Path | None, environ: Mapping[str, str]) -> Config:
    """Return the options of a file and of the environment, which wins.

    Args:
        path: a TOML file; null means the one that the environment names, or `dateline.toml` in the
            current folder if there is one.
        environ: the process's environment.

    Raises:
        ConfigError: the file cannot be read, or a setting is unknown or of the wrong type.
    """
    named = path or environ.get(f"{PREFIX}CONFIG")
    file = Path(named or CONFIG_FILE)
    settings = _read_file(file) if named or file.exists() else {}
    for section in fields(Config):
        known = settings.setdefault(section.name, {})
        for name in _names(section.type):
            value = environ.get(f"{PREFIX}{section.name}_{name}".upper())
            if value is not None:
                known[name] = value
    unknown = settings.keys() - {section.name for section in fields(Config)}
    if unknown:
        raise ConfigError(f"{file}: there is no section {sorted(unknown)[0]!r}")
    return Config(**{
        section.name: _build(section.type, settings[section.name], f"[{section.name}]")
        for section in fields(Config)
    })  # fmt: skip


def _read_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is not TOML: {error}") from error


def _build(options: Any, settings: object, section: str) -> Any:
    if not isinstance(settings, dict):
        raise ConfigError(f"{section} is a section, not a setting")
    unknown = settings.keys() - _names(options)
    if unknown:
        known = ", ".join(sorted(_names(options)))
        raise ConfigError(
            f"{section} has no setting {sorted(unknown)[0]!r}", hint=f"It has: {known}."
        )
    try:
        return TypeAdapter(options).validate_python(settings)
    except ValidationError as error:
        first = error.errors()[0]
        setting = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{section} {setting}: {first['msg']}") from error


def _names(options: Any) -> set[str]:
    return {option.name for option in fields(options)}
