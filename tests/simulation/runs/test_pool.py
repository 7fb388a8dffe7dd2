"""Batches meet killed workers, full disks and interrupts: nothing finished is lost or run again."""

import errno
import os
from collections import Counter
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from simulation.runs.crews import Here, Processes
from simulation.runs.pool import GUILTY, CrewLost, work_through
from simulation.runs.store import RunStore, StoreError
from simulation.runs.task import Task
from tests import sweep_doubles as doubles
from tests.sweep_designs import design


def tasks(n: int) -> list[Task]:
    return [task for _, task in design(n).tasks()]


class Ended:
    """What a batch told."""

    def __init__(self) -> None:
        self.accepted: list[str] = []
        self.rejected: dict[str, str] = {}

    def accept(self, task: Task, result: object) -> None:
        assert task.key not in self.accepted
        self.accepted.append(task.key)

    def reject(self, task: Task, error: BaseException) -> None:
        assert task.key not in self.rejected
        self.rejected[task.key] = str(error)


def work(batch, crew) -> Ended:
    ended = Ended()
    work_through(batch, crew, ended.accept, ended.reject)
    return ended


def processes(entry, store: RunStore, count: int = 2) -> Processes:
    return Processes(count, entry, doubles.start, (str(store.folder),))


@pytest.fixture
def store(tmp_path) -> RunStore:
    return RunStore(tmp_path / "store")


class Scripted:
    """A crew whose every submission answers as told: a result, an exception, or BrokenProcessPool at the door."""

    def __init__(self, answers, width: int = 2) -> None:
        self.width, self.answers, self.taken = width, list(answers), []
        self.renewed, self.stopped = 0, None

    def submit(self, task):
        answer = self.answers.pop(0) if self.answers else 1.0
        if answer == "door":
            raise BrokenProcessPool
        self.taken.append(task.key)
        future: Future = Future()
        if isinstance(answer, CancelledFuture):
            future.cancel()
            future.set_running_or_notify_cancel()
        elif isinstance(answer, BaseException):
            future.set_exception(answer)
        else:
            future.set_result(answer)
        return future

    def attend(self):
        """Nothing waits."""

    def renew(self):
        self.renewed += 1

    def close(self, stop):
        self.stopped = stop


class CancelledFuture:
    """Asks for a future that is cancelled."""


def test_tasks_are_read_no_further_than_the_crew_can_take():
    read: list[str] = []
    crew = Scripted([], width=3)

    def lazily():
        for task in tasks(20):
            assert len(read) - len(ended.accepted) < crew.width
            read.append(task.key)
            yield task

    ended = Ended()
    work_through(lazily(), crew, ended.accept, ended.reject)
    assert sorted(ended.accepted) == sorted(read) and len(read) == 20 and crew.stopped is False


def test_a_pool_that_breaks_while_idle_loses_no_task():
    """A worker that is killed between two tasks is found when the next is handed over."""
    crew = Scripted(["door", 1.0, 1.0, "door"])
    assert len(work(tasks(5), crew).accepted) == 5 and crew.renewed == 2


def test_a_task_that_always_loses_its_worker_is_given_up():
    crew = Scripted([BrokenProcessPool()] * GUILTY, width=1)
    batch = tasks(3)
    ended = work(batch, crew)
    assert list(ended.rejected) == [batch[0].key] and ended.accepted == [task.key for task in batch[1:]]


def test_what_finished_beside_a_fatal_error_is_kept():
    ended = Ended()
    crew = Scripted([CancelledFuture(), *[1.0] * 9], width=10)
    with pytest.raises(CrewLost):
        work_through(tasks(20), crew, ended.accept, ended.reject)
    assert len(ended.accepted) == 9 and crew.stopped is True


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), StoreError(errno.EACCES, "not allowed")])
def test_a_disk_that_fails_ends_the_batch(error):
    ended, crew = Ended(), Scripted([1.0, error])
    with pytest.raises(OSError, match=error.strerror):
        work_through(tasks(9), crew, ended.accept, ended.reject)
    assert len(ended.accepted) == 1 and not ended.rejected and len(crew.taken) == 2 and crew.stopped is True


def test_any_other_error_is_told_and_the_rest_goes_on():
    crew = Scripted([FileNotFoundError(errno.ENOENT, "no such region"), 1.0, ValueError("wrong")])
    ended = work(tasks(4), crew)
    assert len(ended.accepted) == 2 and len(ended.rejected) == 2 and crew.stopped is False


def test_what_accepting_raises_is_no_failure_of_the_run():
    ended = Ended()

    def full(task, result):
        raise StoreError(errno.EACCES, "not allowed")

    with pytest.raises(StoreError):
        work_through(tasks(3), Scripted([]), full, ended.reject)
    assert not ended.rejected


def test_an_interrupt_ends_the_batch():
    def interrupted(task):
        if len(ended.accepted) == 2:
            raise KeyboardInterrupt
        return 1.0

    ended = Ended()
    with pytest.raises(KeyboardInterrupt):
        work_through(tasks(5), Here(interrupted), ended.accept, ended.reject)
    assert len(ended.accepted) == 2


def test_a_worker_killed_with_others_in_flight_costs_no_finished_run(store):
    batch, crew = tasks(9), processes(doubles.keep_or_die_once, store)
    scratch = crew._scratch.name
    ended = work(batch, crew)
    assert sorted(ended.accepted) == sorted(task.key for task in batch) and not ended.rejected
    assert max(Counter(doubles.noted(store.folder, "done")).values()) == 1
    assert all(store.has(task.key) for task in batch) and not os.path.exists(scratch)


@pytest.mark.slow
def test_a_task_that_kills_its_worker_is_given_up_alone(store):
    batch = tasks(8)
    (store.folder.parent / "mark").write_text(batch[2].key)
    ended = work(batch, processes(doubles.keep_or_die_on_mark, store))
    assert list(ended.rejected) == [batch[2].key] and "out of memory" in ended.rejected[batch[2].key]
    assert sorted(ended.accepted) == sorted(task.key for task in batch if task is not batch[2])
    assert doubles.noted(store.folder, "start").count(batch[2].key) == GUILTY
    assert Counter(doubles.noted(store.folder, "done")).most_common(1)[0][1] == 1


def test_a_full_disk_in_a_worker_ends_the_batch(store):
    ended, crew = Ended(), processes(doubles.fill_the_disk, store, 1)
    with pytest.raises(OSError) as caught:
        work_through(tasks(8), crew, ended.accept, ended.reject)
    assert caught.value.errno == errno.ENOSPC
    assert len(ended.accepted) == len(doubles.noted(store.folder, "done")) == 1 and not ended.rejected
