"""What a worker process runs; living here, it makes every worker check first whose packages it imports."""

import signal
from pathlib import Path
from typing import Any

from simulation.runs import Event, Stopped, Task, execute

_events: Any = None
_stop: Any = None


def start(events: Any, stop: Any) -> None:
    """Prepare a worker: Ctrl-C is the parent's business, which asks through `stop`.

    Parameters
    ----------
    events
        Queue for progress.
    stop
        Event that asks the run to end.
    """
    global _events, _stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _events, _stop = events, stop


def run_task(task: Task, folder: str, threads: int) -> float:
    """Run one task in this worker and return its wall time [s]."""
    return execute(task, Path(folder), threads, _tell)


def _tell(event: Event) -> None:
    if _stop.is_set():
        raise Stopped(event.key)
    _events.put(event)
