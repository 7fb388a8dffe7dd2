"""Data centres at the base month."""

import numpy as np

from simulation.submodels.data_centres.state import DataCentreState
from simulation.world import World


def open_state(world: World) -> DataCentreState:
    """None connected since the start yet."""
    return DataCentreState(new_mva=np.zeros(world.region.n_mra))
