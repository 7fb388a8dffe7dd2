"""What data centres draw."""

import numpy as np

from simulation.axes import LOAD_CLASSES
from simulation.declare.arrays import Floats
from simulation.world import World

DATA_CENTRE = LOAD_CLASSES.index("data_centre")


def mean_load_mw(world: World) -> Floats:
    """Mean power of data centres, those connected since the start at their share of use: float64[z] [MW]."""
    at_start = world.power.energy_mwh[:, DATA_CENTRE] / 8760
    return np.asarray(at_start + world.data_centres.new_mva * world.par.data_centres.dc_use)
