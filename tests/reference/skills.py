"""Slow twins of the skill words."""

import numpy as np

from simulation.kernels.skills import TOP


def shortfall_slow(skills: np.ndarray, required: np.ndarray) -> int:
    """Shortfall of one person from stored values 0..511, skill by skill."""
    total = 0
    for have, need in zip(skills, required, strict=True):
        total += max(0, int(need) - int(have))
    return total


def stored(skills: np.ndarray) -> np.ndarray:
    """Stored whole numbers of skills in 0..1."""
    return np.rint(np.clip(skills, 0, 1) * TOP).astype(int)
