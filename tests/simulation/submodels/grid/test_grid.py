"""The month of the grid on a small region: limits, conservation, closed forms, what each lever does."""

import dataclasses
from types import SimpleNamespace

import numpy as np
import pytest

from agents.request import RequestCategory, RequestStatus
from simulation.region import LOAD_CLASSES
from simulation.submodels.grid.build import commission, open_projects
from simulation.submodels.grid.steps import file_requests, residual_room, run_grid, station_energy, station_of
from tests.grid_model import SERVICES, GridModel
from tests.small_region import small_region

REGION = small_region()
GROWTH = {"household_base": 0.02, "heat_pump_air": 0.2}
NO_PROJECTS = {"planning_trigger": 1.2, "corridor_trigger": 1.2, "programme_new": 0, "programme_extended": 0}


def make_model(**changes) -> GridModel:
    return GridModel(REGION, **({"technicians": 10.0, "requests_month": 3, "request_kw": 100.0} | changes))


def run(months: int, **changes) -> GridModel:
    model = make_model(**changes)
    for _ in range(months):
        model.step(GROWTH)
    return model


def count(model: GridModel, status: RequestStatus) -> int:
    return int(np.count_nonzero(model.requests.status == status))


def ask(model: GridModel, station: int, n: int = 1, **columns):
    given = {
        "zone": 0,
        "category": RequestCategory.BUSINESS,
        "kw": 100.0,
        "units": 1.0,
        "firm": -1,
        "load_class": SERVICES,
    }
    return file_requests(model, station=np.full(n, station), **(given | columns))


def test_nothing_happens_while_the_model_is_frozen():
    model = make_model()
    model.frozen = True
    before = model.grid.load.copy()
    run_grid(model)
    assert model.grid.months_run == 0 and (model.grid.load == before).all()


def test_two_runs_are_equal_and_a_third_with_another_seed_is_not():
    first, second, third = run(40), run(40), run(40, seed=2)
    for name in first.requests:
        assert (getattr(first.requests, name) == getattr(second.requests, name)).all()
    assert (first.grid.load == second.grid.load).all()
    assert first.requests.ghost.tolist() != third.requests.ghost.tolist()


def test_what_must_always_hold():
    """Capacity never falls, work stays within the labour, promises within the room, shares sum to one."""
    model, firm = make_model(), np.zeros(4)
    for month in range(120):
        model.step(GROWTH)
        grid, requests = model.grid, model.requests
        assert (grid.firm_mw >= firm).all()
        firm = grid.firm_mw.copy()
        assert grid.labour_used <= grid.labour_available + 1e-9
        assert grid.station_share.sum(axis=2) == pytest.approx(1.0)
        touched = np.unique(requests.station[requests.admitted_m == month])
        if (model.projects.done_m != month).all():  # a new station moves promises with the load
            assert residual_room(model)[0][touched].min(initial=0.0) >= -1e-6
        assert (grid.lv_saturation >= 0).all() and (grid.lv_saturation <= 1).all()
        assert np.isfinite(grid.load).all() and (model.projects.work_left >= 0).all()
    assert model.projects.done.sum() > 0 and count(model, RequestStatus.CONNECTED) > 10
    early = model.projects.done == 1
    assert (model.projects.permit_left[early] <= 0).all()


def test_every_request_is_somewhere_and_waits_add_up_to_the_queue():
    """Little's law holds exactly: months waited by all equal the queue summed over months."""
    model, queue = make_model(), 0
    for _ in range(90):
        model.step(GROWTH)
        queue += count(model, RequestStatus.WAITING)
    r = model.requests
    left = np.where(r.admitted_m >= 0, r.admitted_m, np.where(r.closed_m >= 0, r.closed_m, model.month))
    assert (left - np.maximum(r.month, 0)).sum() == queue
    assert sum(count(model, status) for status in RequestStatus) == r.n
    assert model.grid.queue_count == count(model, RequestStatus.WAITING)
    assert model.grid.queue_mw == pytest.approx(model.grid.category_queue_mw.sum())


def test_no_wait_in_a_grid_ten_times_as_large():
    grid = dataclasses.replace(
        REGION.grid, station_mva=10 * REGION.grid.station_mva, branch_rating_mva=10 * REGION.grid.branch_rating_mva
    )
    model = GridModel(dataclasses.replace(REGION, grid=grid), requests_month=5, request_kw=100.0)
    for _ in range(24):
        model.step()
    assert model.grid.queue_mw == 0.0 and model.grid.waiting_admitted_months == 0.0
    served = (model.requests.status == RequestStatus.ADMITTED) | (model.requests.status == RequestStatus.CONNECTED)
    assert served.sum() > 50
    assert (model.requests.admitted_m[served] == model.requests.month[served]).all()


def test_a_queue_without_reinforcement_fills_as_its_closed_form():
    """Waiting after t months of lam requests and reneging r: lam (1 - r)(1 - (1 - r)^t) / r."""
    rate, months = 0.03, 60
    model = make_model(
        requests_month=200,
        request_kw=1e6,
        technicians=0.0,
        par={"renege_rate": rate, "initial_queue_mw": 0.0, **NO_PROJECTS},
    )
    for _ in range(months):
        model.step()
    expected = 200 * (1 - rate) * (1 - (1 - rate) ** months) / rate
    assert model.grid.queue_count == pytest.approx(expected, rel=0.02)


def test_one_project_is_ready_after_permit_and_work():
    model = make_model(requests_month=0, technicians=10.0, par={"crew_months": 1.0, **NO_PROJECTS})
    model.projects.keep(np.zeros(model.projects.n, bool))
    row = open_projects(model, station=0)
    model.projects.permit_left[row] = 7.0
    work = float(model.projects.work_total[row[0]])
    while not model.projects.done[row[0]]:
        model.step()
    months = int(model.projects.done_m[row[0]]) + 1
    assert abs(months - (7 + work / 10.0)) <= 1


def test_ten_projects_and_hands_for_one_finish_one_a_year():
    """Pathology: shared labour finishes nothing for ten years, then everything at once."""
    model = make_model(requests_month=0, par={"pending_cap_mva": 800.0, **NO_PROJECTS})
    model.projects.keep(np.zeros(model.projects.n, bool))
    rows = open_projects(model, station=np.arange(10) % 3)
    model.projects.mva[rows], model.projects.permit_left[rows] = 4.0, 0.0
    model.projects.work_left[rows] = model.projects.work_total[rows] = 120.0
    model.technicians.grid_fte = 10.0
    for year in range(1, 11):
        for _ in range(12):
            model.step()
        assert model.projects.done[rows].sum() == year


def test_shifting_keeps_the_energy_of_every_day_and_lowers_the_peak():
    loads = {}
    for flex in (0.0, 0.2):
        model = make_model(levers={"grid_flex": flex}, par={"flex_start": 0.5})
        model.step()
        loads[flex] = model.grid.load
    daily = {flex: load.reshape(4, -1, 24).sum(axis=2) for flex, load in loads.items()}
    assert daily[0.2] == pytest.approx(daily[0.0], rel=1e-12)
    assert (loads[0.2].max(axis=1)[:3] < loads[0.0].max(axis=1)[:3]).all()


def test_a_new_station_takes_load_contracts_and_promises_of_its_zone():
    model = run(12)
    energy, contracts, signed = station_energy(model), model.grid.contracts_mwh.sum(), model.grid.contracted_mw.sum()
    row = np.flatnonzero(model.projects.station == 3)
    assert model.grid.load[3].max() == 0.0 and len(row) == 1
    commission(model, row)
    after = station_energy(model)
    assert after.sum(axis=0) == pytest.approx(energy.sum(axis=0))
    part = model.grid.firm_mw[3] / model.grid.firm_mw[[0, 3]].sum()
    served = model.energy.energy_mwh[0] * part
    assert after[3] == pytest.approx(served)
    assert model.grid.contracts_mwh.sum() == pytest.approx(contracts)
    assert model.grid.contracted_mw.sum() == pytest.approx(signed)
    assert model.grid.contracts_mwh[3].sum() > 0


def test_a_new_circuit_relieves_its_corridor():
    model = make_model()
    model.step()
    before, circuits = model.grid.n1_loading[0], model.grid.circuits[0]
    commission(model, open_projects(model, branch=0))
    model.step()
    assert model.grid.circuits[0] == circuits + 1
    assert model.grid.n1_loading[0] < before


def test_ghosts_vanish_when_offered_and_take_no_room():
    model = make_model(requests_month=0, par={"ghost_share": 0.6, "initial_queue_mw": 0.0, "renege_rate": 0.0})
    rows = ask(model, 1, n=200, kw=1.0)
    model.step()
    ghost = model.requests.ghost[rows] == 1
    assert 0.5 < ghost.mean() < 0.7
    assert (model.requests.status[rows[ghost]] == RequestStatus.VANISHED).all()
    assert (model.requests.status[rows[~ghost]] == RequestStatus.ADMITTED).all()
    assert model.grid.withdrawn_requests.tolist() == rows[ghost].tolist()


def test_only_business_requests_can_be_ghosts():
    model = make_model()
    rows = ask(model, 1, n=100, category=RequestCategory.SOCIETAL)
    assert not model.requests.ghost[rows].any()


def test_a_connection_follows_its_lead_time_and_carries_its_load_once():
    model = make_model(requests_month=0, par={"ghost_share": 0.0, "initial_queue_mw": 0.0})
    row = ask(model, 1)
    model.requests.background[row] = 1
    peaks = []
    for _ in range(9):
        model.step()
        peaks.append(model.grid.peak_mw[1])
        status, reserved = model.requests.status[row[0]], model.grid.reserved_mw[1]
        assert (status == RequestStatus.CONNECTED) == (len(peaks) > 6)
        if len(peaks) == 7:
            assert model.grid.connected_requests.tolist() == row.tolist()
        assert (reserved > 0) == (1 < len(peaks) <= 7)
    assert peaks[6] == pytest.approx(peaks[0])
    assert 0 < peaks[8] - peaks[0] <= 0.1 * model.par.grid.use_business + 1e-6


def test_societal_order_serves_care_before_trade():
    status = {}
    for order in (0.0, 1.0):
        model = make_model(
            requests_month=0, levers={"grid_priority": order}, par={"ghost_share": 0.0, "initial_queue_mw": 0.0}
        )
        room = residual_room(model)[0][0].min()
        trade = ask(model, 0, kw=1000 * room)
        model.requests.month[trade] = -1
        care = ask(model, 0, kw=1000 * room, category=RequestCategory.SOCIETAL)
        model.step()
        status[order] = [int(model.requests.status[row[0]]) for row in (trade, care)]
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
    model = make_model(requests_month=0, technicians=0.0)
    model.firms = SimpleNamespace(uid=np.array([11, 12], np.uint64))
    rows = ask(model, 0, n=2, kw=1e6, firm=np.array([0, 1]))
    model.step()
    assert (model.requests.status[rows] == RequestStatus.WAITING).all()
    model.firms.uid[1] = 99
    model.step()
    assert model.requests.status[rows].tolist() == [RequestStatus.WAITING, RequestStatus.WITHDRAWN]
    assert model.grid.withdrawn_rows.tolist() == [1]


def test_a_delay_hits_a_share_of_projects_once():
    calm = make_model(requests_month=0)
    hit = make_model(requests_month=0, shock={"project_delay_share": 0.5, "project_delay_months": 24.0})
    for model in (calm, hit):
        open_projects(model, station=np.zeros(40, int))
        model.projects.permit_left[:] = 30.0
        model.step()
        model.step()
    later = hit.projects.permit_left - calm.projects.permit_left[: hit.projects.n]
    assert set(np.round(later).tolist()) == {0.0, 24.0}
    assert 0.3 < (later > 0).mean() < 0.7


def test_the_low_voltage_grid_fills_and_small_users_wait():
    model = make_model(requests_month=0, technicians=0.0)
    model.step()
    assert (model.grid.small_wait_months == model.par.grid.small_wait_months).all()
    model.energy.energy_mwh[:, LOAD_CLASSES.index("household_base")] *= 3.0
    model.step()
    assert (model.grid.lv_saturation == 1.0).all()
    assert model.grid.small_wait_months == pytest.approx(13.0)


def test_identifiers_number_on_within_the_month():
    model = make_model(requests_month=0)
    first, second = ask(model, 0, n=3, zone=np.array([0, 1, 0])), ask(model, 0, n=2, zone=np.array([1, 0]))
    assert np.unique(model.requests.uid).size == model.requests.n
    other = make_model(requests_month=0)
    again = ask(other, 0, n=5, zone=np.array([0, 0, 0, 1, 1]))
    ours = model.requests.uid[np.concatenate([first, second])]
    assert sorted(ours.tolist()) == sorted(other.requests.uid[again].tolist())


@pytest.mark.parametrize(
    ("change", "named"),
    [({"kw": 0.0}, "kw"), ({"units": -1.0}, "units"), ({"zone": 5}, "zone"), ({"kw": np.nan}, "kw")],
)
def test_impossible_requests_are_refused(change, named):
    with pytest.raises(ValueError, match=named):
        ask(make_model(), 0, **change)


def test_applicants_are_spread_over_stations_by_weight_and_stay_there():
    model, uid = make_model(), np.arange(20_000, dtype=np.uint64)
    station = station_of(model, np.full(20_000, 3), SERVICES, uid)
    assert np.bincount(station, minlength=4) / 20_000 == pytest.approx([0.3, 0.7, 0, 0], abs=0.01)
    model.month = 30
    assert (station_of(model, 3, SERVICES, uid) == station).all()
