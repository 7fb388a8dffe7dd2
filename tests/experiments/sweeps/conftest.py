"""Sweeps with made-up runs."""

import pytest

from experiments.sweeps.sweep import Workers, run_sweep
from simulation.indicators.record import Record
from simulation.indicators.yearly import yearly_table
from simulation.runs import task as runs
from simulation.runs.store import RunStore, pack
from tests.small_region import small_region
from tests.sweep_designs import design

REGION = small_region(1_000, 100)


def made_up(task) -> bytes:
    """A run of which jobs tell lever and seed."""
    record = Record.empty(REGION, task.months)
    record.zones[:] = task.scenario.levers.regional["grid_invest"][0] + 1_000 * task.seed
    return pack(task.key, yearly_table(record, REGION))


@pytest.fixture
def run_here(tmp_path, monkeypatch):
    """Run a design in this process with made-up runs; `called` holds what was run."""
    called: list[str] = []

    def summarise(task, threads, listen):
        called.append(task.key)
        return made_up(task)

    monkeypatch.setattr(runs, "summarise", summarise)

    def run(plan, out="out", watch=lambda tally: None):
        return run_sweep(
            plan, tmp_path / out, RunStore(tmp_path / "store"), Workers(print, print, print), cores=1, watch=watch
        )

    run.called, run.store = called, RunStore(tmp_path / "store")
    return run


@pytest.fixture
def ended(run_here):
    """Two scenarios, three points, two seeds, at all levels, over two years: the design, and how it ended."""
    plan = design(
        3,
        scenarios=["current_policy", "skills_first"],
        shocks={"cycle": {}},
        run={"seeds": [3, 1], "scale": 100, "until": "2023-02"},
        outcomes={"areas": ["region", "subregion", "zone"]},
    )
    return plan, run_here(plan)
