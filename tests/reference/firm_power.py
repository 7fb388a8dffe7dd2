"""Slow twins of the kernels of firms' power and vans."""

import math

import numpy as np

from simulation.kernels.draws import normals
from tests.reference.firm_growth import draw


def spread(key: np.uint64, uid: int, sigma: float, highest: float) -> float:
    """Fixed factor of one firm."""
    return min(highest, math.exp(sigma * float(normals(key, np.array([uid], np.uint64))[0]) - sigma**2 / 2))


def power_wish(
    u: float,
    el: int,
    kw_job: float,
    jobs: float,
    factor: float,
    fossil_kw: float,
    hazard: float,
    limit: float,
    margin: float,
) -> tuple[int, float, int, float]:
    """Wish, power needed, new state and power added on the present connection, of one firm."""
    present = kw_job * jobs * factor * (1 + fossil_kw if el == 2 else 1)
    if el == 0 and u < hazard:
        wanted = present * (1 + fossil_kw)
        return (0, 0.0, 2, wanted - present) if wanted <= limit else (2, wanted, el, 0.0)
    return (1, present, el, 0.0) if present > limit * (1 + margin) else (0, 0.0, el, 0.0)


def van_share(u: float, fleet: float, before: float, hazard: float, blocked: bool) -> float:
    """Zero-emission share of one fleet a month later."""
    if blocked or fleet <= 0:
        return before
    vans = max(1, math.floor(fleet + 0.5))
    expected = hazard * (1 - before) * vans
    replaced = expected if expected >= 1 else float(u < expected)
    return min(1.0, before + replaced / vans)


__all__ = ["draw", "power_wish", "spread", "van_share"]
