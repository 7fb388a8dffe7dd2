"""Practices that spread by zone: the rule, and the store of shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.practices.catalogue import OWNERS, PRACTICES
from simulation.practices.rule import adopt_share, adoption_hazard
from simulation.runs import checkpoint
from simulation.submodels import rooms
from tests.model_runs import open_run
from tests.reference import practices as slow

SHARE = st.floats(0, 1)
RATE = st.floats(0, 1)


def bass(p: float, q: float, years: float) -> float:
    """Adopters after some years, from none, without a regime."""
    decay = np.exp(-(p + q) * years)
    return float((1 - decay) / (1 + q / p * decay))


@given(st.lists(SHARE, min_size=1, max_size=40), RATE, RATE, st.floats(0.5, 2))
def test_hazard_equals_its_twin(peers, p, q, lock_in):
    found = adoption_hazard(p, q, np.array(peers), lock_in)
    np.testing.assert_array_max_ulp(found, np.array(slow.adoption_hazard(p, q, peers, lock_in)), 1)


@pytest.mark.parametrize("others", [False, True])
def test_shares_equal_their_twin_to_the_last_bit(others):
    rng = np.random.default_rng(4)
    share, peers = rng.random((5, 32)), rng.random((5, 32)) if others else None
    p, q, ceiling, lock_in = rng.random(5) / 10, rng.random(5) / 2, 0.5 + rng.random(5) / 2, 0.5 + rng.random(5)
    column = (values[:, None] for values in (p, q, ceiling, lock_in))
    found = adopt_share(share, *column, peers)
    expected = slow.adopt_share(share.tolist(), p, q, ceiling, lock_in, None if peers is None else peers.tolist())
    assert found.tobytes() == np.array(expected).tobytes()


def test_shares_follow_bass():
    share, p, q = np.zeros(3), 0.02, 0.40
    for month in range(240):
        share = adopt_share(share, p, q)
        assert share == pytest.approx(bass(p, q, (month + 1) / 12), abs=0.01)


def test_lock_in_stretches_time():
    free, held = np.full(1, 0.1), np.full(1, 0.1)
    for month in range(120):
        held = adopt_share(held, 0.02, 0.3, lock_in=0.5)
        free = adopt_share(free, 0.02, 0.3) if month % 2 else free
    assert held == pytest.approx(free, abs=0.005)


def test_shares_stay_below_their_ceiling():
    share = np.linspace(0, 0.7, 8)
    for _ in range(600):
        later = adopt_share(share, 0.2, 1.0, ceiling=0.7)
        assert (later >= share).all() and (later <= 0.7 + 1e-12).all()
        share = later
    assert share == pytest.approx(0.7)


def test_practices_start_as_declared_and_are_kept():
    model = open_run()
    world = model.world
    assert set(world.practices) == set(PRACTICES) and set(OWNERS.values()) <= set(rooms())
    for name, each in PRACTICES.items():
        start = world.par.flat()[each.start] if isinstance(each.start, str) else each.start
        assert (world.practices[name] == start).all() and world.practices[name].shape == (world.region.n_mra,)
    world.practices["leap"][:] = np.linspace(0.2, 0.4, world.region.n_mra)
    arrays, values = checkpoint.take(world)
    arrays = {path: array.copy() for path, array in arrays.items()}
    world.practices["leap"] = np.zeros(world.region.n_mra)
    checkpoint.put(world, arrays, values)
    assert world.practices["leap"][-1] == 0.4 and type(world.practices).__name__ == "Practices"
    model.close()
