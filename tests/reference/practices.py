"""How practices spread, one zone after the other."""

import numpy as np


def adoption_hazard(p, q, peers, lock_in):
    """Chance a month of adopting, zone by zone."""
    return [1 - np.exp(np.float64(-(p + q * float(peer)) / 12 * lock_in)) for peer in peers]


def adopt_share(share, p, q, ceiling, lock_in, peers=None):
    """Shares a month later of several practices: list of lists [practice][zone]."""
    later = []
    for k, row in enumerate(share):
        found = []
        for z, now in enumerate(row):
            example = now if peers is None else peers[k][z]
            speed = p[k] + q[k] * example
            found.append(now + speed * (ceiling[k] - now) * lock_in[k] / 12)
        later.append(found)
    return later
