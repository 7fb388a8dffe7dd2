"""What a sweep varies: a lever, parameter or shock with its range, and how a value is laid over a scenario."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scenarios.profiles import apply_entry
from scenarios.schema import Entry
from simulation.levers import LEVERS
from simulation.parameters import ParameterSet
from simulation.scenario import SHOCKS, ResolvedScenario

Floats = NDArray[np.float64]
Kind = Literal["lever", "parameter", "shock"]
LEVELS = 3  # of a factor in a full factorial that names none


@dataclass(frozen=True)
class Declared:
    """A lever, parameter or shock as the model declares it, in one form."""

    kind: Kind
    name: str
    low: float
    high: float
    unit: str
    whole: bool = False
    theme: str = ""
    default: float | None = None  # of a parameter

    @property
    def switch(self) -> bool:
        """Whether it is on or off."""
        return self.kind == "lever" and LEVERS[self.name].kind == "switch"


@dataclass(frozen=True)
class Factor:
    """One column of a design.

    Attributes
    ----------
    declared
        What is varied.
    low, high
        Range, in its unit.
    values
        The only values it may take; empty for any in the range.
    start, end
        First and last month in which a lever or shock is changed.
    """

    declared: Declared
    low: float
    high: float
    values: tuple[float, ...] = ()
    levels: int | None = None
    start: int | None = None
    end: int | None = None

    @property
    def name(self) -> str:
        """Name of the column."""
        return self.declared.name

    @property
    def is_lever(self) -> bool:
        """Whether it is policy; otherwise it is uncertain."""
        return self.declared.kind == "lever"

    def at(self, share: Floats) -> Floats:
        """Values at shares of the range: float64[n] in [0, 1] to float64[n]; every whole value gets an equal part."""
        share = np.asarray(share, np.float64)
        choices = self.choices()
        if choices is not None:
            return np.asarray(choices[np.minimum((share * len(choices)).astype(int), len(choices) - 1)])
        return self.low + share * (self.high - self.low)

    def grid(self) -> Floats:
        """Levels in a full factorial: float64[n_levels]."""
        choices = self.choices()
        if self.values or self.declared.switch:
            assert choices is not None
            return choices
        spread = np.linspace(self.low, self.high, self.levels or LEVELS)
        return np.unique(np.round(spread)) if self.declared.whole else spread

    def choices(self) -> Floats | None:
        """All values it can take, or None if it can take any in its range."""
        if self.values:
            return np.asarray(self.values)
        if self.declared.switch or self.declared.whole:
            return np.arange(np.ceil(self.low), np.floor(self.high) + 1)
        return None

    def entry(self, value: float) -> Entry:
        """Its path through time at a value, as a scenario file would give it."""
        given = {"value": value, "from": self.start, "to": self.end}
        profile = "window" if self.end is not None else "step" if self.start is not None else "constant"
        return Entry.model_construct(profile=profile, value=value, start=given["from"], end=given["to"])


def declared() -> dict[Kind, dict[str, Declared]]:
    """All that can be varied, by kind and name, from the declarations."""
    return {
        "lever": {n: Declared("lever", n, lever.low, lever.high, lever.unit) for n, lever in LEVERS.items()},
        "parameter": {
            p.name: Declared("parameter", p.name, p.low, p.high, p.unit, isinstance(p.default, int), p.theme, p.default)
            for p in ParameterSet.declarations()
        },
        "shock": {n: Declared("shock", n, s.low, s.high, s.unit) for n, s in SHOCKS.items()},
    }


def lay_over(base: ResolvedScenario, factors: tuple[Factor, ...], values: Mapping[str, float]) -> ResolvedScenario:
    """Return a scenario with some factors at the given values; it keeps its name, its hash tells it apart.

    Parameters
    ----------
    base
        What the values are laid over.
    factors
        Columns of the design.
    values
        Value by name, of any of the factors.
    """
    parameters, shocks, paths = dict(base.parameters), dict(base.shocks), {}
    for factor in factors:
        if factor.name not in values:
            continue
        name, value = factor.name, float(values[factor.name])
        if factor.declared.kind == "parameter":
            parameters[name] = value
            if value == factor.declared.default:  # says nothing, and would hide that two runs are the same
                del parameters[name]
        elif factor.declared.kind == "shock":
            shocks[name] = _laid(base.shocks[name], factor.entry(value))
        elif LEVERS[name].zonal:
            paths[name] = _laid(base.levers.zonal[name], factor.entry(value), base.levers.n_mra)
        else:
            paths[name] = _laid(base.levers.regional[name], factor.entry(value))
    return replace(base, parameters=parameters, shocks=shocks, levers=base.levers.with_paths(paths))


def _laid(path: Floats, entry: Entry, columns: int | None = None) -> Floats:
    """Copy of a path by month, or of its first columns by zone, sector or both, with an entry laid over it."""
    if path.ndim == 1:
        return apply_entry(path, entry)
    new = path.reshape(len(path), -1).copy()
    for column in range(new.shape[1] if columns is None else columns):
        new[:, column] = apply_entry(new[:, column], entry)
    return new.reshape(path.shape)
