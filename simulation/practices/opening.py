"""Practices at the base month."""

import numpy as np

from simulation.practices.catalogue import PRACTICES
from simulation.practices.state import Practices
from simulation.world import World


def open_state(world: World) -> Practices:
    """Every practice at its declared start, in all zones alike."""
    values = world.par.flat()
    starts = {
        name: values[each.start] if isinstance(each.start, str) else each.start for name, each in PRACTICES.items()
    }
    return Practices({name: np.full(world.region.n_mra, start) for name, start in starts.items()})
