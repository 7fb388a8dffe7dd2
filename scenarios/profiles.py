"""Profiles as arrays: what a lever or shock is worth in each month."""

import numpy as np
from numpy.typing import NDArray

from scenarios.places import Places
from scenarios.schema import Entry
from simulation.levers import Lever
from simulation.months import MONTHS
from simulation.scenario import Shock

Floats = NDArray[np.float64]


def active_months(entry: Entry) -> tuple[int, int]:
    """First and last month in which an entry decides the value."""
    first = min(entry.points, default=0) if entry.points is not None else entry.start or 0
    last = MONTHS - 1
    if entry.profile == "window" and entry.end is not None:
        last = entry.end
    return first, last


def apply_entry(path: Floats, entry: Entry) -> Floats:
    """Return the path by month, float64[MONTHS], with one entry laid over it; other months keep their value."""
    first, last = active_months(entry)
    months = np.arange(MONTHS)
    if entry.points is not None:
        at = sorted(entry.points)
        values = np.interp(months, at, [float(entry.points[month]) for month in at])
    elif entry.profile == "ramp":
        assert entry.end is not None and entry.value is not None
        begin = path[first] if entry.start_value is None else float(entry.start_value)
        values = np.interp(months, [first, entry.end], [begin, float(entry.value)])
    else:
        assert entry.value is not None
        values = np.full(MONTHS, float(entry.value))
    acts = (months >= first) & (months <= last)
    return np.where(acts, values, path)


def lever_path(lever: Lever, entries: list[Entry], places: Places) -> Floats:
    """Compile the entries of one lever: float64[MONTHS], or float64[MONTHS, n_zones] by zone."""
    if not lever.zonal:
        path = places.current_levers.default_path(lever.name)
        for entry in entries:
            path = apply_entry(path, entry)
        return path
    by_zone = np.repeat(places.current_levers.default_path(lever.name)[:, None], places.n_zones, axis=1)
    for entry in entries:
        for zone in places.rows(entry.zones):
            by_zone[:, zone] = apply_entry(by_zone[:, zone], entry)
    return by_zone


def shock_path(shock: Shock, entries: list[Entry], places: Places) -> Floats:
    """Compile the entries of one shock: float64[MONTHS], or float64[MONTHS, n_sectors] by sector.

    Where an entry names zones it is float64[MONTHS, n_zones, n_sectors]; entries that name none hold everywhere, also
    outside the region.
    """
    if not shock.by_sector:
        path = np.full(MONTHS, shock.neutral)
        for entry in entries:
            path = apply_entry(path, entry)
        return path
    if any(entry.zones is not None for entry in entries):
        by_zone = np.full((MONTHS, places.n_zones, len(places.sectors)), shock.neutral)
        for entry in entries:
            for zone, sector in shock_cells(entry, places):
                by_zone[:, zone, sector] = apply_entry(by_zone[:, zone, sector], entry)
        return by_zone
    by_sector = np.full((MONTHS, len(places.sectors)), shock.neutral)
    for entry in entries:
        for sector in places.sector_rows(entry.sectors):
            by_sector[:, sector] = apply_entry(by_sector[:, sector], entry)
    return by_sector


def shock_cells(entry: Entry, places: Places) -> set[tuple[int, int]]:
    """Zones and sectors in which an entry of a shock acts."""
    zones = range(places.n_zones) if entry.zones is None else places.rows(entry.zones)
    return {(zone, sector) for zone in zones for sector in places.sector_rows(entry.sectors)}
