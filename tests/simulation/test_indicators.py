"""What is counted is what is there."""

import pickle
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from simulation.indicators import BY_NAME, RATIOS, REGIONAL, ZONAL, Ratio, aggregate
from simulation.indicators.bottlenecks import BOTTLENECKS, NONE, first_binding, score_bottlenecks
from simulation.indicators.observe import Observer, observe_month
from simulation.indicators.record import Record, side_tables, zone_table
from simulation.kernels.observing import Employers, People, count_firms, count_workers
from simulation.runs import checkpoint
from tests.model_runs import QUICK, make_policy, open_run, region_named
from tests.reference import observing as slow
from tests.small_region import small_region


@pytest.fixture(scope="module")
def observed():
    """The small region after eighteen busy months, in which a bit of everything happens."""
    levers = {"technician_places": 300.0, "reskill_places": 300.0, "activation_effort": 300.0}
    busy = {"contract_margin": 0.02, "electrify_hazard": 0.01, "contract_headroom": 0.02}
    model = open_run("small", make_policy(region_named("small"), levers, parameters=QUICK | busy), seed=3, scale=2)
    observer = Observer(model.world, 18)
    for _ in range(18):
        model.step()
        observer.observe(model.world)
    yield SimpleNamespace(world=model.world, record=observer.record)
    model.close()


def random_workers(n: int, n_firms: int, n_zones: int):
    rng = np.random.default_rng(1)
    state = rng.integers(-1, 5, n).astype(np.int8)
    emp = np.where(state == 0, rng.integers(0, n_firms, n), -1).astype(np.int32)
    home, edu = rng.integers(0, n_zones, n).astype(np.int16), rng.integers(1, 4, n).astype(np.int8)
    grp, dur = rng.integers(0, 3, n).astype(np.int8), rng.integers(0, 30, n).astype(np.int16)
    return People(home, state, edu, grp, dur, emp)


def test_workers_are_counted_as_by_hand():
    people = random_workers(3_000, 50, 6)
    firm_zone = np.random.default_rng(2).integers(0, 6, 50).astype(np.int16)
    counts, trips = np.zeros((2, 6, 6, 3, 3, 2), np.int64), np.zeros((2, 6, 6), np.int64)
    for block, (first, last) in enumerate([(0, 1_700), (1_700, 3_000)]):
        count_workers(first, last, block, people, firm_zone, 12, counts, trips)
    expected = slow.count_workers(people, firm_zone, 12, 6)
    np.testing.assert_array_equal(counts.sum(axis=0), expected[0])
    np.testing.assert_array_equal(trips.sum(axis=0), expected[1])


def test_firms_are_counted_as_by_hand():
    rng, n = np.random.default_rng(4), 1_000
    zone, sector = rng.integers(0, 6, n).astype(np.int16), rng.integers(0, 16, n).astype(np.int8)
    filled, target, vacant = (rng.integers(0, 9, n).astype(np.int32) for _ in range(3))
    el, size = rng.integers(0, 3, n).astype(np.int8), rng.uniform(0.5, 9, n).astype(np.float32)
    cap = np.where(rng.random(n) < 0.5, np.inf, rng.uniform(0.5, 9, n)).astype(np.float32)
    weight, demand = rng.uniform(1, 20, n).astype(np.float32), rng.uniform(0.8, 1.3, 16)
    slots, firms = np.zeros((1, 6, 16, 4), np.int64), np.zeros((1, 6, 5))
    employers = Employers(zone, sector, filled, target, vacant, el, size, cap, weight)
    count_firms(0, n, 0, employers, demand, slots, firms)
    expected = slow.count_firms(employers, demand, 6)
    np.testing.assert_array_equal(slots[0], expected[0])
    np.testing.assert_allclose(firms[0], expected[1], rtol=1e-12)


def test_every_column_of_every_zone_is_what_is_there(observed):
    world = observed.world
    table = observe_month(world)
    for zone in range(world.region.n_mra):
        expected = slow.zone_by_hand(world, zone)
        assert expected.keys() == {i.name for i in ZONAL}
        for k, indicator in enumerate(ZONAL):
            assert table[zone, k] == pytest.approx(expected[indicator.name], rel=1e-5, abs=1e-6), indicator.name
    assert [i.name for i, column in zip(ZONAL, table.T, strict=True) if not column.any()] == []


def test_observing_changes_nothing(observed):
    world = observed.world
    before = pickle.dumps(checkpoint.take(world))
    observe_month(world)
    assert pickle.dumps(checkpoint.take(world)) == before


def test_groups_add_up_to_zones(observed):
    record, region = observed.record, observed.world.region
    groups = side_tables(record, region)["groups"].to_pandas()
    zones = zone_table(record, region).to_pandas()
    months = zones.groupby("month", observed=True)[["employed", "jobs"]].sum()
    expected = months.groupby(months.index.astype(str).str[:4]).mean()
    for grouping, name in (("education", "employed"), ("sector", "jobs")):
        found = groups[groups["grouping"] == grouping].groupby("year")[name].sum()
        assert found.to_list() == pytest.approx(expected[name].to_list(), rel=1e-5)


def test_stations_take_the_highest_peak_and_the_last_queue():
    region = small_region()
    record = Record.empty(region, 14)
    record.stations[:, :, 1] = np.arange(14)[::-1, None]  # peak_mw falls
    record.stations[:, :, 3] = np.arange(14)[:, None]  # queue_mw rises
    table = side_tables(record, region)["stations"].to_pandas()
    assert table.groupby("year")["peak_mw"].first().to_list() == [13, 1]
    assert table.groupby("year")["queue_mw"].first().to_list() == [11, 13]


def test_declarations_are_complete():
    columns = {i.name for i in ZONAL}
    assert len(columns) == len(ZONAL) and len(BY_NAME) == len(ZONAL) + len(RATIOS) + len(REGIONAL)
    for indicator in BY_NAME.values():
        assert indicator.nl and indicator.en and indicator.meaning and indicator.unit
        assert indicator.better in ("up", "down", "neutral") and indicator.time in ("mean", "sum", "end")
        assert bool(indicator.note("nl")) == bool(indicator.note("en"))
        if isinstance(indicator, Ratio):
            assert {*indicator.over, *indicator.under} <= columns


def frame() -> pd.DataFrame:
    return pd.DataFrame({
        "year": [2022] * 4 + [2023] * 2, "month": ["2022-01", "2022-01", "2022-02", "2022-02", "2023-01", "2023-01"],
        "unemployed": [10.0, 30, 20, 20, 5, 5], "employed": [90.0, 70, 80, 80, 95, 95],
        "hires_outside": [1.0, 2, 3, 4, 5, 6], "queue_mw": [1.0, 1, 2, 3, 4, 4],
    })  # fmt: skip


def test_a_ratio_is_a_ratio_of_sums():
    rate = aggregate(frame(), BY_NAME["unemployment_rate"], ["year"], ["month"])
    assert rate.to_list() == pytest.approx([20.0, 5.0])


def test_stocks_average_flows_add_and_ends_are_last():
    assert aggregate(frame(), BY_NAME["unemployed"], ["year"], ["month"]).to_list() == [40.0, 10.0]
    assert aggregate(frame(), BY_NAME["hires_outside"], ["year"], ["month"]).to_list() == [10.0, 11.0]
    assert aggregate(frame(), BY_NAME["queue_mw"], ["year"], ["month"]).to_list() == [5.0, 8.0]


def zonal(**changes: float) -> dict[str, np.ndarray]:
    calm = {"queue_mw": 0.0, "capacity_mw": 100.0, "permit_mva": 0.0, "build_mva": 0.0, "vacancies": 2.0, "jobs": 98.0}
    return {name: np.full((12, 1), value) for name, value in (calm | changes).items()}


def regional(**changes: float) -> dict[str, np.ndarray]:
    calm = {
        "grid_technicians_need": 10.0,
        "grid_technicians_avail": 10.0,
        "installers_need": 5.0,
        "installers_avail": 10.0,
    }
    return {name: np.full(12, value) for name, value in (calm | changes).items()}


@pytest.mark.parametrize(
    ("place", "region", "winner"),
    [
        ({}, {}, NONE),
        ({"vacancies": 6.0, "jobs": 94.0}, {}, "workers"),
        ({"queue_mw": 15.0}, {}, "grid"),
        ({"queue_mw": 15.0, "permit_mva": 20.0}, {}, "permits"),
        ({"queue_mw": 15.0, "build_mva": 20.0}, {}, NONE),  # hands are there, so it is a matter of time
        ({"queue_mw": 15.0, "build_mva": 20.0}, {"grid_technicians_need": 100.0}, "technicians"),
        ({}, {"installers_need": 20.0}, "installers"),
    ],
)
def test_each_bottleneck_can_bind(place, region, winner):
    scores = score_bottlenecks(zonal(**place), regional(**region))
    assert (*BOTTLENECKS, NONE)[first_binding(scores)[0]] == winner


def test_a_score_is_one_at_its_threshold():
    scores = score_bottlenecks(zonal(queue_mw=10.0, vacancies=5.0, jobs=95.0), regional(installers_need=11.0))
    np.testing.assert_allclose(scores[0], [0, 1, 0, 1, 1])
