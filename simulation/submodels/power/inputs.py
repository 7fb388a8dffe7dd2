"""Electricity at base by load class, what a job asks of it, its price and its emission."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from simulation.axes import INSIDE, LOAD_CLASSES
from simulation.declare.inputs import Inputs, block, number, position
from simulation.declare.tables import Key, Table


@dataclass(frozen=True, kw_only=True, eq=False)
class PowerInputs(Inputs):
    """Electricity a year, and the energy of each sector."""

    tables: ClassVar[tuple[Table, ...]] = (
        Table("energy", "Electricity a year by load class; generation positive too", (Key("zone", INSIDE),)),
    )
    energy_mwh: np.ndarray = block("energy", LOAD_CLASSES, "MWh/year", "electricity: @", 0, 2e7)
    sector_kw_job: np.ndarray = number("sectors.kw_job", "kW/job", "contracted power per job", 0, 20)
    sector_fossil: np.ndarray = number(
        "sectors.fossil", "share", "share of energy that is fossil and could be electrified", 0, 1
    )
    sector_co2_job: np.ndarray = number("sectors.co2_job", "tCO2/year/job", "emission per job", 0, 500)
    sector_load: np.ndarray = position(
        "sectors.load_class", LOAD_CLASSES, "load class of the firms' electricity", dtype=np.int8
    )
    elec_eur_kwh: np.ndarray = number("exogenous.elec_eur_kwh", "EUR/kWh", "electricity price of households", 0, 5)
    co2_elec_kg_kwh: np.ndarray = number(
        "exogenous.co2_elec_kg_kwh", "kg/kWh", "emission of electricity from the grid", 0, 2
    )
