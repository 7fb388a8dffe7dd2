"""Access to work: what commuting costs this quarter."""

from simulation.steps import step
from simulation.submodels.access.travel_cost import generalised_cost
from simulation.world import World


@step(own="access", every=3)
def update_access(world: World) -> None:
    """Recompute the cost of commuting at the start of each quarter."""
    world.access.trip_cost = generalised_cost(world.region, world.par.access, world.lever_zones("pt_upgrade"))
