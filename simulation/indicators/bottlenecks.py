"""Which bottleneck binds first, by sub-region and year.

Five scores, each 1 at its threshold; the highest binds if it is 1 or more:

- `technicians`: grid technicians wanted by all ready projects / available, in months in which the
  sub-region has a project that wants them;
- `installers`: installers wanted by the month's heat and charger wishes / available (one regional pool);
- `permits`: queue covered by projects that wait for a permit, relative to capacity / QUEUE_LIMIT;
- `grid`: queue covered by no project at all, relative to capacity / QUEUE_LIMIT;
- `workers`: vacancies per unemployed resident / TIGHT_LIMIT.

A queue covered by projects under construction counts for neither permits nor grid: there hands or time decide.
The first two and the last are ratios over the year, the others means of the months.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

BOTTLENECKS = ("technicians", "installers", "permits", "grid", "workers")
NONE = "none"
QUEUE_LIMIT = 0.10  # a queue of a tenth of capacity is called binding [assumption]
TIGHT_LIMIT = 1.0  # one vacancy per unemployed person [assumption]: the region passed it in 2022
Floats = NDArray[np.float64]


def score_bottlenecks(zonal: Mapping[str, Floats], regional: Mapping[str, Floats]) -> Floats:
    """Score the five bottlenecks in one year.

    Parameters
    ----------
    zonal
        queue_mw, capacity_mw, permit_mva, build_mva, build_need_fte, vacancies, unemployed: float64[n_months, n_areas].
    regional
        grid_technicians_need, grid_technicians_avail, installers_need, installers_avail: float64[n_months].

    Returns
    -------
    float64[n_areas, 5]
        In the order of BOTTLENECKS; 1 is the threshold.
    """
    wanted = zonal["build_need_fte"] > 0
    hands = _ratio(regional["grid_technicians_need"].sum(), regional["grid_technicians_avail"].sum()) * wanted.mean(
        axis=0
    )
    install = _ratio(regional["installers_need"].sum(), regional["installers_avail"].sum())
    pressure = _ratio(zonal["queue_mw"], zonal["capacity_mw"]) / QUEUE_LIMIT
    planned = zonal["permit_mva"] + zonal["build_mva"]
    covered = np.maximum(planned, zonal["queue_mw"])
    permits = (pressure * _ratio(zonal["permit_mva"], covered)).mean(axis=0)
    unplanned = (pressure * _ratio(covered - planned, covered)).mean(axis=0)
    tight = _ratio(zonal["vacancies"].sum(axis=0), zonal["unemployed"].sum(axis=0)) / TIGHT_LIMIT
    return np.stack([hands, np.full_like(hands, install), permits, unplanned, tight], axis=1)


def first_binding(scores: Floats) -> NDArray[np.int32]:
    """Index into (*BOTTLENECKS, NONE) of what binds: int32[...] for float64[..., 5]."""
    highest = scores.argmax(axis=-1)
    binds = scores.max(axis=-1) >= 1.0
    return np.where(binds, highest, len(BOTTLENECKS)).astype(np.int32)


def _ratio(over: Floats | np.float64, under: Floats | np.float64) -> Floats:
    """Quotient, 0 where nothing is asked and large where all is lacking."""
    return np.divide(over, np.maximum(under, 1e-9), out=None) * (np.asarray(over) > 0)
