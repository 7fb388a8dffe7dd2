"""Power that firms need, and who asks for more."""

import numpy as np
from numba import njit, uint64

from simulation.kernels.draws import draw_all, normal, uniform


@njit(cache=True, nogil=True)
def power_spread(key, uid, spread, highest):
    """Fixed factor of a firm on its sector's power per job: lognormal with mean 1, cut off at `highest`."""
    return min(highest, np.exp(spread * normal(key, uid, 0) - 0.5 * spread * spread))


@njit(cache=True, nogil=True)
def contract_power(key, uid, need_kw, headroom, margin, spread, highest, out_kw):
    """Contract of every firm at the start, from `headroom` above its need to `margin` below.

    Parameters
    ----------
    key : uint64
        Key of the fixed draws: 0 and 1 the firm's power per job, 2 its use of the contract.
    uid : uint64[n]
    need_kw : float64[n]
        Power at the sector's mean per job [kW].
    headroom, margin : float
        Unused at most, and use above the contract at which a firm asks for more [share of the contract].
    spread, highest : float
        Of :func:`power_spread`.
    out_kw : float32[n]
        Contracted power of one represented firm [kW].

    Notes
    -----
    Fewer firms the nearer to the margin, none at it: the density of a walk that ends there.
    """
    for f in range(uid.size):
        factor = power_spread(key, uid[f], spread, highest)
        used = 1.0 - np.sqrt(1.0 - uniform(key, uid[f], 2))
        out_kw[f] = need_kw[f] * factor / (1.0 - headroom + (headroom + margin) * used)


@njit(cache=True, nogil=True)
def scan_power(
    first,
    last,
    block,
    month_key,
    firm_key,
    uid,
    zone,
    sector,
    size_p,
    w_f,
    kw_c,
    req,
    demand,
    kw_job,
    fossil_kw,
    hazard,
    limits,
    factor,
    el,
    out_need,
    out_wish,
    out_small,
):
    """Find firms that outgrow their contract or leave fossil energy.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    month_key, firm_key : uint64
        Keys of this month's draws and of the fixed factor of each firm.
    uid : uint64[n]
    zone, sector : int[n]
    size_p, w_f, kw_c : float32[n]
        Persons of, number of, and power contracted by the represented firms.
    req : int32[n]
        Pending request, or -1; such firms wait.
    demand : float64[sector]
        Wanted over present jobs.
    kw_job : float64[sector]
        Power per job [kW].
    fossil_kw : float64[sector]
        Extra power of a firm without fossil energy [share].
    hazard : float64[zone, sector]
        Chance to leave fossil energy [1/month]; 0 outside the region.
    limits : float64[5]
        Largest small connection [kW], margin, spread and highest of :func:`power_spread`, zones inside.
    factor : float64[n]
        :func:`power_spread` of each firm, 0 if not drawn yet; filled in place.
    el : int8[n]
        0 fossil, 1 waiting, 2 electrified; firms with room on their connection go from 0 to 2.
    out_need : float32[n]
        Power needed by firms with a wish [kW].
    out_wish : int8[n]
        0 none, 1 more power for growth, 2 more power to leave fossil energy.
    out_small : float64[block, zone, sector]
        Power added on connections with room [kW], all represented firms.

    Notes
    -----
    The factor of a firm takes a logarithm, so it is drawn once, and only where its highest value would matter.
    """
    small, margin, spread, highest = limits[0], limits[1], limits[2], limits[3]
    draws, power, cells, marks = np.empty(256), np.empty(256), np.empty(256, np.uint64), np.empty(256, np.bool_)
    hazards, at_small = hazard.ravel(), out_small[block].ravel()
    for start in range(first, last, 256):
        stop = min(start + 256, last)
        draw_all(month_key, uid[start:stop], draws)
        places, sectors = zone[start:stop], sector[start:stop]
        for j in range(places.size):
            s = uint64(sectors[j])
            cells[j] = uint64(places[j]) * uint64(demand.size) + s
            power[j] = kw_job[s] * size_p[start + j] * demand[s] * (1.0 + (el[start + j] == 2) * fossil_kw[s])
            marks[j] = draws[j] < hazards[cells[j]]
        _mark_wishes(power, places, kw_c[start:stop], req[start:stop], el[start:stop], limits, marks)
        out_wish[start:stop] = 0
        for j in range(places.size):
            if not marks[j]:
                continue
            f, s, limit = start + j, np.int64(sectors[j]), max(np.float64(kw_c[start + j]), small)
            if factor[f] == 0.0:
                factor[f] = power_spread(firm_key, uid[f], spread, highest)
            needed = power[j] * factor[f]
            if el[f] == 0 and draws[j] < hazards[cells[j]]:
                new = needed * (1.0 + fossil_kw[s])
                if new <= limit:
                    el[f] = 2
                    at_small[cells[j]] += (new - needed) * w_f[f]
                else:
                    out_need[f], out_wish[f] = new, 2
            elif needed > limit * (1.0 + margin):
                out_need[f], out_wish[f] = needed, 1


@njit(nogil=True)
def _mark_wishes(power, zone, kw_c, req, el, limits, marks):
    """Keep the marks of a chunk of firms that may switch, and mark those that may outgrow their contract."""
    small, most, inside = limits[0], limits[3], np.int64(limits[4])
    above = 1.0 + limits[1]
    for j in range(zone.size):
        outgrows = power[j] * most > max(np.float64(kw_c[j]), small) * above
        marks[j] = ((marks[j] & (el[j] == 0)) | outgrows) & (np.int64(zone[j]) < inside) & (req[j] < 0)


@njit(cache=True, nogil=True)
def adopt_vans(
    first,
    last,
    block,
    key,
    uid,
    zone,
    sector,
    size_p,
    w_f,
    blocked,
    hazard,
    vans_job,
    depot,
    van_ze,
    out_asks,
    out_vans,
    out_clean,
):
    """Replace vans by electric ones, one at a time in small fleets.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    key : uint64
        Key of this month's draws.
    uid : uint64[n]
    zone, sector : int[n]
    size_p, w_f : float32[n]
        Persons of, and number of, represented firms.
    blocked : bool[n]
        Waits for power at its depot.
    hazard : float64[zone]
        Chance that a van is replaced by an electric one [1/month].
    vans_job : float64[sector]
        Vans per job.
    depot : float64[2]
        Fleet above which vans charge at a depot, and share of electric vans at which it is asked for.
    van_ze : float32[n]
        Zero-emission share, raised in place.
    out_asks : bool[n]
        Firms that ask for power at their depot this month.
    out_vans, out_clean : float64[block, zone]
        All vans, and the zero-emission ones.
    """
    draws = np.empty(256)
    for start in range(first, last, 256):
        count = min(256, last - start)
        for j in range(count):
            draws[j] = uniform(key, uid[start + j], 0)
        for j in range(count):
            f = start + j
            z, fleet, before = zone[f], vans_job[sector[f]] * size_p[f], np.float64(van_ze[f])
            steps = max(1.0, np.floor(fleet + 0.5))
            chance = hazard[z] * (1.0 - before) * steps
            out_asks[f] = False
            if (draws[j] < chance) & (fleet > 0.0) and not blocked[f]:
                van_ze[f] = min(1.0, before + max(chance, 1.0) / steps)
                out_asks[f] = fleet > depot[0] and before < depot[1] and van_ze[f] >= depot[1]
            out_vans[block, z] += fleet * w_f[f]
            out_clean[block, z] += fleet * w_f[f] * van_ze[f]
