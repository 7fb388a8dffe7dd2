"""What is remembered of people as a whole."""

from dataclasses import dataclass

from simulation.declare.arrays import Floats


@dataclass(kw_only=True)
class PeopleState:
    """What people become, and how readily they leave work (`o` occupations)."""

    occ_by_edu: Floats  # [3, o] occupations of the employed by education, rows sum to 1; measured once a year
    leave_factor: float  # on leaving work for outside the labour force before 60; set in the burn-in
