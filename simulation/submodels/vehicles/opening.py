"""Cars and vans at the base month."""

import numpy as np

from simulation.submodels.vehicles.state import VehicleState
from simulation.world import World


def open_state(world: World) -> VehicleState:
    """Battery cars as in the table, no zero-emission vans and no rules."""
    region = world.region
    n = region.n_mra
    return VehicleState(
        bev_share=np.full(n, region.bev_share),
        ev_mwh=np.zeros((n, 2)),
        van_ze=np.zeros(n),
        ze_active=np.zeros(n, bool),
        ze_trips=np.zeros(region.n_zones),
        ze_rules=np.ones(region.n_zones),
    )
