"""How a lever is declared: what policy can change, within which range, and what it asks of public money."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from simulation.declare.arrays import Floats
from simulation.declare.declared import Declared
from simulation.months import MONTHS, month_index


@dataclass(frozen=True)
class Cost:
    """What a lever asks from public money, as a simple rule.

    A year costs `max(0, per_unit * (value - base))`, times the value of the lever `times` if named. A lever by
    zone costs this in every municipality, per inhabitant if `per_inhabitant`, in all of them if `per_zone`.
    """

    per_unit: float = 0.0  # [EUR/year per unit of the lever]
    base: float = 0.0  # value that costs nothing extra
    times: str | None = None
    per_inhabitant: bool = False
    per_zone: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Lever(Declared):
    """One thing policy can change."""

    default: float | tuple[tuple[str, float], ...]  # value, or (month, value) steps from the first month on
    acts_on: str
    cost: Cost = field(default_factory=Cost)
    kind: Literal["number", "switch"] = "number"
    zonal: bool = False

    @property
    def default_path(self) -> Floats:
        """Value by month under current policy: float64[MONTHS]."""
        steps = self.default if isinstance(self.default, tuple) else (("2022-01", self.default),)
        path = np.empty(MONTHS)
        for start, value in steps:
            path[month_index(start) :] = value
        return path


def switch(*, name: str, nl: str, en: str, acts_on: str, source: str, cost: Cost | None = None,
           unit: str = "0 or 1") -> Lever:  # fmt: skip
    """Declare a lever that is off, as by default, or on."""
    return Lever(
        name=name,
        nl=nl,
        en=en,
        unit=unit,
        default=0.0,
        low=0.0,
        high=1.0,
        source=source,
        acts_on=acts_on,
        cost=cost or Cost(),
        kind="switch",
    )
