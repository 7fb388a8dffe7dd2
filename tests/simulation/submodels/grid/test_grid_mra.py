"""The grid of the Metropolitan Region Amsterdam against what is known of it.

Queue, capacity and the start were tuned on these figures: the tests keep them there, they do not validate them.
"""

import numpy as np
import pytest

from agents.request import RequestCategory
from scenarios.regions.load import load_region
from simulation.axes import LOAD_CLASSES
from simulation.submodels.grid.requests import file_requests, station_of
from tests.grid_world import GridWorld

DATA_CENTRE = LOAD_CLASSES.index("data_centre")
GROWTH = {
    "services": 0.005,
    "industry": 0.005,
    "household_base": 0.007,
    "heat_pump_air": 0.12,
    "ev_regular": 0.30,
    "services_heat": 0.05,
    "services_cooling": 0.03,
    "electric_vans": 0.3,
    "electric_trucks": 0.3,
    "pv_roof": 0.08,
}
# Loading (intact, one circuit out) in an earlier study of the same stylised table for 2023. Ratings of several
# corridors were calibrated in that study, so agreement is a check of the computation, not evidence on the grid.
STUDY = {
    "BVW380-OZN380": (0.1, 0.2),
    "OZN380-DMN380": (0.28, 0.54),
    "BVW380-VHZ380": (0.06, 0.12),
    "VHZ380-BSW380": (0.18, 0.36),
    "DMN380-LLS380": (0.15, 0.28),
    "LLS380-ENS380": (0.21, 0.42),
    "DMN380-KIJ380": (0.34, 0.67),
    "T:BVW380-BVW150": (0.48, 0.61),
    "T:OZN380-OZN150": (0.35, 0.53),
    "T:DMN380-DMN150": (0.64, 0.8),
    "T:VHZ380-VHZ150": (0.62, 0.8),
    "T:LLS380-LLS150": (0.22, 0.3),
    "OZN150-HMW150": (0.42, 0.56),
    "HMW150-KLP150": (0.42, 0.83),
    "KLP150-PPW150": (0.39, 0.77),
    "PPW150-HKD150": (0.25, 0.5),
    "DMN150-VNW150": (0.66, 0.96),
    "VNW150-BLN150": (0.13, 0.25),
    "VNW150-BLZ150": (0.52, 0.77),
    "BLZ150-AMV150": (0.46, 0.89),
    "AMV150-NMR150": (0.35, 0.62),
    "NMR150-VHZ150": (0.21, 0.36),
    "DMN150-IJB150": (0.03, 0.05),
    "VHZ150-HMM150": (0.51, 1.02),
    "HMM150-SAS150": (0.16, 0.32),
    "VHZ150-WDP150": (0.22, 0.43),
    "VHZ150-VLN150": (0.18, 0.42),
    "VLN150-BVW150": (0.67, 0.99),
    "VLN150-OTL150": (0.49, 0.76),
    "WYW150-DMN150": (0.41, 0.62),
    "WYW150-OTL150": (0.37, 0.34),
    "DMN150-GVL150": (0.3, 0.24),
    "GVL150-APP150": (0.29, 0.25),
    "APP150-AMK150": (0.26, 0.32),
    "AMK150-ALR150": (0.39, 0.63),
    "ALR150-ADV150": (0.25, 0.61),
    "AMK150-ADV150": (0.14, 0.42),
    "ALR150-ZWO150": (0.4, 0.68),
    "ZWO150-BNS150": (0.0, 0.0),
    "ZWO150-KBT150": (0.46, 0.78),
    "KBT150-HDW150": (0.0, 0.0),
    "KBT150-ZDV150": (0.5, 0.91),
    "ZDV150-LLS150": (0.56, 1.03),
    "DMN150-BKN150": (0.12, 0.24),
}
# Where ours differs by more than 0.10: the loop through Almere, the northern boundary and one cable in the south. For
# three of them the study has less load after an outage than before; the load it put outside the region is not known.
DIFFERENT = {
    "AMV150-NMR150", "VLN150-OTL150", "WYW150-DMN150", "WYW150-OTL150", "DMN150-GVL150", "GVL150-APP150",
    "APP150-AMK150", "AMK150-ALR150", "AMK150-ADV150",
}  # fmt: skip


@pytest.fixture(scope="module")
def region():
    return load_region("mra")


@pytest.fixture(scope="module")
def opened(region):
    return GridWorld(region)


def run_years(region, years: int, technicians: float = 800.0, **changes) -> tuple[GridWorld, np.ndarray]:
    """About 30 requests of 0.54 MW a month and 60 MVA of data centres a year; queue, wait, capacity by year."""
    world, out = GridWorld(region, technicians=technicians, requests_month=30, request_kw=544.0, **changes), []
    zones = [region.zone_name.index("Amsterdam"), region.zone_name.index("Haarlemmermeer")]
    for month in range(12 * years):
        if month % 4 == 0:
            zone = np.array([zones[month % 8 // 4]])
            rows = file_requests(
                world,
                station=station_of(world, zone, DATA_CENTRE, np.array([month])),
                zone=zone,
                category=RequestCategory.DATA_CENTRE,
                kw=20_000.0,
                units=1.0,
                firm=-1,
                load_class=DATA_CENTRE,
            )
            world.requests.background[rows] = 1
        world.live(GROWTH)
        if month % 12 == 11:
            out.append((world.grid.queue_mw, world.grid.waiting_median_months, world.grid.firm_mw.sum()))
    return world, np.array(out)


def test_the_network_has_sixteen_bridges_and_two_buses_still_to_come(opened, region):
    network = opened.grid.network
    found = {region.grid.branch_id[k] for k in np.flatnonzero(network.bridges)}
    assert len(found) == 16
    assert found > {"T:OZN380-OZN150", "OZN150-HMW150", "KLP150-PPW150", "VHZ150-HMM150", "DMN150-IJB150"}
    assert {region.grid.bus_id[b] for b in np.flatnonzero(~network.connected)} == {"A4Z150", "ALR380"}
    assert np.isfinite(network.factors).all()  # every bridge has two circuits: no single loss islands anything


def test_the_peak_is_near_the_modelled_peak_of_2023(opened, region):
    load = opened.grid.load
    assert load.sum(axis=0).max() == pytest.approx(2500, rel=0.10)
    amsterdam = region.grid.station_zone == region.zone_name.index("Amsterdam")
    assert 750 <= load[amsterdam].sum(axis=0).max() <= 900


def test_corridors_are_loaded_as_in_the_earlier_study_but_for_nine(opened, region):
    """35 of 44 within 0.10; the others are named, so that a change in either direction is seen."""
    grid = opened.grid
    intact = np.abs(grid.flow_mw).max(axis=1) / np.maximum(1.0, grid.circuits * grid.network.rating_mw)
    row = {name: region.grid.branch_id.index(name) for name in STUDY}
    gap = {
        name: max(abs(intact[row[name]] - n), abs(grid.n1_loading[row[name]] - n1)) for name, (n, n1) in STUDY.items()
    }
    assert {name for name, value in gap.items() if value > 0.10} == DIFFERENT
    assert intact.max() < 0.8
    assert grid.n1_loading.max() > 1.0  # declared full by the operator in 2023


def test_the_start_programme_is_that_of_amsterdam(opened, region):
    """29 new and 12 extended stations: their own 1.4 billion EUR are 5,200 FTE-years, half of what ours need."""
    projects, par = opened.projects, opened.par.grid
    at = region.grid.station_zone[projects.station] == region.zone_name.index("Amsterdam")
    programme = (projects.programme == 1) & at
    assert 33 <= programme.sum() <= 41
    stations_only = projects.work_total[programme].sum() / par.labour_per_mva * 22.5 / 12
    assert stations_only == pytest.approx(5200, rel=0.15)
    assert stations_only / 13 == pytest.approx(400, rel=0.15)


@pytest.mark.slow
def test_the_queue_of_2023_to_2025_is_in_its_band_on_average(region):
    """Mean of eight seeds in 300 to 900 MW, the band the parameters were tuned to; half the seeds pass 900 in 2025.

    Growth is above 15 % in 2023 and 2024. In 2025 it is about that on average, and none where a corridor is early.
    """
    runs = [run_years(region, 4, seed=seed) for seed in range(1, 9)]
    queue, wait, _ = np.mean([years for _, years in runs], axis=0).T
    each = np.array([years[:, 0] for _, years in runs])
    assert ((queue[1:] > 300) & (queue[1:] < 900)).all()
    assert ((each[:, 1:3] > 300) & (each[:, 1:3] < 900)).all()
    assert (each[:, 1:3] / each[:, :2] > 1.15).all()
    assert (np.diff(wait[:3]) > 0).all()
    for world, years in runs:
        assert world.grid.labour_used == pytest.approx(world.grid.labour_available)  # hands are what is short
        assert (np.diff(years[:, 2]) > 0).all()


@pytest.mark.slow
def test_technicians_shorten_the_queue_but_not_soon(region):
    base, more = (
        np.mean([run_years(region, 12, technicians=hands, seed=seed)[1] for seed in (1, 2, 3)], axis=0)
        for hands in (800.0, 1200.0)
    )
    shorter = 1.0 - more[:, 0] / base[:, 0]
    assert abs(shorter[0]) < 0.02
    assert shorter[:3].mean() < 0.10 < 0.15 < shorter[4:].mean()
    assert more[-1, 2] > base[-1, 2] + 500
    assert 1.5 < base[-1, 2] / base[0, 2] < 3.0
