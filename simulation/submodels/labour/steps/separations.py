"""The end of jobs: closures, layoffs and reasons of one's own."""

import numpy as np

from agents.worker import WorkState
from simulation.declare.arrays import Floats
from simulation.kernels.separations import LAID_OFF, Staff, find_separations, mark_firms
from simulation.purposes import Purpose
from simulation.steps import step
from simulation.submodels.people.careers import end_jobs
from simulation.world import World


@step(own="labour", writes="workers firms")
def separate_workers(world: World) -> None:
    """End jobs; those who lose one become unemployed. Counts `separations` and of these `layoffs`."""
    workers, firms, n = world.workers, world.firms, world.workers.n
    rows, kinds = np.empty(n, np.int32), np.empty(n, np.int8)
    n_sectors, n_occ = world.region.mix.shape
    jobs = np.zeros((world.threads.blocks(n), n_sectors + 1, n_occ), np.int64)
    code, layoff = np.empty(firms.n + 1, np.uint8), np.empty(firms.n, np.float32)
    mark_firms(
        firms.filled,
        firms.target,
        firms.sector,
        firms.closed,
        firms.closed_solo,
        world.par.search.lam_lay,
        world.par.search.solo_stop,
        n_sectors,
        code,
        layoff,
    )
    hazard = separation_hazards(world)
    ceilings = np.array([hazard.max(), 1 - (1 - hazard.max()) * (1 - world.par.search.lam_lay)])
    counts = world.threads.each_block(
        find_separations,
        n,
        Staff(*(getattr(workers, name) for name in Staff._fields)),
        code,
        layoff,
        hazard,
        1 - world.par.search.retention_effect * world.lever("retention_support"),
        (ceilings * 2.0**53).astype(np.uint64),
        world.draw(Purpose.SEPARATION),
        rows,
        kinds,
        jobs,
    )
    rows, kinds = world.threads.gather(counts, rows, kinds)
    world.labour.jobs = jobs.sum(axis=0)[:n_sectors]
    np.subtract.at(world.labour.jobs, (firms.sector[workers.emp[rows]], workers.occ[rows]), 1)
    end_jobs(world, rows, WorkState.UNEMPLOYED)
    world.count_flow("separations", workers.home[rows])
    world.count_flow("layoffs", workers.home[rows[kinds == LAID_OFF]])


def separation_hazards(world: World) -> Floats:
    """Hazard of losing a job by sector, tenure (below, from two years) and education: float64[s, 2, 3]."""
    par = world.par.search
    tenure, education = np.array([par.d_eu_short, par.d_eu_long]), np.array([par.d_eu_low, 1.0, par.d_eu_high])
    return np.asarray(par.d_eu * world.region.sector_turnover[:, None, None] * tenure[:, None] * education)
