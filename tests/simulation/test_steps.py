"""Every step touches what it declares, and nothing else."""

import pytest

from simulation.model import BURN_IN, MONTH
from simulation.runs.initial import burned_in
from simulation.steps import Step
from simulation.submodels import rooms
from simulation.world import STATES, TABLES
from tests.couplings import generated, steps_of, watched_month
from tests.frozen_run import busy_policy
from tests.model_runs import region_named
from tests.watch import Watch


@pytest.fixture(scope="module")
def month() -> Watch:
    return watched_month()


@pytest.fixture(scope="module")
def burn_in() -> Watch:
    model = burned_in(region_named("toy"), busy_policy("toy"), seed=3, scale=1)
    watch = Watch(model.world)
    for _ in range(12):
        watch.live(steps_of(BURN_IN))
    model.close()
    return watch


@pytest.mark.parametrize("step", steps_of(MONTH), ids=lambda step: step.name)
def test_steps_touch_what_they_declare(month: Watch, step: Step) -> None:
    reads, writes = month.foreign_reads(step), month.foreign_writes(step)
    told = {
        "changed and not declared": writes - step.writes,
        "read and not declared": reads - step.reads - step.writes,
        "declared and never changed": step.writes - writes,
        "declared and never read": step.reads - reads,
    }
    assert not any(told.values()), {what: paths for what, paths in told.items() if paths}


@pytest.mark.parametrize("step", steps_of(BURN_IN), ids=lambda step: step.name)
def test_steps_of_the_burn_in_touch_no_more(burn_in: Watch, step: Step) -> None:
    assert burn_in.foreign_writes(step) <= step.writes
    assert burn_in.foreign_reads(step) <= step.reads | step.writes


def test_a_flow_is_counted_by_one_submodel(month: Watch) -> None:
    by_flow: dict[str, set[str]] = {}
    for step in steps_of(MONTH):
        for path in month.writes[step.name]:
            if path.startswith("flows."):
                by_flow.setdefault(path, set()).add(step.submodel)
    assert by_flow and all(len(counters) == 1 for counters in by_flow.values()), by_flow


def test_declared_names_exist() -> None:
    for step in (*steps_of(MONTH), *steps_of(BURN_IN)):
        assert step.submodel in rooms()
        assert step.own <= {*STATES, *TABLES}
        assert not (step.reads & step.writes) and not any(path.split(".")[0] in step.own for path in step.reads)
        for path in step.reads | step.writes:
            assert path in TABLES or path.split(".")[0] in (*STATES, "flows"), path


def test_every_state_and_table_has_one_owner() -> None:
    owners: dict[str, set[str]] = {}
    for step in steps_of(MONTH):
        for name in step.own:
            owners.setdefault(name, set()).add(step.submodel)
    assert set(owners) == {*STATES, *TABLES} - {"doors", "practices"}  # written by many, each in a part of its own
    assert all(len(submodels) == 1 for submodels in owners.values()), owners


def test_the_page_about_the_model_is_up_to_date() -> None:
    for path, text in generated().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run `python -m tests.couplings`"
