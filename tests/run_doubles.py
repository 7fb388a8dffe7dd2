"""Stand-ins for a run, importable by worker processes."""

import os
import pickle
import signal
import time
from pathlib import Path

from simulation.runs.results import run_path, write_atomically
from simulation.runs.task import Task


def take(file: str) -> Task:
    """The task that a file holds."""
    return pickle.loads(Path(file).read_bytes())


def start(events, stop) -> None:
    """Prepare a worker as `poldermodel.worker.start` does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def succeed(file: str, folder: str, threads: int) -> float:
    """Finish at once."""
    key = take(file).key
    write_atomically(run_path(Path(folder), key), lambda path: path.write_text(key))
    return 1.0


def fail_on_seed_two(file: str, folder: str, threads: int) -> float:
    """Raise for one seed."""
    if take(file).seed == 2:
        raise ValueError("seed two")
    return succeed(file, folder, threads)


def die_once_on_seed_two(file: str, folder: str, threads: int) -> float:
    """End the worker process the first time."""
    mark = Path(folder) / "died"
    if take(file).seed == 2 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return succeed(file, folder, threads)


def die_on_seed_two(file: str, folder: str, threads: int) -> float:
    """End the worker process every time, after the others had time to finish."""
    if take(file).seed == 2:
        time.sleep(1.0)
        os.kill(os.getpid(), signal.SIGKILL)
    return succeed(file, folder, threads)
