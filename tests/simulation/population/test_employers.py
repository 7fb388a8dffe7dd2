"""Firms fill the job table, have a Zipf tail, and are sampled without bias."""

import numpy as np
import pytest

from simulation.population.employers import list_firms, open_firms, sample_firms
from simulation.submodels.people.population_parameters import PopulationParameters
from tests.small_region import small_region

PAR = PopulationParameters()


def _tail_exponent(size: np.ndarray) -> float:
    """Hill estimate of the exponent of the upper tail from 10 persons, for whole sizes."""
    tail = size[size >= 10]
    return float(1 / np.mean(np.log(tail / 9.5)))


def test_every_cell_has_its_jobs_and_firms() -> None:
    region = small_region(200_000, 30_000)
    listed = list_firms(region, PAR, 1)
    jobs, firms = np.zeros(region.jobs.shape), np.zeros(region.jobs.shape)
    np.add.at(jobs, (listed.zone, listed.sector), listed.size)
    np.add.at(firms, (listed.zone, listed.sector), 1)
    assert np.abs(jobs - region.jobs).max() < 1
    assert np.abs(firms - region.firms).max() <= 1
    assert listed.size.sum() == round(region.jobs.sum())


def test_sizes_have_the_tail_and_the_share_alone() -> None:
    listed = list_firms(small_region(2_000_000, 300_000), PAR, 2)
    assert np.mean(listed.size == 1) == pytest.approx(PAR.solo_share, abs=0.002)
    assert 0.95 < _tail_exponent(listed.size) < 1.25
    assert listed.size.max() <= PAR.largest_firm


def test_sectors_of_large_organisations_have_few_alone() -> None:
    region = small_region(200_000, 30_000)
    listed = list_firms(region, PAR, 3)
    alone = np.bincount(listed.sector[listed.size == 1], minlength=16) / np.bincount(listed.sector, minlength=16)
    assert alone[region.sector_id.index("public")] < 0.2 < 0.8 < alone[region.sector_id.index("business")]


@pytest.mark.parametrize("scale", [5, 20, 100])
def test_sample_is_unbiased_for_jobs_and_firms(scale: int) -> None:
    listed = list_firms(small_region(200_000, 30_000), PAR, 4)
    small = listed.size < 40
    jobs, firms = [], []
    for seed in range(60):
        rows, inclusion = sample_firms(listed.size, scale, seed)
        weight = 1 / inclusion
        jobs.append((weight * listed.size[rows])[small[rows]].sum())
        firms.append(weight.sum())
    for found, true in ((jobs, listed.size[small].sum()), (firms, listed.size.size)):
        assert abs(np.mean(found) - true) < 3 * np.std(found) / np.sqrt(60) + 1e-6 * true


@pytest.mark.parametrize("scale", [1, 5, 20, 50])
def test_slots_are_jobs_over_scale_in_every_zone(scale: int) -> None:
    region = small_region(200_000, 30_000)
    firms = open_firms(region, PAR, 5, scale)
    slots = np.bincount(firms.zone, firms.target, region.n_zones)
    assert np.abs(slots - region.jobs.sum(axis=1) / scale).max() < 4
    assert abs(slots.sum() - region.jobs.sum() / scale) < 3
    assert (firms.w_f >= 1).all()
    np.testing.assert_allclose(firms.w_f * np.minimum(1, firms.size_p / scale), 1, rtol=1e-6)


def test_dither_agrees_with_the_slots_and_is_uniform() -> None:
    firms = open_firms(small_region(200_000, 30_000), PAR, 6, 7)
    assert (np.floor(firms.S.astype(float) + firms.dith) == firms.target).all()
    edges = np.histogram(firms.dith, bins=10, range=(0, 1))[0] / firms.n
    np.testing.assert_allclose(edges, 0.1, atol=0.012)


def test_firms_depend_on_the_seed_only() -> None:
    first, again, other = (open_firms(small_region(), PAR, seed, 5) for seed in (1, 1, 2))
    assert all((first.arrays()[name] == again.arrays()[name]).all() for name in first)
    assert first.n != other.n or (first.ffe != other.ffe).any()
    assert np.unique(first.uid).size == first.n
