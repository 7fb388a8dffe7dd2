"""Slow twin of the kernel that draws the skills people start with."""

import numpy as np

from simulation.kernels.draws import normals, uniforms


def draw_skill_words_slow(
    key: np.uint64, uid: np.ndarray, occupation: np.ndarray, required: np.ndarray, sigma: float
) -> np.ndarray:
    """Skill words of all persons, skill by skill: uint64[n]."""
    words = np.zeros(uid.size, np.uint64)
    for k in range(required.shape[1]):
        u, extra = uniforms(key, uid, 3 * k), np.abs(sigma * normals(key, uid, 3 * k + 1))
        skill = np.clip(required[occupation, k] * (0.85 + 0.35 * u) + extra, 0, 1)
        words |= np.floor(511 * skill + 0.5).astype(np.uint64) << np.uint64(10 * k)
    return words
