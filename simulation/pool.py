"""Many runs over the cores of a machine: nothing is run twice, nothing finished is lost, every failure is told."""

import multiprocessing
import os
import pickle
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import Any

from simulation import runs
from simulation.results import is_finished
from simulation.runs import Event, Listen, Task, write_error

THREADS_BELOW = 5  # at 1:N below this, the cores go into one run instead of into many
MOST_BREAKS = 3
WORKER_LOST = "a worker process was ended from outside or ran out of memory; try fewer --threads or a larger --scale"
Entry = Callable[[str, str, int], float]  # key, folder, threads -> wall time [s]


@dataclass
class Outcome:
    """How a batch ended."""

    finished: dict[str, float] = field(default_factory=dict)  # key -> wall time [s], 0 if it was there already
    failed: dict[str, str] = field(default_factory=dict)  # key -> reason
    interrupted: bool = False


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
            _finish(task, runs.execute(task, folder, threads, listen), listen, outcome)
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
    outcome.failed[task.key] = write_error(folder, task, error)
    listen(Event(task.key, "failed"))
