"""What levers may and may not do: nothing at their default, nothing before their month, something after."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scenarios.load import resolve
from simulation.levers import LEVERS
from simulation.model import RegionModel
from simulation.months import month_index, month_text
from simulation.scenario import ResolvedScenario
from tests.model_runs import QUICK, differences, make_policy, open_run, put_copy, region_named, state_hash, take_copy

REGION = region_named("mra")  # the levers on data centres and the queue need its size
# At 1:100 hardly any activated worker loses a job in the first year, so support seldom shows.
RARE = {"retention_support": ({"activation_effort": 30_000.0}, {"d_eu": 0.002, "d_eu_short": 3.0})}
START = 6  # month in which levers move


def written(folder: Path, text: str) -> Path:
    """A scenario file."""
    file = folder / "trial.toml"
    head = 'format = 1\nid = "trial"\nextends = "current_policy"\ntitle = {nl = "Proef", en = "Trial"}\n'
    file.write_text(head + text, encoding="utf-8")
    return file


def far_from_default(name: str) -> float:
    """The end of a lever's range that is farthest from its default."""
    lever = LEVERS[name]
    if name == "dc_cap":
        return lever.low  # demand for data centres stays below the highest cap
    return max((lever.low, lever.high), key=lambda end: abs(end - lever.default_path[-1]))


def begin(policy: ResolvedScenario) -> RegionModel:
    """The real region at 1:100."""
    return open_run("mra", policy, scale=100)


@pytest.fixture(scope="module")
def trunk() -> Iterator[tuple[RegionModel, list[str], tuple]]:
    """Current policy: hashes of the first months, and the state when levers move."""
    model = begin(make_policy(REGION, parameters=QUICK))
    hashes = []
    for _ in range(START):
        model.step()
        hashes.append(state_hash(model))
    yield model, hashes, take_copy(model)
    model.close()


def test_levers_written_out_at_their_defaults_change_nothing(trunk: tuple, tmp_path: Path) -> None:
    """R14: a file with every lever at its default is current policy, bit by bit."""
    lines = []
    for name, lever in LEVERS.items():
        steps = lever.default if isinstance(lever.default, tuple) else (("2022-01", lever.default),)
        if len(steps) == 1:
            lines.append(f"{name} = {steps[0][1]}")
        else:
            (first, before), (month, after) = steps
            last = month_text(month_index(month) - 1)
            lines.append(
                f'{name} = [{{ profile = "window", value = {before}, from = "{first}", to = "{last}" }}, '
                f'{{ profile = "step", value = {after}, from = "{month}" }}]'
            )
    policy = resolve(written(tmp_path, "[levers]\n" + "\n".join(lines)), REGION)
    assert policy.levers.regional.keys() | policy.levers.zonal.keys() == LEVERS.keys()
    model = begin(make_policy(REGION, parameters=QUICK))
    model.world.policy = policy
    for expected in trunk[1]:
        model.step()
        assert state_hash(model) == expected
    model.close()


def test_no_lever_acts_before_its_month(trunk: tuple) -> None:
    """R18: all levers at their far ends from July 2022 on, and the months until then are the same bits."""
    levers = {name: far_from_default(name) for name in LEVERS}
    model = begin(make_policy(REGION, levers, parameters=QUICK, first=START))
    for expected in trunk[1]:
        model.step()
        assert state_hash(model) == expected
    model.step()
    assert differences(model, trunk[0]) != []
    model.close()


@pytest.mark.parametrize("name", LEVERS)
def test_every_lever_does_something_within_six_years(trunk: tuple, name: str) -> None:
    """R18, second half: each lever changes the state."""
    together, parameters = RARE.get(name, ({}, {}))
    policies = [make_policy(REGION, together | moved, first=START, parameters=QUICK | parameters)
                for moved in ({}, {name: far_from_default(name)})]  # fmt: skip
    models = [begin(policy) for policy in policies]
    for model in models:
        put_copy(model, trunk[2])
    for _ in range(72):
        for model in models:
            model.step()
        if state_hash(models[0]) != state_hash(models[1]):
            break
    assert differences(*models) != []
    for model in models:
        model.close()
