"""Parameters of heat in dwellings."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class HeatParameters(Parameters):
    """Choice of heating."""
