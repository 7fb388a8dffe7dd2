"""Sectors, their firms and jobs, and the business cycle."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from simulation.axes import SECTORS, ZONES
from simulation.declare.inputs import Inputs, block, names, number
from simulation.declare.tables import Column, Key, Table


@dataclass(frozen=True, kw_only=True, eq=False)
class FirmsInputs(Inputs):
    """Jobs and firms at base, and how the demand of each sector moves."""

    tables: ClassVar[tuple[Table, ...]] = (
        Table("jobs", "Jobs by zone and sector", (Key("zone", ZONES),)),
        Table("firms", "Firms by zone and sector", (Key("zone", ZONES),)),
        Table(
            "sectors",
            "Sectors and their coefficients",
            (Key("sector", meaning="identifier"),),
            (Column("name_nl", "-", "Dutch name"), Column("name_en", "-", "English name")),
        ),
    )
    jobs: np.ndarray = block("jobs", SECTORS, "jobs", "filled jobs at base", 0, 1e6, whole=True)
    firms: np.ndarray = block("firms", SECTORS, "firms", "firms at base, one-person firms included", 0, 1e6, whole=True)
    sector_id: tuple[str, ...] = names(SECTORS)
    sector_cyclicality: np.ndarray = number(
        "sectors.cyclicality", "1", "demand reacts to the cycle by this power (beta)", 0, 5
    )
    sector_growth: np.ndarray = number("sectors.growth", "1/year", "trend of demand", -0.1, 0.1)
    cycle: np.ndarray = number("exogenous.cycle", "log", "business cycle, 0 on trend", -1, 1)
