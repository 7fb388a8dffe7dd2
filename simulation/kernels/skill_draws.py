"""The skills people start with, packed as in `simulation.kernels.skills`."""

import numpy as np
from numba import njit, uint64

from simulation.kernels.draws import normal, uniform


@njit(cache=True, nogil=True)
def draw_skill_words(key, uid, occupation, required, sigma, out_word):
    """Draw skills around what an occupation requires and pack them.

    Parameters
    ----------
    key : uint64
        Draw key; draws 0 to 17 of each person are used.
    uid : uint64[n]
        Persons.
    occupation : int8[n]
        Occupation whose requirements the skills follow.
    required : float64[o, 6]
        Required skills, 0 to 1.
    sigma : float64
        Spread of what people can beyond their occupation.
    out_word : uint64[n]
        Skill k, in 511ths, in bits [10 k, 10 k + 9); guard bits stay zero.

    Notes
    -----
    skill = clip(R (0.85 + 0.35 u) + |N(0, sigma)|, 0, 1).
    """
    for i in range(uid.size):
        word = uint64(0)
        for k in range(required.shape[1]):
            u = uniform(key, uid[i], 3 * k)
            extra = abs(sigma * normal(key, uid[i], 3 * k + 1))
            skill = required[occupation[i], k] * (0.85 + 0.35 * u) + extra
            level = np.int64(511.0 * min(max(skill, 0.0), 1.0) + 0.5)
            word |= uint64(level) << uint64(10 * k)
        out_word[i] = word
