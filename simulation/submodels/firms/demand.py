"""How many jobs firms want, by sector."""

import numpy as np

from simulation.declare.arrays import Floats
from simulation.world import World


def demand_multiplier(world: World) -> Floats:
    """Wanted slots per unit of latent size: float64[sector]."""
    region, demand, shock = world.region, world.demand, world.shock
    cycle = world.exogenous("cycle") + shock.get("cycle", 0.0)
    log = region.sector_cyclicality * cycle + shock.get("sector_demand", 0.0) + world.technicians.demand_log
    ict = region.sector_id.index("ict")
    log[ict] += world.par.data_centres.dc_cluster_jobs * world.data_centres.new_mva.sum() / 100
    return np.asarray((1 + demand.gap) * demand.index * np.exp(log))
