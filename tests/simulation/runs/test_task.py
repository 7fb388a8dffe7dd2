"""Many runs: nothing is done twice, nothing finished is lost, and every failure is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from simulation.runs import task as runs
from simulation.runs.pool import Outcome, run_tasks, share_cores, start_order
from simulation.runs.results import is_finished, run_path, write_atomically
from simulation.runs.task import Event, Task, read_error
from simulation.scenario import ResolvedScenario
from tests import run_doubles
from tests.small_region import small_region


@pytest.fixture(scope="module")
def tasks() -> list[Task]:
    policy = ResolvedScenario.current_policy(small_region())
    return [Task(policy, seed, 20, 12, "small", "digest") for seed in (1, 2, 3)]


def run(tasks: list[Task], folder: Path, entry, processes: int = 2) -> tuple[Outcome, list[Event]]:
    heard: list[Event] = []
    outcome = run_tasks(
        tasks, folder, processes=processes, threads=1, entry=entry, start=run_doubles.start, listen=heard.append
    )
    return outcome, heard


def test_all_runs_finish(tasks, tmp_path):
    outcome, heard = run(tasks, tmp_path, run_doubles.succeed)
    assert set(outcome.finished) == {task.key for task in tasks} and not outcome.failed
    assert sum(event.stage == "done" for event in heard) == 3


def test_finished_runs_are_not_run_again(tasks, tmp_path):
    run(tasks[:2], tmp_path, run_doubles.succeed)
    outcome, heard = run(tasks, tmp_path, run_doubles.succeed)
    assert len(outcome.finished) == 3 and len(heard) == 1


def test_a_failing_run_leaves_the_others(tasks, tmp_path):
    outcome, _ = run(tasks, tmp_path, run_doubles.fail_on_seed_two)
    assert outcome.failed == {tasks[1].key: "ValueError: seed two"}
    assert is_finished(tmp_path, tasks[0].key) and is_finished(tmp_path, tasks[2].key)
    assert "Traceback" in read_error(tmp_path, tasks[1].key)["detail"]


def test_a_killed_worker_is_replaced(tasks, tmp_path):
    outcome, _ = run(tasks, tmp_path, run_doubles.die_once_on_seed_two)
    assert len(outcome.finished) == 3 and not outcome.failed


@pytest.mark.slow
def test_a_run_that_always_kills_its_worker_is_told(tasks, tmp_path):
    outcome, _ = run(tasks, tmp_path, run_doubles.die_on_seed_two)
    assert set(outcome.failed) == {tasks[1].key}
    assert "out of memory" in outcome.failed[tasks[1].key]
    assert is_finished(tmp_path, tasks[0].key) and is_finished(tmp_path, tasks[2].key)


def test_an_interrupt_keeps_what_is_finished(tasks, tmp_path, monkeypatch):
    def interrupted(task, folder, threads, listen):
        if task.seed == 2:
            raise KeyboardInterrupt
        write_atomically(run_path(folder, task.key), lambda path: path.write_text(task.key))
        return 1.0

    monkeypatch.setattr(runs, "execute", interrupted)
    outcome, _ = run(tasks, tmp_path, run_doubles.succeed, processes=1)
    assert outcome.interrupted and set(outcome.finished) == {tasks[0].key}
    assert run_path(tmp_path, tasks[0].key).exists()


def test_the_key_holds_all_that_changes_a_result(tasks):
    task = tasks[0]
    others = [replace(task, seed=9), replace(task, scale=1), replace(task, months=24), replace(task, region_digest="x")]
    others.append(replace(task, scenario=replace(task.scenario, parameters={"k0": 1.0})))
    assert len({task.key, *(other.key for other in others)}) == 6
    assert replace(task, use_cache=False).key == task.key


def test_tasks_that_start_together_have_different_seeds(tasks):
    other = replace(tasks[0].scenario, id="other")
    both = [replace(task, scenario=scenario) for task in tasks for scenario in (tasks[0].scenario, other)]
    order = start_order(both, 2)
    assert [(t.scenario.id, t.seed) for t in order[:4]] == [
        ("current_policy", 1), ("current_policy", 2), ("other", 1), ("other", 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("n_tasks", "scale", "expected"), [(12, 20, (4, 1)), (2, 20, (2, 1)), (12, 1, (1, 4)), (1, 20, (1, 4))]
)
def test_cores_go_to_many_runs_or_into_one(n_tasks, scale, expected):
    assert share_cores(n_tasks, scale, 4) == expected
