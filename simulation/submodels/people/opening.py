"""People before the first month."""

import numpy as np

from agents.columns import Columns
from simulation.declare.arrays import Floats
from simulation.kernels.staff import count_occupations
from simulation.submodels.people.state import PeopleState
from simulation.world import World


def open_state(world: World) -> PeopleState:
    """What the educated work as now, and no correction yet."""
    return PeopleState(
        occ_by_edu=occupations_by_education(world.workers, len(world.region.occupation_id)), leave_factor=1.0
    )


def occupations_by_education(workers: Columns, n_occ: int) -> Floats:
    """Share of each occupation among the employed of each education: float64[3, o], rows sum to 1."""
    found = np.zeros((3, n_occ), np.int64)
    count_occupations(workers.state, workers.edu, workers.occ, found)
    counts = found + 1e-9
    return np.asarray(counts / counts.sum(axis=1, keepdims=True))
