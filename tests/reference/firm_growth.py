"""Slow twins of the kernels of firms: one firm after the other in plain Python."""

import math

import numpy as np

from simulation.kernels.draws import uniforms
from simulation.kernels.firm_growth import Death


def draw(key: np.uint64, uid: int, number: int = 0) -> float:
    """One uniform draw."""
    return float(uniforms(key, np.array([uid], np.uint64), number)[0])


def shock_size(u: float) -> float:
    """Standardised sum of four 13-bit parts of one draw."""
    bits = int(u * 2**53)
    parts = [(bits >> (13 * k)) % 8192 for k in range(4)]
    return (sum(parts) - 4 * 4095.5) / math.sqrt(4 * (8192**2 - 1) / 12)


def death_rate(age: int, size: float, stuck: bool, death: Death) -> float:
    """Hazard of one firm in one month."""
    scale, base = death.death_size_scale, death.death_later
    for until, rate in ((60, death.death_to_fifth_year), (36, death.death_to_third_year), (12, death.death_first_year)):
        base = rate if age < until else base
    return base * (1 + 1 / scale) / (1 + size / scale) + (death.give_up_hazard if stuck else 0)


def target(size: float, demand: float, loss: float, van_ze: float, cap: float, dith: float) -> int:
    """Wanted slots of one firm."""
    return math.floor(min(size * demand * (1 - loss * (1 - van_ze)), cap) + dith)


def choose_zone(key: np.uint64, uid: int, weight: np.ndarray) -> int:
    """Zone of largest log weight plus Gumbel draw."""
    best, chosen = -math.inf, 0
    for z, w in enumerate(weight):
        if w > 0:
            value = math.log(w) - math.log(-math.log(1 - draw(key, uid, z)))
            if value > best:
                best, chosen = value, z
    return chosen
