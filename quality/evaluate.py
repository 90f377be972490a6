"""Measure one task on a data set and print one JSON line.

`make evaluate TASK=muc4 DATA=folder SPLIT=dev`; the folder has the data set's own layout.
"""

import argparse
import importlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_DATA = ROOT.parent / "shared" / "data"
FOLDERS = {
    "reading": "article_pages",
    "muc4": "muc4",
    "re3d": "re3d",
    "crossner": "crossner_politics",
    "geoparse": "geovirus",
    "times": "meantime",
    "polnear": "polnear",
    "factuality": "uds_ih2",
    "event_place": "event_location",
    "hrdsattack": "hrdsattack",
    "coref": "ontogum",
}
# Tasks on what the repository itself holds: their folder and their usual split.
OWN = {"own": (ROOT / "corpus", "test")}


def main() -> int:
    """Measure from the command line; the exit status is 2 where the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=sorted([*FOLDERS, *OWN]))
    parser.add_argument("--data", type=Path, help="folder in the data set's own layout")
    parser.add_argument("--split", help="dev (own: test) when left out")
    arguments = parser.parse_args()
    folder, split = OWN.get(arguments.task, (None, "dev"))
    data = arguments.data or folder or DEFAULT_DATA / FOLDERS[arguments.task]
    split = arguments.split or split
    if not data.is_dir():
        print(f"{data} is not a folder; name one with DATA=", file=sys.stderr)
        return 2
    task = importlib.import_module(f"quality.tasks.{arguments.task}")
    measured = task.evaluate(data, split)
    print(json.dumps({"task": arguments.task, "split": split, **measured}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
