"""Persons meet the margins of their zone, or the zone is named."""

import numpy as np
import pytest

from simulation.population.margins import MarginError, fit_margins

NAMES = ("Noord", "Zuid", "Oost")


def _margins(rng: np.random.Generator, zones: int = 3) -> tuple[np.ndarray, ...]:
    table = rng.gamma(0.7, 100.0, (zones, 8, 3, 4))
    return tuple(table.sum(axis=tuple(b for b in (1, 2, 3) if b != a)) for a in (1, 2, 3))


@pytest.mark.parametrize("number", range(10))
def test_margins_are_met_to_eight_digits(number: int) -> None:
    rng = np.random.default_rng(number)
    margins = _margins(rng)
    table = fit_margins(rng.uniform(0.1, 1.0, (8, 3, 4)), margins, NAMES)
    for axis, margin in zip((1, 2, 3), margins, strict=True):
        found = table.sum(axis=tuple(a for a in (1, 2, 3) if a != axis))
        np.testing.assert_allclose(found, margin, rtol=1e-8)


def test_independent_pattern_gives_the_product_of_the_margins() -> None:
    margins = _margins(np.random.default_rng(1))
    table = fit_margins(np.ones((8, 3, 4)), margins, NAMES)
    total = margins[0].sum(axis=1)[:, None, None, None]
    product = margins[0][:, :, None, None] * margins[1][:, None, :, None] * margins[2][:, None, None, :] / total**2
    np.testing.assert_allclose(table, product, rtol=1e-7)


def test_a_zero_in_the_pattern_and_an_empty_class_stay_zero() -> None:
    rng = np.random.default_rng(2)
    seed, margins = rng.uniform(0.1, 1.0, (8, 3, 4)), [m.copy() for m in _margins(rng)]
    seed[0, 2] = 0
    lost = margins[2][:, 3].copy()
    margins[2][:, 3], margins[2][:, 0] = 0, margins[2][:, 0] + lost
    table = fit_margins(seed, tuple(margins), NAMES)
    assert not table[:, 0, 2].any()
    assert not table[..., 3].any()


def test_a_zone_that_cannot_be_met_is_named() -> None:
    rng = np.random.default_rng(3)
    margins, seed = _margins(rng), rng.uniform(0.1, 1.0, (8, 3, 4))
    seed[2] = 0  # a pattern without one age class, which every zone has
    with pytest.raises(MarginError, match=r"Noord.*Zuid.*Oost"):
        fit_margins(seed, margins, NAMES)


def test_unequal_totals_name_the_zone() -> None:
    margins = [m.copy() for m in _margins(np.random.default_rng(4))]
    margins[1][1] *= 1.01
    with pytest.raises(MarginError, match=r"different totals: Zuid: [\d., ]+$"):
        fit_margins(np.ones((8, 3, 4)), tuple(margins), NAMES)
