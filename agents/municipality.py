"""Municipalities: ordinary Mesa agents that look up their own row in the region and the populations."""

from typing import TYPE_CHECKING

import mesa
import numpy as np

from agents.worker import WorkState

if TYPE_CHECKING:
    from simulation.world import World


class Municipality(mesa.Agent):
    """One municipality of the region.

    Parameters
    ----------
    model
        The region's model.
    world
        Its state.
    zone
        Row of the municipality in the region's tables, below `n_mra`.
    """

    world: "World"

    def __init__(self, model: mesa.Model, world: "World", zone: int) -> None:
        super().__init__(model)
        self.world = world
        self.zone = zone
        self.pos = (float(world.region.zone_lon[zone]), float(world.region.zone_lat[zone]))

    @property
    def code(self) -> str:
        """Official code, such as GM0363."""
        return self.world.region.zone_id[self.zone]

    @property
    def name(self) -> str:
        """Name as the municipality writes it."""
        return self.world.region.zone_name[self.zone]

    @property
    def subregion(self) -> str:
        """Name of the sub-region it belongs to."""
        region = self.world.region
        return region.subregion_name[int(region.zone_subregion[self.zone])]

    @property
    def population(self) -> float:
        """Inhabitants of all ages at the base month."""
        return float(self.world.region.population[self.zone])

    @property
    def residents(self) -> int:
        """Residents of 15-74 years now."""
        workers = self.world.workers
        living_here = (workers.home == self.zone) & (workers.state != WorkState.ABSENT)
        return int(np.count_nonzero(living_here)) * self.world.scale

    @property
    def unemployed(self) -> int:
        """Residents who seek work and have none now."""
        workers = self.world.workers
        seeking = (workers.home == self.zone) & (workers.state == WorkState.UNEMPLOYED)
        return int(np.count_nonzero(seeking)) * self.world.scale

    @property
    def jobs(self) -> int:
        """Filled jobs in the municipality now."""
        firms = self.world.firms
        return int(firms.filled[firms.zone == self.zone].sum()) * self.world.scale

    @property
    def vacancies(self) -> int:
        """Open jobs in the municipality now."""
        firms = self.world.firms
        return int(firms.vacant[firms.zone == self.zone].sum()) * self.world.scale
