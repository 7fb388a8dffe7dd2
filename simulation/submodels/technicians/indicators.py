"""Indicators of technicians."""

from simulation.declare.indicators import Indicator
from simulation.world import World

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        name="grid_technicians_avail",
        nl="Beschikbare netmonteurs",
        en="Grid technicians available",
        unit="FTE",
        meaning="technicians for grid expansion in the month",
        better="up",
        table="region",
    ),
    Indicator(
        name="grid_technicians_need",
        nl="Benodigde netmonteurs",
        en="Grid technicians needed",
        unit="FTE",
        meaning="technicians all ready projects could use in the month",
        table="region",
    ),
    Indicator(
        name="installers_avail",
        nl="Beschikbare installateurs",
        en="Installers available",
        unit="FTE",
        meaning="installers of heat and chargers in the month",
        better="up",
        table="region",
    ),
    Indicator(
        name="installers_need",
        nl="Benodigde installateurs",
        en="Installers needed",
        unit="FTE",
        meaning="installers the wishes of the month ask for",
        table="region",
    ),
    Indicator(
        name="installers_used",
        nl="Ingezette installateurs",
        en="Installers at work",
        unit="FTE",
        meaning="installers the carried-out work took",
        table="region",
    ),
)


def observe_region(world: World) -> dict[str, float]:
    """For the region as a whole."""
    hands = world.technicians
    return {
        "grid_technicians_avail": hands.grid_fte,
        "grid_technicians_need": world.grid.labour_need,
        "installers_avail": hands.install_fte,
        "installers_need": hands.install_need,
        "installers_used": hands.install_used,
    }
