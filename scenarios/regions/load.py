"""From a region folder to the arrays of :class:`simulation.region.Region`."""

import tomllib
from pathlib import Path

import numpy as np

from scenarios.regions.arrays import Tables
from scenarios.regions.check import check_folder
from scenarios.regions.problems import RegionError
from scenarios.regions.reading import read_folder
from scenarios.regions.tables import TABLES, VALUES
from simulation.declare.inputs import Inputs, parts_of
from simulation.region import Region

SHIPPED = Path(__file__).parent


def region_folder(name_or_path: str | Path) -> Path:
    """Return the folder of a shipped region's name, or the path itself."""
    shipped = SHIPPED / str(name_or_path)
    is_name = isinstance(name_or_path, str) and Path(name_or_path).name == name_or_path
    return shipped if is_name and (shipped / "region.toml").is_file() else Path(name_or_path)


def load_region(name_or_path: str | Path) -> Region:
    """Load a region; all arrays are read only.

    Parameters
    ----------
    name_or_path
        Name of a shipped region ("mra") or a folder of the same form.

    Raises
    ------
    RegionError
        If anything is wrong with the folder, with all problems.
    """
    folder = read_folder(region_folder(name_or_path))
    check_folder(folder)
    if folder.problems:
        raise RegionError(folder.problems)
    values = {column.name: folder.settings["values"][column.name]["value"] for column in VALUES}
    region = Region(
        name=folder.settings["name"],
        digest=folder.digest,
        **Tables(TABLES, folder.columns, values).read(Region),
    )
    _freeze(region)
    return region


def run_defaults(name_or_path: str | Path) -> dict[str, int]:
    """Scale and seeds that a region asks for, each if it does; of a region that :func:`load_region` takes."""
    settings = tomllib.loads((region_folder(name_or_path) / "region.toml").read_text(encoding="utf-8-sig"))
    wishes: dict[str, int] = settings.get("run", {})
    return wishes


def _freeze(inputs: Inputs) -> None:
    """Make every array read only and contiguous."""
    for name, value in vars(inputs).items():
        if isinstance(value, np.ndarray):
            value = np.ascontiguousarray(value)
            value.setflags(write=False)
            object.__setattr__(inputs, name, value)
    for name in parts_of(type(inputs)):
        _freeze(getattr(inputs, name))
