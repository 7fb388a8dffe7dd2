"""Observe a world at the end of a month."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.axes import EDUCATION
from simulation.counts import Counts, count
from simulation.declare.arrays import Floats
from simulation.indicators.catalogue import GROUP, SOURCES
from simulation.indicators.record import GROUP_NAMES, REGIONAL_NAMES, STATION_NAMES, ZONAL_NAMES, Record
from simulation.world import World

BY_EDUCATION = {
    "employed": WorkState.EMPLOYED,
    "unemployed": WorkState.UNEMPLOYED,
    "hidden_talent": WorkState.ATTACHED,
}
BY_SECTOR = {"jobs": 0, "jobs_wanted": 1, "vacancies": 2}  # columns of `Counts.slots`


class Observer:
    """Fill a record month by month.

    Parameters
    ----------
    world
        Before its first month.
    months
        Number of months that will be observed.
    """

    def __init__(self, world: World, months: int) -> None:
        self.record = Record.empty(world.region, months)

    def observe(self, world: World) -> None:
        """Observe the month just lived; call after each step."""
        row, counts = world.month - 1, count(world)
        self.record.zones[row] = _zonal_matrix(world, counts)
        self.record.groups[row] = group_cube(world, counts)
        stations, regional = _ask("observe_stations", world), _ask("observe_region", world)
        self.record.stations[row] = np.stack([stations[name] for name in STATION_NAMES], axis=1)
        self.record.region[row] = [regional[name] for name in REGIONAL_NAMES]


def observe_month(world: World) -> NDArray[np.float32]:
    """Additive indicators of the month just lived: float32[n_mra, len(ZONAL)], columns as ZONAL."""
    return _zonal_matrix(world, count(world))


def _zonal_matrix(world: World, counts: Counts) -> NDArray[np.float32]:
    zonal = _ask("observe_zones", world, counts)
    return np.stack([zonal[name][: world.region.n_mra] for name in ZONAL_NAMES], axis=1).astype(np.float32)


def _ask(what: str, *known: Any) -> dict[str, Any]:
    """Values by indicator, from every submodel that has this function."""
    values: dict[str, Any] = {}
    for module in SOURCES:
        if hasattr(module, what):
            values |= getattr(module, what)(*known)
    return values


def group_cube(world: World, counts: Counts) -> Floats:
    """By sub-region and group (education, then sector): float64[n_subregions, 3 + n_sectors, len(GROUP)]."""
    region, n_edu = world.region, len(EDUCATION)
    inside, areas = region.n_mra, len(region.subregion_name)
    place = np.zeros((areas, inside))
    place[region.zone_subregion[:inside], np.arange(inside)] = 1.0
    by_edu = np.tensordot(place, counts.people[:inside].sum(axis=(3, 4)), axes=1)  # [area, state, education]
    by_sector = np.tensordot(place, counts.slots[:inside], axes=1)  # [area, sector, 4]
    cube = np.full((areas, n_edu + len(region.sector_id), len(GROUP)), np.nan)
    column = {name: k for k, name in enumerate(GROUP_NAMES)}
    cube[:, :n_edu, column["persons"]] = by_edu.sum(axis=1)
    for name, state in BY_EDUCATION.items():
        cube[:, :n_edu, column[name]] = by_edu[:, state]
    for name, k in BY_SECTOR.items():
        cube[:, n_edu:, column[name]] = by_sector[:, :, k]
    return cube
