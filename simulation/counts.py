"""People and firms counted once a month, for all indicators that are made of them."""

from dataclasses import dataclass

import numpy as np

from simulation.axes import MODES
from simulation.declare.arrays import Floats
from simulation.kernels.observing import Employers, People, count_firms, count_workers
from simulation.submodels.firms.demand import demand_multiplier, sized_by_demand
from simulation.world import World

LONG_TERM = 12  # months without work
CAR = MODES.index("car")


@dataclass(frozen=True)
class Counts:
    """What is true at the end of a month, at true scale (`z` zones).

    Attributes
    ----------
    people
        float64[z, 5, 3, 3, 2] residents by WorkState, education, mobility group and long-term unemployment.
    km
        float64[z] road distance to work, one way, added over the employed residents.
    slots
        float64[z, n_sectors, 4] jobs filled, wanted, vacant, and filled at firms on fossil energy.
    firms
        float64[z, 5] firms: all, waiting for the grid, electrified, held back by it; and the jobs it withholds.
    """

    people: Floats
    km: Floats
    slots: Floats
    firms: Floats

    def state(self, state: int) -> Floats:
        """Residents in a WorkState: float64[z]."""
        return np.asarray(self.people[:, state].sum(axis=(1, 2, 3)))

    @property
    def jobs(self) -> Floats:
        """Jobs over all sectors, columns as `slots`: float64[z, 4]."""
        return np.asarray(self.slots.sum(axis=1))


def count(world: World) -> Counts:
    """Count people by zone of residence and jobs and firms by zone of establishment."""
    return Counts(*count_people(world), *count_employers(world))


def count_people(world: World) -> tuple[Floats, Floats]:
    """`people` and `km` of Counts."""
    w, zones, threads = world.workers, world.region.n_zones, world.threads
    blocks = threads.blocks(w.n)
    counts, flows = np.zeros((blocks, zones, 6, 3, 3, 2), np.int64), np.zeros((blocks, zones, zones), np.int64)
    people = People(*(getattr(w, name) for name in People._fields))
    threads.each_block(count_workers, w.n, people, world.firms.zone, LONG_TERM, counts, flows)
    km = (flows.sum(axis=0) * world.region.km[CAR]).sum(axis=1)
    return counts.sum(axis=0)[:, 1:] * float(world.scale), km * world.scale


def count_employers(world: World) -> tuple[Floats, Floats]:
    """`slots` and `firms` of Counts."""
    f, region, threads = world.firms, world.region, world.threads
    blocks = threads.blocks(f.n)
    slots = np.zeros((blocks, region.n_zones, len(region.sector_id), 4), np.int64)
    firms = np.zeros((blocks, region.n_zones, 5))
    size = sized_by_demand(world, f.S)
    employers = Employers(f.zone, f.sector, f.filled, f.target, f.vacant, f.el, size=size, cap=f.cap, weight=f.w_f)
    threads.each_block(count_firms, f.n, employers, demand_multiplier(world), slots, firms)
    counted = firms.sum(axis=0)
    counted[:, 4] *= world.scale
    return slots.sum(axis=0) * float(world.scale), counted
