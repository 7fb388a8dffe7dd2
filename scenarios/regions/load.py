"""From a region folder to the arrays of :class:`simulation.region.Region`."""

from pathlib import Path
from typing import Any

import numpy as np

from scenarios.regions.check import check_folder
from scenarios.regions.folder import Folder
from scenarios.regions.problems import RegionError
from scenarios.regions.reading import read_folder
from scenarios.regions.tables import EDUCATION, SERIES
from simulation.region import (
    AGE_CLASSES,
    DWELLING_CLASSES,
    HEAT_TECHS,
    LOAD_CLASSES,
    MODES,
    SKILLS,
    STATES,
    TENURES,
    Grid,
    Region,
)

SHIPPED = Path(__file__).parent


def region_folder(name_or_path: str | Path) -> Path:
    """Return the folder of a shipped region's name, or the path itself."""
    shipped = SHIPPED / str(name_or_path)
    is_name = isinstance(name_or_path, str) and Path(name_or_path).name == name_or_path
    return shipped if is_name and (shipped / "region.toml").is_file() else Path(name_or_path)


def load_region(name_or_path: str | Path) -> Region:
    """Load a region; all arrays are read only.

    Parameters
    ----------
    name_or_path
        Name of a shipped region ("mra") or a folder of the same form.

    Raises
    ------
    RegionError
        If anything is wrong with the folder, with all problems.
    """
    folder = read_folder(region_folder(name_or_path))
    check_folder(folder)
    if folder.problems:
        raise RegionError(folder.problems)
    return _frozen(_assemble(folder))


class _Tables:
    """Typed columns in the order of the region's axes."""

    def __init__(self, folder: Folder) -> None:
        self.columns = folder.columns
        external = folder.columns["zones"]["external"] > 0
        self.order = np.argsort(external, kind="stable")  # inside zones first
        self.zone = [folder.columns["zones"]["zone"][i] for i in self.order]
        self.n_mra = int((~external).sum())
        self.at = {z: i for i, z in enumerate(self.zone)}

    def texts(self, table: str, column: str) -> tuple[str, ...]:
        return tuple(self.columns[table][column])

    def zones(self, column: str) -> np.ndarray:
        values: np.ndarray = self.columns["zones"][column]
        return values[self.order]

    def by_zone(self, table: str, names: tuple[str, ...], n: int | None = None) -> np.ndarray:
        """Columns `names` of a table with one row a zone, in zone order."""
        rows = np.array([self.at[z] for z in self.columns[table]["zone"]])
        out = np.zeros((n or len(self.zone), len(names)))
        out[rows] = np.stack([self.columns[table][c] for c in names], axis=1)
        return out

    def index(self, table: str, column: str, among: tuple[str, ...]) -> np.ndarray:
        where = {name: i for i, name in enumerate(among)}
        return np.array([where[c] for c in self.columns[table][column]], np.int16)

    def scatter(
        self, table: str, axes: tuple[tuple[str, tuple[str, ...]], ...], values: tuple[str, ...], shape: tuple[int, ...]
    ) -> np.ndarray:
        """Fill an array [axes..., values] from a long table; what has no row is 0."""
        out = np.zeros((*shape, len(values)))
        where = tuple(self.index(table, column, among) for column, among in axes)
        out[where] = np.stack([self.columns[table][v] for v in values], axis=1)
        return out


def _assemble(folder: Folder) -> Region:
    t = _Tables(folder)
    return Region(
        name=folder.settings["name"],
        digest=folder.digest,
        base_month=folder.settings["base_month"],
        bev_share=float(folder.settings["values"]["bev_share"]["value"]),
        **_places(t),
        **_people(t),
        **_work(t),
        **_travel(t),
        **_homes(t),
        **_data_centres(t),
        grid=_grid(t),
        exogenous={s: t.columns["exogenous"][s] for s in SERIES},
        facts=dict(zip(t.texts("facts", "name"), t.columns["facts"]["value"].tolist(), strict=True)),
    )


def _places(t: _Tables) -> dict[str, Any]:
    names = [t.columns["zones"]["subregion"][i] for i in t.order]
    subregions = tuple(dict.fromkeys(names[: t.n_mra]))
    return {
        "zone_id": tuple(t.zone),
        "zone_name": tuple(t.columns["zones"]["name"][i] for i in t.order),
        "n_mra": t.n_mra,
        "subregion_name": subregions,
        "zone_subregion": np.array([subregions.index(n) if i < t.n_mra else -1 for i, n in enumerate(names)], np.int8),
        "zone_lat": t.zones("lat"),
        "zone_lon": t.zones("lon"),
        "zone_land_km2": t.zones("land_km2"),
        "population": t.zones("population"),
        "priority_zone": t.zones("priority") > 0,
        "parking_eur": t.zones("parking_eur"),
        "mode_constant_eur": np.stack([t.zones(f"{m}_constant_eur") for m in MODES]),
    }


def _people(t: _Tables) -> dict[str, Any]:
    return {
        "persons_age": t.by_zone("persons_age", AGE_CLASSES),
        "persons_edu": t.by_zone("persons_edu", EDUCATION),
        "persons_state": t.by_zone("persons_state", STATES),
        "persons_seed": t.scatter("persons_seed", (("age", AGE_CLASSES), ("edu", EDUCATION)), STATES, (8, 3)),
        "cohort15": t.by_zone("demography", ("cohort15",))[:, 0],
        "migration": t.by_zone("demography", tuple(f"migration_{a}" for a in AGE_CLASSES)),
        "mobility_group": t.scatter(
            "mobility_groups",
            (("zone", tuple(t.zone)), ("edu", EDUCATION)),
            ("car", "no_car", "transport_poor"),
            (len(t.zone), 3),
        ),
    }


def _work(t: _Tables) -> dict[str, Any]:
    sector, occupation = t.texts("sectors", "sector"), t.texts("occupations", "occupation")
    s, o = t.columns["sectors"], t.columns["occupations"]
    mix = t.scatter("mix", (("sector", sector),), occupation, (len(sector),))
    return {
        "jobs": t.by_zone("jobs", sector),
        "firms": t.by_zone("firms", sector),
        "sector_id": sector,
        "sector_name_nl": t.texts("sectors", "name_nl"),
        "sector_name_en": t.texts("sectors", "name_en"),
        **{
            f"sector_{c}": s[c]
            for c in ("cyclicality", "growth", "kw_job", "fossil", "co2_job", "vans_job", "turnover")
        },
        "sector_load": t.index("sectors", "load_class", LOAD_CLASSES).astype(np.int8),
        "occupation_id": occupation,
        "occupation_name_nl": t.texts("occupations", "name_nl"),
        "occupation_name_en": t.texts("occupations", "name_en"),
        "occupation_level": o["level"].astype(np.int8),
        "occupation_field": o["field"].astype(np.int8),
        "occupation_wage": o["wage"],
        "occupation_trend": o["trend"],
        "occupation_skills": np.stack([o[k] for k in SKILLS], axis=1),
        "mix": mix / mix.sum(axis=1, keepdims=True),
    }


def _travel(t: _Tables) -> dict[str, Any]:
    n, zone = len(t.zone), tuple(t.zone)
    pairs = (("from", zone), ("to", zone))

    def block(suffix: str) -> np.ndarray:
        return np.moveaxis(t.scatter("travel", pairs, tuple(f"{m}_{suffix}" for m in MODES), (n, n)), 2, 0)

    return {
        "minutes": block("min"),
        "km": block("km"),
        "commuters": t.scatter("commuting", pairs, ("commuters",), (n, n))[..., 0],
    }


def _homes(t: _Tables) -> dict[str, Any]:
    inside, n = tuple(t.zone[: t.n_mra]), t.n_mra
    axes = (("zone", inside), ("tenure", TENURES), ("class", DWELLING_CLASSES))
    return {
        "dwellings": t.scatter("dwellings", axes, HEAT_TECHS, (n, len(TENURES), len(DWELLING_CLASSES))),
        "heat_suitability": t.by_zone("heat", DWELLING_CLASSES, n),
        "heat_plan": t.by_zone("heat", ("plan",), n)[:, 0] > 0,
        "heat_source_mw": t.by_zone("heat", ("source_mw",), n)[:, 0],
        "gas_m3": t.scatter("dwelling_classes", (("class", DWELLING_CLASSES),), ("gas_m3",), (len(DWELLING_CLASSES),))[
            :, 0
        ],
        "cars": t.by_zone("vehicles", ("cars",), n)[:, 0],
        "vans": t.by_zone("vehicles", ("vans",), n)[:, 0],
        "ze_zone_start": t.by_zone("vehicles", ("ze_zone_start",), n)[:, 0],
        "energy_mwh": t.by_zone("energy", LOAD_CLASSES, n),
    }


def _data_centres(t: _Tables) -> dict[str, Any]:
    return {
        "dc_id": t.texts("data_centres", "site"),
        "dc_zone": t.index("data_centres", "zone", tuple(t.zone)),
        "dc_station": t.index("data_centres", "station", t.texts("stations", "station")),
        "dc_mva": t.columns["data_centres"]["mva"],
        "dc_core": t.columns["data_centres"]["core"] > 0,
    }


def _grid(t: _Tables) -> Grid:
    s, b, p = t.columns["stations"], t.columns["branches"], t.columns["profiles"]
    bus, station = t.texts("buses", "bus"), t.texts("stations", "station")
    planned = ~np.isnan(s["year"])
    share = t.scatter(
        "station_share",
        (("zone", tuple(t.zone[: t.n_mra])), ("load_class", LOAD_CLASSES), ("station", station)),
        ("share",),
        (t.n_mra, len(LOAD_CLASSES), len(station)),
    )[..., 0]
    row = np.argsort(np.array(p["column"], int))
    shapes = np.stack([p[name][row] for name in LOAD_CLASSES])
    return Grid(
        station_id=station,
        station_name=t.texts("stations", "name"),
        station_zone=t.index("stations", "zone", tuple(t.zone)),
        station_bus=t.index("stations", "bus", bus),
        station_mva=np.where(planned, 0.0, s["firm_mva"]),
        station_install_mva=s["n_transformers"] * s["transformer_mva"],
        station_planned_mva=np.where(planned, s["firm_mva"], 0.0),
        station_planned_year=s["year"],
        station_lat=s["lat"],
        station_lon=s["lon"],
        station_large=s["large"] > 0,
        bus_id=bus,
        bus_share=t.columns["buses"]["import_share"],
        branch_id=t.texts("branches", "branch"),
        branch_from=t.index("branches", "from", bus),
        branch_to=t.index("branches", "to", bus),
        branch_circuits=b["circuits"].astype(np.int16),
        branch_x_ohm=b["x_ohm"],
        branch_kv=b["kv"],
        branch_rating_mva=b["rating_mva"],
        branch_year=b["year"],
        external_load_mw=t.columns["buses"]["external_load_mw"],
        station_share=share / share.sum(axis=2, keepdims=True),
        hours=p["hours"][row],
        hour_label=tuple(p["block"][i] for i in row),
        hour_of_day=p["hour"][row].astype(np.int8),
        temperature_c=p["temperature_c"][row],
        profiles=shapes / (shapes @ p["hours"][row])[:, None],
    )


def _frozen(region: Region) -> Region:
    """Make every array read only and contiguous."""
    for owner in (region.grid, region):
        for name, value in vars(owner).items():
            if isinstance(value, np.ndarray):
                value = np.ascontiguousarray(value)
                value.setflags(write=False)
                object.__setattr__(owner, name, value)
    for series in region.exogenous.values():
        series.setflags(write=False)
    return region
