"""Parameters of who enters, ages and leaves."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class DemographyParameters(Parameters):
    """Ageing, participation, migration."""
