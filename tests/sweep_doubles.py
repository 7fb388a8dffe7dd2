"""Stand-ins for the runs of a sweep, importable by worker processes: they note every start and every finish."""

import os
import pickle
import signal
import time
from pathlib import Path

from simulation.indicators.record import Record
from simulation.indicators.yearly import yearly_table
from simulation.runs.store import RunStore, pack
from simulation.runs.task import Task
from tests.small_region import small_region

REGION = small_region(1_000, 100)
TABLE = yearly_table(Record.empty(REGION, 2), REGION)
LOG = "log.txt"


def note(store: Path, word: str, task: Task) -> None:
    """Add a line to the log beside a store; short lines are added whole, by any number of processes."""
    file = os.open(store.parent / LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, f"{word} {task.key}\n".encode())
    os.close(file)


def noted(store: Path, word: str) -> list[str]:
    """Keys of the lines that start with a word."""
    path = store.parent / LOG
    lines = path.read_text().splitlines() if path.exists() else []
    return [line.split()[1] for line in lines if line.startswith(word + " ")]


def payload(task: Task) -> bytes:
    """A made-up run."""
    return pack(task.key, TABLE)


def start(events, stop) -> None:
    """Prepare a worker as `poldermodel.worker.start` does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def keep_or_die_once(file: str, folder: str) -> tuple[float, None]:
    """Kill the worker at the fourth start, when others are in flight."""
    task, store = pickle.loads(Path(file).read_bytes()), Path(folder)
    note(store, "start", task)
    if len(noted(store, "start")) == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    _keep(task, store)
    return 1.0, None


def keep_or_die_on_mark(file: str, folder: str) -> tuple[float, None]:
    """Kill the worker whenever it gets the task that is named beside the store."""
    task, store = pickle.loads(Path(file).read_bytes()), Path(folder)
    note(store, "start", task)
    if (store.parent / "mark").read_text() == task.key:
        os.kill(os.getpid(), signal.SIGKILL)
    _keep(task, store)
    return 1.0, None


def keep_or_fail_on_mark(file: str, folder: str) -> tuple[float, None]:
    """Raise for the task that is named beside the store."""
    task, store = pickle.loads(Path(file).read_bytes()), Path(folder)
    if (store.parent / "mark").exists() and (store.parent / "mark").read_text() == task.key:
        raise ValueError("these parameters do not go together")
    _keep(task, store)
    return 1.0, None


def fill_the_disk(file: str, folder: str) -> tuple[float, None]:
    """Meet a full disk at the second run."""
    task, store = pickle.loads(Path(file).read_bytes()), Path(folder)
    if noted(store, "done"):
        raise OSError(28, "No space left on device")
    _keep(task, store)
    return 1.0, None


def send(pickled: bytes, code: str) -> tuple[float, bytes]:
    """Return a made-up run."""
    time.sleep(0.05)
    return 1.0, payload(pickle.loads(pickled))


def _keep(task: Task, store: Path) -> None:
    kept = RunStore(store)
    if not kept.has(task.key):
        kept.put(task.key, payload(task))
        note(store, "done", task)
