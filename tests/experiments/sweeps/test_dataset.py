"""The tables of a sweep say what was run, and are read back in one line."""

import json
import os

import numpy as np
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from experiments.sweeps import dataset
from experiments.sweeps.dataset import KEYS, SweepResults, gather, load_sweep
from experiments.sweeps.sweep import Workers, run_sweep
from simulation.indicators.yearly import YEARLY_NAMES
from simulation.runs import task as runs
from simulation.runs.store import RunStore
from tests import sweep_doubles as doubles
from tests.small_region import small_region
from tests.sweep_designs import design

NOBODY = Workers(print, print, print)
REGION = small_region(1_000, 100)


def test_the_tables_say_what_was_run(ended):
    plan, finished = ended
    index, data = finished.results.index, finished.results.data
    assert list(index.columns) == [*KEYS, "grid_invest", "cycle", "status", "message", "key"] and len(index) == 12
    assert list(data.columns) == [*KEYS, "grid_invest", "cycle", "year", "level", "area", *YEARLY_NAMES]
    areas = 1 + len(REGION.subregion_name) + REGION.n_mra
    assert len(data) == 12 * 2 * areas and data.groupby("run").size().eq(2 * areas).all()
    for run, (point, task) in enumerate(plan.tasks()):
        row = index.iloc[run]
        assert (row["run"], row["point"], row["seed"], row["key"]) == (run, point.number, task.seed, task.key)
        assert (row["scenario"], row["policy"], row["future"]) == (task.scenario.id, point.policy, point.future)
        assert {name: row[name] for name in plan.columns} == point.values
        jobs = data.loc[(data["run"] == run) & (data["level"] == "zone"), "jobs"]
        expected = task.scenario.levers.regional["grid_invest"][0] + 1_000 * task.seed
        np.testing.assert_allclose(jobs, expected, rtol=1e-6)


def test_only_wanted_indicators_and_areas_are_in_the_table(run_here):
    finished = run_here(design(2, outcomes={"indicators": ["jobs", "queue_mw"], "areas": ["subregion"]}))
    data = finished.results.data
    assert list(data.columns[-3:]) == ["area", "jobs", "queue_mw"]
    assert set(data["area"]) == set(REGION.subregion_name) and set(data["level"]) == {"subregion"}


def test_every_program_reads_it_in_one_line(ended):
    _, finished = ended
    path = finished.folder / "data.parquet"
    pandas, polars = pd.read_parquet(path), pl.read_parquet(path)
    assert polars.shape == pandas.shape and polars.columns == list(pandas.columns)
    np.testing.assert_array_equal(polars["jobs"].to_numpy(), pandas["jobs"])
    assert polars["area"].cast(pl.String).to_list() == list(pandas["area"].astype(str))
    cube = pandas.set_index(["run", "year", "level", "area"])[["jobs"]].to_xarray()
    assert cube["jobs"].sel(run=0, year=2022, level="region", area="region").item() == pandas["jobs"][0]


@pytest.mark.parametrize("level", [None, "region", "subregion", "zone"])
def test_the_cube_holds_every_value_and_what_it_was_run_with(ended, level):
    _, finished = ended
    cube = finished.results.to_xarray(["jobs", "queue_mw"], level)
    rows = finished.results.data[finished.results.data["level"] == (level or "region")]
    assert dict(cube.sizes) == {"point": 6, "seed": 2, "year": 2, "area": rows["area"].nunique()}
    for row in rows.sample(20, random_state=1).itertuples():
        place = cube.sel(point=row.point, seed=row.seed, year=row.year, area=str(row.area))
        assert place["jobs"].item() == row.jobs
        assert (place["scenario"], place["policy"], place["grid_invest"]) == (row.scenario, row.policy, row.grid_invest)


def test_the_ema_workbench_gets_experiments_and_outcomes(ended):
    """The form that its own analysis takes: a frame and arrays with one row a run."""
    _, finished = ended
    experiments, outcomes = finished.results.to_ema(["jobs"])
    data = finished.results.data
    whole = data[data["level"] == "region"]
    assert len(experiments) == len(finished.results.index) == 12 and outcomes["jobs"].shape == (12, 2)
    assert {"grid_invest", "policy", "scenario", "model", "seed"} <= set(experiments.columns)
    for row in (0, 7, 11):
        assert list(outcomes["jobs"][row]) == list(whole.loc[whole["run"] == row, "jobs"])


def test_names_of_places_may_occur_at_two_levels():
    """As Amsterdam, which is a municipality and a sub-region."""
    rows = {
        "point": 0,
        "seed": 1,
        "year": 2022,
        "level": ["subregion", "zone"],
        "area": "Amsterdam",
        "jobs": [9.0, 4.0],
    }
    results = SweepResults(None, {"columns": [], "indicators": ["jobs"]})
    results.__dict__["data"] = pd.DataFrame(rows)
    results.__dict__["index"] = pd.DataFrame({"point": [0], "scenario": "a", "policy": "a", "future": 0})
    assert results.to_xarray(level="zone")["jobs"].item() == 4.0


def test_values_of_the_region_are_gathered_by_point_and_seed(ended):
    plan, finished = ended
    wanted = [("jobs", 2022), ("queue_mw", 2023), ("jobs", 2030)]
    store = RunStore(finished.folder.parent / "store")
    found = gather(plan, store, wanted)
    data = finished.results.data
    whole = data[data["level"] == "region"].set_index(["point", "seed", "year"])
    assert found.shape == (6, 2, 3) and np.isnan(found[:, :, 2]).all()
    for p, (s, seed) in ((p, pair) for p in range(6) for pair in enumerate(plan.seeds)):
        assert found[p, s, 0] == whole.loc[(p, seed, 2022), "jobs"]
        assert found[p, s, 1] == whole.loc[(p, seed, 2023), "queue_mw"]
    store.path(next(plan.tasks())[1].key).unlink()
    assert np.isnan(gather(plan, store, wanted)[0, 0]).all()


def test_a_failed_point_is_a_gap_in_the_cube(tmp_path, monkeypatch):
    plan = design(3)
    bad = [task.key for _, task in plan.tasks()][1]

    def summarise(task, threads, listen):
        if task.key == bad:
            raise ValueError("no")
        return doubles.payload(task)

    monkeypatch.setattr(runs, "summarise", summarise)
    cube = run_sweep(plan, tmp_path / "out", RunStore(tmp_path / "s"), NOBODY, cores=1).results.to_xarray(["jobs"])
    assert list(cube["point"].to_numpy()) == [0, 2] and cube["jobs"].notnull().all()


def test_a_sweep_in_which_nothing_finished_has_empty_tables(tmp_path, monkeypatch):
    def fail(task, threads, listen):
        raise ValueError("no")

    monkeypatch.setattr(runs, "summarise", fail)
    ended = run_sweep(design(3), tmp_path / "out", RunStore(tmp_path / "store"), NOBODY, cores=1)
    assert len(ended.results.data) == 0 and list(ended.results.index["status"]) == ["failed"] * 3
    assert pq.read_table(tmp_path / "out" / "data.parquet").num_rows == 0


def test_many_pieces_are_one_table(run_here, monkeypatch):
    plan = design(7)
    whole = run_here(plan).results.data
    monkeypatch.setattr(dataset, "TOGETHER", 2)
    pd.testing.assert_frame_equal(run_here(plan, "pieces").results.data, whole)


def test_the_manifest_says_what_it_is(ended):
    plan, finished = ended
    manifest = json.loads((finished.folder / "manifest.json").read_text())
    assert manifest["design_digest"] == plan.digest and manifest["runs"] == {"done": 12, "failed": 0, "waiting": 0}
    assert manifest["columns"] == ["grid_invest", "cycle"] and manifest["seeds"] == [3, 1]
    assert {"index.parquet", "data.parquet", "manifest.json"} == set(os.listdir(finished.folder))


def test_a_folder_without_a_sweep_is_not_opened(tmp_path):
    with pytest.raises(FileNotFoundError, match="holds no sweep"):
        load_sweep(tmp_path)
