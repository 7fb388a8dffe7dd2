"""A month of ageing: the twin, and a two-state world with a known answer."""

import numpy as np
import pytest

from simulation.kernels.flows import GIVES_UP, SEEKS, Hazards, Residents, age_residents
from tests.reference import flows as slow

KEY = np.uint64(77)
ONE = 2.0**32


def residents(rng, n):
    """Workers of all kinds and ages."""
    return Residents(
        age_m=rng.integers(180, 900, n).astype(np.int16),
        dur=rng.integers(0, 30, n).astype(np.int16),
        ten=rng.integers(0, 60, n).astype(np.int16),
        uid=rng.integers(0, 2**64, n, np.uint64),
        state=rng.integers(-1, 5, n).astype(np.int8),
        home=rng.integers(0, 3, n).astype(np.int16),
        origin=(rng.random(n) < 0.3).astype(np.int8),
        arr_m=rng.integers(-5, 12, n).astype(np.int16),
    )


def hazards(flow, to_detached, leave=0.0, emigrate=0.0):
    """Tables with the given chances, and their ceilings."""
    tables = Hazards(
        flow=(flow * ONE).astype(np.uint64),
        to_detached=to_detached,
        tightness=np.array([0.8, 1.0, 1.3]),
        leave=np.full((3, 900), leave * ONE, np.uint64),
        emigrate=(np.full(20, emigrate) * ONE).astype(np.uint64),
    )
    ceilings = np.append(flow.max(axis=1), [leave, emigrate])
    ceilings[2] *= 1.3
    return tables, np.ceil(ceilings * ONE).astype(np.uint64)


def run(people, tables, ceilings, key, month=6, ageing=1, pension_age=-1):
    """Event of each worker by the kernel, done in two blocks."""
    n = people.uid.size
    rows, events, found = np.empty(n, np.int32), np.empty(n, np.int8), np.zeros(n, np.int8)
    for first, last in ((0, n // 3), (n // 3, n)):
        with np.errstate(over="ignore"):
            count = age_residents(
                first, last, 0, people, tables, ceilings, pension_age, key, month, ageing, rows, events
            )
        found[rows[first : first + count]] = events[first : first + count]
    return found


@pytest.mark.parametrize("ageing", [0, 1])
def test_ageing_equals_its_slow_twin(ageing):
    """Ages, durations, tenures and events, absent rows left alone."""
    rng = np.random.default_rng(4)
    people = residents(rng, 1_500)
    people.age_m[:20] = 899
    flow = rng.random((5, 900)) * 0.3
    flow[:, 800] = 0.9
    tables, ceilings = hazards(flow, rng.random((5, 900)) < 0.5, 0.05, 0.1)
    copy = Residents(*(column.copy() for column in people))
    found = run(people, tables, ceilings, KEY, ageing=ageing, pension_age=800)
    expected = [slow.age_resident(copy, tables, i, KEY, 6, ageing) for i in range(1_500)]
    assert found.tolist() == expected and len(set(expected)) > 5
    present = people.state >= 0
    for column, twin in zip(people, copy, strict=True):
        np.testing.assert_array_equal(column[present], twin[present])


def test_two_states_settle_where_flows_balance():
    """With constant chances s of leaving and f of coming back, the share outside is s / (s + f)."""
    rng, n, s, f = np.random.default_rng(5), 20_000, 0.04, 0.06
    people = residents(rng, n)._replace(state=np.ones(n, np.int8), origin=np.zeros(n, np.int8))
    people.age_m[:] = 400
    flow = np.zeros((5, 900))
    flow[1], flow[2] = s, f
    tables, ceilings = hazards(flow, np.zeros((5, 900), bool))
    tables = tables._replace(tightness=np.ones(3))
    outside = []
    for month in range(300):
        events = run(people, tables, ceilings, np.uint64(1000 + month), ageing=0)
        people.state[events == GIVES_UP] = 2
        people.state[events == SEEKS] = 1
        outside.append(np.mean(people.state == 2))
    assert np.mean(outside[100:]) == pytest.approx(s / (s + f), rel=0.01)
