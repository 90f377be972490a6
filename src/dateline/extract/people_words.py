"""The word lists of `count_words.toml`: who is people, and what only looks like people."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of `count_words.toml`."""

    singular: frozenset[str]
    plural: frozenset[str]
    kin: frozenset[str]
    attackers: frozenset[str]
    units: frozenset[str]
    others: frozenset[str]
    herds: frozenset[str]


@cache
def load_count_words() -> dict[str, dict[str, list[str]]]:
    """Return the tables of `count_words.toml`."""
    source = files("dateline.extract").joinpath("count_words.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def load_lexicon() -> Lexicon:
    """Return the lists of people words, with regular plurals added."""
    people = load_count_words()["people"]
    return Lexicon(
        singular=frozenset(people["nouns"]),
        plural=frozenset(people["plurals"]) | {_plural(noun) for noun in people["nouns"]},
        kin=frozenset(people["kin"]) | {_plural(noun) for noun in people["kin"]} | {"children"},
        attackers=frozenset(people["attackers"]),
        units=frozenset(people["units"]),
        others=frozenset(people["others"]),
        herds=frozenset(people["herds"]),
    )


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeo":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh")) else "s")
