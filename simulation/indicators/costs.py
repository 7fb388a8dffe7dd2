"""What policy asks of public money."""

from simulation.declare.indicators import Indicator
from simulation.world import World

COST = (
    "ruwe publieke kosten per eenheid; baten zijn niet in geld uitgedrukt",
    "rough public unit costs; benefits are not expressed in money",
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        name="cost_asked",
        nl="Gevraagd publiek geld",
        en="Public money asked",
        unit="EUR",
        source="definition of the model",
        meaning="what all levers together ask",
        better="down",
        time="sum",
        estimate=COST,
        table="region",
    ),
)


def observe_region(world: World) -> dict[str, float]:
    """For the region as a whole, in the month just lived."""
    asked = world.policy.levers.monthly_cost(world.month - 1, world.region.population)
    return {"cost_asked": sum(asked.values())}
