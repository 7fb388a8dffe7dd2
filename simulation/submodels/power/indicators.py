"""Indicators of electricity, and of firms that want more of it."""

import numpy as np

from simulation.axes import LOAD_CLASSES
from simulation.counts import Counts
from simulation.declare.arrays import Floats
from simulation.declare.indicators import Indicator, Ratio
from simulation.submodels.grid.notes import QUEUE
from simulation.submodels.grid.state import IS_GENERATION
from simulation.submodels.power.notes import CO2
from simulation.world import World

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        name="firms_waiting",
        nl="Bedrijven in de wachtrij",
        en="Firms in the queue",
        unit="firm",
        meaning="firms that wait for grid capacity",
        better="down",
        estimate=QUEUE,
    ),
    Indicator(
        name="firms_electrified",
        nl="Geëlektrificeerde bedrijven",
        en="Electrified firms",
        unit="firm",
        meaning="firms that switched from fossil energy to electricity",
        better="up",
        time="end",
        estimate=QUEUE,
    ),
    Indicator(
        name="firms_capped",
        nl="Bedrijven op slot",
        en="Firms held back",
        unit="firm",
        source="definition of the model",
        meaning="firms that want to be larger than their grid connection allows",
        better="down",
        estimate=QUEUE,
    ),
    Indicator(
        name="jobs_capped",
        nl="Banen op slot",
        en="Jobs held back",
        unit="job",
        source="definition of the model",
        meaning="jobs that firms would offer if their grid connection allowed it",
        better="down",
        estimate=QUEUE,
    ),
    Indicator(
        name="electricity_mwh",
        nl="Elektriciteitsvraag",
        en="Electricity demand",
        unit="MWh/year",
        meaning="demand a year at the present stock",
        time="end",
    ),
    Indicator(
        name="generation_mwh",
        nl="Opwek uit zon en wind",
        en="Solar and wind generation",
        unit="MWh/year",
        meaning="generation a year at the present stock",
        better="up",
        time="end",
    ),
    Indicator(
        name="co2_electricity",
        nl="CO2 van elektriciteit",
        en="CO2 of electricity",
        unit="tCO2/year",
        source="definition of the model, with national emission factors",
        meaning="demand at the national emission factor",
        better="down",
    ),
    Ratio(
        name="co2",
        nl="CO2-uitstoot",
        en="CO2 emissions",
        unit="tCO2/year",
        source="definition of the model, with national emission factors",
        over=("co2_homes", "co2_firms", "co2_electricity"),
        meaning="gas in homes, fossil use of firms and electricity; no road traffic",
        better="down",
        estimate=CO2,
    ),
    Ratio(
        name="electrified_share",
        nl="Aandeel geëlektrificeerde bedrijven",
        en="Share of electrified firms",
        unit="%",
        high=100,
        source="definition of the model",
        over=("firms_electrified",),
        under=("firms",),
        factor=100,
        better="up",
        estimate=QUEUE,
    ),
)


def observe_zones(world: World, counts: Counts) -> dict[str, Floats]:
    """By zone, those inside the region at least."""
    region, power, inside = world.region, world.power, world.region.n_mra
    station, at = np.zeros((inside, len(LOAD_CLASSES))), region.grid.station_zone
    np.add.at(station, at[at < inside], power.station_mwh[at < inside])
    use = power.energy_mwh + station
    demand = use[:, ~IS_GENERATION].sum(axis=1)
    lived = min(max(world.month - 1, 0), len(region.exogenous["co2_elec_kg_kwh"]) - 1)
    return {
        "jobs_capped": counts.firms[:, 4],
        "firms_waiting": counts.firms[:, 1],
        "firms_electrified": counts.firms[:, 2],
        "firms_capped": counts.firms[:, 3],
        "electricity_mwh": demand,
        "generation_mwh": use[:, IS_GENERATION].sum(axis=1),
        "co2_electricity": demand * region.exogenous["co2_elec_kg_kwh"][lived],
    }
