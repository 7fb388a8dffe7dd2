"""R13: at 1:10, 1:20 and 1:40 the region is the same, within noise."""

import numpy as np
import pytest

from agents.worker import WorkState
from tests.model_runs import open_run

SCALES, SEEDS, MONTHS = (10, 20, 40), (1, 2, 3, 4), 24
HIRES = ("hires_u", "hires_e", "hires_n")

pytestmark = pytest.mark.slow


def means(scale: int, seed: int) -> list[float]:
    """Means over the first two years inside the region: unemployment, tightness, hires, separations, queue [MW]."""
    model, months = open_run("mra", scale=scale, seed=seed), []
    world = model.world
    n = world.region.n_mra
    for _ in range(MONTHS):
        model.step()
        states = world.workers.state[world.workers.home < n]
        employed, unemployed = (np.count_nonzero(states == s) for s in (WorkState.EMPLOYED, WorkState.UNEMPLOYED))
        vacant = np.count_nonzero(world.vacancies.zone < n)
        hires = sum(world.flows[name][:n].sum() for name in HIRES) * scale
        lost = world.flows["separations"][:n].sum() * scale
        rates = unemployed / (unemployed + employed), vacant / unemployed
        months.append((*rates, hires, lost, world.grid.queue_mw))
    model.close()
    return np.mean(months, axis=0).tolist()


@pytest.fixture(scope="module")
def found() -> np.ndarray:
    """Means over seeds: float64[scale, what]."""
    return np.array([np.mean([means(scale, seed) for seed in SEEDS], axis=0) for scale in SCALES])


def spread(values: np.ndarray) -> float:
    """Largest distance between any two, relative to the first."""
    return float(np.ptp(values) / values[0])


def test_unemployment_and_tightness_do_not_depend_on_the_sample(found: np.ndarray) -> None:
    assert np.ptp(found[:, 0]) < 0.0015
    assert spread(found[:, 1]) < 0.15


def test_hires_hardly_depend_on_the_sample(found: np.ndarray) -> None:
    """Each doubling of N adds about 1.5 %: whole slots of N jobs turn over a little more."""
    assert np.all(np.diff(found[:, 2]) / found[:-1, 2] < 0.03)
    assert spread(found[:, 2]) < 0.045


def test_jobs_lost_hardly_depend_on_the_sample(found: np.ndarray) -> None:
    """Pathology 3 made them differ by a quarter; what is left comes from slots of N jobs, which end all at once."""
    assert spread(found[:, 3]) < 0.10


def test_the_queue_does_not_depend_on_the_sample(found: np.ndarray) -> None:
    assert spread(found[:, 4]) < 0.15
