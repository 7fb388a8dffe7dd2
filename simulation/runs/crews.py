"""Who does the runs: this process, or worker processes of this machine; `cluster.py` adds machines elsewhere."""

import contextlib
import multiprocessing
import pickle
import signal
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from queue import Empty
from typing import Any, Protocol

from simulation.runs.task import Listen, Task


class Crew(Protocol):
    """Takes tasks and gives a future for each."""

    width: int  # tasks worth having in flight

    def submit(self, task: Task) -> Future[Any]:
        """Start a task, now or when there is room."""

    def attend(self) -> None:
        """Pass on what was told meanwhile; called several times a second."""

    def renew(self) -> None:
        """Start again after a worker was lost with all that was in flight."""

    def close(self, stop: bool) -> None:
        """End; with `stop` running tasks end too, at their next month."""


class Here:
    """Does every task at once in this process, with all its threads.

    Parameters
    ----------
    do
        Function of a task.
    """

    width = 1

    def __init__(self, do: Callable[[Task], Any]) -> None:
        self._do = do

    def submit(self, task: Task) -> Future[Any]:
        """Do the task and return its finished future; an interrupt is not caught."""
        future: Future[Any] = Future()
        try:
            future.set_result(self._do(task))
        except Exception as error:
            future.set_exception(error)
        return future

    def attend(self) -> None:
        """Nothing waits here."""

    def renew(self) -> None:
        """There is no worker to lose."""

    def close(self, stop: bool) -> None:
        """Nothing is open."""


class Processes:
    """Warm worker processes of this machine, one task each at a time.

    Parameters
    ----------
    count
        Number of processes.
    entry
        Run in a worker with the file of a task and `arguments`; removes the file when it has read it.
    start
        Prepares a worker with a queue for events and an event that asks to stop. Both functions live in
        `poldermodel`, so that a bare worker first makes sure whose packages it imports.
    arguments
        Passed to `entry` behind the file.
    listen
        Told of every event, in this process.
    """

    def __init__(
        self,
        count: int,
        entry: Callable[..., Any],
        start: Callable[..., None],
        arguments: tuple[Any, ...] = (),
        listen: Listen = lambda event: None,
    ) -> None:
        self.width = count + 1  # one waits, so that no process does
        self._count, self._entry, self._start = count, entry, start
        self._arguments, self._listen = arguments, listen
        self._scratch = tempfile.TemporaryDirectory(prefix="poldermodel-")
        self._context = multiprocessing.get_context("spawn")
        self._open()

    def submit(self, task: Task) -> Future[Any]:
        """Hand a task over by file: a pipe that fills up makes workers start one by one."""
        path = Path(self._scratch.name) / f"{task.key}.task"
        path.write_bytes(pickle.dumps(task))
        with _deaf_to_interrupts():
            return self._pool.submit(self._entry, str(path), *self._arguments)

    def attend(self) -> None:
        """Pass on the events that came in."""
        try:
            while True:
                self._listen(self._events.get_nowait())
        except Empty:
            return

    def renew(self) -> None:
        """Replace a broken pool."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._open()

    def close(self, stop: bool) -> None:
        """End the workers; with `stop` they leave their runs at the next month."""
        if stop:
            self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._scratch.cleanup()

    def _open(self) -> None:
        self._events, self._stop = self._context.Queue(), self._context.Event()
        self._pool = ProcessPoolExecutor(
            self._count, mp_context=self._context, initializer=self._start, initargs=(self._events, self._stop)
        )


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start processes that never hear Ctrl-C, not even while they import; this one hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
