"""Dwellings, what they could be heated with, and gas."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from simulation.axes import DWELLING_CLASSES, HEAT_TECHS, INSIDE, TENURES
from simulation.declare.inputs import Inputs, block, flag, number
from simulation.declare.tables import Key, Table

CLASS = Key("class", DWELLING_CLASSES, "dwelling class")


@dataclass(frozen=True, kw_only=True, eq=False)
class HeatInputs(Inputs):
    """Dwellings at base, heat plans and sources, and what comes from outside the region."""

    tables: ClassVar[tuple[Table, ...]] = (
        Table(
            "dwellings",
            "Dwellings by tenure, class and heat",
            (Key("zone", INSIDE), Key("tenure", TENURES), CLASS),
        ),
        Table("heat", "Fitness for low-temperature heat, and heat sources", (Key("zone", INSIDE),)),
        Table("dwelling_classes", "Dwelling classes", (CLASS,)),
    )
    dwellings: np.ndarray = block("dwellings", HEAT_TECHS, "dwellings", "dwellings heated by: @", 0, 1e6)
    heat_suitability: np.ndarray = block(
        "heat", DWELLING_CLASSES, "share", "share of dwellings fit for low-temperature heat: @", 0, 1
    )
    gas_m3: np.ndarray = number("dwelling_classes.gas_m3", "m3/year", "gas use of a gas-heated dwelling", 0, 10_000)
    heat_plan: np.ndarray = flag("heat.plan", "1 if the zone plans district heat")
    heat_source_mw: np.ndarray = number("heat.source_mw", "MW", "thermal capacity available to district heat", 0, 5000)
    gas_eur_m3: np.ndarray = number("exogenous.gas_eur_m3", "EUR/m3", "gas price of households", 0, 20)
    new_dwellings_year: np.ndarray = number("exogenous.new_dwellings_year", "dwellings/year", "dwellings built", 0, 1e5)
    green_gas_share: np.ndarray = number(
        "exogenous.green_gas_share", "share", "supply of green gas as a share of gas use", 0, 1
    )
