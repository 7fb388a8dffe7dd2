"""A results folder with made-up numbers, for everything that reads results."""

import csv
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from experiments.figures.tiles import LAYOUT
from simulation.indicators.record import REGIONAL_NAMES, STATION_NAMES, ZONAL_NAMES, Record, side_tables, zone_table
from simulation.runs.results import Results, load_results, merge_parts, stamp_run, write_json, write_run, write_table

SUBREGIONS = (
    "Amsterdam",
    "Amstelland-Meerlanden",
    "Zaanstreek-Waterland",
    "Zuid-Kennemerland",
    "IJmond",
    "Gooi en Vechtstreek",
    "Almere-Lelystad",
)
SCENARIOS = {
    "current_policy": {"nl": "Huidig beleid", "en": "Current policy"},
    "skills_first": {"nl": "Vaardigheden eerst", "en": "Skills first"},
    "grid_first": {"nl": "Het elektriciteitsnet eerst", "en": "The electricity grid first"},
}
SEEDS = (1, 2, 3, 4)
MONTHS = 228


def made_up_region() -> SimpleNamespace:
    """Places with the real names and a made-up division."""
    with LAYOUT.open(encoding="utf-8") as file:
        tiles = list(csv.DictReader(file))
    n, stations = len(tiles), 34
    return SimpleNamespace(
        name="made up",
        digest="0" * 64,
        n_mra=n,
        zone_id=tuple(t["zone_id"] for t in tiles),
        zone_name=tuple(t["short"].replace("-|", "").replace("|", " ") for t in tiles),
        zone_subregion=(np.arange(n) * 7 // n).astype(np.int8),
        subregion_name=SUBREGIONS,
        sector_id=("industry", "construction", "ict", "health"),
        grid=SimpleNamespace(
            station_id=tuple(f"S{k:02d}" for k in range(stations)),
            station_name=tuple(f"Onderstation {k}" for k in range(stations)),
            station_zone=(np.arange(stations) % n).astype(np.int16),
        ),
    )


def made_up_record(region: SimpleNamespace, policy: int, seed: int) -> Record:
    """Smooth paths with noise; `policy` shifts some of them."""
    rng, record = np.random.default_rng([policy, seed]), Record.empty(region, MONTHS)
    t = np.linspace(0, 1, MONTHS)[:, None]
    size = (np.random.default_rng(9).pareto(1.2, region.n_mra) + 0.4)[None, :]
    noise = lambda sd: 1 + sd * rng.normal(size=(MONTHS, region.n_mra)).cumsum(axis=0) / 12  # noqa: E731
    zone = {name: record.zones[:, :, k] for k, name in enumerate(ZONAL_NAMES)}
    for name in ZONAL_NAMES:
        zone[name][:] = 1000 * size * (1 + 0.3 * t) * noise(0.02)
    zone["employed"][:] = 14_000 * size * noise(0.002)
    zone["unemployed"][:] = 600 * size * (1 + 0.35 * np.sin(5 * t) - 0.12 * (policy == 1) * t) * noise(0.05)
    zone["vacancies"][:] = 700 * size * (1 - 0.3 * np.sin(5 * t)) * noise(0.05)
    zone["capacity_mw"][:] = 60 * size * (1 + (1.4 + 0.5 * (policy == 2)) * t)
    zone["queue_mw"][:] = np.maximum(0, 9 * size * (0.4 + 2.2 * t - (1.6 * (policy == 2)) * t**2)) * np.abs(noise(0.3))
    zone["permit_mva"][:] = 6 * size * np.abs(np.cos(7 * t + np.arange(region.n_mra)))
    zone["build_mva"][:] = 2 * size
    zone["build_need_fte"][:] = 3.0
    regional = {name: record.region[:, k] for k, name in enumerate(REGIONAL_NAMES)}
    for name in REGIONAL_NAMES:
        regional[name][:] = 100 * (1 + t[:, 0]) * (1 + 0.03 * rng.normal(size=MONTHS))
    regional["grid_technicians_need"][:] *= 1.6 - 1.2 * t[:, 0] * (policy > 0)
    regional["waiting_months"][:] = 4 + 30 * t[:, 0] * (1 - 0.5 * (policy == 2))
    pull = np.linspace(0.5, 2, record.stations.shape[1])
    for k, name in enumerate(STATION_NAMES):
        record.stations[:, :, k] = (
            {"queue_mw": 30, "capacity_mw": 90, "peak_mw": 75, "contracted_mw": 120}[name]
            * (1 + t)
            * (pull if name == "queue_mw" else 1)
        )
    record.groups[:] = 500
    return record


def write_made_up(folder: Path, seeds: tuple[int, ...] = SEEDS, names: tuple[str, ...] = tuple(SCENARIOS)) -> Results:
    """Write a finished folder and open it."""
    import pyarrow as pa

    region, runs = made_up_region(), []
    for policy, name in enumerate(names):
        for seed in seeds:
            key, record = f"{policy:02d}{seed:06d}", made_up_record(region, policy, seed)
            side = {k: stamp_run(v, name, seed) for k, v in side_tables(record, region).items()}
            write_run(folder, key, stamp_run(zone_table(record, region), name, seed), side)
            runs.append({"scenario": name, "seed": seed, "key": key, "file": f"runs/{key}.parquet", "seconds": 1.0})
    merge_parts(folder, [run["key"] for run in runs])
    years = np.arange(2022, 2041)
    levers = ("grid_invest", "reskill_places", "heat_pump_subsidy", "permit_speed")
    rows = [
        (n, int(y), lever, 1e6 * (k + 1) * (p + 1))
        for p, n in enumerate(names)
        for y in years
        for k, lever in enumerate(levers)
    ]
    scenario, year, lever, euro = zip(*rows, strict=True)
    write_table(
        pa.table({"scenario": scenario, "year": pa.array(year, pa.int16()), "lever": lever, "eur": euro}),
        folder / "costs.parquet",
    )
    write_json(
        {
            "format": 1,
            "scenarios": [
                {
                    "id": n,
                    "title": SCENARIOS[n],
                    "description": {"nl": "Beschrijving.", "en": "Description."},
                    "parameters": {},
                    "sources": {},
                    "changes": [
                        {
                            "kind": "lever",
                            "name": "grid_invest",
                            "unit": "factor",
                            "first": 1.0,
                            "last": 1.6,
                            "lowest": 1.0,
                            "highest": 1.6,
                        }
                    ],
                }
                for n in names
            ],
            "region": {"name": "made up", "digest": "0" * 64},
            "seeds": list(seeds),
            "scale": 20,
            "until": "2040-12",
            "runs": runs,
            "failed": [],
            "versions": {"poldermodel": "0.1.0"},
            "wall_seconds": 12.0,
        },
        folder / "manifest.json",
    )
    return load_results(folder)


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Three scenarios, four paired seeds."""
    return write_made_up(tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="session")
def one_run(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """One scenario, one seed."""
    return write_made_up(tmp_path_factory.mktemp("one"), seeds=(1,), names=("current_policy",))
