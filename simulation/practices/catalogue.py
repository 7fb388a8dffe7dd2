"""All practices that are kept as shares by zone, gathered from the submodels they belong to."""

from simulation.declare.practices import Practice
from simulation.submodels import gather

OWNERS: dict[str, str] = {each.name: room for room, found in gather("practices").items() for each in found.PRACTICES}
PRACTICES: dict[str, Practice] = {each.name: each for found in gather("practices").values() for each in found.PRACTICES}
