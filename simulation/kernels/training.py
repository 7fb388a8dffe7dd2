"""Who is eligible for which programme, in two passes over all workers."""

import numpy as np
from numba import njit, uint64

from simulation.kernels.draws import uniform


@njit(cache=True, nogil=True)
def eligible_for(home, age, edu, occ, word, state, limits, shrinking, priority):
    """Programmes a worker may enter, as bits: 1 reskilling, 2 tech, 4 technician, 8 activation.

    Most workers are employed and leave at the first test. Arguments as in :func:`advance_training`.
    """
    if state == 0 and not shrinking[occ]:
        return 0
    if state < 0 or state > 3 or home >= limits[0]:
        return 0
    if state == 3:
        return 8 if limits[5] <= age < limits[6] else 0
    found = 8 if state == 2 else 0
    if age >= limits[1]:
        return found
    found |= 1
    if state > 0 and (edu <= 2 or age >= limits[2] or state == 2 or priority[home]):
        found |= 2
    able = np.int64(word & uint64(511)) >= limits[3] or np.int64((word >> uint64(50)) & uint64(511)) >= limits[4]
    if able and occ != limits[7]:
        found |= 4
    return found


@njit(cache=True, nogil=True)
def advance_training(
    first,
    last,
    block,
    home,
    age,
    edu,
    occ,
    word,
    state,
    limits,
    shrinking,
    priority,
    train_left,
    out_finished,
    out_counts,
):
    """Count down running trainings and count who is eligible.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    home, age, edu, occ : int[n]
        Age in months.
    word : uint64[n]
        Packed skills.
    state : int8[n]
        WorkState.
    limits : int64[8]
        Zones inside; oldest age of training and youngest of tech activation without other reason [months];
        stored technical and physical skill for technicians; ages of activation from and below [months];
        occupation of technicians.
    shrinking : bool[occupation]
        Occupations in decline.
    priority : bool[zone]
        Zones with most hidden talent.
    train_left : int8[n]
        Months left, reduced by one in place for those in training.
    out_finished : int32[n]
        Rows of those whose training ends, from index `first` on.
    out_counts : int64[block, 5]
        Eligible by programme, and number of finished.
    """
    finished = 0
    for i in range(first, last):
        if state[i] == 4:
            train_left[i] -= 1
            if train_left[i] <= 0:
                out_finished[first + finished] = i
                finished += 1
            continue
        found = eligible_for(home[i], age[i], edu[i], occ[i], word[i], state[i], limits, shrinking, priority)
        if found > 0:
            for programme in range(4):
                out_counts[block, programme] += (found >> programme) & 1
    out_counts[block, 4] = finished


@njit(cache=True, nogil=True)
def draw_candidates(
    first,
    last,
    block,
    key,
    uid,
    home,
    age,
    edu,
    occ,
    word,
    state,
    limits,
    shrinking,
    priority,
    weight,
    below,
    out_rows,
    out_counts,
):
    """List the eligible whose rank lies below a bound.

    Parameters
    ----------
    first, last, block, home, age, edu, occ, word, state, limits, shrinking, priority
        As in :func:`advance_training`.
    key : uint64
        Key of the draws; draw `programme` of a worker is the rank.
    uid : uint64[n]
    weight : float64
        Ranks for activation are divided by this in priority zones.
    below : float64[4]
        Largest rank of interest by programme.
    out_rows : int32[4, n]
        Candidates by programme, from index `first` on.
    out_counts : int64[block, 4]
        Number of candidates.
    """
    for i in range(first, last):
        found = eligible_for(home[i], age[i], edu[i], occ[i], word[i], state[i], limits, shrinking, priority)
        if found == 0:
            continue
        for programme in range(4):
            if (found >> programme) & 1 and below[programme] > 0.0:
                rank = uniform(key, uid[i], programme)
                if programme == 3 and priority[home[i]]:
                    rank /= weight
                if rank < below[programme]:
                    out_rows[programme, first + out_counts[block, programme]] = i
                    out_counts[block, programme] += 1
