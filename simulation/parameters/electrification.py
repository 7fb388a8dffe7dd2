"""Parameters of firm electrification."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class ElectrificationParameters(Parameters):
    """Firms that leave fossil energy."""
