"""The folder of a sweep: begun, gone on with, or refused; and what its manifest says."""

import json
import os
from pathlib import Path
from typing import Any

from experiments.folder import FolderConflict, package_versions
from experiments.sweeps.dataset import DATA, INDEX, MANIFEST
from experiments.sweeps.design import Design
from simulation.indicators.yearly import YEARLY_NAMES
from simulation.months import month_text
from simulation.runs.cache import code_version
from simulation.runs.results import write_json
from simulation.runs.store import RunStore, remove_leftovers

FORMAT = 1


def nearest_place(folder: Path) -> Path:
    """The folder itself, or the nearest of those it will be made in."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())


def check_place(folder: Path, option: str) -> None:
    """Make sure that a folder is there and can be written to, or can be made; makes nothing.

    Raises
    ------
    FolderConflict
        If not.
    """
    place = nearest_place(folder)
    if not place.is_dir() or not os.access(place, os.W_OK):
        found = "a folder that cannot be written to" if place.is_dir() else "a file"
        raise FolderConflict(f"{place}: found {found}; allowed: another folder with {option}")


def open_sweep(design: Design, folder: Path) -> None:
    """Start a folder, or go on in one that holds the same design.

    Raises
    ------
    FolderConflict
        If it holds something else or cannot be used.
    """
    check_place(folder, "--out")
    remove_leftovers(folder)
    if not folder.exists() or all(_is_leftover(path) for path in folder.iterdir()):
        try:
            write_json(describe_sweep(design), folder / MANIFEST)
        except OSError as error:
            raise FolderConflict(f"{folder}: {error.strerror}; choose another folder with --out") from None
    elif _read_manifest(folder / MANIFEST).get("design_digest") != design.digest:
        raise FolderConflict(f"{folder} holds something else; choose another folder with --out")


def leave_unused(folder: Path) -> None:
    """Remove a folder that was begun and in which nothing happened yet."""
    if [path.name for path in folder.iterdir()] == [MANIFEST] and "runs" not in _read_manifest(folder / MANIFEST):
        (folder / MANIFEST).unlink()
        folder.rmdir()


def _is_leftover(path: Path) -> bool:
    """Whether a file is what a killed writer leaves behind."""
    return path.name.startswith(".") and path.name.endswith(".tmp")


def _read_manifest(path: Path) -> dict[str, Any]:
    """What a manifest says, nothing if it is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def describe_sweep(design: Design) -> dict[str, Any]:
    """Say what a sweep is: the part of the manifest that is known before it runs."""
    run = design.form.run
    return {
        "format": FORMAT,
        "kind": "sweep",
        "id": design.id,
        "title": design.title,
        "design_digest": design.digest,
        "design": design.text or design.form.model_dump(mode="json", exclude_none=True),
        "scenarios": [{"id": s.id, "title": dict(s.title), "digest": s.digest} for s in design.scenarios],
        "columns": list(design.columns),
        "indicators": list(design.form.outcomes.indicators or YEARLY_NAMES),
        "seeds": list(design.seeds),
        "scale": run.scale,
        "until": month_text(design.months - 1),
        "region": run.region,
        "code": code_version(),
    }


def describe_ending(store: RunStore, counts: dict[str, int], run_now: int, seconds: float) -> dict[str, Any]:
    """What is known after it ran."""
    return {
        "runs": counts,
        "store": str(store.folder),
        "files": [INDEX, DATA],
        "versions": package_versions(),
        "run_now": run_now,
        "wall_seconds": round(seconds, 1),
    }
