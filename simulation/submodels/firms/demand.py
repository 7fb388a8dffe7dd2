"""How many jobs firms want, by sector, and by zone where a shock strikes some zones only."""

import numpy as np

from simulation.declare.arrays import Floats, Singles
from simulation.world import World


def demand_multiplier(world: World) -> Floats:
    """Wanted slots per unit of size, of :func:`sized_by_demand`: float64[sector]."""
    region, demand, shock = world.region, world.demand, world.shock
    cycle = world.exogenous("cycle") + shock.get("cycle", 0.0)
    change = shock.get("sector_demand", 0.0)
    log = region.sector_cyclicality * cycle + (change if np.ndim(change) < 2 else 0.0) + world.technicians.demand_log
    ict = region.sector_id.index("ict")
    log[ict] += world.par.data_centres.dc_cluster_jobs * world.data_centres.new_mva.sum() / 100
    return np.asarray((1 + demand.gap) * demand.index * np.exp(log))


def sized_by_demand(world: World, size: Singles) -> Singles:
    """Sizes of firms as a shock of their own zone makes them count in demand.

    Parameters
    ----------
    world
        The region.
    size
        float32[n_firms], latent size in slots or persons.

    Returns
    -------
    float32[n_firms]
        The very same array as long as no shock strikes some zones only; another one then.
    """
    change = world.shock.get("sector_demand", 0.0)
    if np.ndim(change) < 2 or not np.any(change):
        return size
    return np.asarray(size * np.exp(change)[world.firms.zone, world.firms.sector], np.float32)
