"""Demand before the first month."""

import numpy as np

from simulation.submodels.firms.state import DemandState
from simulation.world import World


def open_state(world: World) -> DemandState:
    """Demand of the base month."""
    return DemandState(index=np.ones(len(world.region.sector_id)), gap=world.par.search.gap)
