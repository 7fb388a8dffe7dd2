"""Training counted down, and a sample of workers in order of their rank, in passes over all workers."""

import numpy as np
from numba import njit

from simulation.kernels.draws import uniform


@njit(cache=True, nogil=True)
def advance_training(first, last, block, state, in_training, train_left, out_rows, out_counts):
    """Count down running trainings.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    state : int8[n]
        WorkState.
    in_training : int
        The state of those in training.
    train_left : int8[n]
        Months left, reduced by one in place.
    out_rows : int32[n]
        Rows of those whose training ends, from index `first` on.
    out_counts : int64[block]
        Number of them.

    Notes
    -----
    Few are in training, so 256 rows at once are first asked for anybody, without a branch.
    """
    found, learning = 0, np.int8(in_training)
    for start in range(first, last, 256):
        part, anybody = state[start : min(start + 256, last)], False
        for j in range(part.size):
            anybody |= part[j] == learning
        if not anybody:
            continue
        for i in range(start, start + part.size):
            if state[i] == learning:
                train_left[i] -= 1
                if train_left[i] <= 0:
                    out_rows[first + found] = i
                    found += 1
    out_counts[block] = found


@njit(cache=True, nogil=True)
def rank_workers(first, last, block, key, uid, below, out_rows, out_ranks, out_counts):
    """List workers whose rank lies below a bound.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    key : uint64
        Key of the draws; draw 0 is the rank.
    uid : uint64[n]
    below : float
        Bound on the rank.
    out_rows : int32[n]
        Rows found, from index `first` on.
    out_ranks : float64[n]
        Their ranks.
    out_counts : int64[block]
        Number of them.

    Notes
    -----
    Ranks are drawn 256 at a time, without a branch, so that the loop runs on vector registers; who may
    enter which programme is then asked of the few found only.
    """
    ranks, found = np.empty(256), 0
    for start in range(first, last, 256):
        count = min(256, last - start)
        for j in range(count):
            ranks[j] = uniform(key, uid[start + j], 0)
        for j in range(count):
            if ranks[j] < below:
                out_rows[first + found], out_ranks[first + found] = start + j, ranks[j]
                found += 1
    out_counts[block] = found
