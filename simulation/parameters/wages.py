"""Parameters of wages."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class WageParameters(Parameters):
    """Wage index and reservation wages."""
