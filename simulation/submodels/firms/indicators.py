"""Indicators of firms."""

from simulation.counts import Counts
from simulation.declare.arrays import Floats
from simulation.declare.indicators import Indicator
from simulation.submodels.power.notes import CO2
from simulation.world import World

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        name="firms",
        nl="Bedrijven",
        en="Firms",
        unit="firm",
        source="Statistics Netherlands: establishments",
        meaning="establishments in the zone",
        better="up",
    ),
    Indicator(
        name="co2_firms",
        nl="CO2 van bedrijven",
        en="CO2 of firms",
        unit="tCO2/year",
        source="definition of the model",
        meaning="fossil use of firms by sector and job, none once electrified",
        better="down",
        estimate=CO2,
    ),
)


def observe_zones(world: World, counts: Counts) -> dict[str, Floats]:
    """By zone of establishment, those inside the region at least."""
    region = world.region
    fossil = counts.slots[: region.n_mra, :, 3]
    return {"firms": counts.firms[:, 0], "co2_firms": fossil @ region.sector_co2_job}
