"""Which bottleneck binds first, by sub-region and year.

Five scores, each 1 at its threshold; the highest binds if it is 1 or more. The queue of a sub-region relative
to its capacity and QUEUE_LIMIT is its pressure, and it is divided over what the queue waits for:

- `technicians`: the part covered by projects that have their permit, times the share of the wanted technicians
  that is not there (1 - available / wanted in the region);
- `permits`: the part covered by projects that wait for a permit;
- `grid`: the part that no project covers.

The other two stand apart:

- `installers`: installers wanted by the wishes for heat and chargers / available (one regional pool) / HANDS_LIMIT;
- `workers`: vacancies as a share of all jobs, filled and open, at firms in the sub-region / VACANT_LIMIT.

The first three are means of the months, the last two ratios over the year.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulation.declare.arrays import Floats

BOTTLENECKS = ("technicians", "installers", "permits", "grid", "workers")
NONE = "none"
QUEUE_LIMIT = 0.10  # a queue of a tenth of capacity is called binding [assumption]
HANDS_LIMIT = 1.1  # a tenth more work than hands [assumption]: installers follow demand, so that 1 is their balance
VACANT_LIMIT = 0.05  # one job in twenty open: about the national record of 2022 (Statistics Netherlands)


def score_bottlenecks(zonal: Mapping[str, Floats], regional: Mapping[str, Floats]) -> Floats:
    """Score the five bottlenecks in one year.

    Parameters
    ----------
    zonal
        queue_mw, capacity_mw, permit_mva, build_mva, vacancies, jobs: float64[n_months, n_areas].
    regional
        grid_technicians_need, grid_technicians_avail, installers_need, installers_avail: float64[n_months].

    Returns
    -------
    float64[n_areas, 5]
        In the order of BOTTLENECKS; 1 is the threshold.
    """
    pressure = _ratio(zonal["queue_mw"], zonal["capacity_mw"]) / QUEUE_LIMIT
    planned = zonal["permit_mva"] + zonal["build_mva"]
    covered = np.maximum(planned, zonal["queue_mw"])
    wanted, there = regional["grid_technicians_need"], regional["grid_technicians_avail"]
    lacking = _ratio(np.maximum(wanted - there, 0.0), wanted)[:, None]
    hands = (pressure * lacking * _ratio(zonal["build_mva"], covered)).mean(axis=0)
    permits = (pressure * _ratio(zonal["permit_mva"], covered)).mean(axis=0)
    unplanned = (pressure * _ratio(covered - planned, covered)).mean(axis=0)
    install = _ratio(regional["installers_need"].sum(), regional["installers_avail"].sum()) / HANDS_LIMIT
    vacant = zonal["vacancies"].sum(axis=0)
    tight = _ratio(vacant, vacant + zonal["jobs"].sum(axis=0)) / VACANT_LIMIT
    return np.stack([hands, np.full_like(hands, install), permits, unplanned, tight], axis=1)


def first_binding(scores: Floats) -> NDArray[np.int32]:
    """Index into (*BOTTLENECKS, NONE) of what binds: int32[...] for float64[..., 5]."""
    highest = scores.argmax(axis=-1)
    binds = scores.max(axis=-1) >= 1.0
    return np.where(binds, highest, len(BOTTLENECKS)).astype(np.int32)


def _ratio(over: Floats | np.float64, under: Floats | np.float64) -> Floats:
    """Quotient, 0 where nothing is asked and large where all is lacking."""
    return np.asarray(over / np.maximum(under, 1e-9))
