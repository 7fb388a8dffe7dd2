"""One run and many runs of the region (Poldermodel)."""

from simulation.environment import prepare_environment

prepare_environment()
