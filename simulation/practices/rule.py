"""How practices spread: more adopt where more have adopted before."""

import numpy as np

from simulation.declare.arrays import Floats


def adoption_hazard(p: float | Floats, q: float | Floats, peers: Floats, lock_in: float | Floats = 1.0) -> Floats:
    """Chance a month that one who has not adopted does so.

    Parameters
    ----------
    p, q
        Adoption by itself, and by example [1/year].
    peers
        Share of adopters among peers.
    lock_in
        Factor of the regime on both, 1 at the base month.

    Returns
    -------
    float64
        Of the shape to which all of these broadcast.

    Notes
    -----
    Bass 1969, Management Science 15: ``1 - exp(-(p + q x) / 12)``, p and q a year.
    """
    return np.asarray(1 - np.exp(-(p + q * peers) / 12 * lock_in))


def adopt_share(
    share: Floats,
    p: float | Floats,
    q: float | Floats,
    ceiling: float | Floats = 1.0,
    lock_in: float | Floats = 1.0,
    peers: Floats | None = None,
) -> Floats:
    """Shares of adopters a month later.

    Parameters
    ----------
    share
        Shares now: [z], or [practice, z] for several at once.
    p, q
        Adoption by itself, and by example [1/year]; together below 12, or the ceiling is passed.
    ceiling
        Largest share.
    lock_in
        Factor of the regime, 1 at the base month.
    peers
        Shares whose example counts; those of the own zone if not given.

    Returns
    -------
    float64
        Of the shape to which all of these broadcast.

    Notes
    -----
    ``x + (p + q x) (ceiling - x) / 12``: the Bass model in steps of a month. Lock-in multiplies the step.
    """
    example = share if peers is None else peers
    return np.asarray(share + (p + q * example) * (ceiling - share) * lock_in / 12)
