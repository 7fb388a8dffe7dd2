"""Parameters of mobility."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class MobilityParameters(Parameters):
    """Commuting cost, cars and vans."""
