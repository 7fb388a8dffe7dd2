"""Access to work: what commuting costs this quarter."""

from simulation.steps import step
from simulation.submodels.access.travel_cost import generalised_cost
from simulation.world import World

EVERY = 3  # months


@step(own="access")
def update_access(world: World) -> None:
    """Recompute the cost of commuting at the start of each quarter."""
    if world.month % EVERY == 0:
        world.access.trip_cost = generalised_cost(world.region, world.par.access, world.lever_zones("pt_upgrade"))
