"""Parameters of data centres."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class DataCentreParameters(Parameters):
    """Growth and sites of data centres."""
