"""What holds for data centres."""

from simulation.checks import require, require_finite
from simulation.world import World


def check_state(world: World) -> None:
    """Capacity is finite, and power management is a share of it."""
    require_finite(world.data_centres.new_mva, world, "new_mva")
    require(0 <= world.data_centres.x_leap <= 1, world, "shares are between 0 and 1")
