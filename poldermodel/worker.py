"""What a worker process runs; living here, it makes every worker check first whose packages it imports."""

import signal
from pathlib import Path
from typing import Any

from simulation.runs import Event, Stopped, Task, execute

_events: Any = None
_stop: Any = None
_tasks: dict[str, Task] = {}


def start(events: Any, stop: Any, tasks: dict[str, Task]) -> None:
    """Prepare a worker: Ctrl-C is the parent's business, which asks through `stop`.

    Parameters
    ----------
    events
        Queue for progress.
    stop
        Event that asks the run to end.
    tasks
        All tasks by key: sent once, so that what follows fits the pipe (a worker that dies while a large
        message is being written to it can block the parent for ever).
    """
    global _events, _stop, _tasks
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _events, _stop, _tasks = events, stop, tasks


def run_task(key: str, folder: str, threads: int) -> float:
    """Run one task in this worker and return its wall time [s]."""
    return execute(_tasks[key], Path(folder), threads, _tell)


def _tell(event: Event) -> None:
    if _stop.is_set():
        raise Stopped(event.key)
    _events.put(event)
