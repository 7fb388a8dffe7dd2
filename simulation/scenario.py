"""A scenario ready to run: parameters, levers and shocks, with the text it came from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from simulation.declare.arrays import Floats
from simulation.lever_table import LeverTable
from simulation.months import MONTHS
from simulation.region import Region


@dataclass(frozen=True)
class Shock:
    """One exogenous change: its neutral value, range and meaning."""

    neutral: float
    low: float
    high: float
    unit: str
    meaning: str
    by_sector: bool = False
    by_zone: bool = False  # may also be told by zone


SHOCKS: dict[str, Shock] = {
    "cycle": Shock(0.0, -0.5, 0.5, "log", "added to the business cycle; sectors respond by their cyclicality"),
    "gas_factor": Shock(1.0, 0.2, 5.0, "factor", "on the gas price"),
    "elec_factor": Shock(1.0, 0.2, 5.0, "factor", "on the electricity price"),
    "migration_cap": Shock(float("inf"), 0.0, 1e6, "persons/month", "highest number of international arrivals"),
    "project_delay_months": Shock(0.0, 0.0, 120.0, "months", "extra lead time of delayed grid projects"),
    "project_delay_share": Shock(0.0, 0.0, 1.0, "share", "share of grid projects that is delayed"),
    "sector_demand": Shock(0.0, -1.0, 1.0, "log", "added to the demand of some sectors", by_sector=True, by_zone=True),
}


@dataclass(frozen=True, kw_only=True)
class ResolvedScenario:
    """Everything a run needs to know of a scenario; can be pickled.

    Parameters
    ----------
    id
        Short name; combinations join theirs with `+`.
    title, description
        By language, "nl" and "en".
    parameters
        Overrides by parameter name, for `ParameterSet.with_values`.
    levers
        Every lever by month.
    shocks
        By name of `SHOCKS`: float64[MONTHS], or float64[MONTHS, n_sectors] by sector, or, where the scenario names
        zones, float64[MONTHS, n_zones, n_sectors].
    sources
        Text of every file it was read from, by file name.
    run
        Defaults of the run the files ask for: any of until, scale, seeds.
    """

    id: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: Mapping[str, float]
    levers: LeverTable
    shocks: Mapping[str, Floats]
    sources: Mapping[str, str] = field(default_factory=dict)
    run: Mapping[str, int | str] = field(default_factory=dict)

    @classmethod
    def current_policy(cls, region: Region) -> "ResolvedScenario":
        """Every lever as it is in the region, no shock; needs no file."""
        return cls(
            id="current_policy",
            title={"nl": "Huidig beleid", "en": "Current policy"},
            description={"nl": "", "en": ""},
            parameters={},
            levers=LeverTable.defaults(region.n_zones, region.n_mra, region.own_levers),
            shocks=neutral_shocks(len(region.sector_id)),
        )

    def shock(self, month: int) -> dict[str, float | Floats]:
        """Exogenous changes of one month, neutral during burn-in: float, or float64[n_sectors] by sector.

        A shock of some zones only is float64[n_zones, n_sectors].
        """
        row = min(month, MONTHS - 1)
        found: dict[str, float | Floats] = {}
        for name, path in self.shocks.items():
            now = path[row] if month >= 0 else np.full(path.shape[1:], SHOCKS[name].neutral)
            found[name] = now if SHOCKS[name].by_sector else float(now)
        return found

    @cached_property
    def digest(self) -> str:
        """Hash of all that can change a result: parameters, levers and shocks, not titles or comments."""
        total = hashlib.sha256(json.dumps(sorted(self.parameters.items())).encode())
        for table in (self.levers.regional, self.levers.zonal, self.shocks):
            for name in sorted(table):
                total.update(name.encode())
                total.update(np.ascontiguousarray(table[name]).tobytes())
        return total.hexdigest()


def neutral_shocks(n_sectors: int) -> dict[str, Floats]:
    """Return a shock table that changes nothing."""
    return {
        name: np.full((MONTHS, n_sectors) if shock.by_sector else MONTHS, shock.neutral)
        for name, shock in SHOCKS.items()
    }
