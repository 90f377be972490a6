"""Where the weights are: those that ship with the package, or those that the user names."""

import os
from importlib.resources import files
from pathlib import Path

from dateline.errors import ModelError

MODEL_VARIABLE = "DATELINE_MODEL"


def chosen_model() -> Path:
    """Return the folder that `DATELINE_MODEL` names, or else that of the weights that ship.

    Raises:
        ModelError: the package lies in an archive that has no folders on disk.
    """
    named = os.environ.get(MODEL_VARIABLE)
    return Path(named) if named else bundled_model()


def bundled_model() -> Path:
    """Return the folder of the weights that ship with the package.

    Raises:
        ModelError: the package lies in an archive that has no folders on disk.
    """
    folder = files("dateline.models") / "weights"
    if not isinstance(folder, Path):
        raise ModelError(
            "the weights lie inside an archive", hint="Install Dateline with pip, unpacked."
        )
    return folder
