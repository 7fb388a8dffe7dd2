"""Who looks for work this month, how many vacancies they see and what they ask."""

from typing import NamedTuple

import numpy as np
from numba import njit, uint64

from simulation.kernels.draws import mix


class People(NamedTuple):
    """Columns of the workers that search reads."""

    uid: np.ndarray
    state: np.ndarray
    home: np.ndarray
    age_m: np.ndarray
    edu: np.ndarray
    dfield: np.ndarray
    occ: np.ndarray
    skill_word: np.ndarray
    wres: np.ndarray
    dur: np.ndarray
    ten: np.ndarray
    grp: np.ndarray


class Habits(NamedTuple):
    """How people search.

    Parameters
    ----------
    chance : uint64[8]
        Times 2**32: of the employed by tenure (below, from two years) and age (below 30, 30-49, from 50)
        in 0..5, of the attached in 6, of the unemployed in 7.
    contacts : float64[r, o]
        Vacancies seen by origin (mobility group, home) and own occupation.
    fading : float64[n_dur]
        Search intensity by duration of unemployment; the last holds for longer.
    digital : float64[2]
        Stored digital skill (0..511) below which contacts are multiplied by the second.
    log_wage : float64[o]
        Base wage and index of the occupation [log EUR/h].
    ask : float64[n_dur + 2]
        What the unemployed ask by duration, then the employed and the attached, over their last wage [log EUR/h].
    floor : float64
        Minimum wage [log EUR/h].
    cap : int
        Most vacancies seen in a month.
    """

    chance: np.ndarray
    contacts: np.ndarray
    fading: np.ndarray
    digital: np.ndarray
    log_wage: np.ndarray
    ask: np.ndarray
    floor: float
    cap: int


@njit(cache=True, nogil=True)
def find_searchers(first, last, block, people, habits, key, out_row, out_samples, out_reserve, out_unemployed, out_counts):
    """Find the workers of one block who look for work.

    Parameters
    ----------
    first, last, block : int
        Rows of the block and its number.
    people : People
        Columns of n rows.
    habits : Habits
    key : uint64
        Key of the draws; one draw is cut in two halves, whether and how much.
    out_row : int32[n]
        From `first` on: rows of those who see a vacancy.
    out_samples : int8[n]
        From `first` on: number of vacancies they see.
    out_reserve : float32[n]
        From `first` on: lowest wage, net of commuting and mismatch, they accept [log EUR/h].
    out_unemployed : int64[n_blocks, z, o, 2]
        Unemployed by home, occupation and whether they are so for 12 months or more.
    out_counts : int64[n_blocks, 3]
        Found, looking for work, vacancies seen.
    """
    found, looking, samples = 0, 0, 0
    words, looks = np.empty(512, np.uint64), np.empty(512, np.bool_)
    for start in range(first, last, 512):
        size = min(512, last - start)
        end = start + size
        _decide(people.uid[start:end], people.state[start:end], people.age_m[start:end], people.ten[start:end],
                habits.chance, key, words, looks)
        for i in range(size):
            if not looks[i]:
                continue
            row = start + i
            looking += 1
            state, home, occ = np.int64(people.state[row]), np.int64(people.home[row]), np.int64(people.occ[row])
            spell = min(np.int64(people.dur[row]), habits.fading.size - 1)
            if state == 1:
                out_unemployed[block, home, occ, np.int64(spell >= 12)] += 1
            else:
                spell = habits.fading.size + (0 if state == 0 else 1)
            n = _samples(people, habits, row, state, home, occ, spell, words[i])
            if n > 0:
                out_row[first + found] = row
                out_samples[first + found] = n
                out_reserve[first + found] = max(habits.log_wage[occ] + people.wres[row] + habits.ask[spell], habits.floor)
                found += 1
                samples += n
    out_counts[block, 0], out_counts[block, 1], out_counts[block, 2] = found, looking, samples


@njit(nogil=True)
def _decide(uid, state, age_m, ten, chance, key, out_words, out_looks):
    golden = uint64(0x9E3779B97F4A7C15)
    words, looks = out_words[: uid.size], out_looks[: uid.size]
    hidden, always = chance[6], chance[7]
    short_young, short_mid, short_old = chance[0], chance[1], chance[2]
    long_young, long_mid, long_old = chance[3], chance[4], chance[5]
    for i in range(uid.size):
        words[i] = mix(mix(key + golden * (uid[i] + uint64(1))) + golden)
    for i in range(uid.size):
        short = short_young if age_m[i] < 360 else (short_mid if age_m[i] < 600 else short_old)
        long = long_young if age_m[i] < 360 else (long_mid if age_m[i] < 600 else long_old)
        limit = short if ten[i] < 24 else long
        limit = limit if state[i] == 0 else (always if state[i] == 1 else (hidden if state[i] == 2 else uint64(0)))
        looks[i] = (words[i] >> uint64(32)) < limit


@njit(nogil=True)
def _samples(people, habits, row, state, home, occ, spell, word):
    """Vacancies seen: the expected number, rounded by the lower half of the draw."""
    n_zones = habits.contacts.shape[0] // 3
    expected = habits.contacts[np.int64(people.grp[row]) * n_zones + home, occ]
    if state == 1:
        expected *= habits.fading[spell]
    if np.float64((people.skill_word[row] >> uint64(10)) & uint64(511)) < habits.digital[0]:
        expected *= habits.digital[1]
    rounding = np.float64(word & uint64(0xFFFFFFFF)) * 2.3283064365386963e-10
    return min(np.int64(expected + rounding), habits.cap)
