"""A sweep with made-up runs: what is there is reused, and what fails is told."""

from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest

import poldermodel as pm
from experiments.folder import FolderConflict
from experiments.sweeps import dataset, sweep
from experiments.sweeps.dataset import SweepResults
from experiments.sweeps.sweep import Tally, Workers, foresee, run_sweep
from simulation.runs import task as runs
from simulation.runs.cluster import ClusterError
from simulation.runs.store import RunStore
from tests import sweep_doubles as doubles
from tests.sweep_designs import design, tables

NOBODY = Workers(print, print, print)


def bytes_of(folder) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in ("data.parquet", "index.parquet")}


def test_a_sweep_is_run_once(run_here):
    plan = design(3, run={"seeds": 2, "scale": 100, "until": "2022-02"})
    first = run_here(plan)
    kept = bytes_of(first.folder)
    again = run_here(plan)
    assert first.tally == Tally(6, done=6, run_seconds=first.tally.run_seconds) and first.tally.complete
    assert again.tally == Tally(6, reused=6) and len(run_here.called) == 6 and bytes_of(again.folder) == kept


def test_what_is_damaged_is_run_again_with_the_same_result(run_here):
    plan = design(4)
    first = run_here(plan)
    kept = bytes_of(first.folder)
    paths = [run_here.store.path(task.key) for _, task in plan.tasks()]
    paths[0].write_bytes(paths[0].read_bytes()[:-7])
    paths[2].write_bytes(b"")
    untouched = paths[1].stat().st_mtime_ns
    again = run_here(plan)
    assert (again.tally.done, again.tally.reused) == (2, 2) and bytes_of(again.folder) == kept
    assert paths[1].stat().st_mtime_ns == untouched


def test_an_overlapping_design_runs_only_what_is_new(run_here):
    points = [{"grid_invest": value} for value in (1.0, 1.2, 1.4)]
    run_here(design(design={"method": "list"}, points=points))
    more = run_here(design(design={"method": "list"}, points=[*points[1:], {"grid_invest": 1.6}]), "more")
    seeds = run_here(design(design=None, levers={}, run={"seeds": 2, "scale": 100, "until": "2022-02"}), "seeds")
    assert (more.tally.done, more.tally.reused) == (1, 2)
    assert (seeds.tally.done, seeds.tally.reused) == (1, 1)
    assert Counter(run_here.called).most_common(1)[0][1] == 1


def test_two_points_that_are_one_run_are_run_once(run_here):
    points = [{"grid_invest": 1.0}, {"grid_invest": 1.5}, {"grid_invest": 1.0}]
    ended = run_here(design(design={"method": "list"}, points=points))
    assert len(run_here.called) == 2 and ended.tally.complete and len(ended.results.index) == 3


def test_an_interrupt_keeps_what_is_finished(run_here):
    def interrupt(tally):
        if tally.done == 3:
            raise KeyboardInterrupt

    plan = design(5)
    ended = run_here(plan, watch=interrupt)
    assert ended.tally.stopped == "interrupted" and not ended.tally.complete
    assert Counter(ended.results.index["status"]) == {"done": 3, "waiting": 2}
    again = run_here(plan)
    assert (again.tally.done, again.tally.reused) == (2, 3) and len(set(run_here.called)) == len(run_here.called) == 5


@pytest.mark.parametrize("cores", [1, 2])
def test_a_failing_run_is_told_and_tried_again(cores, tmp_path, monkeypatch):
    plan, store = design(4), RunStore(tmp_path / "store")
    bad = [task.key for _, task in plan.tasks()][1]
    (tmp_path / "mark").write_text(bad)

    def summarise(task, threads, listen):
        if (tmp_path / "mark").exists() and task.key == bad:
            raise ValueError("these parameters do not go together")
        return doubles.payload(task)

    monkeypatch.setattr(runs, "summarise", summarise)
    workers = Workers(doubles.start, doubles.keep_or_fail_on_mark, doubles.send)
    ended = run_sweep(plan, tmp_path / "out", store, workers, cores=cores)
    reason = "ValueError: these parameters do not go together"
    assert (ended.tally.done, ended.tally.failed, ended.tally.reason) == (3, 1, reason) and not ended.tally.complete
    index = ended.results.index.set_index("key")
    assert index.loc[bad, "status"] == "failed" and index.loc[bad, "message"] == reason
    assert bad not in ended.results.data["run"] and len(ended.results.data) == 3
    (tmp_path / "mark").unlink()
    again = run_sweep(plan, tmp_path / "out", store, workers, cores=cores)
    assert again.tally.complete and again.tally.done == 1
    assert list(again.results.index["status"]) == ["done"] * 4 and not again.results.index["message"].any()


def test_a_full_disk_ends_it_with_what_is_finished(run_here, monkeypatch):
    put, said = RunStore.put, []

    def fill_up(store, key, payload):
        if len(said) == 2:
            raise dataset_full()
        said.append(key)
        put(store, key, payload)

    def dataset_full():
        from simulation.runs.store import StoreError

        return StoreError(28, "No space left on device: here")

    with monkeypatch.context() as patch:
        patch.setattr(RunStore, "put", fill_up)
        ended = run_here(design(6))
    assert "No space left" in ended.tally.stopped and ended.tally.done == 2 and not ended.tally.failed
    assert run_here(design(6)).tally.reused == 2


def test_tables_that_find_no_room_end_it_without_half_a_file(run_here, monkeypatch):
    def no_room(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dataset.pq.ParquetWriter, "write_table", no_room)
    ended = run_here(design(2))
    assert "No space left" in ended.tally.stopped and not ended.tally.complete
    assert [path.name for path in ended.folder.iterdir()] == ["manifest.json"]


def test_another_design_does_not_take_a_folder(run_here, tmp_path):
    run_here(design(2))
    with pytest.raises(FolderConflict, match="holds something else"):
        run_here(design(3))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(FolderConflict, match="holds something else"):
        run_here(design(2), "mine")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{")
    with pytest.raises(FolderConflict, match="holds something else"):
        run_here(design(2), "broken")
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderConflict, match="found a file"):
        run_here(design(2), "file/out")
    assert len(run_here.called) == 2


def test_a_folder_in_which_only_a_killed_writer_was_can_be_used(run_here, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".manifest.json.0123.tmp").write_text("{")
    assert run_here(design(2)).tally.complete


def test_a_store_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "store").write_text("")
    with pytest.raises(FolderConflict, match="--store"):
        run_sweep(design(2), tmp_path / "out", RunStore(tmp_path / "store" / "x"), NOBODY, cores=1)
    assert not (tmp_path / "out").exists()


def test_a_cluster_that_does_not_answer_leaves_no_folder(tmp_path, monkeypatch):
    def refuse(address, entry):
        raise ClusterError("no scheduler")

    monkeypatch.setattr(sweep, "Cluster", refuse)
    with pytest.raises(ClusterError):
        run_sweep(design(2), tmp_path / "out", RunStore(tmp_path / "store"), NOBODY, cluster="tcp://nowhere:1")
    assert list(tmp_path.iterdir()) == []


def test_a_forecast_counts_what_is_missing_and_writes_nothing(run_here, tmp_path, monkeypatch):
    monkeypatch.setattr(sweep, "note_speed", lambda *about: None)  # so that both expect the same
    store = RunStore(tmp_path / "store")
    before = foresee(design(4), store, cores=1)
    assert (before.runs, before.missing) == (4, 4) and before.seconds > 0 and before.fits
    assert list(tmp_path.iterdir()) == []
    run_here(design(design={"method": "list"}, points=[next(design(4).points()).values]))
    after = foresee(design(4), store, cores=1)
    assert after.missing == 3 and after.seconds < before.seconds
    assert not replace(after, bytes=after.free).fits


def test_python_runs_and_opens_a_sweep(run_here, tmp_path):
    options = {"out": tmp_path / "out", "store": tmp_path / "store", "cores": 1}
    found = pm.sweep(tables(3), **options)
    assert isinstance(found, SweepResults) and len(found.index) == 3 and found.manifest["runs"]["done"] == 3
    opened = pm.load_results(tmp_path / "out")
    pd.testing.assert_frame_equal(opened.data, found.data)
    assert opened.to_xarray(["jobs"]).sizes["point"] == 3


def test_python_raises_when_nothing_finished(tmp_path, monkeypatch):
    def fail(task, threads, listen):
        raise ValueError("no such luck")

    monkeypatch.setattr(runs, "summarise", fail)
    with pytest.raises(RuntimeError, match="no such luck"):
        pm.sweep(tables(2), out=tmp_path / "out", store=tmp_path / "store", cores=1)
