"""Parameters of the initial population."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class PopulationParameters(Parameters):
    """Synthetic population and burn-in."""
