"""What holds for firms."""

import numpy as np

from simulation.checks import require, require_rows, require_unique
from simulation.world import World

SORTED_EVERY = 12  # months


def check_state(world: World) -> None:
    """Sizes and wages are finite and not negative; demand is finite."""
    f = world.firms
    for name in ("S", "size_p", "w_f", "ffe"):
        require_rows(~np.isfinite(f.storage(name)[: f.n]), f.zone, world, f"{name} of firms is finite", "firms")
    require_rows((f.S < 0) | (f.target < 0) | (f.w_f < 1), f.zone, world, "firms are not negative", "firms")
    require(np.isfinite(world.demand.index).all(), world, "demand is finite")
    if world.month % SORTED_EVERY == 0:
        require_unique(f.uid, world, "firm")
