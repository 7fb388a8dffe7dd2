"""Parameters of firms."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class FirmParameters(Parameters):
    """Growth, birth and death of firms."""
