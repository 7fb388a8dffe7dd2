"""The same run gives the same bits: however many threads, in whatever process, resumed or unbroken."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from simulation.kernels.draws import draw_key, make_uids, mix, uniforms, words
from simulation.purposes import Purpose
from simulation.runs import checkpoint
from simulation.threads import BLOCK
from tests.model_runs import QUICK, differences, hash_after, make_policy, open_run, region_named

BUSY = {"reskill_places": 30_000.0, "technician_places": 4_000.0, "grid_invest": 2.0, "time_based_rights": 1.0,
        "grid_priority": 1.0, "ze_zone_scope": 1.0, "pt_upgrade": 10.0}  # fmt: skip
DELAYS = {"project_delay_share": 0.5, "project_delay_months": 12.0}


def test_one_and_two_threads_give_the_same_bits_in_the_real_region() -> None:
    """MRA at 1:10, several blocks of workers, burn-in included."""
    policy = make_policy(region_named("mra"), BUSY, DELAYS, QUICK | {"burn_in_months": 24.0})
    models = [open_run("mra", policy, scale=10, threads=threads, use_cache=False) for threads in (1, 2)]
    assert models[0].world.workers.n > 2 * BLOCK
    for model in models:
        for _ in range(4):
            model.step()
    assert differences(*models) == []
    for model in models:
        model.close()


def test_a_spawned_process_gives_the_same_bits_as_this_one() -> None:
    policy = make_policy(region_named("toy"), parameters=QUICK)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        there = pool.submit(hash_after, 6, policy=policy, scale=5)
        here = hash_after(6, policy=policy, scale=5)
        assert there.result() == here
    assert hash_after(6, policy=policy, scale=5, seed=2) != here


def test_a_run_resumed_in_the_middle_of_everything_is_the_unbroken_run(tmp_path: Path) -> None:
    """MRA at 1:100 in August 2024: permits running, works half done, people in training, rights by time."""
    policy = make_policy(region_named("mra"), BUSY, DELAYS, QUICK, first=3)
    unbroken = open_run("mra", policy, scale=100)
    for _ in range(31):
        unbroken.step()
    world = unbroken.world
    halfway = (world.projects.work_left > 0) & (world.projects.started == 1)
    assert halfway.any() and (world.workers.train_left > 0).any() and world.requests.timed.any()
    assert np.isfinite(world.firms.cap).any()
    checkpoint.save(world, tmp_path / "2024-08")
    resumed = open_run("mra", policy, scale=100)
    checkpoint.load(resumed.world, tmp_path / "2024-08")
    for _ in range(24):
        unbroken.step()
        resumed.step()
    assert differences(unbroken, resumed) == []
    unbroken.close()
    resumed.close()


@pytest.mark.slow
def test_a_resumed_run_is_the_unbroken_run_until_2040(tmp_path: Path) -> None:
    """MRA at 1:50, resumed every three years by a model that has just been opened."""
    policy = make_policy(region_named("mra"), BUSY, DELAYS, first=12)
    unbroken, resumed = (open_run("mra", policy, scale=50) for _ in range(2))
    for month in range(228):
        unbroken.step()
        resumed.step()
        if month % 36 == 34:
            checkpoint.save(resumed.world, tmp_path / str(month))
            resumed.close()
            resumed = open_run("mra", policy, scale=50)
            checkpoint.load(resumed.world, tmp_path / str(month))
            assert differences(unbroken, resumed) == []
    assert differences(unbroken, resumed) == []
    unbroken.close()
    resumed.close()


LOW = (1 << 64) - 1


def slow_mix(z: int) -> int:
    """The mixer in whole numbers of Python."""
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & LOW
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & LOW
    return z ^ (z >> 31)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("uid", [0, 1, (1 << 63) - 1, 1 << 63, LOW - 1, LOW])
@pytest.mark.parametrize("seed", [0, 1, (1 << 63) - 1, LOW])
def test_keys_wrap_as_64_bits_and_nothing_else(seed: int, uid: int) -> None:
    """Pathology 7: identifiers and seeds at the edges of 64 bits, without overflow or loss in floats."""
    golden = 0x9E3779B97F4A7C15
    for month in (-1200, -1, 0, 227):
        key = slow_mix(slow_mix(slow_mix((seed + golden) & LOW) + golden * (Purpose.SEARCH + 1) & LOW)
                       + golden * (month + 1201) & LOW)  # fmt: skip
        assert int(draw_key(seed, Purpose.SEARCH, month)) == key
        word = slow_mix(slow_mix(key + golden * (uid + 1) & LOW) + golden * 8 & LOW)
        who = np.array([uid], np.uint64)
        assert int(words(np.uint64(key), who, 7)[0]) == word
        assert uniforms(np.uint64(key), who, 7)[0] == (word >> 11) * 2.0**-53
    assert int(mix(np.uint64(uid))) == slow_mix(uid)


def test_identifiers_are_kind_zone_month_and_ordinal_scrambled() -> None:
    zone, ordinal = np.array([0, 3, 35], np.int16), np.array([0, 7, (1 << 24) - 1])
    for month in (-1200, 0, 227):
        slowly = [
            slow_mix(2 << 56 ^ z << 40 ^ (month + 1200) << 24 ^ o)
            for z, o in zip(zone.tolist(), ordinal.tolist(), strict=True)
        ]
        assert make_uids(2, zone, month, ordinal).tolist() == slowly
