"""Hourly load of stations: from energy and shapes to peaks, overload and shifted load."""

import numpy as np
from numba import njit

from simulation.kernels.extremes import find_highest, find_lowest


@njit(cache=True, nogil=True)
def compute_station_load(energy_mwh, profiles):
    """Load of every station in every hour.

    Parameters
    ----------
    energy_mwh : float64[s, c]
        Electricity a year by station and load class; generation negative [MWh].
    profiles : float64[c, h]
        Share of a year's energy used in one hour [1/h].

    Returns
    -------
    float64[s, h]
        Net load [MW].
    """
    n_stations, n_classes = energy_mwh.shape
    n_hours = profiles.shape[1]
    load = np.zeros((n_stations, n_hours))
    for s in range(n_stations):
        for c in range(n_classes):
            energy = energy_mwh[s, c]
            if energy != 0.0:
                for h in range(n_hours):
                    load[s, h] += energy * profiles[c, h]
    return load


@njit(cache=True, nogil=True)
def measure_loads(load, hours, offtake_mw, feed_in_mw):
    """Peaks of every station and what lies beyond its limits.

    Parameters
    ----------
    load : float64[s, h]
        Net load [MW].
    hours : float64[h]
        Hours a year each column stands for; 0 for a design day.
    offtake_mw, feed_in_mw : float64[s]
        Limits in both directions [MW].

    Returns
    -------
    peak, trough : float64[s]
        Highest and lowest net load, design days included [MW].
    overload_hours : float64[s]
        Hours a year beyond a limit [h].
    overload_mwh : float64[s]
        Energy a year beyond a limit [MWh].
    """
    n_stations, n_hours = load.shape
    peak, trough = np.zeros(n_stations), np.zeros(n_stations)
    overload_hours, overload_mwh = np.zeros(n_stations), np.zeros(n_stations)
    for s in range(n_stations):
        peak[s], trough[s] = find_highest(load[s]), find_lowest(load[s])
        if peak[s] <= offtake_mw[s] and -trough[s] <= feed_in_mw[s]:
            continue
        for h in range(n_hours):
            beyond = max(load[s, h] - offtake_mw[s], -load[s, h] - feed_in_mw[s])
            if beyond > 0.0:
                overload_hours[s] += hours[h]
                overload_mwh[s] += hours[h] * beyond
    return peak, trough, overload_hours, overload_mwh


@njit(cache=True, nogil=True)
def find_station_room(load, reserved, planned, limit_mw, out_room):
    """Room that both ledgers of a station leave in every hour.

    Parameters
    ----------
    load : float64[s, h]
        Net load as measured [MW].
    reserved : float64[s, h]
        Load of those admitted and not connected [MW].
    planned : float64[s, h]
        Load the operator has to expect [MW].
    limit_mw : float64[s]
        Most that may be admitted [MW].
    out_room : float64[s, h]
        Limit less the higher of both [MW].
    """
    for s in range(load.shape[0]):
        for h in range(load.shape[1]):
            out_room[s, h] = limit_mw[s] - max(load[s, h] + reserved[s, h], planned[s, h])


@njit(cache=True, nogil=True)
def level_day(day, target, shift):
    """Move load above `target` at most `shift` hours within one day; float64[n] -> float64[n].

    Load that finds no room stays where it was. Windows move with the hour, so filling the
    earliest room first leaves the least behind.
    """
    n = day.size
    level = day.copy()
    for h in range(n):
        excess = day[h] - target
        if excess <= 0.0:
            continue
        for other in range(max(0, h - shift), min(n, h + shift + 1)):
            moved = min(excess, max(0.0, target - level[other]))
            level[other] += moved
            level[h] -= moved
            excess -= moved
            if excess <= 0.0:
                break
    return level


@njit(cache=True, nogil=True)
def shave_peaks(load, share, start_mw, shift, day_hours):
    """Flatten days that come near the station's limit by moving flexible load.

    Parameters
    ----------
    load : float64[s, h]
        Net load; every `day_hours` columns are a day [MW].
    share : float64[s]
        Largest share of the day's peak that can move.
    start_mw : float64[s]
        Only load above this level is moved [MW].
    shift : int
        Furthest move [h].
    day_hours : int
        Columns of a day, 24.

    Returns
    -------
    float64[s, h]
        Load after shifting; the sum of every day is unchanged and no peak is higher [MW].

    Notes
    -----
    Bisection on the lowest level of a day to which all load above it can be moved.
    """
    shaved = load.copy()
    for s in range(load.shape[0]):
        if share[s] <= 0.0:
            continue
        for first in range(0, load.shape[1], day_hours):
            day = load[s, first : first + day_hours]
            peak = find_highest(day)
            if peak <= start_mw[s] or peak <= 0.0:
                continue
            low, high = max((1.0 - share[s]) * peak, start_mw[s]), peak
            best = day
            for trial in range(8):
                target = low if trial == 0 else 0.5 * (low + high)
                level = level_day(day, target, shift)
                if find_highest(level) <= target + 1e-9 * peak:
                    best, high = level, target
                    if trial == 0:
                        break
                else:
                    low = target
            shaved[s, first : first + day_hours] = best
    return shaved
