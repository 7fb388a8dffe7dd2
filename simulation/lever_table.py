"""All levers of one scenario as arrays by month."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from simulation.declare.arrays import Floats
from simulation.levers import LEVERS
from simulation.months import MONTHS


@dataclass(frozen=True, eq=False)
class LeverTable:
    """Value of every lever in every month; the burn-in (months below 0) sees the defaults.

    Parameters
    ----------
    regional
        By name, float64[MONTHS] in the lever's unit.
    zonal
        By name, float64[MONTHS, n_zones]; zones outside the region hold the default.
    n_mra
        Zones inside the region, the first ones.
    own
        Current policy of this region, where it is not the declared default: one value by name.
    """

    regional: Mapping[str, Floats]
    zonal: Mapping[str, Floats]
    n_mra: int
    own: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def defaults(cls, n_zones: int, n_mra: int, own: Mapping[str, float] | None = None) -> "LeverTable":
        """Return current policy: every lever at its default, or the region's own value, in all zones."""
        paths = {name: _current(name, own or {}) for name in LEVERS}
        return cls(
            regional={name: _frozen(path) for name, path in paths.items() if not LEVERS[name].zonal},
            zonal={
                name: _frozen(np.repeat(path[:, None], n_zones, axis=1))
                for name, path in paths.items()
                if LEVERS[name].zonal
            },
            n_mra=n_mra,
            own=own or {},
        )

    def with_paths(self, paths: Mapping[str, Floats]) -> "LeverTable":
        """Copy with the arrays of some levers replaced."""
        changed = {name: _frozen(np.array(path, dtype=np.float64)) for name, path in paths.items()}
        return LeverTable(
            regional={name: changed.get(name, path) for name, path in self.regional.items()},
            zonal={name: changed.get(name, path) for name, path in self.zonal.items()},
            n_mra=self.n_mra,
            own=self.own,
        )

    def value(self, name: str, month: int) -> float:
        """Value of a lever that holds for the whole region."""
        if name not in self.regional:
            raise KeyError(f"{name} is not a lever of the whole region")
        path = self.default_path(name) if month < 0 else self.regional[name]
        return float(path[min(max(month, 0), MONTHS - 1)])

    def default_path(self, name: str) -> Floats:
        """Value of a lever by month under current policy, in all zones alike: float64[MONTHS]."""
        return _current(name, self.own)

    def default(self, name: str, month: int) -> float:
        """Value of a lever under current policy, in all zones alike."""
        return float(self.default_path(name)[min(max(month, 0), MONTHS - 1)])

    def zones(self, name: str, month: int) -> Floats:
        """Value of a lever by zone, float64[n_zones], read only."""
        path = self.zonal[name]
        row: Floats = path[min(max(month, 0), MONTHS - 1)]
        return row if month >= 0 else np.full(row.size, self.default_path(name)[0])

    def monthly_cost(self, month: int, inhabitants: Floats) -> dict[str, float]:
        """Public money each lever asks in one month.

        Parameters
        ----------
        month
            Month of the run.
        inhabitants
            float64[n_zones] or float64[n_mra], inhabitants by zone.

        Returns
        -------
        dict
            EUR asked this month by lever, levers that ask nothing included.
        """
        return {name: self._year_cost(name, month, inhabitants) / 12.0 for name in LEVERS}

    def _year_cost(self, name: str, month: int, inhabitants: Floats) -> float:
        lever, cost = LEVERS[name], LEVERS[name].cost
        if cost.per_unit == 0.0:
            return 0.0
        asked: float | Floats
        if lever.zonal:
            asked = np.maximum(0.0, cost.per_unit * (self.zones(name, month)[: self.n_mra] - cost.base))
        else:
            asked = max(0.0, cost.per_unit * (self.value(name, month) - cost.base))
        if cost.per_inhabitant:
            asked = asked * inhabitants[: self.n_mra]
        if cost.per_zone:
            asked = asked * self.n_mra
        if cost.times:
            asked = asked * self.value(cost.times, month)
        return asked if isinstance(asked, float) else float(asked.sum())


def _current(name: str, own: Mapping[str, float]) -> Floats:
    return np.full(MONTHS, own[name]) if name in own else LEVERS[name].default_path


def _frozen(path: Floats) -> Floats:
    path.flags.writeable = False
    return path
