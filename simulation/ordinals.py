"""Numbering things within their cell, so that identifiers do not depend on what happens elsewhere."""

import numpy as np

from simulation.declare.arrays import Ints, Rows


def count_within(cells: Rows) -> Ints:
    """Rank of each element among those of the same cell, in order of appearance: int64[n]."""
    order = np.argsort(cells, kind="stable")
    ordered = cells[order]
    ranks = np.empty(cells.size, np.int64)
    ranks[order] = np.arange(cells.size) - np.searchsorted(ordered, ordered)
    return ranks
