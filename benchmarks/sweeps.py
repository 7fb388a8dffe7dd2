"""What many runs cost beside the runs themselves: speed of a real sweep, and overhead of tasks that do nothing."""

import os
import pickle
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from experiments.sweeps.design import Design, read_design
from experiments.sweeps.sweep import Tally, Workers, fill_store
from poldermodel.worker import keep_task, send_task, start
from simulation.runs.crews import Crew, Processes
from simulation.runs.pool import work_through
from simulation.runs.store import RunStore
from simulation.runs.task import Task

WARM = 4  # runs a process does before its speed counts: it compiles, loads, and makes the starts that others share


def real_sweep(points: int = 24) -> dict[str, float]:
    """Whole runs at 1:20 of points of two levers with two seeds on all cores: speed once warm, and overhead a run."""
    design = _design(points, {"seeds": 2, "scale": 20})
    ended: list[float] = []

    def watch(tally: Tally) -> None:
        ended.append(time.perf_counter())

    with tempfile.TemporaryDirectory() as folder:
        store = RunStore(Path(folder))
        tally = fill_store(design, store, Workers(start, keep_task, send_task), watch=watch)
        size = store.mean_size() or 0.0
    cores = os.cpu_count() or 1
    first = WARM * cores
    per_run = (ended[-1] - ended[first - 1]) / (len(ended) - first)
    return {
        "runs_a_minute": 60 / per_run,
        "minutes_for_1000": 1000 * per_run / 60,
        "run_s": tally.run_seconds / tally.done,
        "bytes_a_run": size,
    }


def empty_tasks(n: int = 400) -> dict[str, float]:
    """Milliseconds a task that does nothing takes: through processes of this machine, and through Dask."""
    tasks = [task for _, task in _design(n, {"seeds": 1, "scale": 20}).tasks()]
    found = {"processes_ms": _time(tasks, Processes(2, do_nothing, start))}
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        return found
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        found["dask_ms"] = _time(tasks, _ThroughDask(client))
    return found


def do_nothing(file: str) -> float:
    """Take a task and give it back."""
    pickle.loads(Path(file).read_bytes())
    Path(file).unlink()
    return 0.0


def send_nothing(pickled: bytes) -> tuple[float, bytes]:
    """Take a task and give back as many bytes as a run has."""
    pickle.loads(pickled)
    return 0.0, bytes(200_000)


class _ThroughDask:
    """A crew on a Dask client, as `simulation.runs.cluster.Cluster` is."""

    width = 4

    def __init__(self, client: Any) -> None:
        self._executor = client.get_executor(pure=False)

    def submit(self, task: Task) -> Future[Any]:
        future: Future[Any] = self._executor.submit(send_nothing, pickle.dumps(task))
        return future

    def attend(self) -> None:
        return

    def renew(self) -> None:
        return

    def close(self, stop: bool) -> None:
        self._executor.shutdown(wait=not stop)


def _time(tasks: list[Task], crew: Crew) -> float:
    """Milliseconds a task, once the workers have started."""
    ended: list[float] = []
    take: Callable[..., None] = lambda task, result: ended.append(time.perf_counter())  # noqa: E731
    work_through(tasks, crew, take, take)
    return 1e3 * (ended[-1] - ended[len(ended) // 4]) / (len(ended) - len(ended) // 4 - 1)


def _design(points: int, run: dict[str, Any]) -> Design:
    return read_design(
        {
            "format": 1,
            "id": "benchmark",
            "title": "Benchmark",
            "design": {"method": "latin_hypercube", "points": points},
            "run": run,
            "levers": {"grid_invest": {}, "technician_places": {}},
        }
    )
