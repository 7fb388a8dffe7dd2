"""A month of ageing and participation: one pass over all workers finds the few to whom something happens."""

from typing import NamedTuple

import numpy as np
from numba import njit, uint64

from simulation.kernels.draws import mix

NOTHING, AGED_OUT, LEAVES_ZONE, EMIGRATES, GIVES_UP, DETACHES, SEEKS = range(7)


class Hazards(NamedTuple):
    """Monthly chances times 2**32, as whole numbers.

    Parameters
    ----------
    flow : uint64[5, 900]
        Change of participation by WorkState and age [month].
    to_detached : bool[5, 900]
        Whether that change ends outside the labour force.
    tightness : float64[z]
        Factor on the flow of the attached, by home.
    leave : uint64[z, 900]
        Move out of the zone, by home and age [month].
    emigrate : uint64[n_stay]
        Departure of an international worker by months since arrival; the last holds for later ones.
    """

    flow: np.ndarray
    to_detached: np.ndarray
    tightness: np.ndarray
    leave: np.ndarray
    emigrate: np.ndarray


class Residents(NamedTuple):
    """Columns of the workers that ageing reads and, for the first three, writes."""

    age_m: np.ndarray
    dur: np.ndarray
    ten: np.ndarray
    uid: np.ndarray
    state: np.ndarray
    home: np.ndarray
    origin: np.ndarray
    arr_m: np.ndarray


@njit(cache=True, nogil=True)
def age_residents(
    first, last, block, residents, hazards, ceilings, pension_age, key, month, ageing, out_rows, out_events
):
    """Let the workers of one block grow a month older and find what happens to them.

    Parameters
    ----------
    first, last : int
        Rows of the block.
    block : int
        Not used; part of the form of block kernels.
    residents : Residents
        Columns of n rows. `age_m` grows by `ageing`, `dur` by 1 for the unemployed, `ten` by 1 for the employed.
    hazards : Hazards
    ceilings : uint64[7]
        No flow by WorkState (0 to 4), no move (5) and no emigration (6) is more likely than this, except at
        `pension_age`; spares looking most workers up.
    pension_age : int
        Age at which the flow is looked up without that test [month].
    key : uint64
        Key of the draws; one draw is cut in two halves, participation and departure.
    month : int
        Month of the run.
    ageing : int
        1, or 0 while the age structure is frozen.
    out_rows : int32[n]
        From `first` on: rows with an event.
    out_events : int8[n]
        From `first` on: what happens, one of the codes of this module.

    Returns
    -------
    int
        Number of events written.
    """
    n_events = 0
    words, marks = np.empty(512, np.uint64), np.empty(512, np.uint8)
    for start in range(first, last, 512):
        end = min(start + 512, last)
        _grow(residents, start, end, key, ageing, words)
        _mark(residents, start, end, words, ceilings, pension_age, marks)
        for i in range(end - start):
            if marks[i]:
                event = _event(residents, hazards, start + i, words[i], month)
                if event > 0:
                    out_rows[first + n_events] = start + i
                    out_events[first + n_events] = event
                    n_events += 1
    return n_events


@njit(nogil=True)
def _grow(residents, start, end, key, ageing, out_words):
    uid, state = residents.uid[start:end], residents.state[start:end]
    age_m, dur, ten = residents.age_m[start:end], residents.dur[start:end], residents.ten[start:end]
    golden = uint64(0x9E3779B97F4A7C15)
    step = np.int16(ageing)
    words = out_words[: uid.size]
    for i in range(uid.size):
        words[i] = mix(mix(key + golden * (uid[i] + uint64(1))) + golden)
    for i in range(uid.size):
        age_m[i] += step if state[i] >= 0 else np.int16(0)
    for i in range(uid.size):
        dur[i] += np.int16(state[i] == 1)
    for i in range(uid.size):
        ten[i] += np.int16(state[i] == 0)


@njit(nogil=True)
def _mark(residents, start, end, words, ceilings, pension_age, out_marks):
    """Mark the rows to look up."""
    state, age_m, origin = residents.state[start:end], residents.age_m[start:end], residents.origin[start:end]
    marks, drawn = out_marks[: state.size], words[: state.size]
    first, second, third, fourth = ceilings[0], ceilings[1], ceilings[2], ceilings[3]
    leave, emigrate = ceilings[5], ceilings[6]
    turning = np.int16(pension_age)
    for i in range(state.size):
        limit = first if state[i] == 0 else (second if state[i] == 1 else (third if state[i] == 2 else fourth))
        departure = emigrate if origin[i] == 1 else leave
        marks[i] = ((drawn[i] >> uint64(32)) < limit) | ((drawn[i] & uint64(0xFFFFFFFF)) < departure)
    for i in range(state.size):
        marks[i] |= (age_m[i] == turning) | (age_m[i] >= np.int16(900))


@njit(nogil=True)
def _event(residents, hazards, row, word, month):
    """Code of what happens to one worker; leaving the population goes before changes of participation."""
    state = np.int64(residents.state[row])
    if state < 0:
        return 0
    age = np.int64(residents.age_m[row])
    if age >= 900:
        return 1
    low, high = word & uint64(0xFFFFFFFF), word >> uint64(32)
    home = np.int64(residents.home[row])
    if residents.origin[row] == 1:
        stay = min(max(month - np.int64(residents.arr_m[row]), 0), hazards.emigrate.size - 1)
        if low < hazards.emigrate[stay]:
            return 3
    elif low < hazards.leave[home, age]:
        return 2
    chance = np.float64(hazards.flow[state, age])
    if state == 2:
        chance *= hazards.tightness[home]
    if np.float64(high) >= chance:
        return 0
    if hazards.to_detached[state, age]:
        return 5
    return 6 if state >= 2 else 4
