"""What holds for electricity use and the connections of firms."""

import numpy as np

from simulation.checks import require_finite, require_rows
from simulation.world import World


def check_state(world: World) -> None:
    """Energy and contracts are finite, and a firm's request is its own."""
    f, r = world.firms, world.requests
    require_rows(~np.isfinite(f.kw_c), f.zone, world, "kw_c of firms is finite", "firms")
    for name in ("energy_mwh", "small_mwh"):
        require_finite(getattr(world.power, name), world, name)
    asked = np.flatnonzero(f.req >= 0)
    own = (r.firm[f.req[asked]] == asked) & (r.firm_uid[f.req[asked]] == f.uid[asked])
    require_rows(~own, f.zone[asked], world, "the request of a firm is its own", "firms")
