"""Practices at the base month."""

import numpy as np

from simulation.practices.catalogue import PRACTICES
from simulation.practices.state import Practices
from simulation.world import World


def open_state(world: World) -> Practices:
    """Every practice at its declared start, in all zones alike."""
    values = world.par.flat()
    practices = Practices()
    for name, each in PRACTICES.items():
        practices[name] = np.full(world.region.n_mra, values[each.start] if isinstance(each.start, str) else each.start)
    return practices
