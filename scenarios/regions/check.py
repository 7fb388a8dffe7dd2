"""Checking a region folder: all problems at once, each naming table, row and column."""

from pathlib import Path

from scenarios.regions.problems import Problem, RegionError
from scenarios.regions.reading import Folder, read_folder

__all__ = ["Problem", "RegionError", "check_folder", "check_region"]


def check_region(path: str | Path) -> list[Problem]:
    """Check a region folder and return every problem; an empty list means it can be used."""
    folder = read_folder(Path(path))
    check_folder(folder)
    return folder.problems


def check_folder(folder: Folder) -> None:
    """Check what several tables say together, adding to the folder's problems."""
