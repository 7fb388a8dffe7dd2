"""What worker processes do with a task of a sweep."""

import pickle
from types import SimpleNamespace

import pytest

from poldermodel import worker
from simulation.runs.store import RunStore
from simulation.runs.task import Event, Stopped
from tests.sweep_designs import design
from tests.sweep_doubles import payload


@pytest.fixture
def task():
    return next(design(1).tasks())[1]


def handed_over(task, folder):
    """The file of a task, as a crew writes it."""
    path = folder / "one.task"
    path.write_bytes(pickle.dumps(task))
    return path


def test_a_run_is_kept_once(task, tmp_path, monkeypatch):
    """A second sweep, or the worker that takes over from one that was killed, finds it there."""
    called = []

    def summarise(task, threads, listen):
        called.append(task.key)
        return payload(task)

    monkeypatch.setattr(worker, "summarise", summarise)
    for _ in range(2):
        path = handed_over(task, tmp_path)
        seconds, nothing = worker.keep_task(str(path), str(tmp_path / "store"))
        assert seconds >= 0 and nothing is None and not path.exists()
    assert called == [task.key] and RunStore(tmp_path / "store").has(task.key)


def test_a_run_stops_when_it_is_asked_to(monkeypatch):
    monkeypatch.setattr(worker, "_stop", SimpleNamespace(is_set=lambda: False))
    worker._listen_for_stop(Event("a", "month"))
    monkeypatch.setattr(worker, "_stop", SimpleNamespace(is_set=lambda: True))
    with pytest.raises(Stopped):
        worker._listen_for_stop(Event("a", "month"))
