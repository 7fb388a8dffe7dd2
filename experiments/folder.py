"""The results folder of a comparison: opened safely, described by its manifest, finished or resumed."""

import json
import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pyarrow as pa

from scenarios.catalogue import describe_scenario
from simulation.months import month_text, year_of
from simulation.region import Region
from simulation.runs.cache import code_version
from simulation.runs.pool import Outcome
from simulation.runs.results import FORMAT, SIDE_TABLES, is_finished, merge_parts, run_path, write_json, write_table
from simulation.runs.task import Task, read_error, region_of
from simulation.scenario import ResolvedScenario

MANIFEST = "manifest.json"
PACKAGES = ("mesa", "numpy", "numba", "scipy", "pandas", "pyarrow", "matplotlib")


class FolderConflict(Exception):
    """The folder holds something else; nothing was touched."""


def describe_plan(tasks: Sequence[Task], region: Region) -> dict[str, Any]:
    """Say what a comparison is: the part of the manifest that decides whether a folder can be resumed."""
    scenarios = {task.scenario.id: task.scenario for task in tasks}
    return {
        "format": FORMAT,
        "scenarios": [_describe(scenario) for scenario in scenarios.values()],
        "region": {"name": region.name, "digest": region.digest},
        "seeds": sorted({task.seed for task in tasks}),
        "scale": tasks[0].scale,
        "until": month_text(tasks[0].months - 1),
        "code": code_version(),
    }


def open_folder(folder: Path, plan: dict[str, Any]) -> None:
    """Start a folder, or resume one that holds the same plan.

    Raises
    ------
    FolderConflict
        If it holds other results or other files.
    """
    path = folder / MANIFEST
    if not folder.exists() or not any(folder.iterdir()):
        write_json({**plan, "runs": [], "failed": []}, path)
        return
    if not path.exists():
        raise FolderConflict(f"{folder} is not empty and holds no results; choose another folder with --out")
    found = json.loads(path.read_text(encoding="utf-8"))
    differing = [name for name, value in _comparable(plan).items() if _comparable(found).get(name) != value]
    if differing:
        raise FolderConflict(
            f"{folder} holds other results (they differ in: {', '.join(differing)}); choose another folder with --out"
        )


def close_folder(
    folder: Path,
    plan: dict[str, Any],
    tasks: Sequence[Task],
    outcome: Outcome,
    seconds: float,
    keep_parts: bool = False,
) -> bool:
    """Join the tables of all finished runs and write the manifest.

    Parameters
    ----------
    folder, plan, tasks, outcome
        What was run and how it ended.
    seconds
        Wall time.
    keep_parts
        Keep the side tables by run: runs may be added later.

    Returns
    -------
    bool
        Whether every run is finished.
    """
    finished = [task for task in tasks if is_finished(folder, task.key)]
    known = _known_seconds(folder)
    runs = [
        {
            "scenario": task.scenario.id,
            "seed": task.seed,
            "key": task.key,
            "file": run_path(folder, task.key).relative_to(folder).as_posix(),
            "seconds": round(outcome.finished.get(task.key) or known.get(task.key, 0.0), 2),
        }
        for task in finished
    ]
    failed = [
        {"scenario": task.scenario.id, "seed": task.seed, "reason": read_error(folder, task.key)["reason"]}
        for task in tasks
        if task.key in outcome.failed
    ]
    if (folder / "parts").exists():
        merge_parts(folder, [task.key for task in finished])
    write_table(cost_table(tasks), folder / "costs.parquet")
    tail = {"runs": runs, "failed": failed, "versions": package_versions(), "wall_seconds": round(seconds, 1)}
    write_json({**plan, **tail}, folder / MANIFEST)
    if len(finished) == len(tasks) and not keep_parts:
        _drop_parts(folder, [task.key for task in tasks])
    return len(finished) == len(tasks)


def cost_table(tasks: Sequence[Task]) -> pa.Table:
    """Public money asked by scenario, year and lever [EUR]; the same for every seed."""
    rows: list[tuple[str, int, str, float]] = []
    for scenario in {task.scenario.id: task.scenario for task in tasks}.values():
        rows += _scenario_costs(scenario, tasks[0].months, tasks[0].region)
    names, years, levers, euros = zip(*rows, strict=True)
    return pa.table(
        {
            "scenario": pa.array(names).dictionary_encode(),
            "year": pa.array(years, pa.int16()),
            "lever": pa.array(levers).dictionary_encode(),
            "eur": pa.array(euros, pa.float64()),
        }
    )


def _scenario_costs(scenario: ResolvedScenario, months: int, region: str) -> list[tuple[str, int, str, float]]:
    inhabitants = region_of(region).population
    years: dict[tuple[int, str], float] = {}
    for month in range(months):
        for lever, asked in scenario.levers.monthly_cost(month, inhabitants).items():
            key = (year_of(month), lever)
            years[key] = years.get(key, 0.0) + asked
    return [(scenario.id, year, lever, euro) for (year, lever), euro in years.items()]


def _describe(scenario: ResolvedScenario) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "title": dict(scenario.title),
        "description": dict(scenario.description),
        "digest": scenario.digest,
        "parameters": dict(scenario.parameters),
        "changes": describe_scenario(scenario),
        "sources": dict(scenario.sources),
    }


def _comparable(plan: dict[str, Any]) -> dict[str, Any]:
    """What must be equal to resume: texts and titles may change, what is computed may not."""
    wish = plan.get("until_sure")
    return {
        "scenarios": [(s["id"], s["digest"]) for s in plan.get("scenarios", [])],
        "region": plan.get("region", {}).get("digest"),
        "until_sure": wish,
        "seeds": plan.get("seeds") if wish is None else "as many as it takes",
        **{name: plan.get(name) for name in ("format", "scale", "until", "code")},
    }


def _known_seconds(folder: Path) -> dict[str, float]:
    """Wall time of runs finished before this resume."""
    found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return {run["key"]: run["seconds"] for run in found.get("runs", [])}


def package_versions() -> dict[str, str]:
    """Versions of Python, of this program and of what it computes with."""
    names = ("poldermodel", *PACKAGES)
    return {"python": platform.python_version(), **{name: _version(name) for name in names}}


def _version(name: str) -> str:
    """Version of an installed package; our own may be run from its sources."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _drop_parts(folder: Path, keys: Sequence[str]) -> None:
    """Remove the side tables by run once they are joined."""
    for key in keys:
        for name in SIDE_TABLES:
            (folder / "parts" / f"{key}.{name}.parquet").unlink(missing_ok=True)
    if (folder / "parts").exists() and not any((folder / "parts").iterdir()):
        (folder / "parts").rmdir()
