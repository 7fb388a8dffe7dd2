"""What holds for technicians."""

import numpy as np

from simulation.checks import require
from simulation.world import World


def check_state(world: World) -> None:
    """Demand called up by shortage is finite."""
    require(np.isfinite(world.technicians.demand_log).all(), world, "demand for technicians is finite")
