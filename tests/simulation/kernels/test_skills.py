"""Packed skills: nothing lost, shortfall as defined."""

import numpy as np

from simulation.kernels.skills import TOP, pack_skills, raise_skills, shortfall, unpack_skills
from tests.reference.skills import shortfall_slow, stored


def test_packing_keeps_every_stored_value() -> None:
    """All 512 values survive in all six places, extremes included."""
    values = np.tile(np.arange(TOP + 1)[:, None] / TOP, (1, 6))
    values[:, 1::2] = values[::-1, 1::2]
    assert np.array_equal(unpack_skills(pack_skills(values)), values)


def test_values_outside_zero_to_one_are_cut_off() -> None:
    """No value can spill into its neighbour."""
    words = pack_skills(np.array([[-3.0, 2.0, -1.0, 9.0, 0.5, 1.01]]))
    assert np.array_equal(stored(unpack_skills(words)), [[0, 511, 0, 511, 256, 511]])


def test_shortfall_equals_its_slow_twin() -> None:
    """Bit for bit over random persons and occupations, equal and extreme skills among them."""
    rng = np.random.default_rng(1)
    have, need = rng.random((2_000, 6)), rng.random((2_000, 6))
    have[:200], have[200:300], need[300:400] = need[:200], 1.0, 0.0
    have[400:500], need[400:500] = 0.0, 1.0
    packed, required = pack_skills(have), pack_skills(need)
    for i in range(have.shape[0]):
        assert shortfall(packed[i], required[i]) == shortfall_slow(stored(have[i]), stored(need[i]))


def test_raising_never_lowers_a_skill() -> None:
    """Each skill becomes the larger of both."""
    rng = np.random.default_rng(2)
    have, floor = rng.random((500, 6)), rng.random((500, 6))
    raised = unpack_skills(raise_skills(pack_skills(have), pack_skills(floor)))
    assert np.array_equal(stored(raised), np.maximum(stored(have), stored(floor)))
