"""What holds for dwellings: they change their heating, and are never lost."""

import numpy as np

from simulation.checks import CLOSE, require, require_finite, require_shares, require_zones
from simulation.world import World


def check_state(world: World) -> None:
    """Dwellings are finite and not negative; shares are shares."""
    heat = world.heat
    lowest = heat.dwellings.min(axis=(1, 2, 3))
    require_zones(~(lowest >= -CLOSE), world, "dwellings are finite and not negative")
    require_finite(heat.dwellings, world, "dwellings")
    require_shares(heat.suitability, world, "suitability")
    require(0 <= heat.served <= 1, world, "shares are between 0 and 1")


def check_month(world: World, noted: None) -> None:
    """Homes only change their heating, and new ones are those of the table."""
    region = world.region
    homes, start = (table.sum(axis=(1, 2, 3)) for table in (world.heat.dwellings, region.dwellings))
    built = region.exogenous["new_dwellings_year"][: max(world.month + 1, 0)].sum() / 12
    expected = start * (1 + built / start.sum())
    require_zones(np.abs(homes - expected) > CLOSE * expected, world, "homes are conserved but for new ones")
