"""Which data sets feed the weights that ship, and how much of each.

Only "open" sets feed weights that ship (see the data's own README for licences). One report in
sixteen of MUC-4 is held out for choosing thresholds.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from training.corpus.gmb import load_sentences
from training.corpus.load import load_reports
from training.datasets import (
    articles,
    columns,
    corpus,
    ecbplus,
    meantime,
    muc4,
    ontogum,
    own,
    polnear,
    re3d,
    uds,
)
from training.example import Example
from training.silver import CODEBOOK

HELD_OUT = 16
RESEARCH = frozenset({"polnear"})  # never in weights that ship


def load_all(data: Path, recipe: dict[str, Any]) -> dict[str, list[Example]]:
    """Return the training examples of every data set to which the recipe gives a share, by name.

    `muc4` are reports with templates, `muc4_plain` those without.

    Raises:
        ValueError: a set that may not ship is in a recipe that does not say `research = true`.
    """
    shares = {name for name, share in recipe["shares"].items() if share}
    if shares & RESEARCH and not recipe["training"].get("research"):
        raise ValueError(f"{sorted(shares & RESEARCH)} may feed a research recipe only")
    loaders = _loaders(data, recipe["limits"])
    return {name: list(load()) for name, load in loaders.items() if name in shares}


def _loaders(data: Path, limits: dict[str, int]) -> dict[str, Callable[[], Iterable[Example]]]:
    return {
        "corpus": lambda: corpus.load(load_reports("fit")),
        "sentences": lambda: corpus.load(load_sentences("train", data / "gmb"), "sentences"),
        "own": lambda: own.load(Path(__file__).parent / "own"),
        "muc4": lambda: (one for one in _muc4(data) if one.parts),
        "muc4_plain": lambda: (one for one in _muc4(data) if not one.parts),
        "re3d": lambda: re3d.load(data / "re3d"),
        "gmb": lambda: columns.load_gmb(data / "gmb", limit=limits["gmb"]),
        "crossner": lambda: columns.load_crossner(data / "crossner_politics"),
        "wnut17": lambda: columns.load_wnut(data / "wnut17", limit=limits["wnut17"]),
        "fewnerd": lambda: columns.load_fewnerd(data / "fewnerd", limit=limits["fewnerd"]),
        "uds_ih2": lambda: uds.load(data / "uds_ih2"),
        "ontogum": lambda: ontogum.load(data / "ontogum"),
        "ecbplus": lambda: ecbplus.load(data / "ecbplus"),
        "meantime": lambda: meantime.load(data / "meantime", data / "meantime_factuality"),
        "hrdsattack": lambda: articles.load_hrdsattack(data / "hrdsattack"),
        "event_location": lambda: articles.load_event_location(
            data / "event_location", limit=limits["event_location"]
        ),
        "polnear": lambda: polnear.load(data / "polnear"),
    }


def _muc4(data: Path) -> Iterator[Example]:
    return (one for n, one in enumerate(muc4.load(data / "muc4")) if n % HELD_OUT)


def load_dev() -> list[Example]:
    """Return the reports of our own corpus on which a run is judged while it goes on."""
    return list(corpus.load(load_reports("dev")))


def codebook_types() -> tuple[str, ...]:
    """Return the codebook's event types in the file's order."""
    book = tomllib.loads(CODEBOOK.read_text(encoding="utf-8"))
    return tuple(name for name, _ in _named(book))


def _named(book: dict[str, object], prefix: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for key, entry in book.items():
        name = f"{prefix}{key}"
        if isinstance(entry, dict) and "definition" in entry:
            found.append((name, entry))
        elif isinstance(entry, dict):
            found += _named(entry, "" if key in {"types", "type"} else f"{name}.")
    return found
