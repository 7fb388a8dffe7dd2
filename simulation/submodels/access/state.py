"""What is remembered of getting to work."""

from dataclasses import dataclass

from simulation.declare.arrays import Floats


@dataclass(kw_only=True)
class AccessState:
    """Cost of travel this quarter (`g` mobility groups, `z` zones)."""

    trip_cost: Floats  # [g, z, z] of a one-way trip from home to work [EUR]
