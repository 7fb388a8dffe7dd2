"""One run from task to file, and many runs over the cores of a machine."""

import json
import multiprocessing
import os
import pickle
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from queue import Empty
from typing import Any

from scenarios.regions.load import load_region
from simulation.cache import code_version, key_of
from simulation.indicators import ZONAL
from simulation.indicators.observe import Observer
from simulation.indicators.record import side_tables, zone_table
from simulation.initial import open_model
from simulation.months import month_text
from simulation.region import Region
from simulation.results import FORMAT, is_finished, run_path, stamp_run, write_json, write_run
from simulation.scenario import ResolvedScenario

THREADS_BELOW = 5  # at 1:N below this, the cores go into one run instead of into many
MOST_BREAKS = 3
WORKER_LOST = "a worker process was ended from outside or ran out of memory; try fewer --threads or a larger --scale"


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


@dataclass
class Outcome:
    """How a batch ended."""

    finished: dict[str, float] = field(default_factory=dict)  # key -> wall time [s], 0 if it was there already
    failed: dict[str, str] = field(default_factory=dict)  # key -> reason
    interrupted: bool = False


class Stopped(Exception):
    """The batch was interrupted; raised inside a run."""


Listen = Callable[[Event], None]
Entry = Callable[[str, str, int], float]  # key, folder, threads -> wall time [s]


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
    listen(Event(task.key, "population" if is_compiled() else "compiling"))
    region = region_of(task.region)
    model = open_model(
        region,
        task.scenario,
        seed=task.seed,
        scale=task.scale,
        threads=threads,
        use_cache=task.use_cache,
        progress=lambda done, planned: listen(Event(task.key, "burn_in", f"{done}/{planned}")),
    )
    try:
        observer = Observer(model, task.months)
        while model.month < task.months:
            model.step()
            observer.observe(model)
            listen(Event(task.key, "month", month_text(model.month - 1), model.month / task.months))
    finally:
        model.close()
    listen(Event(task.key, "writing", share=1.0))
    name, record = task.scenario.id, observer.record
    side = {k: stamp_run(table, name, task.seed) for k, table in side_tables(record, region).items()}
    write_run(folder, task.key, stamp_run(zone_table(record, region), name, task.seed), side)
    error_path(folder, task.key).unlink(missing_ok=True)
    return time.perf_counter() - started


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


def share_cores(n_tasks: int, scale: int, cores: int | None = None) -> tuple[int, int]:
    """Divide the cores: (processes, threads in each)."""
    cores = cores or os.cpu_count() or 1
    if scale < THREADS_BELOW or n_tasks == 1:
        return 1, cores
    return min(cores, n_tasks), 1


def run_tasks(
    tasks: Sequence[Task],
    folder: Path,
    *,
    processes: int,
    threads: int,
    entry: Entry,
    start: Callable[..., None],
    listen: Listen,
) -> Outcome:
    """Run all tasks that are not finished yet.

    Parameters
    ----------
    tasks
        What to run.
    folder
        Results folder.
    processes, threads
        As from :func:`share_cores`; with one process the runs happen in this one.
    entry, start
        Function run in a worker process, and what prepares one; they live in `poldermodel`, so that a bare
        worker first makes sure whose packages it imports.
    listen
        Told of every event, in this process.
    """
    outcome = Outcome({task.key: 0.0 for task in tasks if is_finished(folder, task.key)})
    waiting = start_order([task for task in tasks if task.key not in outcome.finished], processes)
    try:
        if processes == 1:
            _run_here(waiting, folder, threads, listen, outcome)
        elif waiting:
            _run_pool(waiting, folder, processes, threads, entry, start, listen, outcome)
    except KeyboardInterrupt:
        outcome.interrupted = True
    return outcome


def start_order(tasks: Sequence[Task], processes: int) -> list[Task]:
    """Put tasks that start together on different seeds: the first makes the start that the others of its seed reuse."""
    seeds = sorted({task.seed for task in tasks})
    rank = {seed: divmod(k, processes) for k, seed in enumerate(seeds)}
    scenarios = list(dict.fromkeys(task.scenario.id for task in tasks))
    return sorted(tasks, key=lambda t: (rank[t.seed][0], scenarios.index(t.scenario.id), rank[t.seed][1]))


def _run_here(tasks: Sequence[Task], folder: Path, threads: int, listen: Listen, outcome: Outcome) -> None:
    for task in tasks:
        try:
            _finish(task, execute(task, folder, threads, listen), listen, outcome)
        except Exception as error:
            _fail(task, error, folder, listen, outcome)


def _run_pool(
    tasks: list[Task],
    folder: Path,
    processes: int,
    threads: int,
    entry: Entry,
    start: Callable[..., None],
    listen: Listen,
    outcome: Outcome,
) -> None:
    """Run in worker processes; after a worker dies the rest is tried again with half as many."""
    with tempfile.TemporaryDirectory(prefix="poldermodel-") as scratch:
        book = Path(scratch) / "tasks.pickle"  # by file, as a pipe that fills up makes workers start one by one
        book.write_bytes(pickle.dumps({task.key: task for task in tasks}))
        for attempt in range(MOST_BREAKS):
            left = [task for task in tasks if task.key not in outcome.finished and task.key not in outcome.failed]
            if not left:
                return
            workers = max(1, min(processes >> attempt, len(left)))
            try:
                _run_once(left, book, folder, workers, threads, entry, start, listen, outcome)
            except BrokenProcessPool:
                continue
    for task in tasks:
        if task.key not in outcome.finished and task.key not in outcome.failed:
            _fail(task, RuntimeError(WORKER_LOST), folder, listen, outcome)


def _run_once(
    tasks: list[Task],
    book: Path,
    folder: Path,
    workers: int,
    threads: int,
    entry: Entry,
    start: Callable[..., None],
    listen: Listen,
    outcome: Outcome,
) -> None:
    """Run tasks in one pool; on Ctrl-C ask the running ones to stop and wait for that."""
    context = multiprocessing.get_context("spawn")
    events, stop = context.Queue(), context.Event()
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=start, initargs=(events, stop, str(book))
    ) as pool:
        try:
            futures = {pool.submit(entry, task.key, str(folder), threads): task for task in tasks}
            _collect(futures, events, folder, listen, outcome)
        except KeyboardInterrupt:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _collect(futures: dict[Future[float], Task], events: Any, folder: Path, listen: Listen, outcome: Outcome) -> None:
    """Pass on events and gather results until all are in.

    Raises
    ------
    BrokenProcessPool
        If a worker died; what had finished is in `outcome`.
    """
    pending, broken = set(futures), None
    while pending:
        done, pending = wait(pending, timeout=0.1, return_when=FIRST_COMPLETED)
        _pass_on(events, listen)
        for future in done:
            try:
                _finish(futures[future], future.result(), listen, outcome)
            except BrokenProcessPool as error:
                broken = error
            except Exception as error:
                _fail(futures[future], error, folder, listen, outcome)
    if broken is not None:
        raise broken


def _pass_on(events: Any, listen: Listen) -> None:
    try:
        while True:
            listen(events.get_nowait())
    except Empty:
        return


def _finish(task: Task, seconds: float, listen: Listen, outcome: Outcome) -> None:
    outcome.finished[task.key] = seconds
    listen(Event(task.key, "done", share=1.0))


def _fail(task: Task, error: BaseException, folder: Path, listen: Listen, outcome: Outcome) -> None:
    """Keep the reason beside the runs; the other runs go on."""
    reason = f"{type(error).__name__}: {error}"
    outcome.failed[task.key] = reason
    detail = "".join(traceback.format_exception(error))
    write_json(
        {"scenario": task.scenario.id, "seed": task.seed, "reason": reason, "detail": detail},
        error_path(folder, task.key),
    )
    listen(Event(task.key, "failed"))


def read_error(folder: Path, key: str) -> dict[str, Any]:
    """What was written about a failed run."""
    found: dict[str, Any] = json.loads(error_path(folder, key).read_text(encoding="utf-8"))
    return found
