"""What must hold for the network, the load shapes and the energy of a region."""

from collections.abc import Callable

import numpy as np

from scenarios.regions.folder import Folder
from simulation.axes import GENERATION_CLASSES, LOAD_CLASSES

HOURS_A_YEAR = 8760.0
COS_PHI = 0.95
PEAK_TO_MEAN = {"data_centre": 1.3}  # others 8: above it the shape is that of a few users, not of many
NIGHT = (0, 1, 2, 23)


def _coordinates(folder: Folder) -> None:
    south, north, west, east = folder.settings["box"]
    for table in ("zones", "buses", "stations"):
        columns = folder.columns[table]
        for name, low, high in (("lat", south, north), ("lon", west, east)):
            for i in np.flatnonzero((columns[name] < low) | (columns[name] > high)):
                folder.add(
                    f"{table}.csv",
                    int(i) + 2,
                    name,
                    f"{columns[name][i]:g}",
                    f"{low:g} to {high:g}, the box of region.toml",
                )


def _branches(folder: Folder) -> None:
    buses, branches = folder.columns["buses"], folder.columns["branches"]
    at = {bus: i for i, bus in enumerate(buses["bus"])}
    lat, lon = np.radians(buses["lat"]), np.radians(buses["lon"])
    for k, name in enumerate(branches["branch"]):
        a, b = at[branches["from"][k]], at[branches["to"][k]]
        kv, km, bank = branches["kv"][k], branches["km"][k], branches["element"][k] == "transformer"
        if a == b:
            folder.add("branches.csv", name, "to", branches["to"][k], "another bus than in column from")
        if bank != (buses["kv"][a] != buses["kv"][b]):
            folder.add(
                "branches.csv",
                name,
                "element",
                branches["element"][k],
                "a transformer between voltages, a line or cable within one",
            )
        if kv not in (buses["kv"][a], buses["kv"][b]):
            folder.add("branches.csv", name, "kv", f"{kv:g}", "the voltage of one of its buses")
        crow = 6371 * np.hypot(lat[a] - lat[b], (lon[a] - lon[b]) * np.cos(lat[a]))
        if not bank and (km <= 0 or km < 0.9 * crow):
            folder.add("branches.csv", name, "km", f"{km:g} km", f"at least the straight line, {crow:.1f} km")


def _islands(folder: Folder) -> None:
    buses, branches, stations = (folder.columns[t] for t in ("buses", "branches", "stations"))
    existing = np.isnan(branches["year"])
    sources = {b for b, share in zip(buses["bus"], buses["import_share"], strict=True) if share > 0}
    now, later = (_reached(sources, branches, keep) for keep in (existing, np.ones(len(existing), bool)))
    for bus, load in zip(buses["bus"], buses["external_load_mw"], strict=True):
        if bus not in later or (load > 0 and bus not in now):
            folder.add("buses.csv", bus, "bus", "no path to a bus with import", "branches that connect it")
    for station, bus, year in zip(stations["station"], stations["bus"], stations["year"], strict=True):
        if np.isnan(year) and bus not in now and bus in later:
            folder.add(
                "stations.csv",
                station,
                "bus",
                f"{bus}, not connected at base",
                "an existing branch, or a year of commissioning",
            )


def _reached(sources: set[str], branches: dict[str, object], keep: np.ndarray) -> set[str]:
    """Buses with a path to one of `sources` over the branches to keep."""
    near: dict[str, list[str]] = {}
    for a, b, kept in zip(branches["from"], branches["to"], keep, strict=True):  # type: ignore[call-overload]
        if kept:
            near.setdefault(a, []).append(b)
            near.setdefault(b, []).append(a)
    found, todo = set(sources), list(sources)
    while todo:
        new = [b for b in near.get(todo.pop(), []) if b not in found]
        found.update(new)
        todo += new
    return found


def _stations(folder: Folder) -> None:
    s, zones = folder.columns["stations"], folder.columns["zones"]
    outside = {z for z, e in zip(zones["zone"], zones["external"], strict=True) if e > 0}
    voltage = dict(zip(folder.columns["buses"]["bus"], folder.columns["buses"]["kv"], strict=True))
    for k, name in enumerate(s["station"]):
        firm, rest = s["firm_mva"][k], (s["n_transformers"][k] - 1) * s["transformer_mva"][k]
        if firm > rest * 1.001:
            folder.add(
                "stations.csv", name, "firm_mva", f"{firm:g} MVA", f"at most {rest:g} MVA with one transformer out"
            )
        if s["zone"][k] in outside:
            folder.add("stations.csv", name, "zone", s["zone"][k], "a zone inside the region")
        if voltage[s["bus"][k]] > 160:
            folder.add("stations.csv", name, "bus", s["bus"][k], "a bus of at most 150 kV")


def _shares(folder: Folder) -> None:
    zones, share = folder.columns["zones"], folder.columns["station_share"]
    inside = [z for z, e in zip(zones["zone"], zones["external"], strict=True) if e == 0]
    found = set(zip(share["zone"], share["load_class"], strict=True))
    for zone in inside:
        for load in LOAD_CLASSES:
            if (zone, load) not in found:
                folder.add("station_share.csv", f"{zone} {load}", "share", "no row", "at least one station")
    planned = {
        n
        for n, y in zip(folder.columns["stations"]["station"], folder.columns["stations"]["year"], strict=True)
        if not np.isnan(y)
    }
    for i, (zone, station) in enumerate(zip(share["zone"], share["station"], strict=True)):
        if zone not in inside:
            folder.add("station_share.csv", i + 2, "zone", zone, "a zone inside the region")
        if station in planned and share["share"][i] > 0:
            folder.add("station_share.csv", i + 2, "station", station, "a station that exists at base")


def _profiles(folder: Folder) -> None:
    p = folder.columns["profiles"]
    if list(p["column"]) != [str(i) for i in range(len(p["column"]))]:
        folder.add("profiles.csv", "", "column", "columns out of order", "0 to 671 in order")
        return
    hours, design = p["hours"], np.array([b.startswith("design") for b in p["block"]])
    if abs(hours.sum() - HOURS_A_YEAR) > 1e-6:
        folder.add("profiles.csv", "", "hours", f"a sum of {hours.sum():g}", "8760 hours a year")
    for i in np.flatnonzero(design != (hours == 0)):
        folder.add("profiles.csv", int(i) + 2, "hours", f"{hours[i]:g}", "0 on design days only")
    for i in np.flatnonzero(p["hour"] != np.arange(len(hours)) % 24):
        folder.add("profiles.csv", int(i) + 2, "hour", f"{p['hour'][i]:g}", f"{i % 24}; whole days from hour 0")
    for name in LOAD_CLASSES:
        total, top = hours @ p[name], p[name].max() * HOURS_A_YEAR
        if abs(total - 1) > 1e-6:
            folder.add("profiles.csv", "", name, f"a year's sum of {total:.9g}", "1 over the average hours")
        if top > PEAK_TO_MEAN.get(name, 8.0):
            folder.add(
                "profiles.csv",
                "",
                name,
                f"a peak of {top:.3g} times the mean",
                f"at most {PEAK_TO_MEAN.get(name, 8.0):g}",
            )
        if name.startswith("pv"):
            for i in np.flatnonzero(np.isin(p["hour"], NIGHT) & (p[name] > 0)):
                folder.add("profiles.csv", int(i) + 2, name, f"{p[name][i]:g}", "0 at night")


def _station_load(folder: Folder) -> None:
    """Mean demand of each station below what all its transformers can carry; catches kW taken for MW."""
    s, share, energy = (folder.columns[t] for t in ("stations", "station_share", "energy"))
    row = {z: i for i, z in enumerate(energy["zone"])}
    mean = dict.fromkeys(s["station"], 0.0)
    for zone, load, station, part in zip(
        share["zone"], share["load_class"], share["station"], share["share"], strict=True
    ):
        if load not in GENERATION_CLASSES:
            mean[station] += part * energy[load][row[zone]] / HOURS_A_YEAR
    for k, name in enumerate(s["station"]):
        limit = COS_PHI * s["n_transformers"][k] * s["transformer_mva"][k]
        if mean[name] > limit:
            folder.add(
                "stations.csv",
                name,
                "transformer_mva",
                f"a mean load of {mean[name]:.0f} MW",
                f"at most {limit:.0f} MW",
            )


def _data_centres(folder: Folder) -> None:
    sites, energy, zones = (folder.columns[t] for t in ("data_centres", "energy", "zones"))
    contract: dict[str, float] = {}
    for zone, mva in zip(sites["zone"], sites["mva"], strict=True):
        contract[zone] = contract.get(zone, 0.0) + mva
    outside = {z for z, e in zip(zones["zone"], zones["external"], strict=True) if e > 0}
    use = dict(zip(energy["zone"], energy["data_centre"], strict=True))
    for zone, mva in contract.items():
        if zone in outside:
            folder.add("data_centres.csv", zone, "zone", zone, "a zone inside the region")
        elif mva > 0 and use[zone] / HOURS_A_YEAR > mva:
            folder.add(
                "data_centres.csv",
                zone,
                "mva",
                f"{mva:g} MVA contracted",
                f"at least the mean use, {use[zone] / HOURS_A_YEAR:.1f} MW",
            )


GRID_RULES: tuple[tuple[tuple[str, ...], Callable[[Folder], None]], ...] = (
    (("zones", "buses", "stations", "region"), _coordinates),
    (("buses", "branches"), _branches),
    (("buses", "branches", "stations"), _islands),
    (("zones", "buses", "stations"), _stations),
    (("zones", "stations", "station_share"), _shares),
    (("profiles",), _profiles),
    (("zones", "stations", "station_share", "energy"), _station_load),
    (("zones", "energy", "data_centres"), _data_centres),
)
