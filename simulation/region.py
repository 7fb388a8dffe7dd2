"""The region as arrays: everything a run needs to know about places, loaded once and read only.

What one submodel needs is declared in its `inputs` module; here stands what all of them need.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from simulation.axes import MONTH_LABELS, ZONES
from simulation.declare.inputs import Inputs, derived, flag, inputs_of, names, number, texts
from simulation.declare.tables import Column, Key, Table
from simulation.submodels.access.inputs import AccessInputs
from simulation.submodels.data_centres.inputs import DataCentresInputs
from simulation.submodels.firms.inputs import FirmsInputs
from simulation.submodels.grid.inputs import GridInputs
from simulation.submodels.heat.inputs import HeatInputs
from simulation.submodels.labour.inputs import LabourInputs
from simulation.submodels.people.inputs import PeopleInputs
from simulation.submodels.power.inputs import PowerInputs
from simulation.submodels.vehicles.inputs import VehiclesInputs

LEVER_FACT = "levers."  # begins the name of a fact that says what current policy is here, if not the default
CONFIDENCE = ("sourced", "secondary", "derived", "estimate", "assumption")


def count_inside(external: np.ndarray) -> int:
    """Count the zones of the region itself."""
    return int((external == 0).sum())


def subregions(name: tuple[str, ...], external: np.ndarray) -> tuple[str, ...]:
    """Sub-regions by their first zone; zones of the region stand before external ones."""
    return tuple(dict.fromkeys(name[: count_inside(external)]))


def subregion_of(name: tuple[str, ...], external: np.ndarray) -> np.ndarray:
    """Sub-region of each zone, int8; -1 outside."""
    known = subregions(name, external)
    return np.array([-1 if out else known.index(n) for n, out in zip(name, external > 0, strict=True)], np.int8)


def by_name(name: tuple[str, ...], value: np.ndarray) -> dict[str, float]:
    """Values by name."""
    return dict(zip(name, value.tolist(), strict=True))


ZONE_COLUMNS = (
    Column("subregion", "-", "sub-region, empty outside", empty=True),
    Column("external", "0/1", "1 outside the region", 0, 1, whole=True),
)
FACT_COLUMNS = (
    Column("value", "as in column unit", "value", -1e9, 1e12),
    Column("low", "as in column unit", "lower end of the accepted band", -1e9, 1e12, empty=True),
    Column("high", "as in column unit", "upper end of the accepted band", -1e9, 1e12, empty=True),
    Column("unit", "-", "unit"),
    Column("year", "-", "year"),
    Column("source", "-", "source"),
    Column("confidence", "-", "confidence", among=CONFIDENCE),
    Column("meaning", "-", "what it is"),
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Places(Inputs):
    """Zones, of which the first `n_mra` are inside the region, and what is known of it."""

    tables: ClassVar[tuple[Table, ...]] = (
        Table(
            "zones",
            "Places: the municipalities and the surroundings",
            (Key("zone", meaning="identifier, CBS municipality code or EXT-x"),),
            ZONE_COLUMNS,
        ),
        Table("exogenous", "Monthly series from outside the region", (Key("month", MONTH_LABELS, "year and month"),)),
        Table(
            "facts",
            "Named observations for checks and validation",
            (Key("name", meaning="identifier"),),
            FACT_COLUMNS,
        ),
    )
    zone_id: tuple[str, ...] = names(ZONES)  # e.g. "GM0363", external "EXT-N"
    zone_name: tuple[str, ...] = texts("zones.name", "name")
    n_mra: int = derived(count_inside, "zones.external")
    subregion_name: tuple[str, ...] = derived(subregions, "zones.subregion", "zones.external")
    zone_subregion: np.ndarray = derived(subregion_of, "zones.subregion", "zones.external")
    zone_lat: np.ndarray = number("zones.lat", "degree", "latitude of the main centre", 50.0, 54.0)
    zone_lon: np.ndarray = number("zones.lon", "degree", "longitude of the main centre", 3.0, 8.0)
    zone_land_km2: np.ndarray = number("zones.land_km2", "km2", "land area", 0.1, 20_000)
    population: np.ndarray = number("zones.population", "persons", "inhabitants", 1, 2e7, whole=True)
    priority_zone: np.ndarray = flag("zones.priority", "1 if in the top quartile of hidden talent per inhabitant")
    facts: dict[str, float] = derived(by_name, "facts.name", "facts.value")

    @property
    def n_zones(self) -> int:
        """Number of zones, external ones included."""
        return len(self.zone_id)


@dataclass(frozen=True, kw_only=True, eq=False)  # equal if the same object, so that tables made of it can be kept
class Region(
    Places,
    PeopleInputs,
    LabourInputs,
    FirmsInputs,
    AccessInputs,
    PowerInputs,
    HeatInputs,
    VehiclesInputs,
    DataCentresInputs,
    GridInputs,
):
    """All tables of a region folder as arrays."""

    name: str
    digest: str  # sha256 of all files of the folder

    @property
    def own_levers(self) -> dict[str, float]:
        """Current policy here, by lever, where it is not the default."""
        return {name[len(LEVER_FACT) :]: v for name, v in self.facts.items() if name.startswith(LEVER_FACT)}

    @cached_property
    def exogenous(self) -> dict[str, np.ndarray]:
        """Monthly series from outside the region over `MONTH_LABELS`, by name of their column."""
        return {name: getattr(self, name) for name, each in inputs_of(type(self)).items() if each.table == "exogenous"}
