"""Occupations, what they require and pay, and which a sector employs."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from simulation.axes import OCCUPATIONS, SECTORS, SKILLS
from simulation.declare.inputs import Inputs, block, names, number, sum_to_one
from simulation.declare.tables import Column, Key, Table


@dataclass(frozen=True, kw_only=True, eq=False)
class LabourInputs(Inputs):
    """Occupations and their place in each sector."""

    tables: ClassVar[tuple[Table, ...]] = (
        Table(
            "occupations",
            "Occupations and what they require",
            (Key("occupation", meaning="identifier"),),
            (Column("name_nl", "-", "Dutch name"), Column("name_en", "-", "English name")),
        ),
        Table("mix", "Occupations within a sector", (Key("sector", SECTORS),), sums=((("*",), ("sector",), 1.0),)),
    )
    occupation_id: tuple[str, ...] = names(OCCUPATIONS)
    occupation_level: np.ndarray = number(
        "occupations.level", "1", "1 low, 2 middle, 3 high", 1, 3, whole=True, dtype=np.int8
    )
    occupation_field: np.ndarray = number(
        "occupations.field",
        "1",
        "0 none, 1 technical, 2 digital, 3 care and education, 4 business",
        0,
        4,
        whole=True,
        dtype=np.int8,
    )
    occupation_wage: np.ndarray = number("occupations.wage", "EUR/hour", "base wage of 2022", 5, 200)
    occupation_skills: np.ndarray = block("occupations", SKILLS, "1", "required @ skill", 0, 1)
    occupation_trend: np.ndarray = number("occupations.trend", "1/year", "drift of the target mix", -0.2, 0.2)
    mix: np.ndarray = block("mix", OCCUPATIONS, "share", "share of the sector's jobs", 0, 1, then=sum_to_one)
    sector_turnover: np.ndarray = number("sectors.turnover", "1", "multiplier on the separation hazard", 0.1, 10)
