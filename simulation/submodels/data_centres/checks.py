"""What holds for data centres."""

from simulation.checks import require_finite
from simulation.world import World


def check_state(world: World) -> None:
    """Capacity is finite."""
    require_finite(world.data_centres.new_mva, world, "new_mva")
