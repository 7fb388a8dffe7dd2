"""Add paired seeds to a comparison until a difference is known as exactly as wished."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from experiments.methods.enough import FEWEST, Wish, is_sure, parse_wish, seeds_for
from experiments.statistics import Floats
from simulation.indicators import BY_NAME, REGIONAL, aggregate
from simulation.months import year_of
from simulation.runs.results import is_finished, run_path
from simulation.runs.task import Task

BATCH = 4  # seeds added at a time, so that every core has work
MOST = 64


@dataclass(frozen=True)
class StopRule:
    """When to stop adding seeds.

    Attributes
    ----------
    wish
        Half-width to reach for every scenario.
    most
        Number of seeds beyond which it is given up.
    """

    wish: Wish
    most: int = MOST

    @classmethod
    def read(cls, amount: str, indicator: str, most: int = MOST) -> "StopRule":
        """Take a rule from words, such as ``0.1pp`` and ``unemployment``.

        Raises
        ------
        ValueError
            In one sentence, naming what was found and what is allowed.
        """
        if most < FEWEST:
            raise ValueError(f"found at most {most} seeds; allowed: {FEWEST} or more, fewer say little of chance")
        return cls(parse_wish(amount, indicator, {i.name: i.unit for i in BY_NAME.values()}), most)

    @property
    def name(self) -> str:
        """Short name, so that every wish has a results folder of its own: another cannot go on in it."""
        return f"{self.wish.indicator}-{self.wish.half_width:g}"

    def describe(self) -> dict[str, Any]:
        """Say in a manifest what was wished."""
        return {"indicator": self.wish.indicator, "half_width": self.wish.half_width, "unit": self.wish.unit}

    def next_count(self, differences: dict[str, Floats]) -> int | None:
        """How many seeds to have next, or None if it is sure or there are as many as allowed.

        Notes
        -----
        Half of what is expected to be missing, in whole batches: the expectation itself rests on few seeds.
        """
        n = len(next(iter(differences.values())))
        if n >= self.most or is_sure(differences, self.wish):
            return None
        expected = max(seeds_for(d, self.wish.half_width) for d in differences.values())
        more = max(BATCH, (expected - n) // 2 // BATCH * BATCH)
        return min(n + more, self.most)


def last_differences(folder: Path, tasks: Sequence[Task], indicator: str) -> dict[str, Floats]:
    """Differences from the first scenario in the last year of the runs, by scenario, over the seeds that all have.

    Parameters
    ----------
    folder
        Results folder.
    tasks
        All runs of the comparison.
    indicator
        Of the region as a whole.
    """
    names = list(dict.fromkeys(task.scenario.id for task in tasks))
    done: dict[int, dict[str, Task]] = {}
    for task in tasks:
        if is_finished(folder, task.key):
            done.setdefault(task.seed, {})[task.scenario.id] = task
    whole = [by_name for _, by_name in sorted(done.items()) if len(by_name) == len(names)]
    values = {name: np.array([_value(folder, by_name[name], indicator) for by_name in whole]) for name in names}
    return {name: values[name] - values[names[0]] for name in names[1:]}


def _value(folder: Path, task: Task, name: str) -> float:
    """Indicator of one finished run in its last year."""
    regional = name in {i.name for i in REGIONAL}
    path = folder / "parts" / f"{task.key}.region.parquet" if regional else run_path(folder, task.key)
    frame = pq.read_table(path).to_pandas()
    frame = frame[frame["month"].astype(str).str[:4] == str(year_of(task.months - 1))]
    return float(aggregate(frame, BY_NAME[name], ["seed"], ["month"]).iloc[0])
