"""Indicators of heat in dwellings."""

import numpy as np

from simulation.axes import DWELLING_CLASSES, HEAT_TECHS
from simulation.counts import Counts
from simulation.declare.arrays import Floats
from simulation.declare.indicators import Indicator, Ratio
from simulation.world import World

HEAT = (
    "de beginstand per gemeente volgt landelijke aandelen",
    "the start by municipality follows national shares",
)
GAS_KG_M3 = 1.78  # kg of CO2 per m3 of natural gas, Netherlands list of fuels

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        name="homes_gas",
        nl="Woningen op aardgas",
        en="Homes on natural gas",
        unit="dwelling",
        source="Statistics Netherlands: dwellings, by the model's heating technologies",
        meaning="dwellings heated by natural gas",
        better="down",
        time="end",
        estimate=HEAT,
    ),
    Indicator(
        name="homes_hybrid",
        nl="Hybride warmtepompen",
        en="Hybrid heat pumps",
        unit="dwelling",
        source="Statistics Netherlands: dwellings, by the model's heating technologies",
        meaning="dwellings with a hybrid heat pump",
        better="up",
        time="end",
        estimate=HEAT,
    ),
    Indicator(
        name="homes_all_electric",
        nl="Volledig elektrische woningen",
        en="All-electric homes",
        unit="dwelling",
        source="Statistics Netherlands: dwellings, by the model's heating technologies",
        meaning="dwellings with a heat pump only",
        better="up",
        time="end",
        estimate=HEAT,
    ),
    Indicator(
        name="homes_district_heat",
        nl="Woningen op een warmtenet",
        en="Homes on district heat",
        unit="dwelling",
        source="Statistics Netherlands: dwellings, by the model's heating technologies",
        meaning="dwellings on a heat network",
        better="up",
        time="end",
        estimate=HEAT,
    ),
    Indicator(
        name="homes_green_gas",
        nl="Woningen op groen gas",
        en="Homes on green gas",
        unit="dwelling",
        source="Statistics Netherlands: dwellings, by the model's heating technologies",
        meaning="dwellings on green gas",
        better="up",
        time="end",
        estimate=HEAT,
    ),
    Indicator(
        name="co2_homes",
        nl="CO2 van gas in woningen",
        en="CO2 of gas in homes",
        unit="tCO2/year",
        source="definition of the model, with national emission factors",
        meaning="gas burned in dwellings",
        better="down",
        estimate=HEAT,
    ),
    Ratio(
        name="heat_pumps",
        nl="Woningen met warmtepomp",
        en="Homes with a heat pump",
        unit="dwelling",
        source="Statistics Netherlands: dwellings, by the model's heating technologies",
        over=("homes_hybrid", "homes_all_electric"),
        meaning="hybrid and all-electric homes",
        better="up",
        time="end",
        estimate=HEAT,
    ),
    Ratio(
        name="heat_pump_share",
        nl="Aandeel woningen met warmtepomp",
        en="Share of homes with a heat pump",
        unit="%",
        high=100,
        source="definition of the model",
        over=("homes_hybrid", "homes_all_electric"),
        under=("homes_gas", "homes_hybrid", "homes_all_electric", "homes_district_heat", "homes_green_gas"),
        factor=100,
        better="up",
        estimate=HEAT,
    ),
)


def observe_zones(world: World, counts: Counts) -> dict[str, Floats]:
    """By zone inside the region, each float64[n_mra]."""
    dwellings = world.heat.dwellings
    homes = dwellings.sum(axis=(1, 2))
    burning = np.zeros(len(HEAT_TECHS))
    burning[HEAT_TECHS.index("gas")], burning[HEAT_TECHS.index("hybrid")] = 1.0, 1.0 - world.par.heat.hybrid_saving
    gas_m3 = np.einsum("ztck,c,k->z", dwellings, world.region.gas_m3[: len(DWELLING_CLASSES)], burning)
    columns = {f"homes_{tech}": homes[:, k] for k, tech in enumerate(HEAT_TECHS)}
    return columns | {"co2_homes": gas_m3 * GAS_KG_M3 / 1000.0}
