"""Vacancies by zone and occupation, and alias tables to draw one by reach and nearness of occupation."""

import numpy as np
from numba import njit, uint32


@njit(cache=True, nogil=True)
def sort_into_buckets(zone, occ, n_occ, out_order, out_start):
    """Order vacancies by zone and occupation, keeping their order inside a bucket.

    Parameters
    ----------
    zone : int16[v]
    occ : int8[v]
    n_occ : int
    out_order : int32[v]
        Vacancy row by position.
    out_start : int32[z * o + 1]
        First position of bucket ``zone * n_occ + occ``; the last entry is v.
    """
    out_start[:] = 0
    for v in range(zone.size):
        out_start[np.int64(zone[v]) * n_occ + np.int64(occ[v]) + 1] += 1
    for b in range(out_start.size - 1):
        out_start[b + 1] += out_start[b]
    place = out_start[:-1].copy()
    for v in range(zone.size):
        bucket = np.int64(zone[v]) * n_occ + np.int64(occ[v])
        out_order[place[bucket]] = v
        place[bucket] += 1


@njit(cache=True, nogil=True)
def build_alias_tables(start, reach, nearness, out_total, out_occ_alias, out_zone_alias):
    """Tables to draw a vacancy in two steps: its occupation, then its zone.

    Parameters
    ----------
    start : int32[z * o + 1]
        First position of each bucket.
    reach : float64[r, z]
        Weight of a zone of work for each origin r = (mobility group, home).
    nearness : float64[o, o]
        Weight of an occupation (column) for someone of an occupation (row).
    out_total : float64[r, o]
        Reachable vacancies, weighted, by origin and own occupation.
    out_occ_alias : uint32[r, o, o]
        By origin and own occupation: alias row over occupations.
    out_zone_alias : uint32[r, o, z]
        By origin and occupation of the vacancy: alias row over zones.

    Notes
    -----
    The weight of a vacancy is ``reach[r, z] * nearness[own, o]``. It factorises, so two short rows
    replace one of z * o cells: P(o) from the sum over zones, then P(z given o).
    """
    n_origins, n_zones = reach.shape
    n_occ = nearness.shape[0]
    open_here = np.empty((n_occ, n_zones))
    for z in range(n_zones):
        for o in range(n_occ):
            open_here[o, z] = start[z * n_occ + o + 1] - start[z * n_occ + o]
    by_occ, by_own, by_zone = np.empty(n_occ), np.empty(n_occ), np.empty(n_zones)
    scaled, scratch = np.empty(max(n_occ, n_zones)), np.empty((2, max(n_occ, n_zones)), np.int64)
    for r in range(n_origins):
        for o in range(n_occ):
            total = 0.0
            for z in range(n_zones):
                by_zone[z] = reach[r, z] * open_here[o, z]
            for z in range(n_zones):
                total += by_zone[z]
            by_occ[o] = total
            _fill_alias_row(by_zone, total, scaled, scratch, out_zone_alias[r, o])
        for own in range(n_occ):
            total = 0.0
            for o in range(n_occ):
                by_own[o] = nearness[own, o] * by_occ[o]
                total += by_own[o]
            out_total[r, own] = total
            _fill_alias_row(by_own, total, scaled, scratch, out_occ_alias[r, own])


@njit(cache=True, nogil=True)
def _fill_alias_row(weight, total, scaled, scratch, out_row):
    """Write an alias row: 24 bits of threshold, 8 bits of alias; a cell without weight is never drawn.

    Notes
    -----
    Vose 1991, IEEE Trans. Softw. Eng. 17(9). Cells left over by rounding refer to the heaviest cell. Choices between
    two values instead of branches, as a processor guesses half of these wrong.
    """
    n, small, large = weight.size, scratch[0], scratch[1]
    n_small, n_large = 0, 0
    factor = n / total if total > 0.0 else 0.0
    for i in range(n):
        scaled[i] = weight[i] * factor
    for i in range(n):
        small[n_small] = large[n_large] = i
        n_small += np.int64(scaled[i] < 1.0)
        n_large += np.int64(scaled[i] >= 1.0)
    if n_small > 0 and n_large > 0:
        i, alias = small[n_small - 1], large[n_large - 1]
        share, rest = scaled[i], scaled[alias]
        while True:
            out_row[i] = (uint32(share * 16777215.0) << uint32(8)) | uint32(alias)
            rest -= 1.0 - share
            if rest < 1.0:  # now a small cell itself
                i, share, small[n_small - 1] = alias, rest, alias
                scaled[alias] = rest
                n_large -= 1
                if n_large == 0:
                    break
                alias = large[n_large - 1]
                rest = scaled[alias]
            else:
                n_small -= 1
                if n_small == 0:
                    break
                i = small[n_small - 1]
                share = scaled[i]
    heaviest = np.argmax(weight) if n_small > 0 else 0
    for k in range(n_small):
        out_row[small[k]] = (uint32(scaled[small[k]] * 16777215.0) << uint32(8)) | uint32(heaviest)
    for k in range(n_large):
        out_row[large[k]] = (uint32(16777215) << uint32(8)) | uint32(large[k])
