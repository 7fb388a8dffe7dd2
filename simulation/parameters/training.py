"""Parameters of training and skills."""

from dataclasses import dataclass

from simulation.parameters.declare import Parameters


@dataclass(frozen=True, kw_only=True)
class TrainingParameters(Parameters):
    """Programmes, learning and hiring on skills."""
