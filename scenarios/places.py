"""Names of places and sectors that a scenario may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from simulation.lever_table import LeverTable
from simulation.region import Region

CORE = ("Amsterdam",)
PERIPHERY = ("Almere-Lelystad", "Zaanstreek-Waterland", "IJmond")


@dataclass(frozen=True)
class Places:
    """Zones by every name they may be called, sectors by id, and what current policy is here."""

    zones: Mapping[str, tuple[int, ...]]
    sectors: tuple[str, ...]
    n_zones: int
    n_mra: int
    own_levers: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, region: Region) -> "Places":
        """Collect names of a region: codes, municipalities, sub-regions, core, periphery, all."""
        inside = range(region.n_mra)
        names: dict[str, tuple[int, ...]] = {region.zone_name[z]: (z,) for z in inside}
        names |= {region.zone_id[z]: (z,) for z in inside}
        within = {
            name: tuple(z for z in inside if region.zone_subregion[z] == row)
            for row, name in enumerate(region.subregion_name)
        }
        names |= within
        for group, members in (("core", CORE), ("periphery", PERIPHERY)):
            if all(name in within for name in members):
                names[group] = tuple(sorted(z for name in members for z in within[name]))
        known = {**names, "all": tuple(inside)}
        return cls(known, tuple(region.sector_id), region.n_zones, region.n_mra, region.own_levers)

    @cached_property
    def current_levers(self) -> LeverTable:
        """Every lever under current policy."""
        return LeverTable.defaults(self.n_zones, self.n_mra, self.own_levers)

    def rows(self, names: list[str] | None) -> list[int]:
        """Zones meant by a list of names, all inside the region if None; each once, ascending."""
        return sorted({zone for name in (["all"] if names is None else names) for zone in self.zones.get(name, ())})

    def sector_rows(self, names: list[str] | None) -> list[int]:
        """Sectors meant by a list of ids, all if None."""
        return [row for row, name in enumerate(self.sectors) if names is None or name in names]
