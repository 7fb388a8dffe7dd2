"""Parameters of technicians."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class TechnicianParameters(Parameters):
    """Labour for grid and installation."""
