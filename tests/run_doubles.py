"""Stand-ins for a run, importable by worker processes."""

import os
import pickle
import signal
import time
from pathlib import Path

from simulation.results import run_path, write_atomically

_tasks: dict = {}


def start(events, stop, book) -> None:
    """Prepare a worker as `poldermodel.worker.start` does."""
    global _tasks
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _tasks = pickle.loads(Path(book).read_bytes())


def succeed(key: str, folder: str, threads: int) -> float:
    """Finish at once."""
    write_atomically(run_path(Path(folder), key), lambda path: path.write_text(key))
    return 1.0


def fail_on_seed_two(key: str, folder: str, threads: int) -> float:
    """Raise for one seed."""
    if _tasks[key].seed == 2:
        raise ValueError("seed two")
    return succeed(key, folder, threads)


def die_once_on_seed_two(key: str, folder: str, threads: int) -> float:
    """End the worker process the first time."""
    mark = Path(folder) / "died"
    if _tasks[key].seed == 2 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return succeed(key, folder, threads)


def die_on_seed_two(key: str, folder: str, threads: int) -> float:
    """End the worker process every time, after the others had time to finish."""
    if _tasks[key].seed == 2:
        time.sleep(1.0)
        os.kill(os.getpid(), signal.SIGKILL)
    return succeed(key, folder, threads)
