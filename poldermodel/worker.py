"""What a worker process runs; living here, it makes every worker check first whose packages it imports."""

import pickle
import signal
from pathlib import Path
from typing import Any

from simulation.runs import Event, Stopped, Task, execute

_events: Any = None
_stop: Any = None
_tasks: dict[str, Task] = {}


def start(events: Any, stop: Any, book: str) -> None:
    """Prepare a worker: Ctrl-C is the parent's business, which asks through `stop`.

    Parameters
    ----------
    events
        Queue for progress.
    stop
        Event that asks the run to end.
    book
        File with all tasks by key.
    """
    global _events, _stop, _tasks
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _events, _stop = events, stop
    events.cancel_join_thread()  # unread progress must not keep a worker from ending
    _tasks = pickle.loads(Path(book).read_bytes())


def run_task(key: str, folder: str, threads: int) -> float:
    """Run one task in this worker and return its wall time [s]."""
    return execute(_tasks[key], Path(folder), threads, _tell)


def _tell(event: Event) -> None:
    if _stop.is_set():
        raise Stopped(event.key)
    _events.put(event)
