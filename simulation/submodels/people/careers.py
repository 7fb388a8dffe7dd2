"""What happens to workers in more than one step: they leave a job, or come in."""

import numpy as np

from agents.worker import WorkState
from simulation.declare.arrays import Ints, Rows
from simulation.kernels.careers import Careers, release_workers
from simulation.kernels.newcomers import find_absent
from simulation.world import World


def end_jobs(world: World, rows: Rows, state: WorkState) -> None:
    """Take workers out of their jobs, if they have one, and put them in `state`."""
    careers = Careers(*(getattr(world.workers, name) for name in Careers._fields))
    release_workers(rows, np.int8(state), careers, world.firms.filled)


def claim_rows(world: World, count: int) -> Ints:
    """Rows for newcomers: freed ones in ascending order, then new ones at the end: int64[count]."""
    workers = world.workers
    free = find_absent(workers.state, count)
    if free.size == count:
        return np.asarray(free)
    added = workers.extend(count - free.size)
    return np.concatenate([free, np.arange(added.start, added.stop)])
