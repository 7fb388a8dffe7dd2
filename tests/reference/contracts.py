"""Slow twins of the kernels of firms' power."""

import math

import numpy as np

from simulation.kernels.contracts import Spread
from simulation.kernels.draws import normals


def draw_factor(spread: Spread, uid: int) -> float:
    """Fixed factor of one firm."""
    sigma = spread.kw_spread
    normal = float(normals(spread.key, np.array([uid], np.uint64))[0])
    return min(spread.highest, math.exp(sigma * normal - sigma**2 / 2))


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
