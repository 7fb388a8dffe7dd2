"""`polder validate`: the start of the model beside what is known of the region, without hiding a miss."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calibration.moments import firm_size_exponent, jobs_by_subregion, labour_month, mean_commute_km
from scenarios.load import resolve
from scenarios.regions.load import load_region
from simulation.model import RegionModel
from simulation.runs.initial import burned_in, open_model

TARGETS = Path(__file__).with_name("targets.toml")
YEAR = 12
END_2022, END_2023, END_2024 = 1 * YEAR, 2 * YEAR, 3 * YEAR
DRIFT_YEARS = 19


@dataclass(frozen=True)
class Target:
    """A band that a quantity should fall in."""

    id: str
    unit: dict[str, str]  # by language
    low: float
    high: float
    label: dict[str, str]
    source: str
    confidence: str


@dataclass(frozen=True)
class Finding:
    """A target and what the model gave, one value a seed."""

    target: Target
    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean over seeds."""
        return float(np.mean(self.values))

    @property
    def inside(self) -> bool:
        """Whether the mean over seeds lies in the band."""
        return self.target.low <= self.mean <= self.target.high


def read_targets(path: Path = TARGETS) -> list[Target]:
    """All targets, in the order of the file."""
    return [Target(id=name, **entry) for name, entry in tomllib.loads(path.read_text("utf-8")).items()]


def run_validation(
    *,
    scale: int = 20,
    seeds: Iterable[int] = (1, 2),
    region: str = "mra",
    progress: Callable[[str], None] = lambda _: None,
) -> list[Finding]:
    """Run current policy to the end of 2024 and a frozen region for 19 years, and compare with the targets.

    Parameters
    ----------
    scale
        N of 1:N.
    seeds
        One run each.
    region
        Name or folder of the region.
    progress
        Told what is being done.
    """
    measured: dict[str, list[float]] = {}
    for seed in seeds:
        progress(f"seed {seed}: 2022-2024")
        found = _first_three_years(region, scale, seed)
        progress(f"seed {seed}: {DRIFT_YEARS} years frozen")
        found["drift_19_years"] = _frozen_drift(region, scale, seed)
        for name, value in found.items():
            measured.setdefault(name, []).append(value)
    return [Finding(target, tuple(measured[target.id])) for target in read_targets() if target.id in measured]


def _first_three_years(region_name: str, scale: int, seed: int) -> dict[str, float]:
    region = load_region(region_name)
    model = open_model(region, resolve("current_policy", region), seed=seed, scale=scale)
    world = model.world
    table = jobs_by_subregion(world)
    found = {
        "jobs_by_subregion": float(np.abs(table[0] / table[1] - 1).max() * 100),
        "firm_size_exponent": firm_size_exponent(world),
    }
    for zone in {"Amsterdam", "Almere"} & set(region.zone_name):
        found[f"commute_{zone.lower()}"] = mean_commute_km(world, zone)
    found |= _labour_2022(model)
    peak = _regional_peak_2023(model)
    found["grid_peak_2023"] = (peak / region.facts["grid_peak_2023_mw"] - 1) * 100
    while model.month < END_2024:
        model.step()
    found["grid_queue_2024"] = float(world.grid.station_queue_mw.sum())
    model.close()
    return found


def _labour_2022(model: RegionModel) -> dict[str, float]:
    months = []
    while model.month < END_2022:
        model.step()
        months.append(labour_month(model.world))
    mean = {name: float(np.mean([month[name] for month in months])) for name in months[0]}
    return {
        "unemployment_2022": 100 * mean["unemployed"] / (mean["unemployed"] + mean["employed"]),
        "tightness_2022": mean["vacancies"] / mean["unemployed"],
        "fill_2022": mean["hires"] / mean["all_vacancies"],
        "job_to_job_2022": 100 * mean["job_to_job"] / mean["employed"],
    }


def _regional_peak_2023(model: RegionModel) -> float:
    peak = 0.0
    while model.month < END_2023:
        model.step()
        peak = max(peak, float(model.world.grid.load.sum(axis=0).max()))
    return peak


def _frozen_drift(region_name: str, scale: int, seed: int) -> float:
    """Unemployment after 19 years without trends, ageing or policy, minus that at the start [pp]."""
    region = load_region(region_name)
    model = burned_in(region, resolve("current_policy", region), seed=seed, scale=scale)
    yearly = []
    for _ in range(DRIFT_YEARS):
        months = []
        for _ in range(YEAR):
            model.step()
            months.append(labour_month(model.world))
        yearly.append(np.mean([m["unemployed"] / (m["unemployed"] + m["employed"]) for m in months]))
    model.close()
    return float(yearly[-1] - yearly[0]) * 100
