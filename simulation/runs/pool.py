"""Many runs, whoever does them: nothing finished is lost, every failure is told, and memory does not grow."""

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulation.runs import task as runs
from simulation.runs.crews import Crew, Here, Processes
from simulation.runs.results import DISK_FULL, is_finished
from simulation.runs.store import StoreError
from simulation.runs.task import Event, Listen, Task, write_error

THREADS_BELOW = 5  # at 1:N below this, the cores go into one run instead of into many
SUSPECT, GUILTY = 2, 3  # workers lost with a task in flight before it is run alone, and before it is given up
TICK = 0.1  # seconds between looks at what workers tell
WORKER_LOST = "a worker process was ended from outside or ran out of memory; try fewer --threads or a larger --scale"
Entry = Callable[..., float]  # file of the task, folder, threads -> wall time [s]
Accept = Callable[[Task, Any], None]
Reject = Callable[[Task, BaseException], None]


class CrewLost(RuntimeError):
    """Whoever did the runs is gone; what was finished is kept."""


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
    """Run all tasks of a results folder that are not finished yet.

    Parameters
    ----------
    tasks
        What to run.
    folder
        Results folder.
    processes, threads
        As from :func:`share_cores`; with one process the runs happen in this one.
    entry, start
        As for `Processes`.
    listen
        Told of every event, in this process.
    """
    outcome = Outcome({task.key: 0.0 for task in tasks if is_finished(folder, task.key)})
    waiting = start_order([task for task in tasks if task.key not in outcome.finished], processes)

    def accept(task: Task, seconds: float) -> None:
        outcome.finished[task.key] = seconds
        listen(Event(task.key, "done", share=1.0))

    def reject(task: Task, error: BaseException) -> None:
        outcome.failed[task.key] = write_error(folder, task, error)
        listen(Event(task.key, "failed"))

    if not waiting:
        return outcome
    crew: Crew = (
        Here(lambda task: runs.execute(task, folder, threads, listen))
        if processes == 1
        else Processes(min(processes, len(waiting)), entry, start, (str(folder), threads), listen)
    )
    try:
        work_through(waiting, crew, accept, reject)
    except KeyboardInterrupt:
        outcome.interrupted = True
    return outcome


def work_through(tasks: Iterable[Task], crew: Crew, accept: Accept, reject: Reject) -> None:
    """Have a crew do all tasks, taking them one by one as there is room.

    Parameters
    ----------
    tasks
        Read no further than the crew can take.
    crew
        Closed when this ends, however it ends.
    accept, reject
        Told of every task once: its result, or why it failed.

    Raises
    ------
    KeyboardInterrupt
        After running tasks have stopped.
    CrewLost
        If nobody is left to do the runs.
    OSError
        Of a full disk, or a store that cannot be used: every further task would meet it too.

    Notes
    -----
    A lost worker takes all that is in flight with it, and nobody knows whose fault it was. Those tasks are tried
    again; one that was there twice is run alone, and given up if that ends its worker too.
    """
    queue = _Queue(iter(tasks))
    pending: dict[Future[Any], Task] = {}
    finished = False
    try:
        while True:
            _fill(pending, queue, crew)
            if not pending:
                finished = True
                return
            done, _ = wait(pending, timeout=TICK, return_when=FIRST_COMPLETED)
            crew.attend()
            if _gather({future: pending.pop(future) for future in done}, queue, accept, reject):
                wait(pending)
                _gather(pending, queue, accept, reject)
                pending = {}
                crew.renew()
    finally:
        crew.close(stop=not finished)


@dataclass
class _Queue:
    """What is still to be done: tasks that lost a worker first, then fresh ones."""

    fresh: Iterator[Task]
    again: deque[Task] = field(default_factory=deque)
    strikes: Counter[str] = field(default_factory=Counter)

    def pop(self, pending: Iterable[Task]) -> Task | None:
        """Next task that may run beside those in flight."""
        if any(self.is_suspect(task) for task in pending):
            return None
        if not self.again:
            return next(self.fresh, None)
        return None if self.is_suspect(self.again[0]) and pending else self.again.popleft()

    def is_suspect(self, task: Task) -> bool:
        """Whether a task must run alone."""
        return self.strikes[task.key] >= SUSPECT


def _fill(pending: dict[Future[Any], Task], queue: _Queue, crew: Crew) -> None:
    while len(pending) < crew.width:
        task = queue.pop(pending.values())
        if task is None:
            return
        try:
            pending[crew.submit(task)] = task
        except BrokenProcessPool:  # a worker was lost between two looks; the next one finds it in what is in flight
            queue.again.appendleft(task)
            if pending:
                return
            crew.renew()


def _gather(done: dict[Future[Any], Task], queue: _Queue, accept: Accept, reject: Reject) -> bool:
    """Take in what is done; say whether a worker was lost."""
    lost = False
    ends: Exception | None = None
    for future, task in done.items():
        try:
            result = future.result()
        except BrokenProcessPool:
            lost = True
            _strike(task, queue, reject)
        except CancelledError:
            ends = CrewLost("the connection to the workers was lost")
        except Exception as error:
            if isinstance(error, StoreError) or (isinstance(error, OSError) and error.errno in DISK_FULL):
                ends = ends or error
            else:
                reject(task, error)
        else:
            accept(task, result)
    if ends is not None:  # only now: what is finished beside it is kept
        raise ends
    return lost


def _strike(task: Task, queue: _Queue, reject: Reject) -> None:
    """Note that a worker was lost with a task in flight."""
    queue.strikes[task.key] += 1
    if queue.strikes[task.key] >= GUILTY:
        reject(task, RuntimeError(WORKER_LOST))
    else:
        queue.again.append(task)


def start_order(tasks: Sequence[Task], processes: int) -> list[Task]:
    """Put tasks that start together on different seeds: the first makes the start that the others of its seed reuse."""
    seeds = sorted({task.seed for task in tasks})
    rank = {seed: divmod(k, processes) for k, seed in enumerate(seeds)}
    scenarios = list(dict.fromkeys(task.scenario.id for task in tasks))
    return sorted(tasks, key=lambda t: (rank[t.seed][0], scenarios.index(t.scenario.id), rank[t.seed][1]))
