"""Where the weights that ship with the package are."""

from importlib.resources import files
from pathlib import Path

from dateline.errors import ModelError


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
