"""Employers choose among applicants, applicants among offers."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def resolve_applications(rounds, offset, count, row, position, score, utility, uid, vid, out_row, out_position):
    """Match applicants to vacancies in rounds of offers.

    Parameters
    ----------
    rounds : int
        Most rounds; it stops earlier when nobody new is matched.
    offset, count : int64[n_blocks]
        Block b holds applications ``offset[b]`` to ``offset[b] + count[b]``; those of one worker are adjacent.
    row, position, score, utility : int32, int32, uint32, float32[total]
        Applications as written by `apply_for_jobs`.
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
        for block in range(offset.size):
            first, last = offset[block], offset[block] + count[block]
            _choose_applicants(first, last, row, position, score, uid, settled, taken, top, best)
        for v in range(vid.size):
            if best[v] >= 0:
                offered[best[v]] = True
                best[v], top[v] = -1, 0
        before = matches
        for block in range(offset.size):
            first, last = offset[block], offset[block] + count[block]
            matches = _choose_offers(first, last, row, position, utility, vid, offered, settled, taken,
                                     out_row, out_position, matches)
        if matches == before:
            break
    return matches


@njit(nogil=True)
def _choose_applicants(first, last, row, position, score, uid, settled, taken, top, best):
    """Find the best applicant left of each open vacancy among the applications of a block."""
    for a in range(first, last):
        v = position[a]
        if settled[a] or taken[v] or score[a] < top[v]:
            continue
        other = best[v]
        if score[a] > top[v] or other < 0 or uid[row[a]] < uid[row[other]]:
            best[v], top[v] = a, score[a]


@njit(nogil=True)
def _choose_offers(first, last, row, position, utility, vid, offered, settled, taken, out_row, out_position, matches):
    """Let each worker of a block with offers take the best one; returns the number of matches so far."""
    start = first
    while start < last:
        end, chosen = start, -1
        while end < last and row[end] == row[start]:
            if offered[end] and (chosen < 0 or utility[end] > utility[chosen] or (
                    utility[end] == utility[chosen] and vid[position[end]] < vid[position[chosen]])):
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
