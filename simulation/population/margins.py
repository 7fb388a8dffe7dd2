"""Persons by zone, age, education and state, from a joint pattern and three margins a zone."""

import numpy as np

from simulation.declare.arrays import Floats


class MarginError(ValueError):
    """The margins of one or more zones cannot be met; the message names them."""


def fit_margins(
    seed: Floats, margins: tuple[Floats, ...], zone_name: tuple[str, ...], tolerance: float = 1e-8, rounds: int = 500
) -> Floats:
    """Scale a joint pattern to the margins of every zone (iterative proportional fitting).

    Parameters
    ----------
    seed
        float64[a, b, ...] joint pattern, the same for all zones; zeros stay zero.
    margins
        One float64[z, axis length] for each axis of `seed`; equal totals by zone.
    zone_name
        Names for the message.
    tolerance, rounds
        Stop at this largest relative error, or give up after so many rounds.

    Returns
    -------
    float64[z, a, b, ...]
        Table of each zone, whose sums are its margins.

    Raises
    ------
    MarginError
        If a zone's margins have different totals or are not met within `rounds`.

    Notes
    -----
    Deming & Stephan 1940, Ann. Math. Stat. 11.
    """
    n_zones, axes = margins[0].shape[0], range(1, seed.ndim + 1)
    _require_equal_totals(margins, zone_name)
    table = np.broadcast_to(seed, (n_zones, *seed.shape)).copy()
    for _ in range(rounds):
        for axis, margin in zip(axes, margins, strict=True):
            table *= np.expand_dims(_ratio(margin, _sum_but(table, axis)), tuple(a for a in axes if a != axis))
        error = np.max([_relative_error(_sum_but(table, a), m) for a, m in zip(axes, margins, strict=True)], axis=0)
        if error.max() <= tolerance:
            return table
    worst = [f"{zone_name[z]} ({error[z]:.1e})" for z in np.flatnonzero(error > tolerance)]
    raise MarginError(f"margins not met after {rounds} rounds, largest relative error by zone: {', '.join(worst)}")


def _sum_but(table: Floats, axis: int) -> Floats:
    sums: Floats = table.sum(axis=tuple(a for a in range(1, table.ndim) if a != axis))
    return sums


def _ratio(wanted: Floats, found: Floats) -> Floats:
    return np.divide(wanted, found, out=np.zeros_like(wanted), where=found > 0)


def _relative_error(found: Floats, wanted: Floats) -> Floats:
    """Largest relative error of each zone; a wanted zero must be zero."""
    worst: Floats = np.max(np.abs(found - wanted) / np.where(wanted > 0, wanted, 1.0), axis=1)
    return worst


def _require_equal_totals(margins: tuple[Floats, ...], zone_name: tuple[str, ...]) -> None:
    totals = np.stack([margin.sum(axis=1) for margin in margins])
    wrong = np.flatnonzero(np.ptp(totals, axis=0) > 1e-6 * np.maximum(totals[0], 1.0))
    if wrong.size:
        listed = "; ".join(f"{zone_name[z]}: {', '.join(f'{t:.1f}' for t in totals[:, z])}" for z in wrong)
        raise MarginError(f"margins of one zone have different totals: {listed}")
