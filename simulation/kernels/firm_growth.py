"""Growth, death and location of firms on plain arrays."""

from typing import NamedTuple

import numpy as np
from numba import njit, uint64

from simulation.kernels.draws import mix, uniform


class Keys(NamedTuple):
    """Keys of the draws of a shock."""

    size: np.uint64
    death: np.uint64


class Firms(NamedTuple):
    """Columns of the firms that are shocked."""

    uid: np.ndarray
    zone: np.ndarray
    sector: np.ndarray
    age: np.ndarray  # [month], one is added
    size_p: np.ndarray  # float32 persons in one represented firm, before the shock
    slots: np.ndarray  # float32 latent size, shocked in place
    stuck: np.ndarray  # bool waits for its first large connection


class Growth(NamedTuple):
    """How sizes are shocked."""

    sig_firm: float  # standard deviation of small firms, on top of that of all
    sig_firm_floor: float  # standard deviation of all firms
    size_scale: float  # size at which shocks average out [persons]


class Death(NamedTuple):
    """How firms end; hazards [1/month]."""

    death_first_year: float
    death_to_third_year: float
    death_to_fifth_year: float
    death_later: float
    death_size_scale: float  # [persons]
    give_up_hazard: float  # extra if stuck


class Employers(NamedTuple):
    """Columns of the firms that wanted slots follow from; the last two are rescaled in place."""

    zone: np.ndarray
    sector: np.ndarray
    dith: np.ndarray  # fixed rounding of the firm, in [0, 1)
    cap: np.ndarray  # largest number of slots the grid connection allows
    w_f: np.ndarray  # firms represented
    van_ze: np.ndarray  # zero-emission share of the vans
    slots: np.ndarray  # float32 latent size
    size_p: np.ndarray  # float32 persons of one represented firm


class Demand(NamedTuple):
    """What makes a latent size a number of wanted slots."""

    rescale: np.ndarray  # float64[zone, sector] factor on the latent size
    multiplier: np.ndarray  # float64[sector]
    ze_loss: np.ndarray  # float64[zone, sector] demand lost by a firm without zero-emission vans [share]


@njit(cache=True, nogil=True, error_model="numpy")  # a division that cannot raise runs on vector registers
def _draw_factors(size_key, uid, size_p, growth, out_factor):
    """Size factors of a chunk of firms, without branches so that the loop runs on vector registers."""
    part, golden = uint64(8191), uint64(0x9E3779B97F4A7C15)
    unit = 1.0 / 4729.65336996275  # of the deviation of the sum of four uniform whole numbers 0..8191
    small, common, per_size = growth.sig_firm, growth.sig_firm_floor, 1.0 / growth.size_scale
    for j in range(uid.size):
        word = mix(mix(uint64(size_key) + golden * (uid[j] + uint64(1))) + golden)
        bits = word >> uint64(11)  # those of draw 0
        total = (bits & part) + ((bits >> uint64(13)) & part) + ((bits >> uint64(26)) & part)
        total += (bits >> uint64(39)) & part
        sigma = small / np.sqrt(1.0 + size_p[j] * per_size) + common
        out_factor[j] = 1.0 + sigma * unit * (np.float64(np.int64(total)) - 16382.0)


@njit(cache=True, nogil=True)
def _draw_deaths(death_key, uid, size_p, per_person, out_draw):
    """Death draws of a chunk of firms, times one plus the size in units of the scale."""
    for j in range(uid.size):
        out_draw[j] = uniform(death_key, uid[j], 0) * (1.0 + size_p[j] * per_person)


@njit(cache=True, nogil=True)
def shock_firms(first, last, block, keys, firms, growth, death, out_dead, out_slots):
    """Draw this month's size shock and death of every firm.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    keys : Keys
    firms : Firms
        Columns of n rows.
    growth, death : Growth, Death
    out_dead : bool[n]
        Firms that end.
    out_slots : float64[2, block, zone, sector]
        Sum of `slots` before, and after without the dead.

    Notes
    -----
    Gibrat's law with ``S *= 1 + sg * eps``: the mean stays, without exp or log. eps is the sum of four
    13-bit parts of one draw, with mean 0 and variance 1; months add up to a normal.
    Rates use the size of the represented firm, never slots times N, so they do not depend on N.
    """
    factor, draw, before, after = np.empty(256), np.empty(256), np.empty(256), np.empty(256)
    sums_before, sums_after = out_slots[0, block].ravel(), out_slots[1, block].ravel()
    n_sectors, per_person = uint64(out_slots.shape[3]), 1.0 / death.death_size_scale
    for start in range(first, last, 256):
        stop = min(start + 256, last)
        uid, size_p, dead = firms.uid[start:stop], firms.size_p[start:stop], out_dead[start:stop]
        _draw_factors(keys.size, uid, size_p, growth, factor)
        _draw_deaths(keys.death, uid, size_p, per_person, draw)
        _end_firms(size_p, firms.age[start:stop], firms.stuck[start:stop], death, draw, dead)
        _resize(firms.slots[start:stop], factor, dead, before, after)
        places, sectors = firms.zone[start:stop], firms.sector[start:stop]
        for j in range(places.size):
            cell = uint64(places[j]) * n_sectors + uint64(sectors[j])
            sums_before[cell] += before[j]
            sums_after[cell] += after[j]


@njit(nogil=True)
def _end_firms(size_p, age, stuck, death, draw, out_dead):
    """Say which firms of a chunk end, and let all grow a month older."""
    per_person, scaled = 1.0 / death.death_size_scale, 1.0 + 1.0 / death.death_size_scale
    newborn, young, settled = death.death_first_year, death.death_to_third_year, death.death_to_fifth_year
    old, given_up = death.death_later, death.give_up_hazard
    for j in range(age.size):
        rate = newborn if age[j] < 12 else (young if age[j] < 36 else (settled if age[j] < 60 else old))
        waiting = given_up * (1.0 + size_p[j] * per_person) if stuck[j] else 0.0
        out_dead[j] = draw[j] < scaled * rate + waiting
    for j in range(age.size):
        age[j] = min(age[j] + np.int16(1), np.int16(32_000))


@njit(nogil=True)
def _resize(slots, factor, dead, out_before, out_after):
    """Shock the sizes of a chunk; those that end keep theirs, and count for nothing afterwards."""
    for j in range(slots.size):
        out_before[j] = slots[j]
        out_after[j] = max(0.5, out_before[j] * factor[j])
        slots[j] = out_before[j] if dead[j] else out_after[j]
        out_after[j] = 0.0 if dead[j] else out_after[j]


@njit(cache=True, nogil=True)
def set_targets(first, last, block, scale, firms, demand, out_target):
    """Bring sector totals back and set the wanted number of slots of every firm.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    scale : float
        N of 1:N.
    firms : Employers
        Columns of n rows.
    demand : Demand
    out_target : int32[n]
        Wanted slots, ``floor(min(S * demand, cap) + dith)``.
    """
    factor, wanted, loss, size = np.empty(256), np.empty(256), np.empty(256), np.empty(256)
    factors, losses, n_sectors = demand.rescale.ravel(), demand.ze_loss.ravel(), uint64(demand.rescale.shape[1])
    for start in range(first, last, 256):
        stop = min(start + 256, last)
        places, sectors = firms.zone[start:stop], firms.sector[start:stop]
        for j in range(places.size):
            s = uint64(sectors[j])
            cell = uint64(places[j]) * n_sectors + s
            factor[j], loss[j], wanted[j] = factors[cell], losses[cell], demand.multiplier[s]
        _rescale(firms.slots[start:stop], firms.size_p[start:stop], firms.w_f[start:stop], factor, scale, size)
        van_ze, cap, dith = firms.van_ze[start:stop], firms.cap[start:stop], firms.dith[start:stop]
        _round(size, wanted, loss, van_ze, cap, dith, out_target[start:stop])


@njit(nogil=True, error_model="numpy")  # a division that cannot raise runs on vector registers
def _rescale(slots, size_p, w_f, factor, scale, out_size):
    for j in range(slots.size):
        out_size[j] = slots[j] * factor[j]
        slots[j] = out_size[j]
        size_p[j] = out_size[j] * scale / w_f[j]


@njit(nogil=True)
def _round(size, demand, loss, van_ze, cap, dith, out_target):
    for j in range(out_target.size):
        wanted = size[j] * demand[j] * (1.0 - loss[j] * (1.0 - van_ze[j]))
        out_target[j] = np.int32(min(wanted, np.float64(cap[j])) + dith[j])


@njit(cache=True, nogil=True)
def choose_zones(key, uid, sector, weight):
    """Zone of each new firm by a multinomial logit with keyed draws.

    Parameters
    ----------
    key : uint64
        Key of the draws.
    uid : uint64[n]
        Who draws.
    sector : int[n]
    weight : float64[sector, zone]
        Exponential of the utility; 0 excludes a zone.

    Returns
    -------
    int64[n]
        Chosen zone.

    Notes
    -----
    The smallest ``-ln(u) / weight`` has the law of the largest utility plus Gumbel draw, with one
    logarithm less; one draw per zone keeps the choice when another zone changes.
    """
    chosen = np.zeros(uid.size, np.int64)
    for i in range(uid.size):
        best = np.inf
        for z in range(weight.shape[1]):
            if weight[sector[i], z] > 0.0:
                race = -np.log(1.0 - uniform(key, uid[i], z)) / weight[sector[i], z]
                if race < best:
                    best, chosen[i] = race, z
    return chosen
