"""Employers choose among applicants, applicants among offers."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def resolve_applications(rounds, row, position, score, utility, uid, vid, out_row, out_position):
    """Match applicants to vacancies in rounds of offers.

    Parameters
    ----------
    rounds : int
        Most rounds; it stops earlier when nobody new is matched.
    row, position, score, utility : int32[k], int32[k], uint32[k], float32[k]
        Applications as returned by `search_jobs`; those of one worker are adjacent.
    uid : uint64[n]
        Identifier of a worker, decides between equal scores (the smaller).
    vid : uint64[v]
        Identifier of a vacancy, decides between equal utilities (the smaller).
    out_row, out_position : int32[v]
        Worker and vacancy of each match.

    Returns
    -------
    int
        Number of matches.

    Notes
    -----
    In a round every open vacancy makes an offer to its best applicant left, and everybody with offers
    takes the best. One round is the urn-ball game of Albrecht, Gautier & Vroman 2006 (AER 96); more
    rounds let a vacancy that was declined try again. Order never decides: rounds compare keys only.
    """
    best, taken = np.full(vid.size, -1, np.int64), np.zeros(vid.size, np.bool_)
    top = np.zeros(vid.size, np.uint32)
    settled, offered = np.zeros(row.size, np.bool_), np.zeros(row.size, np.bool_)
    matches = 0
    for _ in range(rounds):
        _choose_applicants(row, position, score, uid, settled, taken, top, best)
        for v in range(vid.size):
            if best[v] >= 0:
                offered[best[v]] = True
                best[v], top[v] = -1, 0
        before = matches
        matches = _choose_offers(row, position, utility, vid, offered, settled, taken, out_row, out_position, matches)
        if matches == before:
            break
    return matches


@njit(nogil=True)
def _choose_applicants(row, position, score, uid, settled, taken, top, best):
    """Find the best applicant left of each open vacancy."""
    for a in range(row.size):
        v = position[a]
        if settled[a] or taken[v] or score[a] < top[v]:
            continue
        other = best[v]
        if score[a] > top[v] or other < 0 or uid[row[a]] < uid[row[other]]:
            best[v], top[v] = a, score[a]


@njit(nogil=True)
def _choose_offers(row, position, utility, vid, offered, settled, taken, out_row, out_position, matches):
    """Let each worker with offers take the best one; returns the number of matches so far."""
    start = 0
    while start < row.size:
        end, chosen = start, -1
        while end < row.size and row[end] == row[start]:
            if offered[end] and (
                chosen < 0
                or utility[end] > utility[chosen]
                or (utility[end] == utility[chosen] and vid[position[end]] < vid[position[chosen]])
            ):
                chosen = end
            offered[end] = False
            end += 1
        if chosen >= 0:
            taken[position[chosen]] = True
            settled[start:end] = True
            out_row[matches], out_position[matches] = row[chosen], position[chosen]
            matches += 1
        start = end
    return matches
