"""What worker processes run; living here, it makes every worker check first whose packages it imports."""

import os
import pickle
import platform
import shutil
import signal
import threading
import time
from multiprocessing import parent_process
from pathlib import Path
from typing import Any

from simulation.runs.cache import code_version
from simulation.runs.store import RunStore
from simulation.runs.task import Event, Stopped, Task, execute, region_of, summarise

_events: Any = None
_stop: Any = None
_scratch: Path | None = None


def start(events: Any, stop: Any) -> None:
    """Prepare a worker: Ctrl-C is the parent's business, which asks through `stop`; without a parent, end.

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
    events.cancel_join_thread()  # unread progress must not keep a worker from ending
    threading.Thread(target=_end_with_parent, daemon=True).start()


def run_task(file: str, folder: str, threads: int) -> float:
    """Run one task of a comparison in this worker and return its wall time [s]."""
    return execute(_take(file), Path(folder), threads, _tell)


def keep_task(file: str, store: str) -> tuple[float, None]:
    """Run one task of a sweep in this worker, keep it in the store, and return its wall time [s].

    A run that is there by now is left alone: another sweep has made it meanwhile, or this worker's forerunner kept it
    and was ended before it could say so.
    """
    task, started, kept = _take(file), time.perf_counter(), RunStore(Path(store))
    if not kept.has(task.key):
        kept.put(task.key, summarise(task, 1, _listen_for_stop))
    return time.perf_counter() - started, None


def send_task(pickled: bytes, code: str) -> tuple[float, bytes]:
    """Run one task of a sweep on another machine and return its wall time [s] and the file to keep.

    Raises
    ------
    RuntimeError
        If this machine has another version of the model or of the region.
    """
    task: Task = pickle.loads(pickled)
    if code_version() != code:
        raise RuntimeError(f"worker {platform.node()} has another version of Poldermodel than the one that asks")
    if region_of(task.region).digest != task.region_digest:
        raise RuntimeError(f"worker {platform.node()} has another version of region {task.region}")
    started = time.perf_counter()
    payload = summarise(task, 1, lambda event: None)
    return time.perf_counter() - started, payload


def _take(file: str) -> Task:
    """Read a task and remove its file."""
    global _scratch
    path = Path(file)
    _scratch = path.parent
    task: Task = pickle.loads(path.read_bytes())
    path.unlink()
    return task


def _tell(event: Event) -> None:
    _listen_for_stop(event)
    _events.put(event)


def _listen_for_stop(event: Event) -> None:
    if _stop.is_set():
        raise Stopped(event.key)


def _end_with_parent() -> None:
    """End at once when the parent is gone, however it went: whoever starts again may want the same run."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        if _scratch is not None:  # which the parent can no longer remove
            shutil.rmtree(_scratch, ignore_errors=True)
        os._exit(1)
