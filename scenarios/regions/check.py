"""Checking a region folder: all problems at once, each naming table, row and column."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from scenarios.regions.check_grid import GRID_RULES
from scenarios.regions.folder import Folder
from scenarios.regions.problems import Problem, RegionError
from scenarios.regions.reading import read_folder
from simulation.axes import AGE_CLASSES, EDUCATION, HEAT_TECHS, LOAD_CLASSES, MONTH_LABELS, STATES
from simulation.levers import LEVERS
from simulation.region import LEVER_FACT

__all__ = ["Problem", "RegionError", "check_folder", "check_region"]

Rule = Callable[[Folder], None]


def check_region(path: str | Path) -> list[Problem]:
    """Check a region folder.

    Parameters
    ----------
    path
        The folder.

    Returns
    -------
    list of Problem
        Everything that is wrong, one line each when printed; empty if the folder can be used.
    """
    folder = read_folder(Path(path))
    check_folder(folder)
    return folder.problems


def check_folder(folder: Folder) -> None:
    """Check what tables say together, adding to the folder's problems; a rule needs its tables to be clean."""
    for tables, rule in (*RULES, *GRID_RULES):
        if folder.clean(*tables):
            rule(folder)


def _zones(folder: Folder) -> None:
    zones = folder.columns["zones"]
    if not (zones["external"] == 0).any():
        folder.add("zones.csv", "", "external", "no zone inside the region", "at least one zone with 0")
    for zone, external, subregion in zip(zones["zone"], zones["external"], zones["subregion"], strict=True):
        if (external == 0) != bool(subregion):
            folder.add(
                "zones.csv", zone, "subregion", subregion or "an empty cell", "a name inside the region, empty outside"
            )


def _persons(folder: Folder) -> None:
    total = {}
    for table, names in (("persons_age", AGE_CLASSES), ("persons_edu", EDUCATION), ("persons_state", STATES)):
        columns = folder.columns[table]
        sums = np.sum([columns[n] for n in names], axis=0)
        total[table] = dict(zip(columns["zone"], sums, strict=True))
    inhabitants = dict(zip(folder.columns["zones"]["zone"], folder.columns["zones"]["population"], strict=True))
    for zone, persons in total["persons_age"].items():
        for table in ("persons_edu", "persons_state"):
            if total[table][zone] != persons:
                folder.add(
                    f"{table}.csv",
                    zone,
                    "all",
                    f"{total[table][zone]:.0f} persons",
                    f"{persons:.0f}, as in persons_age.csv",
                )
        if persons > inhabitants[zone] or persons <= 0:
            folder.add(
                "persons_age.csv",
                zone,
                "all",
                f"{persons:.0f} persons",
                f"1 to the inhabitants, {inhabitants[zone]:.0f}",
            )


def _work(folder: Folder) -> None:
    jobs, firms = folder.columns["jobs"], folder.columns["firms"]
    row = {zone: i for i, zone in enumerate(firms["zone"])}
    order = [row[zone] for zone in jobs["zone"]]
    for sector in folder.columns["sectors"]["sector"]:
        j, f = jobs[sector], firms[sector][order]
        for i in np.flatnonzero((f > j) | ((j > 0) & (f == 0))):
            folder.add(
                "firms.csv", jobs["zone"][i], sector, f"{f[i]:.0f} firms", f"from 1 firm to one a job, {j[i]:.0f} jobs"
            )


def _closure(folder: Folder) -> None:
    employed = folder.columns["persons_state"]["employed"].sum()
    jobs = sum(folder.columns["jobs"][s].sum() for s in folder.columns["sectors"]["sector"])
    if employed != jobs:
        folder.add("persons_state.csv", "", "employed", f"{employed:.0f} employed", f"{jobs:.0f}, the jobs of jobs.csv")


def _commuting(folder: Folder) -> None:
    flows, state, jobs = (folder.columns[t] for t in ("commuting", "persons_state", "jobs"))
    by_work = np.sum([jobs[s] for s in folder.columns["sectors"]["sector"]], axis=0)
    for column, zones, known, what in (
        ("from", state["zone"], state["employed"], "employed residents"),
        ("to", jobs["zone"], by_work, "jobs"),
    ):
        total = dict.fromkeys(zones, 0.0)
        for zone, n in zip(flows[column], flows["commuters"], strict=True):
            total[zone] += n
        for zone, n in zip(zones, known, strict=True):
            if abs(total[zone] - n) > 0.005 * n + 5:
                folder.add(
                    "commuting.csv",
                    zone,
                    "commuters",
                    f"{total[zone]:.0f} commuters {column} here",
                    f"{n:.0f}, the {what}",
                )


def _travel(folder: Folder) -> None:
    travel, zones = folder.columns["travel"], folder.columns["zones"]
    at = {zone: i for i, zone in enumerate(zones["zone"])}
    a, b = (np.array([at[z] for z in travel[c]]) for c in ("from", "to"))
    lat, lon = np.radians(zones["lat"]), np.radians(zones["lon"])
    h = np.sin((lat[a] - lat[b]) / 2) ** 2 + np.cos(lat[a]) * np.cos(lat[b]) * np.sin((lon[a] - lon[b]) / 2) ** 2
    crow = 2 * 6371 * np.arcsin(np.sqrt(h))
    for mode, fastest in (("car", 130), ("pt", 200), ("bike", 30)):
        km, minutes = travel[f"{mode}_km"], travel[f"{mode}_min"]
        for i in np.flatnonzero(km < 0.9 * crow)[:20]:
            folder.add(
                "travel.csv",
                f"{travel['from'][i]} {travel['to'][i]}",
                f"{mode}_km",
                f"{km[i]:g} km",
                f"at least the crow-fly {crow[i]:.1f} km",
            )
        for i in np.flatnonzero((minutes <= 0) | (km > fastest * minutes / 60))[:20]:
            folder.add(
                "travel.csv",
                f"{travel['from'][i]} {travel['to'][i]}",
                f"{mode}_min",
                f"{minutes[i]:g} minutes",
                f"at most {fastest} km/h",
            )


def _sectors(folder: Folder) -> None:
    sectors = folder.columns["sectors"]
    for sector, load in zip(sectors["sector"], sectors["load_class"], strict=True):
        if load in ("pv_roof", "pv_field", "wind"):
            folder.add("sectors.csv", sector, "load_class", load, "a class of demand")


def _dwellings(folder: Folder) -> None:
    zones = folder.columns["zones"]
    people = dict(zip(zones["zone"], zones["population"], strict=True))
    homes = folder.columns["dwellings"]
    each = np.sum([homes[k] for k in HEAT_TECHS], axis=0)
    source = dict(zip(folder.columns["heat"]["zone"], folder.columns["heat"]["source_mw"], strict=True))
    use = dict(zip(folder.columns["energy"]["zone"], folder.columns["energy"]["household_base"], strict=True))
    cars = dict(zip(folder.columns["vehicles"]["zone"], folder.columns["vehicles"]["cars"], strict=True))
    for zone in source:
        rows = np.array([z == zone for z in homes["zone"]])
        n, heated = each[rows].sum(), homes["district_heat"][rows].sum()
        if not 0.2 <= n / people[zone] <= 1.2:
            folder.add(
                "dwellings.csv", zone, "all", f"{n:.0f} dwellings", f"0.2 to 1.2 an inhabitant, {people[zone]:.0f}"
            )
        if heated > 0 and source[zone] == 0:
            folder.add("heat.csv", zone, "source_mw", "0 MW", f"a source for {heated:.0f} dwellings on district heat")
        if not 0.3 <= use[zone] / max(n, 1) <= 20:
            folder.add(
                "energy.csv",
                zone,
                "household_base",
                f"{use[zone] / max(n, 1):.3g} MWh a dwelling",
                "0.3 to 20 MWh a year",
            )
        if cars[zone] > 3 * n:
            folder.add("vehicles.csv", zone, "cars", f"{cars[zone]:.0f} cars", f"at most 3 a dwelling, {n:.0f}")


def _energy(folder: Folder) -> None:
    zones, energy = folder.columns["zones"], folder.columns["energy"]
    people = dict(zip(zones["zone"], zones["population"], strict=True))
    total = np.sum([energy[k] for k in LOAD_CLASSES], axis=0)
    for zone, mwh in zip(energy["zone"], total, strict=True):
        if not 0.5 <= mwh / people[zone] <= 100:
            folder.add(
                "energy.csv",
                zone,
                "all",
                f"{mwh / people[zone]:.3g} MWh an inhabitant",
                "0.5 to 100 MWh a year; is the unit MWh?",
            )


def _months(folder: Folder) -> None:
    months = folder.columns["exogenous"]["month"]
    if tuple(months) != MONTH_LABELS:
        first = next(i for i, (a, b) in enumerate(zip(months, MONTH_LABELS, strict=True)) if a != b)
        folder.add("exogenous.csv", first + 2, "month", months[first], f"{MONTH_LABELS[first]}; months in order")


COMPARED_FACTS = ("grid_peak_2023_mw",)


def _facts(folder: Folder) -> None:
    facts = folder.columns["facts"]
    for name in COMPARED_FACTS:
        if name not in facts["name"]:
            folder.add("facts.csv", name, "name", "no such row", "a row that the model is compared with")
    for name, low, value, high in zip(facts["name"], facts["low"], facts["value"], facts["high"], strict=True):
        if low > value or value > high or low > high:
            folder.add("facts.csv", name, "value", f"{value:g} outside {low:g} to {high:g}", "a value within its band")
        if name.startswith(LEVER_FACT):
            _lever_fact(folder, name, value)


def _lever_fact(folder: Folder, name: str, value: float) -> None:
    """Current policy of the region: a lever that holds for all of it, within its range."""
    known = {f"{LEVER_FACT}{lever.name}": lever for lever in LEVERS.values() if not lever.zonal}
    if name not in known:
        folder.add("facts.csv", name, "name", "no lever of a whole region", f"one of {', '.join(sorted(known))}")
    elif not known[name].low <= value <= known[name].high:
        folder.add("facts.csv", name, "value", f"{value:g}", f"{known[name].low:g} to {known[name].high:g}")


RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("zones",), _zones),
    (("zones", "persons_age", "persons_edu", "persons_state"), _persons),
    (("zones", "sectors", "jobs", "firms"), _work),
    (("zones", "sectors", "jobs", "persons_state"), _closure),
    (("zones", "sectors", "jobs", "persons_state", "commuting"), _commuting),
    (("zones", "travel"), _travel),
    (("sectors",), _sectors),
    (("zones", "dwellings", "heat", "energy", "vehicles"), _dwellings),
    (("zones", "energy"), _energy),
    (("exogenous",), _months),
    (("facts",), _facts),
)
