"""The loop that matters, in the whole model: technicians, capacity, queue, electrification and jobs, technicians.

Each link is shown by pairs of runs of the real region at 1:100 that share their seed and differ in one thing.
The same links without a labour market, so with technicians held, are in `test_coupling.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from agents.request import RequestStatus
from simulation.world import World
from tests.model_runs import make_policy, open_run, region_named

REGION = region_named("mra")
ENERGY = REGION.sector_id.index("energy")
SEEDS = (1, 2)
Found = dict[str, np.ndarray]


def observe(world: World) -> dict[str, float]:
    """What the links are made of, inside the region and at true scale."""
    firms, grid = world.firms, world.grid
    inside = firms.zone < REGION.n_mra
    held = inside & np.isfinite(firms.cap)
    large = inside & (firms.kw_c > world.par.electrification.small_limit_kw)
    operators = inside & (firms.sector == ENERGY)
    return {
        "technicians": world.technicians.grid_fte,  # [FTE]
        "work": grid.labour_used,  # [FTE-month]
        "capacity": float(grid.firm_mw.sum()),  # [MW]
        "queue": grid.queue_mw,  # [MW]
        "electrified": float(firms.w_f[large & (firms.el == 2)].sum()),  # large users that left fossil energy
        "held": float(firms.w_f[held].sum()),  # firms that may not grow
        "in_line": float(np.count_nonzero(world.requests.status[firms.req[held]] == RequestStatus.WAITING)),  # of these
        "jobs_held": float(np.maximum(firms.S - firms.cap, 0)[held].sum() * world.scale),
        "need": world.technicians.grid_need,  # [FTE]
        "operators_want": float(firms.target[operators].sum() * world.scale),  # jobs
    }


@cache
def live(
    seed: int, years: int, treat: Callable[[World], None] | None = None, lever: str = "", value: float = 0.0,
    **parameters: float,
) -> Found:  # fmt: skip
    """Means by year; a lever grows to its value in 2023 and 2024, parameters change after the burn-in."""
    policy = make_policy(REGION, {lever: value} if lever else {}, first=12, full=36)
    model = open_run("mra", policy, scale=100, seed=seed)
    world, rows = model.world, []
    world.par = world.par.with_values(parameters)
    if treat:
        treat(world)
    for _ in range(12 * years):
        model.step()
        rows.append(observe(world))
    model.close()
    return {name: np.array([row[name] for row in rows]).reshape(-1, 12).mean(axis=1) for name in rows[0]}


def widen(world: World) -> None:
    """A grid that is 30 % larger from the start."""
    world.grid.firm_mw *= 1.3


def widen_a_lot(world: World) -> None:
    """Room for everybody, on stations and corridors."""
    world.grid.firm_mw *= 10
    network = world.grid.network
    world.grid.network = replace(network, rating_mw=10 * network.rating_mw)


def pairs(treat: Callable[[World], None] | None = None, **parameters: float) -> list[tuple[Found, Found]]:
    """Six years of plain and changed runs of the same seeds."""
    return [(live(seed, 6), live(seed, 6, treat, **parameters)) for seed in SEEDS]


def test_more_technicians_build_more() -> None:
    """First link: half as many again in every year, so more work done and more capacity in service by year six."""
    for few, many in pairs(grid_build_share=0.8):
        assert (many["technicians"] > 1.2 * few["technicians"]).all()
        assert many["work"].sum() > 1.25 * few["work"].sum()
        assert many["capacity"][-1] > 1.05 * few["capacity"][-1]


def test_more_technicians_shorten_the_queue() -> None:
    """First and second link together."""
    for few, many in pairs(grid_build_share=0.8):
        assert many["queue"][-1] < 0.92 * few["queue"][-1]


def test_more_capacity_shortens_the_queue() -> None:
    """Second link."""
    for tight, wide in pairs(widen):
        assert wide["queue"][-1] < 0.6 * tight["queue"][-1]
        assert wide["queue"].mean() < tight["queue"].mean()


def test_a_shorter_queue_electrifies_firms_and_frees_jobs() -> None:
    """Third link."""
    for tight, wide in pairs(widen):
        assert wide["electrified"][-1] > 1.2 * tight["electrified"][-1]
        assert wide["held"][-1] < 0.8 * tight["held"][-1]
        assert wide["jobs_held"][-1] < 0.8 * tight["jobs_held"][-1]


def test_with_room_for_everybody_nobody_waits() -> None:
    """R5, in the whole model: from the first month on, firms are held by the works of their connection only."""
    found = live(1, 6, widen_a_lot)
    assert found["queue"].max() == 0 and found["in_line"].max() == 0
    assert found["held"].max() > 0 and live(1, 6)["in_line"].min() > 0


def test_more_electrification_asks_for_more_technicians() -> None:
    """Fourth link: firms that leave fossil energy sooner fill the queue, and its projects need more hands."""
    for slow, fast in pairs(electrify_hazard=0.01):
        assert fast["queue"][-1] > 1.2 * slow["queue"][-1]
        assert fast["need"][-1] > slow["need"][-1]


def test_a_shortage_of_technicians_becomes_jobs_and_then_technicians() -> None:
    """Last link: operators want more people the longer the shortage lasts, and get them."""
    for still, calls in [(b, a) for a, b in pairs(demand_response=0.0)]:
        assert calls["operators_want"][-1] > 1.15 * still["operators_want"][-1]
        assert calls["technicians"][-1] > 1.08 * still["technicians"][-1]


def test_without_a_queue_fewer_technicians_are_needed() -> None:
    """The same link from the other side: what is left is the programme announced before 2022."""
    for seed in SEEDS:
        ample, tight = live(seed, 6, widen_a_lot), live(seed, 6)
        assert ample["need"][-1] < 0.7 * tight["need"][-1]


def whole_loop(lever: str, value: float) -> dict[str, float]:
    """Ratio of the last three of eleven years with and without a lever, over four seeds."""
    plain, moved = ([live(seed, 11, lever=name, value=value) for seed in (1, 2, 3, 4)] for name in ("", lever))
    return {name: float(np.mean([m[name][-3:] for m in moved]) / np.mean([p[name][-3:] for p in plain]))
            for name in plain[0]}  # fmt: skip


@pytest.mark.slow
def test_technicians_lent_to_the_grid_build_more() -> None:
    """Installers are few beside grid technicians: what they add to work is clear, to the queue it is within chance."""
    ratio = whole_loop("technician_alloc", 0.3)
    assert ratio["work"] > 1.02 and ratio["capacity"] > 1.005


@pytest.mark.slow
def test_technicians_trained_close_the_loop() -> None:
    """The whole loop over eleven years: training, technicians, capacity, queue, electrification and jobs."""
    ratio = whole_loop("technician_places", 4_000.0)
    assert ratio["technicians"] > 1.1 and ratio["capacity"] > 1.02
    assert ratio["queue"] < 0.95
    assert ratio["electrified"] > 1.02 and ratio["held"] < 0.95
