"""Growth, death and location of firms on plain arrays."""

import numpy as np
from numba import njit, uint64

from simulation.kernels.draws import mix, uniform


@njit(cache=True, nogil=True, error_model="numpy")  # a division that cannot raise runs on vector registers
def _draw_factors(start, count, size_key, uid, size_p, growth, out_factor):
    """Size factors of a chunk of firms, without branches so that the loop runs on vector registers."""
    part, golden = uint64(8191), uint64(0x9E3779B97F4A7C15)
    unit = 1.0 / 4729.65336996275  # of the deviation of the sum of four uniform whole numbers 0..8191
    per_size = 1.0 / growth[2]
    for j in range(count):
        word = mix(mix(uint64(size_key) + golden * (uid[start + j] + uint64(1))) + golden)
        bits = word >> uint64(11)  # those of draw 0
        total = (bits & part) + ((bits >> uint64(13)) & part) + ((bits >> uint64(26)) & part)
        total += (bits >> uint64(39)) & part
        sigma = growth[0] / np.sqrt(1.0 + size_p[start + j] * per_size) + growth[1]
        out_factor[j] = 1.0 + sigma * unit * (np.float64(np.int64(total)) - 16382.0)


@njit(cache=True, nogil=True)
def _draw_deaths(start, count, death_key, uid, size_p, per_person, out_draw):
    """Death draws of a chunk of firms, times one plus the size in units of the scale."""
    for j in range(count):
        out_draw[j] = uniform(death_key, uid[start + j], 0) * (1.0 + size_p[start + j] * per_person)


@njit(cache=True, nogil=True)
def shock_firms(
    first,
    last,
    block,
    size_key,
    death_key,
    uid,
    zone,
    sector,
    age,
    size_p,
    slots,
    stuck,
    growth,
    death,
    out_dead,
    out_before,
    out_after,
):
    """Draw this month's size shock and death of every firm.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    size_key, death_key : uint64
        Keys of the draws.
    uid : uint64[n]
        Identifier of the firm.
    zone, sector, age : int[n]
        `age` in months, one is added.
    size_p : float32[n]
        Persons in one represented firm, before the shock.
    slots : float32[n]
        Latent size; shocked in place.
    stuck : bool[n]
        Waits for its first large connection.
    growth : float64[3]
        Standard deviation of small and of all firms, size at which shocks average out.
    death : float64[6]
        Hazard below 12, 36, 60 months and later [1/month], size scale [persons], extra hazard if stuck.
    out_dead : bool[n]
        Firms that end.
    out_before, out_after : float64[block, zone, sector]
        Sum of `slots` before, and after without the dead.

    Notes
    -----
    Gibrat's law with ``S *= 1 + sg * eps``: the mean stays, without exp or log. eps is the sum of four
    13-bit parts of one draw, with mean 0 and variance 1; months add up to a normal.
    Rates use the size of the represented firm, never slots times N, so they do not depend on N.
    """
    factor, draw = np.empty(256), np.empty(256)
    per_person, scaled = 1.0 / death[4], 1.0 + 1.0 / death[4]
    for start in range(first, last, 256):
        count = min(256, last - start)
        _draw_factors(start, count, size_key, uid, size_p, growth, factor)
        _draw_deaths(start, count, death_key, uid, size_p, per_person, draw)
        for j in range(count):
            f = start + j
            months, before = age[f], np.float64(slots[f])
            limit = scaled * death[(months >= 12) + (months >= 36) + (months >= 60)]
            if stuck[f]:
                limit += death[5] * (1.0 + size_p[f] * per_person)
            ends = draw[j] < limit
            after = max(0.5, before * factor[j])
            age[f], out_dead[f] = min(months + 1, 32_000), ends
            out_before[block, zone[f], sector[f]] += before
            if not ends:
                slots[f] = after
                out_after[block, zone[f], sector[f]] += after


@njit(cache=True, nogil=True)
def set_targets(
    first, last, block, scale, zone, sector, dith, cap, w_f, van_ze, rescale, demand, ze_loss, slots, size_p, out_target
):
    """Bring sector totals back and set the wanted number of slots of every firm.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    scale : float
        N of 1:N.
    zone, sector : int[n]
    dith : float32[n]
        Fixed rounding of the firm, in [0, 1).
    cap : float32[n]
        Largest number of slots the grid connection allows.
    w_f : float32[n]
        Firms represented.
    van_ze : float32[n]
        Zero-emission share of the vans.
    rescale : float64[zone, sector]
        Factor on the latent size.
    demand : float64[sector]
        Demand multiplier.
    ze_loss : float64[zone, sector]
        Demand lost by a firm without zero-emission vans [share].
    slots, size_p : float32[n]
        Latent size and persons of one represented firm; rescaled in place.
    out_target : int32[n]
        Wanted slots, ``floor(min(S * demand, cap) + dith)``.
    """
    for f in range(first, last):
        z, s = zone[f], sector[f]
        size = slots[f] * rescale[z, s]
        slots[f] = size
        size_p[f] = size * scale / w_f[f]
        wanted = size * demand[s] * (1.0 - ze_loss[z, s] * (1.0 - van_ze[f]))
        out_target[f] = np.int32(min(wanted, np.float64(cap[f])) + dith[f])


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
