"""What the labour market as a whole must and must not do."""

import numpy as np
import pytest

from agents.worker import WorkState
from simulation.world import World
from tests.labour_model import labour_model, rest


def rates(world: World) -> tuple[float, float]:
    """Unemployment and vacancies as shares of the labour force and of jobs."""
    state = world.workers.state
    unemployed = np.count_nonzero(state == WorkState.UNEMPLOYED)
    employed = np.count_nonzero(state == WorkState.EMPLOYED)
    return unemployed / (unemployed + employed), len(world.vacancies) / (len(world.vacancies) + employed)


def test_unemployment_and_vacancies_never_rise_together() -> None:
    """Sixteen years without shocks: wages are residuals, so no spiral of vacancies and unemployment."""
    model = rest(labour_model(), 60)
    yearly = []
    for _ in range(16):
        months = []
        for _ in range(12):
            model.step()
            months.append(rates(model.world))
        yearly.append(np.mean(months, axis=0))
    u, v = np.array(yearly).T
    drift = np.polyfit(np.arange(16), u, 1)[0] * 16
    assert abs(drift) < 0.008  # 0.05 points a year
    assert abs(drift) < 0.003 or np.corrcoef(np.log(u), np.log(v))[0, 1] <= 0
    model.close()


def test_occupations_do_not_drift_from_what_firms_want() -> None:
    """After ten years the slots of each sector still have its mix."""
    model = rest(labour_model(), 120)
    world, mix = model.world, model.world.labour.mix
    workers, firms, vacancies, cells = world.workers, world.firms, world.vacancies, np.zeros(mix.shape)
    employed = workers.state == WorkState.EMPLOYED
    np.add.at(cells, (firms.sector[workers.emp[employed]], workers.occ[employed]), 1)
    np.add.at(cells, (firms.sector[vacancies.firm], vacancies.occ), 1)
    share = cells / cells.sum(axis=1, keepdims=True)
    large = cells.sum(axis=1) > 500
    assert np.abs(share - mix)[large].max() < 0.03
    model.close()


def test_flows_do_not_depend_on_the_scale() -> None:
    """Unemployment, hires and separations per job agree at 1:2 and 1:10 (rates use sizes of represented firms)."""
    found = []
    for scale in (2, 10):
        model = rest(labour_model(200_000, 30_000, scale=scale), 30)
        world, months = model.world, []
        for _ in range(24):
            model.step()
            jobs = np.count_nonzero(world.workers.state == WorkState.EMPLOYED)
            flows = world.flows
            hires = sum(flows[name].sum() for name in ("hires_u", "hires_e", "hires_n"))
            months.append((rates(world)[0], hires / jobs, flows["separations"].sum() / jobs))
        found.append(np.mean(months, axis=0))
        model.close()
    fine, coarse = found
    assert abs(fine[0] - coarse[0]) < 0.005
    assert coarse[1] == pytest.approx(fine[1], rel=0.12)
    assert coarse[2] == pytest.approx(fine[2], rel=0.15)


def test_job_finding_responds_to_tightness() -> None:
    """Over levels of demand, the elasticity of the job-finding rate to tightness is that of the literature."""
    points = []
    for gap in (-0.06, -0.02, 0.02):
        model = labour_model(40_000, 6_000)
        world, months = model.world, []
        world.demand.gap = gap
        rest(model, 60)
        for _ in range(24):
            before = np.count_nonzero(world.workers.state == WorkState.UNEMPLOYED)
            model.step()
            hires = world.flows["hires_u"].sum()
            months.append((len(world.vacancies) / before, hires / before))
        points.append(np.log(np.mean(months, axis=0)))
        model.close()
    theta, finding = np.array(points).T
    slope = np.polyfit(theta, finding, 1)[0]
    assert theta[0] < theta[1] < theta[2]
    assert 0.15 < slope < 0.6
