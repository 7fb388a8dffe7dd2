"""What there is to choose from: scenarios, shocks, levers and parameters, as plain tables."""

import dataclasses
import math
from pathlib import Path
from typing import Any

from scenarios.files import SHOCK_FOLDER, is_there, read_file, shipped_files
from scenarios.load import resolve
from scenarios.problems import Problem, ScenarioError
from scenarios.regions.check import check_region
from scenarios.regions.load import load_region
from simulation.declare.arrays import Floats
from simulation.declare.declared import Declared
from simulation.doors.modifiers import MODIFIERS
from simulation.indicators.catalogue import BY_NAME
from simulation.levers import LEVERS, Lever
from simulation.parameters import ParameterSet
from simulation.region import Region
from simulation.scenario import SHOCKS, ResolvedScenario, Shock


def list_scenarios() -> list[dict[str, Any]]:
    """Every shipped scenario and shock: name, kind, title, description, what it extends and which levers it sets."""
    return [_scenario_row(name, path) for name, path in shipped_files().items()]


def list_levers() -> list[dict[str, Any]]:
    """Every lever as declared, the default as value or as steps by month."""
    return [_row(lever) for lever in LEVERS.values()]


def list_parameters() -> list[dict[str, Any]]:
    """Every parameter as declared."""
    return [_row(entry) for entry in ParameterSet.declarations()]


def list_indicators() -> list[dict[str, Any]]:
    """Every indicator of zones and of the region as declared; a bound of None is no bound."""
    return [_row(indicator) for indicator in BY_NAME.values()]


def list_shocks() -> list[dict[str, Any]]:
    """Every exogenous change a shock may make; a neutral value of None is no limit."""
    rows = [{"name": name, **dataclasses.asdict(shock)} for name, shock in SHOCKS.items()]
    return [{**row, "neutral": row["neutral"] if math.isfinite(row["neutral"]) else None} for row in rows]


def _row(declared: Declared) -> dict[str, Any]:
    row = dataclasses.asdict(declared)
    return row | {bound: row[bound] if math.isfinite(row[bound]) else None for bound in ("low", "high")}


def describe_scenario(scenario: ResolvedScenario) -> list[dict[str, Any]]:
    """List the levers, shocks and parameters in which a scenario differs from current policy of the region.

    Returns
    -------
    list
        One row each: kind, name, unit, value in the first and the last month, and the lowest and highest between;
        a lever by zone is averaged over the region.
    """
    rows: list[dict[str, Any]] = []
    for name, lever in LEVERS.items():
        if lever.zonal:
            path = scenario.levers.zonal[name][:, : scenario.levers.n_mra].mean(axis=1)
        else:
            path = scenario.levers.regional[name]
        if (path != scenario.levers.default_path(name)).any():
            rows.append(_path_row("lever", name, lever.unit, path))
    for name, shock in SHOCKS.items():
        path = scenario.shocks[name]
        if (path != shock.neutral).any():
            rows.append(_path_row("shock", name, shock.unit, path.reshape(len(path), -1).mean(axis=1)))
    units = {entry.name: entry.unit for entry in ParameterSet.declarations()}
    rows += [
        {
            "kind": "parameter",
            "name": name,
            "unit": units[name],
            "first": value,
            "last": value,
            "lowest": value,
            "highest": value,
        }
        for name, value in scenario.parameters.items()
    ]
    return rows


def check_paths(paths: list[str], region: Region | None = None) -> list[Problem]:
    """Check scenario files, shipped names, combinations and region folders; nothing is run.

    Parameters
    ----------
    paths
        What to check; a folder is a region.
    region
        Where scenarios are to run, for names of places and sectors; the shipped region if None.

    Returns
    -------
    list
        Every problem of every file, empty if all can be used.
    """
    problems: list[Problem] = []
    for path in paths:
        if is_there(Path(path)) and Path(path).is_dir():
            problems += _region_problems(path)
            continue
        region = region or load_region("mra")
        try:
            resolve(path, region)
        except ScenarioError as error:
            problems += error.problems
    return list(dict.fromkeys(problems))


def levers_table() -> str:
    """Return the levers as a Markdown table, as it stands in the documentation."""
    lines = ["| lever | what | unit | default | range | acts on | cost a year | source |", "|" + "---|" * 8]
    lines += [
        f"| `{lever.name}` | {lever.en}{' (by zone)' if lever.zonal else ''} | {lever.unit} | {_default_text(lever)} "
        f"| {lever.low:g} to {lever.high:g} | {lever.acts_on} | {_cost_text(lever)} | {lever.source} |"
        for lever in LEVERS.values()
    ]
    return "\n".join(lines)


def shocks_table() -> str:
    """Return the shocks as a Markdown table."""
    lines = ["| shock | unit | neutral | range | meaning |", "|---|---|---|---|---|"]
    lines += [
        f"| `{name}`{_scope_text(shock)} | {shock.unit} | {shock.neutral:g} "
        f"| {shock.low:g} to {shock.high:g} | {shock.meaning} |"
        for name, shock in SHOCKS.items()
    ]
    return "\n".join(lines)


def modifiers_table() -> str:
    """Return the modifiers as a Markdown table."""
    lines = ["| modifier | what | unit | form | range | acts on | source |", "|" + "---|" * 7]
    lines += [
        f"| `{each.name}` | {each.en} | {each.unit} | {each.form} | {each.low:g} to {each.high:g} | {each.acts_on} "
        f"| {each.source} |"
        for each in MODIFIERS.values()
    ]
    return "\n".join(lines)


def _scope_text(shock: Shock) -> str:
    scopes = [name for name, has in (("sector", shock.by_sector), ("zone", shock.by_zone)) if has]
    return f" (by {' and '.join(scopes)})" if scopes else ""


def _region_problems(folder: str) -> list[Problem]:
    """Check a region folder and say where in the same words as for a scenario."""
    return [
        Problem(
            f"{folder}/{wrong.file}",
            ", ".join(filter(None, (wrong.row and f"row {wrong.row}", wrong.column))),
            wrong.found,
            wrong.allowed,
        )
        for wrong in check_region(folder)
    ]


def _scenario_row(name: str, path: Path) -> dict[str, Any]:
    data = read_file(name, path).data
    return {
        "name": name,
        "kind": "shock" if path.parent == SHOCK_FOLDER else "scenario",
        "title": data["title"],
        "description": data["description"],
        "extends": data.get("extends"),
        "changes": [*data.get("levers", {}), *data.get("shocks", {}), *data.get("parameters", {})],
        "path": str(path),
    }


def _path_row(kind: str, name: str, unit: str, path: Floats) -> dict[str, Any]:
    return {
        "kind": kind,
        "name": name,
        "unit": unit,
        "first": float(path[0]),
        "last": float(path[-1]),
        "lowest": float(path.min()),
        "highest": float(path.max()),
    }


def _default_text(lever: Lever) -> str:
    if isinstance(lever.default, tuple):
        return ", ".join(f"{value:,.0f} from {month}" for month, value in lever.default)
    return f"{lever.default:,g}"


def _cost_text(lever: Lever) -> str:
    cost = lever.cost
    if cost.per_unit == 0:
        return cost.note or "none"
    change = f"(value - {cost.base:g})" if cost.per_unit > 0 else f"({cost.base:g} - value)"
    change = "value" if cost.base == 0 else change
    text = f"EUR {abs(cost.per_unit):,.0f} x {change}"
    text += f" x `{cost.times}`" if cost.times else ""
    text += " x inhabitants" if cost.per_inhabitant else ""
    text += " x municipalities" if cost.per_zone else ""
    return f"{text} ({cost.note})" if cost.note else text
