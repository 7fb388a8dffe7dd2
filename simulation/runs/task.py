"""One run, from task to file."""

import json
import os
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from scenarios.regions.load import load_region
from simulation.indicators import ZONAL
from simulation.indicators.observe import Observer
from simulation.indicators.record import Record, side_tables, zone_table
from simulation.indicators.yearly import yearly_table
from simulation.model import MONTH, RegionModel
from simulation.months import month_text
from simulation.region import Region
from simulation.runs.cache import code_version, key_of
from simulation.runs.initial import open_model
from simulation.runs.results import FORMAT, is_finished, run_path, stamp_run, write_json, write_run
from simulation.runs.store import pack
from simulation.scenario import ResolvedScenario


@dataclass(frozen=True)
class Task:
    """One scenario with one seed.

    Attributes
    ----------
    months
        Length of the run; 228 ends with 2040-12.
    region
        Name or folder of the region.
    region_digest
        Hash of its files.
    use_cache
        Take the start of the run from the cache, and keep it there.
    """

    scenario: ResolvedScenario
    seed: int
    scale: int
    months: int
    region: str
    region_digest: str
    use_cache: bool = True

    @property
    def key(self) -> str:
        """Hash of everything that can change the result, code included."""
        return key_of(
            format=FORMAT,
            id=self.scenario.id,
            scenario=self.scenario.digest,
            seed=self.seed,
            scale=self.scale,
            months=self.months,
            region=self.region_digest,
            code=code_version(),
            columns=[i.name for i in ZONAL],
        )[:32]


@dataclass(frozen=True)
class Event:
    """What is being done for a task: `stage` is compiling, population, burn_in, month, writing, done or failed."""

    key: str
    stage: str
    month: str = ""
    share: float = 0.0  # of the run


class Stopped(Exception):
    """The batch was interrupted; raised inside a run."""


Listen = Callable[[Event], None]


def execute(task: Task, folder: Path, threads: int, listen: Listen) -> float:
    """Run one task and write its tables; do nothing if they are there.

    Parameters
    ----------
    task
        What to run.
    folder
        Results folder.
    threads
        Inside the run; the result does not depend on it.
    listen
        Told of every stage and month; what it raises ends the run.

    Returns
    -------
    float
        Wall time [s].
    """
    if is_finished(folder, task.key):
        return 0.0
    started = time.perf_counter()
    record, region = simulate(task, threads, listen)
    listen(Event(task.key, "writing", share=1.0))
    name = task.scenario.id
    side = {k: stamp_run(table, name, task.seed) for k, table in side_tables(record, region).items()}
    write_run(folder, task.key, stamp_run(zone_table(record, region), name, task.seed), side)
    error_path(folder, task.key).unlink(missing_ok=True)
    return time.perf_counter() - started


def summarise(task: Task, threads: int, listen: Listen) -> bytes:
    """Run one task and return the file that a store keeps of it: every indicator by year and area."""
    return pack(task.key, yearly_table(*simulate(task, threads, listen)))


def simulate(task: Task, threads: int, listen: Listen) -> tuple[Record, Region]:
    """Live through all months of a task and return what was observed, with the region it happened in."""
    model = _open(task, threads, listen)
    try:
        return _live(model, task, listen), model.world.region
    finally:
        model.close()


def time_steps(task: Task, threads: int, listen: Listen) -> dict[str, float]:
    """Live through all months of a task and return the wall time of each step of the month [s]."""
    model = _open(task, threads, listen)
    try:
        _live(model, task, listen)
        return {step.name: model.seconds[step.name] for steps in MONTH.values() for step in steps}
    finally:
        model.close()


def _open(task: Task, threads: int, listen: Listen) -> RegionModel:
    key = task.key
    listen(Event(key, "population" if is_compiled() else "compiling"))
    return open_model(
        region_of(task.region),
        task.scenario,
        seed=task.seed,
        scale=task.scale,
        threads=threads,
        use_cache=task.use_cache,
        progress=lambda done, planned: listen(Event(key, "burn_in", f"{done}/{planned}")),
    )


def _live(model: RegionModel, task: Task, listen: Listen) -> Record:
    """Live through all months and observe each."""
    key, world = task.key, model.world  # the key is a hash of much, wanted every month
    observer = Observer(world, task.months)
    model.seconds.clear()  # of the burn-in
    while world.month < task.months:
        model.step()
        observer.observe(world)
        listen(Event(key, "month", month_text(world.month - 1), world.month / task.months))
    return observer.record


@cache
def region_of(name: str) -> Region:
    """Load a region once per process."""
    return load_region(name)


def is_compiled() -> bool:
    """Whether kernels as they are now have been compiled on this machine before."""
    folder = os.environ.get("NUMBA_CACHE_DIR")
    return folder is None or any(Path(folder).rglob("*.nbi"))


def error_path(folder: Path, key: str) -> Path:
    """Where the reason of a failed run is written."""
    return run_path(folder, key).with_suffix(".error.json")


def write_error(folder: Path, task: Task, error: BaseException) -> str:
    """Write why a run failed beside the runs, and return it in one line."""
    reason = f"{type(error).__name__}: {error}"
    detail = "".join(traceback.format_exception(error))
    document = {"scenario": task.scenario.id, "seed": task.seed, "reason": reason, "detail": detail}
    write_json(document, error_path(folder, task.key))
    return reason


def read_error(folder: Path, key: str) -> dict[str, Any]:
    """What was written about a failed run."""
    found: dict[str, Any] = json.loads(error_path(folder, key).read_text(encoding="utf-8"))
    return found
