"""What is measured; each case runs in a process of its own: ``python -m benchmarks.cases CASE``."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

import numpy as np
from numba import njit

import simulation.model
from benchmarks.plain_mesa import PlainMatching
from benchmarks.sweeps import empty_tasks, real_sweep
from scenarios.load import resolve
from scenarios.regions.load import load_region
from simulation.model import RegionModel
from simulation.months import MONTHS
from simulation.runs.initial import open_model
from simulation.submodels.labour.steps.matching import match_workers
from simulation.world import World

POLICY = "current_policy"


def _open(scale: int, threads: int) -> RegionModel:
    region = load_region("mra")
    return open_model(region, resolve(POLICY, region), seed=1, scale=scale, threads=threads)


def full_run(scale: int, threads: int) -> dict[str, float]:
    """A whole run, population from the cache: seconds to the first month and in all, after the imports."""
    started = time.perf_counter()
    model = _open(scale, threads)
    model.step()
    first = time.perf_counter() - started
    while model.month < MONTHS:
        model.step()
    return {"first_month_s": first, "total_s": time.perf_counter() - started}


def warm_run(scale: int, repeat: int = 3) -> dict[str, float]:
    """The fastest of a few whole runs on one thread, after a first one that loads all compiled code."""
    return {"total_s": min(full_run(scale, 1)["total_s"] for _ in range(repeat + 1))}


def matching_month(scale: int, months: int = 24) -> dict[str, float]:
    """The matching month on one thread: plain Mesa objects and kernels on the same state in the same process."""
    model = _open(scale, 1)
    model.step()
    found = dict.fromkeys(("plain_mesa_create_s", "plain_mesa_s", "plain_mesa_hires"), 0.0)

    def objects_first(world: World) -> None:
        started = time.perf_counter()
        plain = PlainMatching(world)
        made = time.perf_counter()
        plain.step()
        done = time.perf_counter()
        found.update(plain_mesa_create_s=made - started, plain_mesa_s=done - made, plain_mesa_hires=plain.hires)
        match_workers(world)

    _step_with(model, objects_first)
    found["hires"] = sum(float(model.world.flows[k].sum()) for k in ("hires_u", "hires_e", "hires_n"))
    seconds, samples = [], []

    def timed(world: World) -> None:
        started = time.perf_counter()
        match_workers(world)
        seconds.append(time.perf_counter() - started)

    for _ in range(months):
        _step_with(model, timed)
        samples.append(float(model.world.flows["samples"][0]))
    kernels, seen = float(np.median(seconds)), float(np.median(samples))
    ratio = found["plain_mesa_s"] / kernels
    return found | {"kernels_s": kernels, "ratio": ratio, "samples": seen, "ns_per_sample": 1e9 * kernels / seen}


def _step_with(model: RegionModel, match: Callable[[World], None]) -> None:
    """Live a month with `match` in the place of the matching step."""
    month, other = simulation.model.MONTH, replace(match_workers, run=wraps(match_workers.run)(match))
    simulation.model.MONTH = {
        heading: [other if step is match_workers else step for step in steps] for heading, steps in month.items()
    }
    try:
        model.step()
    finally:
        simulation.model.MONTH = month


@njit(nogil=True)
def _triad(a, b, c, factor):
    for i in range(a.size):
        a[i] = b[i] + factor * c[i]


def triad(size: int = 20_000_000, repeat: int = 10) -> dict[str, float]:
    """Memory bandwidth of one core by the STREAM triad [GB/s] (McCalpin 1995)."""
    a, b, c = (np.ones(size) for _ in range(3))
    _triad(a, b, c, 2.0)
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        _triad(a, b, c, 2.0)
        times.append(time.perf_counter() - started)
    return {"gb_s": 3 * 8 * size / min(times) / 1e9}


CASES: dict[str, Callable[[], dict[str, Any]]] = {
    "fill_cache_true_size": lambda: full_run(1, 2),
    "fill_cache_1_20": lambda: full_run(20, 1),
    "true_size": lambda: full_run(1, 2),
    "true_size_1_thread": lambda: full_run(1, 1),
    "warm_1_20": lambda: warm_run(20),
    "matching_true_size": lambda: matching_month(1),
    "matching_1_20": lambda: matching_month(20),
    "triad": triad,
    "sweep_1_20": real_sweep,
    "empty_tasks": empty_tasks,
}


if __name__ == "__main__":
    print(json.dumps(CASES[sys.argv[1]]()))
