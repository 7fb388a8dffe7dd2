"""The month of the grid on a small region: limits, conservation, closed forms, what each lever does."""

import dataclasses

import numpy as np
import pytest

from agents.request import RequestCategory, RequestStatus
from simulation.axes import LOAD_CLASSES
from simulation.submodels.grid.build import commission, open_projects
from simulation.submodels.grid.load import plan_loads, residual_room, station_energy
from tests.grid_world import GridWorld, ask
from tests.small_region import small_region

REGION = small_region()
GROWTH = {"household_base": 0.02, "heat_pump_air": 0.2}
NO_PROJECTS = {"planning_trigger": 1.2, "corridor_trigger": 1.2, "programme_new": 0, "programme_extended": 0}


def make_world(**changes) -> GridWorld:
    return GridWorld(REGION, **({"technicians": 10.0, "requests_month": 3, "request_kw": 100.0} | changes))


def run(months: int, **changes) -> GridWorld:
    world = make_world(**changes)
    for _ in range(months):
        world.live(GROWTH)
    return world


def count(world: GridWorld, status: RequestStatus) -> int:
    return int(np.count_nonzero(world.requests.status == status))


def test_two_runs_are_equal_and_a_third_with_another_seed_is_not():
    first, second, third = run(40), run(40), run(40, seed=2)
    for name in first.requests:
        assert (getattr(first.requests, name) == getattr(second.requests, name)).all()
    assert (first.grid.load == second.grid.load).all()
    assert first.requests.ghost.tolist() != third.requests.ghost.tolist()


def test_what_must_always_hold():
    """Capacity never falls, work stays within the labour, promises within the room, shares sum to one."""
    world, firm = make_world(), np.zeros(4)
    for month in range(120):
        world.live(GROWTH)
        grid, requests = world.grid, world.requests
        assert (grid.firm_mw >= firm).all()
        firm = grid.firm_mw.copy()
        assert grid.labour_used <= grid.labour_available + 1e-9
        assert grid.station_share.sum(axis=2) == pytest.approx(1.0)
        touched = np.unique(requests.station[requests.admitted_m == month])
        if (world.projects.done_m != month).all():  # a new station moves promises with the load
            assert residual_room(world, plan_loads(world))[0][touched].min(initial=0.0) >= -1e-6
        assert (grid.lv_saturation >= 0).all() and (grid.lv_saturation <= 1).all()
        assert np.isfinite(grid.load).all() and (world.projects.work_left >= 0).all()
    assert world.projects.done.sum() > 0 and count(world, RequestStatus.CONNECTED) > 10
    early = world.projects.done == 1
    assert (world.projects.permit_left[early] <= 0).all()


def test_every_request_is_somewhere_and_waits_add_up_to_the_queue():
    """Little's law holds exactly: months waited by all equal the queue summed over months."""
    world, queue = make_world(), 0
    for _ in range(90):
        world.live(GROWTH)
        queue += count(world, RequestStatus.WAITING)
    r = world.requests
    left = np.where(r.admitted_m >= 0, r.admitted_m, np.where(r.closed_m >= 0, r.closed_m, world.month))
    assert (left - np.maximum(r.month, 0)).sum() == queue
    assert sum(count(world, status) for status in RequestStatus) == r.n
    assert world.grid.queue_count == count(world, RequestStatus.WAITING)
    assert world.grid.queue_mw == pytest.approx(world.grid.category_queue_mw.sum())


def test_no_wait_in_a_grid_ten_times_as_large():
    grid = dataclasses.replace(
        REGION.grid, station_mva=10 * REGION.grid.station_mva, branch_rating_mva=10 * REGION.grid.branch_rating_mva
    )
    world = GridWorld(dataclasses.replace(REGION, grid=grid), requests_month=5, request_kw=100.0)
    for _ in range(24):
        world.live()
    assert world.grid.queue_mw == 0.0 and world.grid.waiting_admitted_months == 0.0
    served = (world.requests.status == RequestStatus.ADMITTED) | (world.requests.status == RequestStatus.CONNECTED)
    assert served.sum() > 50
    assert (world.requests.admitted_m[served] == world.requests.month[served]).all()


def test_a_queue_without_reinforcement_fills_as_its_closed_form():
    """Waiting after t months of lam requests and reneging r: lam (1 - r)(1 - (1 - r)^t) / r."""
    rate, months = 0.03, 60
    world = make_world(
        requests_month=200,
        request_kw=1e6,
        technicians=0.0,
        par={"renege_rate": rate, "initial_queue_mw": 0.0, **NO_PROJECTS},
    )
    for _ in range(months):
        world.live()
    expected = 200 * (1 - rate) * (1 - (1 - rate) ** months) / rate
    assert world.grid.queue_count == pytest.approx(expected, rel=0.02)


def test_one_project_is_ready_after_permit_and_work():
    world = make_world(requests_month=0, technicians=10.0, par={"crew_months": 1.0, **NO_PROJECTS})
    world.projects.keep(np.zeros(world.projects.n, bool))
    row = open_projects(world, station=0)
    world.projects.permit_left[row] = 7.0
    work = float(world.projects.work_total[row[0]])
    while not world.projects.done[row[0]]:
        world.live()
    months = int(world.projects.done_m[row[0]]) + 1
    assert abs(months - (7 + work / 10.0)) <= 1


def test_ten_projects_and_hands_for_one_finish_one_a_year():
    """Pathology: shared labour finishes nothing for ten years, then everything at once."""
    world = make_world(requests_month=0, par={"pending_cap_mva": 800.0, **NO_PROJECTS})
    world.projects.keep(np.zeros(world.projects.n, bool))
    rows = open_projects(world, station=np.arange(10) % 3)
    world.projects.mva[rows], world.projects.permit_left[rows] = 4.0, 0.0
    world.projects.work_left[rows] = world.projects.work_total[rows] = 120.0
    world.technicians.grid_fte = 10.0
    for year in range(1, 11):
        for _ in range(12):
            world.live()
        assert world.projects.done[rows].sum() == year


def test_shifting_keeps_the_energy_of_every_day_and_lowers_the_peak():
    loads = {}
    for flex in (0.0, 0.2):
        world = make_world(levers={"grid_flex": flex}, par={"flex_start": 0.5})
        world.live()
        loads[flex] = world.grid.load
    daily = {flex: load.reshape(4, -1, 24).sum(axis=2) for flex, load in loads.items()}
    assert daily[0.2] == pytest.approx(daily[0.0], rel=1e-12)
    assert (loads[0.2].max(axis=1)[:3] < loads[0.0].max(axis=1)[:3]).all()


def test_a_new_station_takes_load_contracts_and_promises_of_its_zone():
    world = run(12)
    energy, contracts, signed = station_energy(world), world.grid.contracts_mwh.sum(), world.grid.contracted_mw.sum()
    row = np.flatnonzero(world.projects.station == 3)
    assert world.grid.load[3].max() == 0.0 and len(row) == 1
    commission(world, row)
    after = station_energy(world)
    assert after.sum(axis=0) == pytest.approx(energy.sum(axis=0))
    part = world.grid.firm_mw[3] / world.grid.firm_mw[[0, 3]].sum()
    served = world.power.energy_mwh[0] * part
    assert after[3] == pytest.approx(served)
    assert world.grid.contracts_mwh.sum() == pytest.approx(contracts)
    assert world.grid.contracted_mw.sum() == pytest.approx(signed)
    assert world.grid.contracts_mwh[3].sum() > 0


def test_a_new_circuit_relieves_its_corridor():
    world = make_world()
    world.live()
    before, circuits = world.grid.n1_loading[0], world.grid.circuits[0]
    commission(world, open_projects(world, branch=0))
    world.live()
    assert world.grid.circuits[0] == circuits + 1
    assert world.grid.n1_loading[0] < before


def test_ghosts_vanish_when_offered_and_take_no_room():
    world = make_world(requests_month=0, par={"ghost_share": 0.6, "initial_queue_mw": 0.0, "renege_rate": 0.0})
    rows = ask(world, 1, n=200, kw=1.0)
    world.live()
    ghost = world.requests.ghost[rows] == 1
    assert 0.5 < ghost.mean() < 0.7
    assert (world.requests.status[rows[ghost]] == RequestStatus.VANISHED).all()
    assert (world.requests.status[rows[~ghost]] == RequestStatus.ADMITTED).all()
    assert world.grid.withdrawn_requests.tolist() == rows[ghost].tolist()


def test_a_connection_follows_its_lead_time_and_carries_its_load_once():
    world = make_world(requests_month=0, par={"ghost_share": 0.0, "initial_queue_mw": 0.0})
    row = ask(world, 1)
    world.requests.background[row] = 1
    peaks = []
    for _ in range(9):
        world.live()
        peaks.append(world.grid.peak_mw[1])
        status, reserved = world.requests.status[row[0]], world.grid.reserved_mw[1]
        assert (status == RequestStatus.CONNECTED) == (len(peaks) > 6)
        if len(peaks) == 7:
            assert world.grid.connected_requests.tolist() == row.tolist()
        assert (reserved > 0) == (1 < len(peaks) <= 7)
    assert peaks[6] == pytest.approx(peaks[0])
    assert 0 < peaks[8] - peaks[0] <= 0.1 * world.par.grid.use_business + 1e-6


def test_societal_order_serves_care_before_trade():
    status = {}
    for order in (0.0, 1.0):
        world = make_world(
            requests_month=0, levers={"grid_priority": order}, par={"ghost_share": 0.0, "initial_queue_mw": 0.0}
        )
        room = residual_room(world, plan_loads(world))[0][0].min()
        trade = ask(world, 0, kw=1000 * room)
        world.requests.month[trade] = -1
        care = ask(world, 0, kw=1000 * room, category=RequestCategory.SOCIETAL)
        world.live()
        status[order] = [int(world.requests.status[row[0]]) for row in (trade, care)]
    assert status == {
        0.0: [RequestStatus.ADMITTED, RequestStatus.WAITING],
        1.0: [RequestStatus.WAITING, RequestStatus.ADMITTED],
    }


def test_one_category_makes_the_societal_order_first_come_first_served():
    first, ranked = run(48), run(48, levers={"grid_priority": 1.0})
    assert (first.requests.status == ranked.requests.status).all()


def test_time_based_rights_let_more_in():
    plain, timed = run(60), run(60, levers={"time_based_rights": 1.0}, par={"timed_share": 1.0})
    assert count(timed, RequestStatus.CONNECTED) > count(plain, RequestStatus.CONNECTED)
    hours = REGION.grid.hours
    assert (timed.grid.open_hours[1:4] @ hours >= 0.85 * hours.sum() - 1e-6).all()
    assert (timed.grid.open_hours[1:4] @ hours < 0.87 * hours.sum()).all()


def test_rights_to_all_hours_are_the_same_as_no_restriction():
    plain, timed = run(30), run(30, levers={"time_based_rights": 1.0}, par={"timed_share": 1.0, "timed_hours": 1.0})
    assert (plain.requests.admitted_m == timed.requests.admitted_m).all()


def test_a_request_of_a_firm_that_is_gone_leaves_the_queue():
    world = make_world(requests_month=0, technicians=0.0)
    world.firms.extend(2)
    world.firms.uid[:] = [11, 12]
    rows = ask(world, 0, n=2, kw=1e6, firm=np.array([0, 1]))
    world.live()
    assert (world.requests.status[rows] == RequestStatus.WAITING).all()
    world.firms.uid[1] = 99
    world.live()
    assert world.requests.status[rows].tolist() == [RequestStatus.WAITING, RequestStatus.WITHDRAWN]
    assert world.grid.withdrawn_requests.tolist() == rows[1:].tolist()


def test_a_delay_hits_a_share_of_projects_once():
    calm = make_world(requests_month=0)
    hit = make_world(requests_month=0, shock={"project_delay_share": 0.5, "project_delay_months": 24.0})
    for world in (calm, hit):
        open_projects(world, station=np.zeros(40, int))
        world.projects.permit_left[:] = 30.0
        world.live()
        world.live()
    later = hit.projects.permit_left - calm.projects.permit_left[: hit.projects.n]
    assert set(np.round(later).tolist()) == {0.0, 24.0}
    assert 0.3 < (later > 0).mean() < 0.7


def test_the_low_voltage_grid_fills():
    world = make_world(requests_month=0, technicians=0.0)
    world.live()
    assert (world.grid.lv_saturation < 1.0).all()
    world.power.energy_mwh[:, LOAD_CLASSES.index("household_base")] *= 3.0
    world.live()
    assert (world.grid.lv_saturation == 1.0).all()
