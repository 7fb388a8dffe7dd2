"""A store of made-up runs, whose outcomes are known functions of what each run was run with."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from experiments.sweeps.design import Design, read_design
from simulation.indicators.tables import labelled_table
from simulation.indicators.yearly import YEARLY_NAMES
from simulation.months import FIRST_YEAR
from simulation.parameters import ParameterSet
from simulation.runs.store import RunStore, pack
from simulation.runs.task import Task

ELSEWHERE = -1e6  # of every indicator in the one municipality, which no figure for the region may hold
PLAIN = 7.0  # of every indicator that an effect says nothing of
SHORT = {"seeds": 2, "scale": 100, "until": "2023-12"}
DEFAULTS = {p.name: float(p.default) for p in ParameterSet.declarations()}


@dataclass(frozen=True)
class Case:
    """One run in one year.

    Attributes
    ----------
    task, year
        What is run, and when it is looked at.
    luck
        Standard normal, the same for all scenarios with one seed.
    """

    task: Task
    year: int
    luck: float

    def lever(self, name: str) -> float:
        """Value in the last month, mean over the zones of the region."""
        table, last = self.task.scenario.levers, self.task.months - 1
        zonal = name in table.zonal
        return float(table.zonal[name][last, : table.n_mra].mean() if zonal else table.regional[name][last])

    def shock(self, name: str) -> float:
        """Value in the last month."""
        return float(self.task.scenario.shocks[name][self.task.months - 1])

    def parameter(self, name: str) -> float:
        """Value, the declared default if the scenario has none."""
        return float(self.task.scenario.parameters.get(name, DEFAULTS[name]))


Effect = Callable[[Case], dict[str, float]]


def payload(task: Task, effect: Effect) -> bytes:
    """The file of one run: two areas by year, of which the first is the region."""
    years = range(FIRST_YEAR, FIRST_YEAR + (task.months - 1) // 12 + 1)
    values = np.full((len(years), 2, len(YEARLY_NAMES)), ELSEWHERE, np.float32)
    values[:, 0] = PLAIN
    luck = float(np.random.default_rng(task.seed).normal())
    for row, year in enumerate(years):
        for name, value in effect(Case(task, year, luck)).items():
            values[row, 0, YEARLY_NAMES.index(name)] = value
    area = np.tile(np.arange(2, dtype=np.int32), len(years))
    labels = {"level": (2 * area, ("region", "subregion", "zone")), "area": (area, ("region", "Almere"))}
    table = labelled_table(labels, values.reshape(-1, len(YEARLY_NAMES)), YEARLY_NAMES)
    return pack(task.key, table.add_column(0, "year", [np.repeat(np.array(years, np.int16), 2)]))


def fill(design: Design, store: RunStore, effect: Effect, missing: Container[tuple[int, int]] = ()) -> None:
    """Put every run of a design into a store, but for those whose point and seed are told to be missing."""
    for point, task in design.tasks():
        if (point.number, task.seed) not in missing:
            store.put(task.key, payload(task, effect))


def filler(store: RunStore, effect: Effect) -> Callable[[Design], bool]:
    """What a search asks runs of: it fills the store at once."""

    def run(design: Design) -> bool:
        fill(design, store, effect)
        return True

    return run


def instead_of_runs(effect: Effect) -> Callable[..., bytes]:
    """A stand-in for `simulation.runs.task.summarise`."""
    return lambda task, threads, listen: payload(task, effect)


def design_of(run: dict[str, Any] | None = None, **tables: Any) -> Design:
    """A short design; `run` is laid over what a short run is."""
    return read_design({"format": 1, "id": "made_up", "title": "Made up", "run": SHORT | (run or {})} | tables)


def store_in(folder: Path) -> RunStore:
    """A store of its own beside what a study writes."""
    return RunStore(folder / "store")
