"""Run a design: what is in the store is taken from there, the rest is run here or on a cluster."""

import os
import shutil
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from experiments.sweeps.dataset import MANIFEST, SweepResults, load_sweep, write_tables
from experiments.sweeps.design import Design
from experiments.sweeps.folder import (
    check_place,
    describe_ending,
    describe_sweep,
    leave_unused,
    nearest_place,
    open_sweep,
)
from experiments.sweeps.speed import WORKERS, expected_seconds, note_speed
from simulation.runs import task as runs
from simulation.runs.cluster import Cluster, ClusterError
from simulation.runs.crews import Crew, Here, Processes
from simulation.runs.pool import CrewLost, share_cores, work_through
from simulation.runs.results import DISK_FULL, write_json
from simulation.runs.store import RunStore, remove_leftovers
from simulation.runs.task import Event, Task

INTERRUPT = "interrupted"
RUN_BYTES = 1000.0  # a month of a run in the store [byte], where no run is there to measure
FREE_SHARE = 0.9  # of the free disk that may be asked for without a warning


@dataclass(frozen=True)
class Workers:
    """Functions that worker processes run; they live in `poldermodel`.

    Attributes
    ----------
    start
        Prepares a process of this machine.
    keep
        Does a task in a process of this machine and keeps it in the store.
    send
        Does a task elsewhere and returns its file.
    """

    start: Callable[..., None]
    keep: Callable[..., Any]
    send: Callable[..., Any]


@dataclass
class Tally:
    """How a sweep stands.

    Attributes
    ----------
    total
        Runs of the design.
    reused
        Found in the store.
    done
        Run now.
    failed
        Failed now; `reason` is that of the first.
    stopped
        Why it ended before all was tried: ``""``, ``interrupted``, or what happened to disk or cluster.
    """

    total: int
    reused: int = 0
    done: int = 0
    failed: int = 0
    reason: str = ""
    stopped: str = ""
    run_seconds: float = 0.0

    def __add__(self, other: "Tally") -> "Tally":
        """Two parts of the same work together."""
        counts = {name: getattr(self, name) + getattr(other, name) for name in ("total", "reused", "done", "failed")}
        return Tally(**counts, reason=self.reason or other.reason, stopped=self.stopped or other.stopped)

    @property
    def ended(self) -> int:
        """Runs that need no further look."""
        return self.reused + self.done + self.failed

    @property
    def complete(self) -> bool:
        """Whether every run is finished, and nothing kept the tables from being written."""
        return not self.stopped and self.reused + self.done == self.total


@dataclass(frozen=True)
class Forecast:
    """What a sweep will ask: `measured` tells a speed of this machine from that of the reference machine."""

    runs: int
    missing: int
    seconds: float
    measured: bool
    bytes: float
    free: float

    @property
    def fits(self) -> bool:
        """Whether the disk has room."""
        return self.bytes <= FREE_SHARE * self.free


@dataclass(frozen=True)
class Sweep:
    """How a sweep ended."""

    folder: Path
    tally: Tally

    @property
    def results(self) -> SweepResults:
        """Tables of the finished runs."""
        return load_sweep(self.folder)


Watch = Callable[[Tally], None]


def foresee(design: Design, store: RunStore, cores: int | None = None) -> Forecast:
    """Say what a sweep will ask in runs, time and disk; runs nothing and writes nothing.

    Parameters
    ----------
    design
        From :func:`experiments.sweeps.design.read_design`.
    store
        Finished runs, which cost nothing.
    cores
        Cores to use; all by default.
    """
    missing = sum(not store.path(task.key).exists() for _, task in design.tasks())
    seconds, measured = expected_seconds(design.form.run.scale, design.months, not design.shares_starts)
    processes, _ = share_cores(max(missing, 1), design.form.run.scale, cores)
    size = store.mean_size() or RUN_BYTES * design.months
    free = float(shutil.disk_usage(nearest_place(store.folder)).free)
    wall = seconds * missing / processes + (WORKERS if missing else 0.0)
    return Forecast(design.n_runs, missing, wall, measured, size * missing, free)


def run_sweep(
    design: Design,
    out: Path,
    store: RunStore,
    workers: Workers,
    *,
    cores: int | None = None,
    cluster: str | None = None,
    watch: Watch = lambda tally: None,
) -> Sweep:
    """Run what is missing, then write table, index and manifest.

    Parameters
    ----------
    design
        From :func:`experiments.sweeps.design.read_design`.
    out
        Folder of this sweep.
    store
        Folder of runs, shared with other sweeps.
    workers
        What worker processes run.
    cores
        Cores to use; all by default.
    cluster
        Address of a Dask scheduler, instead of processes of this machine.
    watch
        Told how things stand whenever that changes.

    Raises
    ------
    FolderConflict
        If `out` holds something else, or it or the store cannot be used.
    ClusterError
        If the cluster cannot be reached; nothing is written then.
    """
    began = time.perf_counter()
    check_place(store.folder, "--store")
    open_sweep(design, out)
    try:
        tally = fill_store(design, store, workers, cores=cores, cluster=cluster, watch=watch)
    except ClusterError:
        leave_unused(out)
        raise
    try:
        counts = write_tables(design, out, store)
        ending = describe_ending(store, counts, tally.done, time.perf_counter() - began)
        write_json(describe_sweep(design) | ending, out / MANIFEST)
    except OSError as error:
        tally.stopped = tally.stopped or _full(error)
    return Sweep(out, tally)


def fill_store(
    design: Design,
    store: RunStore,
    workers: Workers,
    *,
    cores: int | None = None,
    cluster: str | None = None,
    watch: Watch = lambda tally: None,
) -> Tally:
    """Run what the store lacks of a design.

    Notes
    -----
    A full disk ends it, since every further run would meet it too; a run that fails does not.
    """
    sheet = _Sheet(design, store, watch)
    tally = sheet.tally
    remove_leftovers(store.folder)
    missing = sheet.missing()
    try:
        first = next(missing, None)
        if first is None:
            return tally
        crew = _crew(design, store, workers, cores, cluster)
        work_through(chain([first], missing), crew, sheet.accept, sheet.reject)
    except KeyboardInterrupt:
        tally.stopped = INTERRUPT
    except CrewLost as error:
        tally.stopped = str(error)
    except OSError as error:
        tally.stopped = _full(error)
    if tally.done and cluster is None:
        note_speed(design.form.run.scale, design.months, not design.shares_starts, tally.run_seconds / tally.done)
    return tally


class _Sheet:
    """What a design still needs, and what came of it: kept in the store, counted, and told."""

    def __init__(self, design: Design, store: RunStore, watch: Watch) -> None:
        self.tally = Tally(design.n_runs)
        self._design, self._store, self._watch = design, store, watch
        self._in_flight: set[str] = set()

    def missing(self) -> Iterator[Task]:
        """Tasks that are not in the store, nor in flight: two points may be the same run."""
        for _, task in self._design.tasks():
            if task.key in self._in_flight or self._store.has(task.key):
                self.tally.reused += 1
                self._watch(self.tally)
                continue
            self._in_flight.add(task.key)
            yield task

    def accept(self, task: Task, result: tuple[float, bytes | None]) -> None:
        """Keep a finished run, unless its worker has done so."""
        seconds, payload = result
        self._in_flight.discard(task.key)
        if payload is not None:
            self._store.put(task.key, payload)
        self.tally.done, self.tally.run_seconds = self.tally.done + 1, self.tally.run_seconds + seconds
        self._watch(self.tally)

    def reject(self, task: Task, error: BaseException) -> None:
        """Note why a run failed."""
        reason = f"{type(error).__name__}: {error}"
        self._in_flight.discard(task.key)
        self._store.refuse(task.key, reason, "".join(traceback.format_exception(error)))
        self.tally.failed, self.tally.reason = self.tally.failed + 1, self.tally.reason or reason
        self._watch(self.tally)


def _crew(design: Design, store: RunStore, workers: Workers, cores: int | None, cluster: str | None) -> Crew:
    """Whoever does the runs."""
    if cluster is not None:
        return Cluster(cluster, workers.send)
    processes, threads = share_cores(design.n_runs, design.form.run.scale, cores)
    if processes > 1:
        return Processes(processes, workers.keep, workers.start, (str(store.folder),))

    def here(task: Task) -> tuple[float, bytes]:
        started = time.perf_counter()
        payload = runs.summarise(task, threads, _ignore)
        return time.perf_counter() - started, payload

    return Here(here)


def _ignore(event: Event) -> None:
    return None


def _full(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno and error.errno in DISK_FULL else str(error)
