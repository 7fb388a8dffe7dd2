"""Heat at the base month."""

import numpy as np

from simulation.submodels.heat.state import HeatState
from simulation.world import World


def open_state(world: World) -> HeatState:
    """Dwellings as in the table, prices as remembered from before."""
    region, par = world.region, world.par.heat
    return HeatState(
        dwellings=region.dwellings.copy(),
        suitability=region.heat_suitability.copy(),
        wish=np.zeros_like(region.dwellings),
        new_homes=np.zeros(region.n_mra),
        gas_price=par.gas_price_before,
        elec_price=par.elec_price_before,
    )
