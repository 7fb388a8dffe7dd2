"""The command that sweeps, on a cluster: the same files as without, whoever dies."""

import json
from pathlib import Path

import pytest

from poldermodel.exits import DONE, MISTAKE, PARTLY
from simulation.runs.store import RunStore
from tests.dask_cluster import free_port, shell_cluster
from tests.sweep_designs import polder, start_polder, wait_until

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow
DESIGN = """format = 1
id = "cluster"
title = "Cluster"
[design]
method = "latin_hypercube"
points = 10
[run]
scale = 100
seeds = 2
until = "2022-09"
[levers.grid_invest]
[shocks.cycle]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "design.toml").write_text(DESIGN)
    return folder


def places(folder: Path, name: str) -> tuple[object, ...]:
    return ("--out", folder / name / "out", "--store", folder / name / "store", "--lang", "en", "--json")


@pytest.fixture(scope="module")
def local(folder, session_cache) -> dict[str, bytes]:
    """Files of the same sweep without a cluster."""
    found = polder("sweep", folder / "design.toml", *places(folder, "local"))
    assert found.returncode == DONE, found.stderr
    return files(folder, "local")


def files(folder: Path, name: str) -> dict[str, bytes]:
    """Every run and both tables."""
    paths = [*(folder / name).rglob("*.parquet")]
    return {str(path.relative_to(folder / name)): path.read_bytes() for path in paths}


def test_worker_processes_of_a_local_cluster_give_the_same_files(folder, local):
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        arguments = places(folder, "inside")
        found = polder("sweep", folder / "design.toml", *arguments, "--cluster", cluster.scheduler_address)
    assert found.returncode == DONE, found.stderr
    assert "Traceback" not in found.stderr and json.loads(found.stdout)["run_now"] == 20
    assert files(folder, "inside") == local


def test_a_worker_killed_in_the_middle_costs_nothing(folder, local, tmp_path):
    store = RunStore(folder / "killed" / "store")
    with shell_cluster(tmp_path) as cluster:
        workers = [cluster.add_worker(), cluster.add_worker()]
        cluster.wait_for_workers(2)
        arguments = (*places(folder, "killed"), "--cluster", cluster.address)
        process = start_polder("sweep", folder / "design.toml", *arguments)
        wait_until(lambda: len(list(store.keys())) >= 2, "two runs are finished")
        workers[0].kill()
        out, said = process.communicate(timeout=300)
    assert process.returncode == DONE, said
    assert "Traceback" not in said and json.loads(out)["run_now"] == 20
    assert files(folder, "killed") == local


def test_a_scheduler_killed_in_the_middle_is_told_and_the_sweep_resumed(folder, local, tmp_path):
    store = RunStore(folder / "lost" / "store")
    with shell_cluster(tmp_path) as cluster:
        cluster.add_worker()
        cluster.wait_for_workers(1)
        arguments = (*places(folder, "lost"), "--cluster", cluster.address)
        process = start_polder("sweep", folder / "design.toml", *arguments)
        wait_until(lambda: len(list(store.keys())) >= 2, "two runs are finished")
        cluster.scheduler.kill()
        out, said = process.communicate(timeout=120)
    assert process.returncode == PARTLY, said
    assert "connection" in said and "the same command goes on" in said and "Traceback" not in said
    kept = json.loads(out)["finished"]
    assert 2 <= kept < 20
    again = polder("sweep", folder / "design.toml", *places(folder, "lost"))
    assert again.returncode == DONE and json.loads(again.stdout)["run_now"] == 20 - kept
    assert files(folder, "lost") == local


def test_nobody_at_the_address_is_one_message_and_makes_nothing(folder):
    arguments = (*places(folder, "nobody"), "--cluster", f"tcp://127.0.0.1:{free_port()}")
    found = polder("sweep", folder / "design.toml", *arguments)
    assert found.returncode == MISTAKE and found.stdout == ""
    assert "no scheduler answers" in found.stderr and found.stderr.count("\n") == 1
    assert not (folder / "nobody" / "out").exists() and not (folder / "nobody" / "store").exists()
