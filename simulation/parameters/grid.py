"""Parameters of the grid."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class GridParameters(Parameters):
    """Load, queue and reinforcement."""
