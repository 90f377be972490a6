"""Keeps what was reached: each figure of `floors.toml` must be as good as its floor.

`make gate` measures the tasks that the file names and fails where a figure is under its floor, or
where a floor is lower than it was in any earlier commit. Tasks whose data is not there are named
and left out; those on our own corpus always run.
"""

import argparse
import importlib
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from quality.evaluate import DEFAULT_DATA, FOLDERS, OWN, ROOT

FLOORS = Path(__file__).with_name("floors.toml")
Floors = Mapping[str, Mapping[str, float]]
_AT_MOST = ("false_", "ece")  # figures that are better when lower: their floor is a ceiling


def main() -> int:
    """Measure and judge from the command line; the exit status is 1 where a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", help="all of the file's when left out")
    arguments = parser.parse_args()
    floors = read_floors(FLOORS.read_text(encoding="utf-8"))
    faults = [fault for before in earlier_floors() for fault in lowered(floors, before)]
    for task, figures in floors.items():
        if arguments.tasks and task not in arguments.tasks:
            continue
        measured = _measure(task)
        if measured is None:
            print(f"{task}: left out, its data is not here")
        else:
            print(f"{task}: {_told(measured, figures)}")
            faults += broken(task, measured, figures)
    for fault in dict.fromkeys(faults):
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def read_floors(text: str) -> Floors:
    """Return the floors by task and figure."""
    return {task: dict(figures) for task, figures in tomllib.loads(text).items()}


def broken(task: str, measured: Mapping[str, object], floors: Mapping[str, float]) -> list[str]:
    """Return a line for each figure that is worse than its floor, or was not measured."""
    faults = []
    for name, floor in floors.items():
        value = measured.get(name)
        if not isinstance(value, int | float):
            faults.append(f"{task}: {name} was not measured")
        elif is_worse(name, value, floor):
            faults.append(f"{task}: {name} is {value}, its floor {floor}")
    return faults


def lowered(floors: Floors, before: Floors) -> list[str]:
    """Return a line for each floor that is worse than it was, or is gone."""
    faults = []
    for task, figures in before.items():
        for name, floor in figures.items():
            now = floors.get(task, {}).get(name)
            if not floor:
                continue  # a floor of 0 says nothing
            if now is None:
                faults.append(f"{task}: the floor of {name} is gone; it was {floor}")
            elif is_worse(name, now, floor):
                faults.append(f"{task}: the floor of {name} was {floor} and is {now}")
    return faults


def is_worse(name: str, value: float, floor: float) -> bool:
    """Say whether a figure is on the wrong side of its floor."""
    return value > floor if name.startswith(_AT_MOST) else value < floor


def earlier_floors() -> Iterable[Floors]:
    """Yield the floors of every earlier commit; none where there is no history to look at."""
    name = FLOORS.relative_to(ROOT).as_posix()
    commits = _git("log", "--format=%H", "--", name)
    for commit in commits.split():
        yield read_floors(_git("show", f"{commit}:{name}"))


def _git(*words: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout


def _measure(task: str) -> Mapping[str, object] | None:
    name, _, split = task.partition("-")
    data = OWN[name][0] if name in OWN else DEFAULT_DATA / FOLDERS[name]
    if not data.is_dir():
        return None
    measured: Mapping[str, object] = importlib.import_module(f"quality.tasks.{name}").evaluate(
        data, split or "dev"
    )
    return measured


def _told(measured: Mapping[str, object], figures: Mapping[str, float]) -> str:
    return ", ".join(
        f"{name} {measured.get(name)} ({'≤' if name.startswith(_AT_MOST) else '≥'} {floor})"
        for name, floor in figures.items()
    )


if __name__ == "__main__":
    sys.exit(main())
