"""What happens to workers in more than one process: leave a job, be counted, come in."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.kernels.careers import Careers, release_workers
from simulation.kernels.newcomers import find_absent

if TYPE_CHECKING:
    from simulation.model import RegionModel

Rows = NDArray[Any]


def record_flow(model: "RegionModel", name: str, zones: Rows) -> None:
    """Add one agent for each entry of `zones` to the month's flow `name`: float64[z]."""
    counts = np.bincount(zones, minlength=model.region.n_zones).astype(np.float64)
    model.month_flows[name] = model.month_flows[name] + counts if name in model.month_flows else counts


def end_jobs(model: "RegionModel", rows: Rows, state: WorkState) -> None:
    """Take workers out of their jobs, if they have one, and put them in `state`."""
    careers = Careers(*(getattr(model.workers, name) for name in Careers._fields))
    release_workers(rows, np.int8(state), careers, model.firms.filled)


def gather_blocks(counts: list[int], rows: Rows, kinds: Rows, block: int) -> tuple[Rows, Rows]:
    """Join what each block wrote from its first row on: rows and kinds."""
    spans = [slice(b * block, b * block + count) for b, count in enumerate(counts)]
    return np.concatenate([rows[s] for s in spans]), np.concatenate([kinds[s] for s in spans])


def count_within(cells: Rows) -> NDArray[np.int64]:
    """Rank of each element among those of the same cell, in order of appearance: int64[n]."""
    order = np.argsort(cells, kind="stable")
    ordered = cells[order]
    ranks = np.empty(cells.size, np.int64)
    ranks[order] = np.arange(cells.size) - np.searchsorted(ordered, ordered)
    return ranks


def claim_rows(model: "RegionModel", count: int) -> NDArray[np.int64]:
    """Rows for newcomers: freed ones in ascending order, then new ones at the end: int64[count]."""
    workers = model.workers
    free = find_absent(workers.state, count)
    if free.size == count:
        return np.asarray(free)
    added = workers.extend(count - free.size)
    return np.concatenate([free, np.arange(added.start, added.stop)])
