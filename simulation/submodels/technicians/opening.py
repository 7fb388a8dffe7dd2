"""Technicians before the first count."""

import numpy as np

from simulation.submodels.technicians.state import TechnicianState
from simulation.world import World


def open_state(world: World) -> TechnicianState:
    """No shortage has called up demand yet."""
    return TechnicianState(
        install_share=world.par.technicians.install_share, demand_log=np.zeros(len(world.region.sector_id))
    )
