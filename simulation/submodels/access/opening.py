"""Getting to work before the first month."""

from simulation.submodels.access.state import AccessState
from simulation.submodels.access.travel_cost import generalised_cost
from simulation.world import World


def open_state(world: World) -> AccessState:
    """Cost of travel before any policy."""
    return AccessState(trip_cost=generalised_cost(world.region, world.par.access))
