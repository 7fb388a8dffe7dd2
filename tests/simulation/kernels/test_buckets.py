"""Alias tables give every vacancy the chance its weight asks for."""

import numpy as np
import pytest

from simulation.kernels.buckets import build_alias_tables


def chances(row: np.ndarray) -> np.ndarray:
    """Chance of each cell of an alias row: what it keeps and what others refer to it."""
    kept = (row >> np.uint32(8)) / 16_777_215.0
    found = kept.copy()
    np.add.at(found, row & np.uint32(255), 1.0 - kept)
    return found / row.size


@pytest.mark.parametrize("seed", range(5))
def test_alias_rows_equal_the_weights_written_out(seed):
    rng = np.random.default_rng(seed)
    n_origins, n_occ, n_zones = 3, 5, 7
    counts = rng.integers(0, 6, (n_zones, n_occ))
    start = np.concatenate([[0], counts.ravel().cumsum()]).astype(np.int32)
    reach, nearness = rng.random((n_origins, n_zones)), rng.random((n_occ, n_occ))
    total = np.empty((n_origins, n_occ))
    by_occ = np.empty((n_origins, n_occ, n_occ), np.uint32)
    by_zone = np.empty((n_origins, n_occ, n_zones), np.uint32)
    build_alias_tables(start, reach, nearness, total, by_occ, by_zone)
    for r in range(n_origins):
        for own in range(n_occ):
            weight = np.array(
                [[reach[r, z] * nearness[own, o] * counts[z, o] for z in range(n_zones)] for o in range(n_occ)]
            )
            assert total[r, own] == pytest.approx(weight.sum())
            np.testing.assert_allclose(chances(by_occ[r, own]), weight.sum(axis=1) / weight.sum(), atol=1e-6)
            for o in np.flatnonzero(weight.sum(axis=1)):
                np.testing.assert_allclose(chances(by_zone[r, o]), weight[o] / weight[o].sum(), atol=1e-6)
