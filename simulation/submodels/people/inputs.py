"""Residents of 15-74, who joins them, and who has a car."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from simulation.axes import AGE_CLASSES, EDUCATION, MOBILITY_GROUPS, STATES, ZONES
from simulation.declare.inputs import Inputs, block, number
from simulation.declare.tables import Key, Table

MOST = 2e6  # residents of one kind in one zone


@dataclass(frozen=True, kw_only=True, eq=False)
class PeopleInputs(Inputs):
    """Residents at base by age, education and work state; those who turn 15 and who move."""

    tables: ClassVar[tuple[Table, ...]] = (
        Table("persons_age", "Residents of 15-74 by age", (Key("zone", ZONES),)),
        Table("persons_edu", "Residents of 15-74 by education", (Key("zone", ZONES),)),
        Table("persons_state", "Residents of 15-74 by work state", (Key("zone", ZONES),)),
        Table(
            "persons_seed",
            "Joint pattern of age, education and work state",
            (Key("age", AGE_CLASSES, "age class"), Key("edu", EDUCATION, "education")),
            sums=((STATES, (), 1.0),),
        ),
        Table("demography", "Persons turning 15, and moving", (Key("zone", ZONES),)),
        Table(
            "mobility_groups",
            "Who has a car",
            (Key("zone", ZONES), Key("edu", EDUCATION, "education")),
            sums=((MOBILITY_GROUPS, ("zone", "edu"), 1.0),),
        ),
    )
    persons_age: np.ndarray = block("persons_age", AGE_CLASSES, "persons", "residents aged @", 0, MOST, whole=True)
    persons_edu: np.ndarray = block(
        "persons_edu", EDUCATION, "persons", "residents with @ education", 0, MOST, whole=True
    )
    persons_state: np.ndarray = block("persons_state", STATES, "persons", "residents who are @", 0, MOST, whole=True)
    persons_seed: np.ndarray = block(
        "persons_seed", STATES, "share", "share of all persons of 15-74 who are @", 0, 1
    )  # where iterative fitting to the three margins starts
    cohort15: np.ndarray = number("demography.cohort15", "persons/year", "persons turning 15 a year", 0, 1e5)
    migration: np.ndarray = block(
        "demography", AGE_CLASSES, "persons/year", "net domestic migration_@", -1e5, 1e5, column="migration_@"
    )
    mobility_group: np.ndarray = block("mobility_groups", MOBILITY_GROUPS, "share", "share of residents: @", 0, 1)
    aow_age_months: np.ndarray = number("exogenous.aow_age_months", "month", "state pension age", 720, 960, whole=True)
