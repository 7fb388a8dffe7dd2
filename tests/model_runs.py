"""Whole models for tests: policies made of a few changes, starts from a cache, and states compared bit by bit."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from scenarios.load import resolve
from scenarios.regions.load import load_region
from simulation.levers import LEVERS
from simulation.model import RegionModel
from simulation.months import MONTHS
from simulation.region import Region
from simulation.runs import checkpoint
from simulation.runs.initial import open_model
from simulation.scenario import ResolvedScenario
from tests.small_region import small_region

QUICK = {"burn_in_months": 24.0, "burn_in_limit": 24.0}  # where the start need not be at rest


@cache
def region_named(name: str) -> Region:
    """The real region, or the small one."""
    return small_region() if name == "small" else load_region(name)


def make_policy(
    region: Region,
    levers: Mapping[str, float] | None = None,
    shocks: Mapping[str, Any] | None = None,
    parameters: Mapping[str, float] | None = None,
    first: int = 0,
    full: int | None = None,
) -> ResolvedScenario:
    """Current policy with changes from month `first` on; levers grow in steps a month until month `full`."""
    policy = resolve("current_policy", region)
    month = np.arange(MONTHS)
    grown = (month >= first) if full is None else np.clip((month - first) / (full - first), 0.0, 1.0)
    paths = {}
    for name, value in (levers or {}).items():
        path = (policy.levers.zonal if LEVERS[name].zonal else policy.levers.regional)[name]
        share = grown.reshape(-1, *[1] * (path.ndim - 1))
        paths[name] = np.where(share > 0, path + share * (value - path), path)
        if LEVERS[name].zonal:
            paths[name][:, region.n_mra :] = path[:, region.n_mra :]
    table = dict(policy.shocks)
    for name, value in (shocks or {}).items():
        table[name] = policy.shocks[name].copy()
        table[name][first:] = value
    return replace(policy, levers=policy.levers.with_paths(paths), shocks=table, parameters=parameters or {})


def open_run(name: str = "toy", policy: ResolvedScenario | None = None, **options: Any) -> RegionModel:
    """Open a region of `region_named` at the base month; seed 1 and true size if not told otherwise."""
    region = region_named(name)
    return open_model(region, policy or make_policy(region), **({"seed": 1, "scale": 1} | options))


def differences(first: RegionModel, second: RegionModel) -> list[str]:
    """Paths at which the whole states of two models differ in any bit."""
    (arrays, values), (others, other_values) = checkpoint.take(first.world), checkpoint.take(second.world)
    unequal = [path for path, array in arrays.items() if array.tobytes() != others[path].tobytes()]
    return unequal + [path for path in values if values[path] != other_values[path]]


def state_hash(model: RegionModel) -> str:
    """Hash of the whole state: every column, array and number."""
    arrays, values = checkpoint.take(model.world)
    total = hashlib.sha256(json.dumps(values, sort_keys=True).encode())
    for path in sorted(arrays):
        total.update(path.encode() + arrays[path].tobytes())
    return total.hexdigest()


def take_copy(model: RegionModel) -> tuple[checkpoint.Arrays, dict[str, Any]]:
    """The state now, untouched by what the model does next."""
    arrays, values = checkpoint.take(model.world)
    return {path: array.copy() for path, array in arrays.items()}, values


def put_copy(model: RegionModel, state: tuple[checkpoint.Arrays, dict[str, Any]]) -> None:
    """Put a model in a state of `take_copy`, which can be used again."""
    checkpoint.put(model.world, {path: array.copy() for path, array in state[0].items()}, state[1])


def hash_after(months: int, **options: Any) -> str:
    """Open the small region without a cache, live through some months, and hash the state; for a process of its own."""
    model = open_run(use_cache=False, **options)
    for _ in range(months):
        model.step()
    found = state_hash(model)
    model.close()
    return found
