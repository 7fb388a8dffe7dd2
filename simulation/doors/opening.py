"""The doors at the base month."""

from simulation.doors.state import Doors
from simulation.world import World


def open_state(world: World) -> Doors:
    """Nothing is written."""
    return Doors()
