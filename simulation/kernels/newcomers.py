"""Free rows for newcomers, and what newcomers are like."""

from typing import NamedTuple

import numpy as np
from numba import njit

from simulation.kernels.draws import normal, uniform


class Chances(NamedTuple):
    """Cumulative chances of what newcomers are like; the last category holds what is left."""

    field: np.ndarray  # float64[3, 4] diploma fields 1 to 4 by education
    occ: np.ndarray  # float64[3, 5, o] occupation by education and diploma field
    group: np.ndarray  # float64[z, 3, 3] mobility group by home and education


class Traits(NamedTuple):
    """Columns of the workers that are drawn; `occ` is drawn where it is -1."""

    dfield: np.ndarray
    occ: np.ndarray
    grp: np.ndarray
    alpha: np.ndarray


@njit(cache=True, nogil=True)
def find_absent(state, most):
    """Rows without a person.

    Parameters
    ----------
    state : int8[n]
        Negative where there is nobody.
    most : int
        As many are looked for.

    Returns
    -------
    int64[k]
        In ascending order, at most `most`.
    """
    rows, found = np.empty(most, np.int64), 0
    for start in range(0, state.size, 512):
        part = state[start : start + 512]
        signs = np.int8(0)
        for i in range(part.size):
            signs |= part[i]
        if signs < 0:
            for i in range(part.size):
                if part[i] < 0 and found < most:
                    rows[found] = start + i
                    found += 1
        if found == most:
            break
    return rows[:found]


@njit(cache=True, nogil=True)
def draw_traits(key, number, uid, home, edu, sigma_alpha, chances, traits):
    """Draw what newcomers are like.

    Parameters
    ----------
    key : uint64
        Key of the draws.
    number : int64[4]
        Numbers of the draws of field, occupation, group and wage effect (the last takes two).
    uid : uint64[k]
    home, edu : int64[k]
        Zone, and education 1 to 3.
    sigma_alpha : float64
        Spread of individual wages [log EUR/h].
    chances : Chances
    traits : Traits
        int64[k] three times and float64[k]; written.
    """
    for i in range(uid.size):
        e = edu[i] - 1
        field = 1 + _category(chances.field[e], uniform(key, uid[i], number[0]))
        traits.dfield[i] = field if e > 0 else 0
        if traits.occ[i] < 0:
            traits.occ[i] = _category(chances.occ[e, traits.dfield[i]], uniform(key, uid[i], number[1]))
        traits.grp[i] = _category(chances.group[home[i], e], uniform(key, uid[i], number[2]))
        traits.alpha[i] = sigma_alpha * normal(key, uid[i], number[3])


@njit(cache=True, nogil=True)
def draw_categories(weights, row, u):
    """Draw a category for everybody.

    Parameters
    ----------
    weights : float64[m, c]
        Weights of the categories, not negative.
    row : int64[n]
        Row of `weights` that holds.
    u : float64[n]
        Draws in [0, 1).

    Returns
    -------
    int64[n]
    """
    drawn, ceiling = np.zeros(u.size, np.int64), np.empty(weights.shape[1])
    for i in range(u.size):
        total = 0.0
        for c in range(ceiling.size):
            total += weights[row[i], c]
            ceiling[c] = total
        for c in range(ceiling.size - 1):
            drawn[i] += np.int64(u[i] * total >= ceiling[c])
    return drawn


@njit(nogil=True)
def _category(ceiling, u):
    """Return the first category whose cumulative chance exceeds `u`."""
    for c in range(ceiling.size - 1):
        if u < ceiling[c]:
            return c
    return ceiling.size - 1
