"""What is remembered of the demand for what firms make."""

from dataclasses import dataclass

from simulation.declare.arrays import Floats


@dataclass(kw_only=True)
class DemandState:
    """Demand as jobs wanted (`s` sectors)."""

    index: Floats  # [s] demand relative to the base month
    gap: float  # jobs wanted above jobs filled; set in the burn-in
