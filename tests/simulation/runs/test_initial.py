"""Every run of a region, its parameters, a scale and a seed starts from the same people, cached or not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from simulation.model import RegionModel
from simulation.parameters import ParameterSet
from simulation.runs import cache, checkpoint
from simulation.runs.initial import KIND, initial_key, open_model
from simulation.scenario import ResolvedScenario
from tests.model_runs import QUICK, differences
from tests.small_region import small_region


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.ENVIRONMENT, str(tmp_path_factory.getbasetemp() / "initial"))


def _policy(**paths: float) -> ResolvedScenario:
    region = small_region()
    policy = replace(ResolvedScenario.current_policy(region), parameters=QUICK)
    if not paths:
        return policy
    months = {name: np.full_like(policy.levers.regional[name], value) for name, value in paths.items()}
    return replace(policy, id="other", levers=policy.levers.with_paths(months))


def _open(policy: ResolvedScenario | None = None, seed: int = 1, use_cache: bool = True) -> RegionModel:
    return open_model(small_region(), policy or _policy(), seed=seed, scale=2, use_cache=use_cache)


@pytest.fixture
def burned() -> Iterator[RegionModel]:
    model = _open()
    yield model
    model.close()


def test_a_start_from_the_cache_goes_on_like_a_fresh_one(burned: RegionModel) -> None:
    fresh, cached = _open(use_cache=False), _open()
    assert differences(fresh, cached) == []
    for _ in range(4):
        fresh.step()
        cached.step()
    assert differences(fresh, cached) == []


def test_policy_has_no_part_in_the_start(burned: RegionModel) -> None:
    other = _open(_policy(skb_practice=0.9, intl_services=1.0), use_cache=False)
    for name, array in burned.world.workers.arrays().items():
        assert np.array_equal(array, other.world.workers.arrays()[name]), name


def test_a_damaged_start_is_made_again(burned: RegionModel) -> None:
    key = initial_key(small_region(), ParameterSet().with_values(QUICK), 1, 2)
    file = cache.path() / KIND / key / "workers.skill_word.npy"
    content = file.read_bytes()
    file.unlink()  # other models may have the old one mapped
    file.write_bytes(content[:-8])
    assert differences(burned, _open()) == []
    assert cache.load(KIND, key) is not None


def test_the_key_knows_region_parameters_scale_and_seed() -> None:
    region, par = small_region(), ParameterSet()
    keys = {
        initial_key(region, par, 1, 20),
        initial_key(region, par, 2, 20),
        initial_key(region, par, 1, 10),
        initial_key(replace(region, digest="other"), par, 1, 20),
        initial_key(region, par.with_values(QUICK), 1, 20),
    }
    assert len(keys) == 5


def test_a_run_resumed_from_a_checkpoint_is_the_unbroken_run(burned: RegionModel, tmp_path: Path) -> None:
    for _ in range(3):
        burned.step()
    checkpoint.save(burned.world, tmp_path / "month3")
    resumed = _open()
    checkpoint.load(resumed.world, tmp_path / "month3")
    assert differences(burned, resumed) == []
    for _ in range(5):
        burned.step()
        resumed.step()
    assert differences(burned, resumed) == []


def test_two_policies_branch_from_one_checkpoint(burned: RegionModel, tmp_path: Path) -> None:
    burned.step()
    checkpoint.save(burned.world, tmp_path / "month1")
    branch = _open(_policy(intl_services=1.0))
    checkpoint.load(branch.world, tmp_path / "month1")
    assert differences(burned, branch) == []
    for _ in range(6):
        burned.step()
        branch.step()
    assert differences(burned, branch) != []
