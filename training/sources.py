"""Which data sets feed the weights that ship, and how much of each.

Only "open" sets are read here (see the data's own README for licences). One report in sixteen of
MUC-4 is held out for choosing thresholds.
"""

import tomllib
from pathlib import Path

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
    re3d,
    uds,
)
from training.example import Example
from training.silver import CODEBOOK

HELD_OUT = 16


def load_all(data: Path, recipe: dict[str, object]) -> dict[str, list[Example]]:
    """Return the training examples of every data set by name.

    `muc4` are reports with templates, `muc4_plain` those without.
    """
    limits = dict(recipe["limits"])  # type: ignore[call-overload]
    reports = [one for n, one in enumerate(muc4.load(data / "muc4")) if n % HELD_OUT]
    return {
        "corpus": list(corpus.load(load_reports("fit"))),
        "sentences": list(corpus.load(load_sentences("train", data / "gmb"), "sentences")),
        "own": list(own.load(Path(__file__).parent / "own")),
        "muc4": [one for one in reports if one.parts],
        "muc4_plain": [one for one in reports if not one.parts],
        "re3d": list(re3d.load(data / "re3d")),
        "gmb": list(columns.load_gmb(data / "gmb", limit=limits["gmb"])),
        "crossner": list(columns.load_crossner(data / "crossner_politics")),
        "wnut17": list(columns.load_wnut(data / "wnut17", limit=limits["wnut17"])),
        "fewnerd": list(columns.load_fewnerd(data / "fewnerd", limit=limits["fewnerd"])),
        "uds_ih2": list(uds.load(data / "uds_ih2")),
        "ontogum": list(ontogum.load(data / "ontogum")),
        "ecbplus": list(ecbplus.load(data / "ecbplus")),
        "meantime": list(meantime.load(data / "meantime", data / "meantime_factuality")),
        "hrdsattack": list(articles.load_hrdsattack(data / "hrdsattack")),
        "event_location": list(
            articles.load_event_location(data / "event_location", limit=limits["event_location"])
        ),
    }


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
