"""The 150 and 380 kV network, the stations under it, whom they serve, and the shapes of load."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from simulation.axes import BUSES, HOUR_COLUMNS, INSIDE, LOAD_CLASSES, STATIONS, ZONES
from simulation.declare.inputs import (
    Inputs,
    block,
    derived,
    flag,
    names,
    number,
    part,
    position,
    sum_to_one,
    texts,
)
from simulation.declare.tables import Column, Key, Table


def existing_mva(firm: np.ndarray, year: np.ndarray) -> np.ndarray:
    """Firm capacity of stations that stand at base [MVA]; 0 if yet to come."""
    return np.where(np.isnan(year), firm, 0.0)


def planned_mva(firm: np.ndarray, year: np.ndarray) -> np.ndarray:
    """Firm capacity of stations yet to come [MVA]; 0 if they stand."""
    return np.where(np.isnan(year), 0.0, firm)


def shares_of_a_year(shapes: np.ndarray, hours: np.ndarray) -> np.ndarray:
    """Shapes (class, hour) of which `hours @ row` is 1, `hours` being how many of a year each column stands for."""
    per_hour: np.ndarray = shapes / (shapes @ hours)[:, None]
    return per_hour


BUS_COLUMNS = (
    Column("name", "-", "name"),
    Column("kv", "kV", "voltage", 50, 380),
    Column("kind", "-", "role in the network", among=("transmission", "substation", "boundary", "outside")),
    Column("lat", "degree", "latitude", 50.0, 54.0),
    Column("lon", "degree", "longitude", 3.0, 8.0),
)
STATION_COLUMNS = (
    Column("n_transformers", "1", "number of transformers", 1, 20, whole=True),
    Column("transformer_mva", "MVA", "size of one transformer", 1, 500),
    Column("firm_mva", "MVA", "capacity with one transformer out", 1, 2000),
    Column("lat", "degree", "latitude", 50.0, 54.0),
    Column("lon", "degree", "longitude", 3.0, 8.0),
)
BRANCH_COLUMNS = (
    Column("element", "-", "overhead, cable or transformer", among=("overhead", "cable", "transformer")),
    Column("km", "km", "length", 0, 500),
)
PROFILE_COLUMNS = (
    Column("hour", "hour", "hour of the day", 0, 23, whole=True),
    Column("temperature_c", "degC", "outdoor temperature", -30, 45),
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Grid(Inputs):
    """Network, stations and load shapes.

    A branch is a corridor of `circuits` equal circuits; reactance and rating are per circuit.
    """

    tables: ClassVar[tuple[Table, ...]] = (
        Table(
            "buses",
            "Buses of 150 and 380 kV",
            (Key("bus", meaning="identifier"),),
            BUS_COLUMNS,
            sums=((("import_share",), (), 1.0),),
        ),
        Table(
            "stations",
            "Stations from high to medium voltage, and large customers on their own bay",
            (Key("station", meaning="identifier"),),
            STATION_COLUMNS,
        ),
        Table(
            "branches",
            "Corridors of equal circuits, and transformer banks",
            (Key("branch", meaning="identifier"),),
            BRANCH_COLUMNS,
        ),
        Table(
            "station_share",
            "Which station serves how much of a zone's load class",
            (Key("zone", INSIDE), Key("load_class", LOAD_CLASSES, "load class"), Key("station", STATIONS, "station")),
            complete=False,
            sums=((("share",), ("zone", "load_class"), 1.0),),
        ),
        Table(
            "profiles",
            "Load shapes: 576 average hours and 96 hours of design days",
            (Key("column", HOUR_COLUMNS, "0 to 671"),),
            PROFILE_COLUMNS,
        ),
    )
    station_id: tuple[str, ...] = names(STATIONS)
    station_name: tuple[str, ...] = texts("stations.name", "name")
    station_zone: np.ndarray = position("stations.zone", ZONES)
    station_bus: np.ndarray = position("stations.bus", BUSES, "bus it hangs under")
    station_mva: np.ndarray = derived(existing_mva, "stations.firm_mva", "stations.year")
    station_install_mva: np.ndarray = derived(np.multiply, "stations.n_transformers", "stations.transformer_mva")
    station_planned_mva: np.ndarray = derived(planned_mva, "stations.firm_mva", "stations.year")
    station_planned_year: np.ndarray = number(
        "stations.year", "year", "announced year of commissioning, empty if existing", 2022, 2060, empty=True
    )  # nan if existing
    station_large: np.ndarray = flag("stations.large", "1 for large customers on an own 150 kV bay")
    bus_id: tuple[str, ...] = names(BUSES)
    bus_share: np.ndarray = number("buses.import_share", "share", "share of the balancing import", 0, 1)
    external_load_mw: np.ndarray = number(
        "buses.external_load_mw", "MW", "peak load outside the region behind this bus", 0, 5000
    )
    branch_id: tuple[str, ...] = names("branches.branch")
    branch_from: np.ndarray = position("branches.from", BUSES, "bus")
    branch_to: np.ndarray = position("branches.to", BUSES, "bus")
    branch_kv: np.ndarray = number("branches.kv", "kV", "voltage the reactance is referred to", 50, 380)
    branch_circuits: np.ndarray = number(
        "branches.circuits", "1", "number of equal circuits", 1, 12, whole=True, dtype=np.int16
    )
    branch_x_ohm: np.ndarray = number("branches.x_ohm", "ohm", "reactance of one circuit", 1e-4, 500)
    branch_rating_mva: np.ndarray = number("branches.rating_mva", "MVA", "thermal rating of one circuit", 1, 5000)
    branch_year: np.ndarray = number(
        "branches.year", "year", "year in service, empty if existing", 2022, 2060, empty=True
    )  # nan if existing
    station_share: np.ndarray = number(
        "station_share.share", "share", "share of the zone's load class", 0, 1, then=sum_to_one
    )
    hours: np.ndarray = number("profiles.hours", "hour/year", "hours a year it stands for, 0 on design days", 0, 62)
    hour_label: tuple[str, ...] = texts("profiles.block", "month and day type, or design day")
    profiles: np.ndarray = block(
        "profiles",
        LOAD_CLASSES,
        "1/hour",
        "share of a year's energy in this hour: @",
        0,
        0.01,
        first=True,
        then=shares_of_a_year,
        beside=("profiles.hours",),
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class GridInputs(Inputs):
    """The grid, kept together."""

    grid: Grid = part(Grid)
