"""How an indicator is declared and how it adds up over places and months."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from simulation.declare.declared import LANGUAGES, Declared

if TYPE_CHECKING:
    import pandas as pd

Better = Literal["up", "down", "neutral"]
Time = Literal["mean", "sum", "end"]
Table = Literal["zone", "station", "region"]
COUNTED = "counted in the run"


@dataclass(frozen=True, kw_only=True)
class Indicator(Declared):
    """A quantity that adds up over zones.

    Attributes
    ----------
    low, high
        Physical bounds of its level.
    time
        How months become a year: stocks by their ``mean`` or by the year's ``end``, flows by their ``sum``.
    better
        Direction most people would call an improvement.
    estimate
        What makes the level uncertain beyond chance, in Dutch and English; empty if nothing in particular.
    table
        What it is observed of: each zone, each station, or the region as a whole.
    """

    meaning: str
    low: float = 0.0
    source: str = COUNTED
    better: Better = "neutral"
    time: Time = "mean"
    estimate: tuple[str, str] = ("", "")
    table: Table = "zone"

    def note(self, lang: str) -> str:
        """What makes the level uncertain, in the language; empty if nothing in particular."""
        return self.estimate[LANGUAGES.index(lang)]


@dataclass(frozen=True, kw_only=True)
class Ratio(Indicator):
    """A quotient of sums, so that it can be taken over any set of zones and months; without `under` just a sum."""

    over: tuple[str, ...]  # numerator: columns added
    under: tuple[str, ...] = ()  # denominator: columns added
    factor: float = 1.0
    meaning: str = ""  # the formula if not said otherwise

    def __post_init__(self) -> None:
        """Say the formula where nothing better is said."""
        if not self.meaning:
            object.__setattr__(self, "meaning", f"({' + '.join(self.over)}) / ({' + '.join(self.under)})")


def aggregate(
    frame: "pd.DataFrame", indicator: Indicator, by: Sequence[str], across: Sequence[str] = ()
) -> "pd.Series":
    """One value of the indicator for every combination of `by`.

    Parameters
    ----------
    frame
        Additive columns by month, zone and run.
    indicator
        An additive indicator or a ratio.
    by
        Columns to keep, e.g. ``["scenario", "seed", "year"]``.
    across
        Time column (``["month"]``) whose values within a group are joined by `indicator.time`; empty if `by` has it.

    Returns
    -------
    Series
        float64, indexed by `by`; zones inside a group are added, months inside a group joined.
    """
    if isinstance(indicator, Ratio) and indicator.under:
        columns = list(dict.fromkeys((*indicator.over, *indicator.under)))  # a column may stand above and below
        sums = frame.groupby(list(by), observed=True, sort=True)[columns].sum().astype("float64")
        under = sums[list(indicator.under)].sum(axis=1)
        return indicator.factor * sums[list(indicator.over)].sum(axis=1) / under.where(under > 0)
    columns = list(indicator.over) if isinstance(indicator, Ratio) else [indicator.name]
    monthly = frame.groupby([*by, *across], observed=True, sort=True)[columns].sum().astype("float64").sum(axis=1)
    if not across:
        return monthly
    joined = monthly.groupby(level=list(by), observed=True, sort=True)
    if indicator.time == "end":
        return joined.last()
    return joined.sum() if indicator.time == "sum" else joined.mean()
