"""Boxes in the space of uncertain factors: limits per factor, how well they catch the misses, and how to say them."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.numbers import format_number, significant_decimals
from experiments.words import Words

Bools: TypeAlias = NDArray[np.bool_]
UNKNOWN = float("nan")


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What a box allows of one factor, in the factor's own unit.

    Attributes
    ----------
    factor
        Name.
    low, high
        Bounds of a number, inclusive; infinite where open.
    kept
        Categories allowed; empty for a number.
    p_low, p_high
        Quasi-p value of either bound: the chance of catching as many misses without it; nan where open. For a
        category `p_low` is that of the set and `p_high` is nan.
    lowest, highest
        Range over all cases, of a number.
    categories
        All there are; empty for a number.
    """

    factor: str
    low: float = -np.inf
    high: float = np.inf
    kept: tuple[Any, ...] = ()
    p_low: float = UNKNOWN
    p_high: float = UNKNOWN
    lowest: float = UNKNOWN
    highest: float = UNKNOWN
    categories: tuple[Any, ...] = ()

    def holds(self, values: "pd.Series[Any]") -> Bools:
        """Where the values are within the limit: bool[n_cases]."""
        if self.categories:
            return values.isin(self.kept).to_numpy(np.bool_)
        numbers = values.to_numpy(np.float64)
        return (numbers >= self.low) & (numbers <= self.high)

    def describe(self, label: str, unit: str, words: Words) -> str:
        """Say the limit in one line.

        Parameters
        ----------
        label, unit
            Of the factor, in the language; the unit as the model writes it.
        words
            Language.
        """
        if self.categories:
            return words("discovery.kept", label=label, kept=", ".join(str(c) for c in self.kept))
        low, high = (f"{number_in_range(bound, self, words)} {words.unit(unit)}".strip() for bound in self.bounds)
        if np.isinf(self.low):
            return words("discovery.below", label=label, high=high)
        if np.isinf(self.high):
            return words("discovery.above", label=label, low=low)
        return words("discovery.between", label=label, low=number_in_range(self.low, self, words), high=high)

    @property
    def bounds(self) -> tuple[float, float]:
        """Low and high, with the range of the cases where open."""
        return max(self.low, self.lowest), min(self.high, self.highest)


@dataclass(frozen=True, kw_only=True)
class Box:
    """Limits that together catch many misses and little else.

    Attributes
    ----------
    limits
        Of the limited factors, the strongest (lowest quasi-p value) first.
    coverage
        Share of all misses inside.
    density
        Share of the cases inside that are misses; cases in earlier boxes do not count.
    mass
        Share of all cases inside.
    n_cases, n_missed
        Inside, as numbers.
    trajectory
        Columns coverage, density, mass, n_limits: one row a box on the way from all cases to the last peel.
    chosen
        Row of the trajectory this box comes from, before limits that may be chance were dropped.
    """

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    mass: float
    n_cases: int
    n_missed: int
    trajectory: pd.DataFrame
    chosen: int

    def contains(self, factors: pd.DataFrame) -> Bools:
        """Which cases are inside: bool[n_cases]."""
        inside = np.ones(len(factors), np.bool_)
        for limit in self.limits:
            inside &= limit.holds(factors[limit.factor])
        return inside


@dataclass(frozen=True)
class Discovery:
    """The boxes, or why there are none.

    Attributes
    ----------
    verdict
        ``found``, ``none`` (no box is dense and large enough), ``never_missed``, ``always_missed`` or ``too_few``
        (cases or misses).
    n_cases, n_missed
        All there were.
    boxes
        In the order found, the best first.
    """

    verdict: str
    n_cases: int
    n_missed: int
    boxes: list[Box] = field(default_factory=list)

    def contains(self, factors: pd.DataFrame) -> Bools:
        """Which cases are inside any box: bool[n_cases]."""
        inside = np.zeros(len(factors), np.bool_)
        for box in self.boxes:
            inside |= box.contains(factors)
        return inside

    def describe(self, words: Words) -> str:
        """Say the verdict as a sentence."""
        return words.count(f"discovery.{self.verdict}", len(self.boxes), missed=self.n_missed, cases=self.n_cases)


def quality(inside: Bools, missed: Bools) -> tuple[float, float]:
    """Coverage and density of a set of cases; nan where there is nothing to divide by.

    Parameters
    ----------
    inside, missed : bool[n_cases]
        In a box; missing the target.
    """
    both = np.count_nonzero(inside & missed)
    coverage, density = (both / n if n else UNKNOWN for n in (np.count_nonzero(missed), np.count_nonzero(inside)))
    return coverage, density


def number_in_range(value: float, limit: Limit, words: Words) -> str:
    """Write a bound to two significant digits of the width of the range; whole numbers whole."""
    places = significant_decimals(limit.highest - limit.lowest, 2)
    whole = all(float(x).is_integer() for x in (limit.lowest, limit.highest, value) if np.isfinite(x))
    return format_number(value, 0 if whole else min(max(places, 0), 4), words.lang)
