"""Skills grow by use and fade without it, on packed words."""

import numpy as np
from numba import njit, uint64

from simulation.kernels.draws import mix


@njit(cache=True, nogil=True)
def practise_skills(first, last, block, state, occ, uid, required, rates, phase, key, skill_word):
    """Move the skills of a third of the employed towards and away from what their work asks.

    Parameters
    ----------
    first, last, block : int
        Rows of the block and its number (not used).
    state : int8[n]
        Only 0, the employed, learn.
    occ : int8[n]
    uid : uint64[n]
    required : uint64[o]
        Packed skills an occupation asks for (6 fields of 9 bits, 10 apart).
    rates : uint64[2]
        Share of a deficit made up and of an unused skill lost in three months, times 2**20.
    phase : int
        Month modulo 3; groups of 1,024 rows take turns.
    key : uint64
        Key of the rounding draws.
    skill_word : uint64[n]
        Packed skills, changed in place.

    Notes
    -----
    A change is rounded up or down by ten random bits for each skill, so that its expectation is
    exact to 1/1024 of a stored unit. A skill never passes 511 nor falls below 0.
    """
    for start in range(first - first % 1024, last, 1024):
        if (start // 1024) % 3 == phase:
            low, high = max(start, first), min(start + 1024, last)
            _practise(
                state[low:high], occ[low:high], uid[low:high], required, rates[0], rates[1], key, skill_word[low:high]
            )


@njit(nogil=True)
def _practise(state, occ, uid, required, learn, decay, key, skill_word):
    golden = uint64(0x9E3779B97F4A7C15)
    learn, decay = learn & uint64(0x1FFFFF), decay & uint64(0x1FFFFF)  # tells the compiler that short products do
    asked = np.empty(uid.size, np.uint64)
    for i in range(uid.size):
        asked[i] = required[uint64(occ[i])]
    for i in range(uid.size):
        word, goal = skill_word[i], asked[i]
        bits = mix(mix(key + golden * (uid[i] + uint64(1))) + golden)
        changed = _move(word, goal, bits, uint64(0), learn, decay) | _move(word, goal, bits, uint64(10), learn, decay)
        changed |= _move(word, goal, bits, uint64(20), learn, decay) | _move(word, goal, bits, uint64(30), learn, decay)
        changed |= _move(word, goal, bits, uint64(40), learn, decay) | _move(word, goal, bits, uint64(50), learn, decay)
        skill_word[i] = changed if state[i] == 0 else word


@njit(nogil=True, inline="always")
def _move(word, goal, bits, shift, learn, decay):
    """Return the skill at `shift` after practice, in place; written out per skill so that rows become vector lanes."""
    skill, wanted = (word >> shift) & uint64(511), (goal >> shift) & uint64(511)
    dither = (((bits >> shift) & uint64(1023)) << uint64(10)) + uint64(512)
    gain = ((max(wanted, skill) - skill) * learn + dither) >> uint64(20)
    unused = skill if skill > wanted else uint64(0)
    loss = (unused * decay + dither) >> uint64(20)
    return (skill + gain - loss) << shift
