"""The allocation kernel: identities between regimes, and a slow twin."""

import numpy as np
import pytest

from simulation.kernels.allocation import admit_requests
from tests.reference import grid as slow

N_STATIONS, N_HOURS = 4, 48


def make_queue(seed: int, n: int = 60, power: tuple[float, float] = (0.1, 2.0)) -> dict:
    rng = np.random.default_rng(seed)
    shapes = rng.random((3, N_HOURS))
    shapes /= shapes.max(axis=1, keepdims=True)
    open_hours = np.ones((1 + N_STATIONS, N_HOURS))
    open_hours[1:, rng.permutation(N_HOURS)[: N_HOURS // 7]] = 0.0
    station = rng.integers(0, N_STATIONS, n)
    timed = rng.integers(0, 2, n)
    share = rng.uniform(-0.5, 0.8, (N_STATIONS, 5))
    share[share < 0.05] = 0.0
    need = rng.uniform(*power, n)
    return {
        "station": station,
        "shape": rng.integers(0, 3, n),
        "mask": timed * (1 + station),
        "lane": station * 2 + timed,
        "need_mw": need,
        "hold_mw": need * (rng.random(n) < 0.8),
        "reach": np.concatenate([np.eye(N_STATIONS), share], axis=1),
        "shapes": shapes,
        "open_hours": open_hours,
        "room": rng.uniform(2, 8, (N_STATIONS + 5, N_HOURS)),
    }


def admit(queue: dict) -> tuple[np.ndarray, np.ndarray]:
    room = queue["room"].copy()
    kept = {name: value for name, value in queue.items() if name != "room"}
    return admit_requests(**kept, out_room=room), room


@pytest.mark.parametrize("seed", range(10))
def test_the_kernel_equals_the_slow_twin(seed):
    queue = make_queue(seed)
    admitted, room = admit(queue)
    expected, left = slow.admit_requests(**queue)
    assert admitted.tolist() == expected.tolist()
    assert room == pytest.approx(left)


@pytest.mark.parametrize("seed", range(5))
def test_no_limit_is_passed_by_what_is_admitted(seed):
    queue = make_queue(seed)
    admitted, room = admit(queue)
    assert admitted.any() and not admitted.all()
    assert room.min() >= -1e-9
    used = sum(
        queue["reach"][s][:, None] * mw * queue["shapes"][k] * queue["open_hours"][m]
        for s, mw, k, m in zip(
            queue["station"][admitted],
            queue["hold_mw"][admitted],
            queue["shape"][admitted],
            queue["mask"][admitted],
            strict=True,
        )
    )
    assert queue["room"] - used == pytest.approx(room)


def test_an_empty_queue_is_served():
    queue = make_queue(0, n=0)
    assert admit(queue)[0].size == 0


def test_a_time_based_right_without_closed_hours_is_an_ordinary_right():
    queue = make_queue(2)
    queue["open_hours"] = np.ones_like(queue["open_hours"])
    timed = admit(queue)[0]
    queue["mask"] = np.zeros_like(queue["mask"])
    assert admit(queue)[0].tolist() == timed.tolist()


def test_time_based_rights_fit_where_ordinary_ones_do_not():
    queue = make_queue(3, n=1)
    queue |= {"room": np.full_like(queue["room"], 5.0), "mask": np.array([0]), "need_mw": np.array([1.0])}
    queue["room"][:, queue["open_hours"][1 + queue["station"][0]] == 0] = 0.0
    assert not admit(queue)[0][0]
    queue["mask"] = 1 + queue["station"]
    assert admit(queue)[0][0]


def test_a_group_under_its_cap_fits_where_its_members_apart_do_not():
    """A group is one request of the size of its cap; a group of one is its member."""
    members, cap = np.full(3, 2.0), 4.0
    group = make_queue(4, n=1)
    group |= {"room": np.full_like(group["room"], 5.0), "need_mw": np.array([cap]), "hold_mw": np.array([cap])}
    apart = {**group, "need_mw": members, "hold_mw": members, "lane": np.zeros(3, int)}
    apart |= {name: np.repeat(group[name], 3) for name in ("station", "shape", "mask")}
    assert admit(group)[0].tolist() == [True]
    assert admit(apart)[0].tolist() == [True, True, False]


def test_full_planning_weight_admits_a_subset():
    """For small equal requests in strict order, counting whole contracts never lets more in."""
    queue = make_queue(5, n=400, power=(0.1, 0.1))
    lean = admit({**queue, "need_mw": 0.6 * queue["need_mw"], "hold_mw": 0.6 * queue["hold_mw"]})[0]
    full = admit(queue)[0]
    own_limits = {**queue, "reach": np.eye(N_STATIONS, N_STATIONS + 5)}
    lean_own = admit({**own_limits, "need_mw": 0.6 * queue["need_mw"], "hold_mw": 0.6 * queue["hold_mw"]})[0]
    full_own = admit(own_limits)[0]
    assert lean.sum() > full.sum()
    assert (lean_own | ~full_own).all()


def test_more_room_never_lowers_connected_power_of_divisible_requests():
    queue = make_queue(6, n=400, power=(0.05, 0.05))
    connected = []
    for factor in np.linspace(0.5, 3, 11):
        admitted = admit({**queue, "room": factor * queue["room"]})[0]
        connected.append((admitted * queue["need_mw"]).sum())
    assert (np.diff(connected) >= -0.05 * 2).all()


def test_a_refused_request_blocks_its_own_lane_only():
    queue = make_queue(7, n=3)
    queue |= {
        "station": np.array([0, 0, 1]),
        "lane": np.array([0, 0, 1]),
        "need_mw": np.array([99.0, 0.1, 0.1]),
        "mask": np.zeros(3, int),
        "room": np.full_like(queue["room"], 5.0),
    }
    assert admit(queue)[0].tolist() == [False, False, True]
    queue["lane"] = np.array([0, 1, 2])
    assert admit(queue)[0].tolist() == [False, True, True]
