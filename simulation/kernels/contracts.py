"""Power that firms need and have contracted, and who asks for more."""

from typing import NamedTuple

import numpy as np
from numba import njit, uint64

from simulation.kernels.draws import draw_all, normal, uniform


class Spread(NamedTuple):
    """How the power per job differs between firms of one sector."""

    key: np.uint64  # of the draws; the same in every month
    kw_spread: float  # standard deviation [log]
    highest: float  # largest factor on the sector's power per job


class Firms(NamedTuple):
    """Columns of the firms that are scanned; the last two are written."""

    uid: np.ndarray
    zone: np.ndarray
    sector: np.ndarray
    size_p: np.ndarray  # persons of one represented firm
    w_f: np.ndarray  # firms represented
    kw_c: np.ndarray  # power contracted by one of them [kW]
    req: np.ndarray  # pending request, or -1; such firms wait
    kw_factor: np.ndarray  # float64 of :func:`power_spread`, 0 if not drawn yet
    el: np.ndarray  # int8 0 fossil, 1 waiting, 2 electrified; firms with room on their connection go from 0 to 2


class Needs(NamedTuple):
    """What sectors need."""

    demand: np.ndarray  # float64[sector] wanted over present jobs
    kw_job: np.ndarray  # float64[sector] power per job [kW]
    fossil_kw: np.ndarray  # float64[sector] extra power of a firm without fossil energy [share]
    hazard: np.ndarray  # float64[zone, sector] chance to leave fossil energy [1/month]; 0 outside the region


class Limits(NamedTuple):
    """Who has to ask."""

    small_limit_kw: float  # largest small connection [kW]
    contract_margin: float  # use above the contract at which a firm asks for more [share of the contract]
    n_mra: int  # zones inside the region


class Wishes(NamedTuple):
    """What a scan finds."""

    need: np.ndarray  # float32[n] power needed by firms with a wish [kW]
    wish: np.ndarray  # int8[n] 0 none, 1 more power for growth, 2 more power to leave fossil energy
    small: np.ndarray  # float64[block, zone, sector] power added where there was room [kW], all represented firms


@njit(cache=True, nogil=True)
def power_spread(spread, uid):
    """Fixed factor of a firm on its sector's power per job: lognormal with mean 1, cut off at `highest`."""
    sigma = spread.kw_spread
    return min(spread.highest, np.exp(sigma * normal(spread.key, uid, 0) - 0.5 * sigma * sigma))


@njit(cache=True, nogil=True)
def contract_power(spread, uid, need_kw, headroom, margin, out_kw):
    """Contract of every firm at the start, from `headroom` above its need to `margin` below.

    Parameters
    ----------
    spread : Spread
        Draws 0 and 1 of its key are the firm's power per job, 2 its use of the contract.
    uid : uint64[n]
    need_kw : float64[n]
        Power at the sector's mean per job [kW].
    headroom, margin : float
        Unused at most, and use above the contract at which a firm asks for more [share of the contract].
    out_kw : float32[n]
        Contracted power of one represented firm [kW].

    Notes
    -----
    Fewer firms the nearer to the margin, none at it: the density of a walk that ends there.
    """
    for f in range(uid.size):
        factor = power_spread(spread, uid[f])
        used = 1.0 - np.sqrt(1.0 - uniform(spread.key, uid[f], 2))
        out_kw[f] = need_kw[f] * factor / (1.0 - headroom + (headroom + margin) * used)


@njit(cache=True, nogil=True)
def scan_power(first, last, block, key, firms, needs, limits, spread, out):
    """Find firms that outgrow their contract or leave fossil energy.

    Parameters
    ----------
    first, last, block : int
        Rows to do and the number of this block.
    key : uint64
        Key of this month's draws.
    firms : Firms
        Columns of n rows.
    needs, limits, spread : Needs, Limits, Spread
    out : Wishes

    Notes
    -----
    The factor of a firm takes a logarithm, so it is drawn once, and only where its highest value would matter.
    """
    draws, power, cells, marks = np.empty(256), np.empty(256), np.empty(256, np.uint64), np.empty(256, np.bool_)
    demand, kw_job, fossil_kw, hazards = needs.demand, needs.kw_job, needs.fossil_kw, needs.hazard.ravel()
    el, factor, wish, at_small = firms.el, firms.kw_factor, out.wish, out.small[block].ravel()
    for start in range(first, last, 256):
        stop = min(start + 256, last)
        draw_all(key, firms.uid[start:stop], draws)
        places, sectors, sizes = firms.zone[start:stop], firms.sector[start:stop], firms.size_p[start:stop]
        for j in range(places.size):
            s = uint64(sectors[j])
            cells[j] = uint64(places[j]) * uint64(demand.size) + s
            power[j] = kw_job[s] * sizes[j] * demand[s] * (1.0 + (el[start + j] == 2) * fossil_kw[s])
            marks[j] = draws[j] < hazards[cells[j]]
        _mark_wishes(firms, start, stop, power, limits, spread.highest, marks)
        wish[start:stop] = 0
        for j in range(places.size):
            if marks[j]:
                f, limit = start + j, max(np.float64(firms.kw_c[start + j]), limits.small_limit_kw)
                if factor[f] == 0.0:
                    factor[f] = power_spread(spread, firms.uid[f])
                needed = power[j] * factor[f]
                new = needed * (1.0 + fossil_kw[sectors[j]])
                leaves = el[f] == 0 and draws[j] < hazards[cells[j]]
                if leaves and new <= limit:
                    el[f] = 2
                    at_small[cells[j]] += (new - needed) * firms.w_f[f]
                elif leaves:
                    out.need[f], wish[f] = new, 2
                elif needed > limit * (1.0 + limits.contract_margin):
                    out.need[f], wish[f] = needed, 1


@njit(nogil=True)
def _mark_wishes(firms, start, stop, power, limits, most, marks):
    """Keep the marks of a chunk of firms that may switch, and mark those that may outgrow their contract."""
    zone, kw_c, req, el = firms.zone[start:stop], firms.kw_c[start:stop], firms.req[start:stop], firms.el[start:stop]
    small, above, inside = limits.small_limit_kw, 1.0 + limits.contract_margin, np.int64(limits.n_mra)
    for j in range(zone.size):
        outgrows = power[j] * most > max(np.float64(kw_c[j]), small) * above
        marks[j] = ((marks[j] & (el[j] == 0)) | outgrows) & (np.int64(zone[j]) < inside) & (req[j] < 0)
