"""Counter-based random draws: each a pure function of (seed, purpose, month, uid, number).

The mixer is the finaliser of SplitMix64 (Steele, Lea & Flood 2014, OOPSLA). No stream, no
state: a draw that is not made leaves every other draw untouched, so scenarios share their luck.
"""

import numpy as np
from numba import int64, njit, uint64


@njit(uint64(uint64), cache=True, nogil=True, inline="always")
def mix(z):
    """Scramble 64 bits: uint64 -> uint64, one to one."""
    z = (z ^ (z >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> uint64(27))) * uint64(0x94D049BB133111EB)
    return z ^ (z >> uint64(31))


@njit(cache=True, nogil=True)
def uniform(key, uid, number):
    """Draw uniformly from [0, 1).

    Parameters
    ----------
    key : uint64
        From :func:`draw_key`: seed, purpose and month.
    uid : uint64
        Who draws.
    number : int64
        Which draw of this agent for this purpose.

    Returns
    -------
    float64
        A multiple of 2**-53 in [0, 1).
    """
    golden = uint64(0x9E3779B97F4A7C15)
    z = mix(uint64(key) + golden * (uint64(uid) + uint64(1)))
    z = mix(z + golden * (uint64(number) + uint64(1)))
    return np.float64(z >> uint64(11)) * 1.1102230246251565e-16


@njit(cache=True, nogil=True)
def draw_all(key, uid, out_draws):
    """Write draw 0 of :func:`uniform` for uint64[n] uids, in a loop that runs on vector registers."""
    for i in range(uid.size):
        out_draws[i] = uniform(key, uid[i], 0)


@njit(cache=True, nogil=True)
def normal(key, uid, number):
    """Draw from the standard normal by Box-Muller on draws `number` and `number` + 1."""
    u1 = 1.0 - uniform(key, uid, number)
    u2 = uniform(key, uid, number + 1)
    return np.sqrt(-2.0 * np.log(u1)) * np.cos(2.0 * np.pi * u2)


def draw_key(seed: int, purpose: int, month: int) -> np.uint64:
    """Key shared by all draws of one purpose in one month of one run.

    Parameters
    ----------
    seed
        Seed of the run, 0 or above.
    purpose
        A member of :class:`simulation.purposes.Purpose`.
    month
        Month of the simulation; burn-in months are negative (down to -1200).
    """
    return np.uint64(_key(seed & 0xFFFFFFFFFFFFFFFF, int(purpose), month))


@njit(uint64(uint64, int64, int64), cache=True, nogil=True)
def _key(seed, purpose, month):
    golden = uint64(0x9E3779B97F4A7C15)
    z = mix(mix(seed + golden) + golden * uint64(purpose + 1))
    return mix(z + golden * uint64(month + 1201))


@njit(cache=True, nogil=True)
def _fill_words(key, uid, number, out):
    golden, step = uint64(0x9E3779B97F4A7C15), 1 if number.size > 1 else 0
    for i in range(uid.size):
        z = mix(uint64(key) + golden * (uid[i] + uint64(1)))
        out[i] = mix(z + golden * (uint64(number[step * i]) + uint64(1)))


@njit(cache=True, nogil=True)
def _fill_uniforms(key, uid, number, out):
    for i in range(uid.size):
        out[i] = uniform(key, uid[i], number)


def words(key: np.uint64, uid: np.ndarray, number: int | np.ndarray = 0) -> np.ndarray:
    """Sixty-four random bits each: uint64[n] for uint64[n] uids, and one number or int64[n] numbers."""
    who = np.asarray(uid, np.uint64)
    drawn = np.empty(who.size, np.uint64)
    _fill_words(key, who.ravel(), np.array(number, np.int64, ndmin=1), drawn)
    return drawn.reshape(who.shape)


def uniforms(key: np.uint64, uid: np.ndarray, number: int = 0) -> np.ndarray:
    """Vectorised twin of :func:`uniform`, equal bit for bit: float64[n] for uint64[n] uids."""
    who = np.asarray(uid, np.uint64)
    drawn = np.empty(who.size)
    _fill_uniforms(key, who.ravel(), number, drawn)
    return drawn.reshape(who.shape)


def normals(key: np.uint64, uid: np.ndarray, number: int = 0) -> np.ndarray:
    """Vectorised twin of :func:`normal`: float64[n] for uint64[n] uids."""
    u1 = 1.0 - uniforms(key, uid, number)
    return np.sqrt(-2.0 * np.log(u1)) * np.cos(2.0 * np.pi * uniforms(key, uid, number + 1))


def make_uids(kind: int, zone: np.ndarray, month: int, ordinal: np.ndarray) -> np.ndarray:
    """Identifiers never used before: uint64[n] from (kind, zone, month, ordinal).

    Parameters
    ----------
    kind
        1 worker, 2 firm, 3 vacancy, 4 request, 5 initiative.
    zone, ordinal
        int[n]; `ordinal` counts within (kind, zone, month), below 2**24.
    month
        Month of birth, -1200 or later.
    """
    uid = np.empty(np.size(zone), np.uint64)
    _fill_uids(kind << 56, month + 1200, np.asarray(zone, np.int64), np.asarray(ordinal, np.int64), uid)
    return uid


@njit(cache=True, nogil=True)
def _fill_uids(kind, month, zone, ordinal, out):
    for i in range(out.size):
        word = uint64(kind) ^ (uint64(zone[i]) << uint64(40)) ^ (uint64(month) << uint64(24)) ^ uint64(ordinal[i])
        out[i] = mix(word)
