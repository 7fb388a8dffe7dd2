"""All policy levers, gathered from the submodels they act on."""

from simulation.declare.levers import Cost, Lever
from simulation.submodels import gather

__all__ = ["LEVERS", "Cost", "Lever"]

LEVERS: dict[str, Lever] = {lever.name: lever for room in gather("levers").values() for lever in room.LEVERS}
