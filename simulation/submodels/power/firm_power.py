"""What firms draw: the power of their jobs, and the fixed spread between firms of one sector."""

import numpy as np

from simulation.axes import LOAD_CLASSES
from simulation.declare.arrays import Floats
from simulation.kernels.contracts import Spread
from simulation.kernels.draws import draw_key
from simulation.kernels.staff import count_jobs
from simulation.purposes import Purpose
from simulation.world import World

HIGHEST_SPREAD = 10.0  # a firm needs at most ten times the power per job of its sector


def firm_activity(world: World) -> Floats:
    """Contracted power of the filled jobs by zone and load class of the sector: float64[z, l] [kW]."""
    region, firms = world.region, world.firms
    n, sectors = region.n_mra, len(region.sector_id)
    counts = np.zeros((world.threads.blocks(firms.n), region.n_zones, sectors), np.int64)
    world.threads.each_block(count_jobs, firms.n, firms.zone, firms.sector, firms.filled, counts)
    jobs = counts.sum(axis=0)[:n]
    power = np.zeros((n, len(LOAD_CLASSES)))
    contracted = jobs * world.scale * region.sector_kw_job
    for sector, load in enumerate(region.sector_load):
        power[:, load] += contracted[:, sector]
    return power


def firm_spread(world: World) -> Spread:
    """What is fixed for a firm: its power per job, as a factor on its sector's."""
    key = draw_key(world.seed, Purpose.FIRM_ELECTRIFICATION, -1200)
    return Spread(key, world.par.electrification.kw_spread, HIGHEST_SPREAD)
