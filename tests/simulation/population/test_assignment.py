"""Workers and jobs fit together exactly."""

from dataclasses import replace

import numpy as np
import pytest

from agents.columns import Columns
from agents.worker import WorkState
from simulation.axes import AGE_BOUNDS
from simulation.kernels.draws import draw_key
from simulation.kernels.skill_draws import draw_skill_words
from simulation.population.assignment import assign_jobs, shuffle, spread
from simulation.population.employers import open_firms
from simulation.population.persons import count_persons, draw_by_row, equip_persons, settle_persons
from simulation.region import Region
from simulation.submodels.people.population_parameters import PopulationParameters
from tests.reference.skill_draws import draw_skill_words_slow
from tests.small_region import small_region

PAR = PopulationParameters()
BETA = 0.17


def _people_and_firms(region: Region, seed: int = 1, scale: int = 1) -> tuple[Columns, Columns]:
    firms, workers = open_firms(region, PAR, seed, scale), settle_persons(region, PAR, seed, scale)
    assign_jobs(workers, firms, region, 0.2 * region.km[[0, 1, 1]], BETA, seed)
    equip_persons(workers, region, PAR, seed)
    return workers, firms


@pytest.mark.parametrize("scale", [1, 5, 20])
def test_the_employed_are_the_filled_slots(scale: int) -> None:
    workers, firms = _people_and_firms(small_region(), scale=scale)
    employed = workers.state == WorkState.EMPLOYED
    assert ((workers.emp >= 0) == employed).all()
    assert (np.bincount(workers.emp[employed], minlength=firms.n) == firms.filled).all()
    assert employed.sum() == min(firms.target.sum(), count_persons(small_region(), 1, scale)[..., 0].sum())
    assert (firms.filled <= firms.target).all()


def test_more_people_than_jobs_leaves_some_unemployed_and_fewer_leaves_slots_empty() -> None:
    region = small_region()
    few, many = replace(region, jobs=0.9 * region.jobs), replace(region, jobs=1.1 * region.jobs)
    workers, firms = _people_and_firms(few)
    assert (workers.state == WorkState.EMPLOYED).sum() == firms.target.sum() == firms.filled.sum()
    assert (workers.state == WorkState.UNEMPLOYED).sum() > 0.07 * workers.n
    workers, firms = _people_and_firms(many)
    assert (workers.state == WorkState.EMPLOYED).sum() == firms.filled.sum() < firms.target.sum()


def test_sectors_have_their_mix_and_jobs_their_zone() -> None:
    region = small_region(200_000, 30_000)
    workers, firms = _people_and_firms(region, scale=2)
    employed = workers.state == WorkState.EMPLOYED
    counts = np.zeros(region.mix.shape)
    np.add.at(counts, (firms.sector[workers.emp[employed]], workers.occ[employed]), 1)
    assert np.abs(counts - counts.sum(axis=1, keepdims=True) * region.mix).max() < 8
    at_work = np.bincount(firms.zone[workers.emp[employed]], minlength=region.n_zones)
    assert np.abs(at_work - region.jobs.sum(axis=1) / 2).max() < 5


def test_commuting_falls_with_distance_and_education_fits_the_level() -> None:
    region = small_region(200_000, 30_000)
    workers, firms = _people_and_firms(region, scale=2)
    employed = workers.state == WorkState.EMPLOYED
    work = firms.zone[workers.emp[employed]]
    flows = np.zeros((region.n_zones, region.n_zones))
    np.add.at(flows, (workers.home[employed], work), 1)
    odds = np.log(flows[3, 3] * flows[4, 4] / (flows[3, 4] * flows[4, 3]))
    cost = 0.2 * region.km[0]
    assert odds == pytest.approx(BETA * (cost[3, 4] + cost[4, 3] - cost[3, 3] - cost[4, 4]), rel=0.15)
    level = region.occupation_level[workers.occ[employed]]
    assert level[workers.edu[employed] == 1].mean() < 1.6 < 2.5 < level[workers.edu[employed] == 3].mean()


def test_people_carry_what_the_region_says() -> None:
    region = small_region(200_000, 30_000)
    workers, _ = _people_and_firms(region)
    age_class = np.digitize(workers.age_m, 12 * np.array(AGE_BOUNDS)) - 1
    table = np.zeros(region.persons_age.shape)
    np.add.at(table, (workers.home, age_class), 1)
    assert np.abs(table - region.persons_age).max() < 25  # every cell of a class is off by less than one
    assert workers.n == round(region.persons_age.sum())
    assert np.unique(workers.uid).size == workers.n
    assert not workers.dfield[workers.edu == 1].any()
    assert workers.alpha.std() == pytest.approx(PAR.sigma_alpha, rel=0.02)
    assert (workers.skill_word >> np.uint64(60) == 0).all()
    share = np.bincount(workers.grp[workers.home == 0], minlength=3) / np.sum(workers.home == 0)
    np.testing.assert_allclose(
        share,
        (region.mobility_group[0] * region.persons_edu[0][:, None]).sum(axis=0) / region.persons_edu[0].sum(),
        atol=0.01,
    )


def test_scale_leaves_totals_alike() -> None:
    region = small_region(200_000, 30_000)
    counts = {scale: count_persons(region, 1, scale) * scale for scale in (1, 5, 20)}
    for scale, table in counts.items():
        assert abs(table.sum() - 200_000) <= scale
        assert np.abs(table.sum(axis=(0, 1, 2)) - region.persons_state.sum(axis=0)).max() <= scale
        assert np.abs(table.sum(axis=(1, 2)) - region.persons_state).max() < 3 * scale


def test_the_same_seed_gives_the_same_people() -> None:
    first, again, other = (_people_and_firms(small_region(), seed)[0] for seed in (3, 3, 4))
    assert all((first.arrays()[name] == again.arrays()[name]).all() for name in first)
    assert (first.skill_word[:500] != other.skill_word[:500]).any()


def test_skill_kernel_equals_its_twin() -> None:
    region, key = small_region(), draw_key(1, 42, -1200)
    uid, occupation = np.arange(3000, dtype=np.uint64), (np.arange(3000) % 12).astype(np.int8)
    words = np.zeros(3000, np.uint64)
    draw_skill_words(key, uid, occupation, region.occupation_skills, 0.18, words)
    assert (words == draw_skill_words_slow(key, uid, occupation, region.occupation_skills, 0.18)).all()


def test_spread_hands_out_counts_and_shuffle_is_a_permutation() -> None:
    cell = np.array([1, 0, 1, 1, 0], np.int16)
    assert spread(cell, np.array([[1, 1], [2, 1]])).tolist() == [0, 0, 0, 1, 1]
    order = shuffle(draw_key(1, 44, 0), np.arange(1000), 0)
    assert (np.sort(order) == np.arange(1000)).all()
    assert abs(np.corrcoef(order, np.arange(1000))[0, 1]) < 0.1


def test_draw_by_row_follows_the_shares() -> None:
    shares = np.tile([0.2, 0.5, 0.3], (30_000, 1))
    u = (np.arange(30_000) + 0.5) / 30_000
    np.testing.assert_allclose(np.bincount(draw_by_row(shares, u)) / 30_000, shares[0], atol=1e-4)
