"""Six skills in one 64-bit word, and how far a person falls short of an occupation.

Skill k lies in bits [10k, 10k + 9) as a whole number 0..511 that stands for 0..1; bit 10k + 9 is a
guard, zero in a stored word. With the guards set, one subtraction compares all six skills at once.
"""

import numpy as np
from numba import njit, uint64

N_SKILLS = 6
TOP = 511  # the largest stored value of a skill; it stands for 1


@njit(cache=True, nogil=True)
def shortfall(word, required):
    """Sum over skills of what is required and not there.

    Parameters
    ----------
    word : uint64
        Packed skills of a person.
    required : uint64
        Packed skills an occupation asks for.

    Returns
    -------
    int64
        Sum of max(0, required - skill) in units of 1/511.

    Notes
    -----
    A field of ``required + guard - word`` keeps its guard bit if and only if required >= skill,
    and no field borrows from the next, so six comparisons cost one subtraction.
    """
    guards = uint64(0x0802008020080200)
    difference = (uint64(required) | guards) - uint64(word)
    kept = difference & guards
    fields = difference & (kept - (kept >> uint64(9)))
    lanes = uint64(0x1FF001FF001FF)  # every other field, so that sums have room
    pairs = (fields & lanes) + ((fields >> uint64(10)) & lanes)
    return np.int64((pairs + (pairs >> uint64(20)) + (pairs >> uint64(40))) & uint64(0xFFFFF))


def pack_skills(skills: np.ndarray) -> np.ndarray:
    """Pack skills into words.

    Parameters
    ----------
    skills
        float[n, 6], values outside 0..1 are cut off.

    Returns
    -------
    numpy.ndarray
        uint64[n].
    """
    stored = np.rint(np.clip(skills, 0.0, 1.0) * TOP).astype(np.uint64)
    words = np.zeros(stored.shape[0], np.uint64)
    for k in range(N_SKILLS):
        words |= stored[:, k] << np.uint64(10 * k)
    return words


def unpack_skills(words: np.ndarray) -> np.ndarray:
    """Skills of packed words: float64[n, 6] in 0..1 for uint64[n]."""
    shifts = np.arange(N_SKILLS, dtype=np.uint64) * np.uint64(10)
    return np.asarray(((np.asarray(words)[:, None] >> shifts) & np.uint64(TOP)).astype(np.float64) / TOP)


def raise_skills(words: np.ndarray, floor: np.ndarray) -> np.ndarray:
    """Lift every skill to at least that of `floor`: uint64[n] of uint64[n] words, bit for bit elsewhere."""
    raised = np.zeros_like(words)
    for k in range(N_SKILLS):
        field = np.uint64(TOP << (10 * k))
        raised |= np.maximum(words & field, floor & field)
    return raised
