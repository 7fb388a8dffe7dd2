"""Runs on a cluster: a scheduler that is not there, dies or loses workers is told plainly, and nothing hangs."""

import pickle
import sys
import time

import pytest

from poldermodel.worker import send_task
from simulation.runs.cache import code_version
from simulation.runs.cluster import LOST, Cluster, ClusterError
from simulation.runs.pool import CrewLost, work_through
from tests import sweep_doubles as doubles
from tests.dask_cluster import free_port, shell_cluster
from tests.sweep_designs import design

pytest.importorskip("distributed")


def test_a_worker_with_other_code_refuses():
    _, task = next(design(1).tasks())
    with pytest.raises(RuntimeError, match="has another version of Poldermodel"):
        send_task(pickle.dumps(task), "0" * 64)


def test_a_worker_with_another_region_refuses():
    from dataclasses import replace

    _, task = next(design(1).tasks())
    with pytest.raises(RuntimeError, match="has another version of region mra"):
        send_task(pickle.dumps(replace(task, region_digest="0")), code_version())


@pytest.mark.parametrize(
    "address", ["10.0.0.5", "no/such/file.json", ".", "\0", "nonsense://here:1", "tcp://", "tcp://here:port", ""]
)
def test_what_is_no_address_is_told(address):
    with pytest.raises(ClusterError, match="allowed: a scheduler's address"):
        Cluster(address, doubles.send)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"address": 1}', '{"address": "tcp://here:port"}'])
def test_a_file_that_no_scheduler_wrote_is_told(text, tmp_path):
    (tmp_path / "scheduler.json").write_text(text)
    with pytest.raises(ClusterError, match="allowed: a scheduler's address"):
        Cluster(str(tmp_path / "scheduler.json"), doubles.send)


def test_without_dask_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"poldermodel\[cluster\]"):
        Cluster("tcp://127.0.0.1:1", doubles.send)


@pytest.mark.slow
def test_nobody_at_the_address_is_told_in_time():
    began = time.monotonic()
    with pytest.raises(ClusterError, match="no scheduler answers"):
        Cluster(f"tcp://127.0.0.1:{free_port()}", doubles.send)
    assert time.monotonic() - began < 40


@pytest.mark.slow
def test_a_scheduler_that_dies_ends_the_batch_and_what_came_back_is_kept(tmp_path):
    accepted, read = [], []

    def lazily():
        for _, task in design(200).tasks():
            read.append(task.key)
            yield task

    with shell_cluster(tmp_path) as cluster:
        cluster.add_worker()
        cluster.wait_for_workers(1)

        def accept(task, result):
            accepted.append(task.key)
            if len(accepted) == 5:
                cluster.scheduler.kill()

        with pytest.raises(CrewLost, match="connection"):
            work_through(lazily(), Cluster(cluster.address, doubles.send), accept, pytest.fail)
    assert 5 <= len(accepted) < 200 and len(read) - len(accepted) <= 8


@pytest.mark.slow
def test_a_cluster_that_is_gone_is_noticed_while_counting_and_sending(tmp_path):
    _, task = next(design(1).tasks())
    with shell_cluster(tmp_path) as cluster:
        crew = Cluster(cluster.address, doubles.send)
        cluster.scheduler.kill()
        cluster.scheduler.wait()
        crew._counted = -1e9
        with pytest.raises(CrewLost, match=LOST):
            crew.attend()
        crew._client.close()
        with pytest.raises(CrewLost, match=LOST):
            crew.submit(task)
        crew.close(stop=True)
