"""Indicators of cars."""

from simulation.counts import Counts
from simulation.declare.arrays import Floats
from simulation.declare.indicators import Indicator, Ratio
from simulation.world import World

CARS = ("de beginstand per gemeente is een schatting", "the start by municipality is an estimate")

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        name="cars",
        nl="Personenauto's",
        en="Cars",
        unit="car",
        source="Statistics Netherlands: registered cars",
        meaning="registered cars",
    ),
    Indicator(
        name="cars_battery",
        nl="Elektrische auto's",
        en="Battery cars",
        unit="car",
        source="Statistics Netherlands: registered cars",
        meaning="battery-electric cars",
        better="up",
        time="end",
        estimate=CARS,
    ),
    Ratio(
        name="battery_car_share",
        nl="Aandeel elektrische auto's",
        en="Share of battery cars",
        unit="%",
        high=100,
        source="Statistics Netherlands: registered cars",
        over=("cars_battery",),
        under=("cars",),
        factor=100,
        better="up",
    ),
)


def observe_zones(world: World, counts: Counts) -> dict[str, Floats]:
    """By zone inside the region, each float64[n_mra]."""
    cars = world.region.cars
    return {"cars": cars, "cars_battery": cars * world.vehicles.bev_share}
