"""Indicators as arrays over seeds, ready for statistics and figures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.indicators import BY_NAME, REGIONAL, Indicator, aggregate
from simulation.runs.results import Results

REGIONAL_NAMES = frozenset(i.name for i in REGIONAL)


@dataclass(frozen=True)
class Series:
    """One indicator by scenario: float64[n_seeds, n_times, n_areas], all with the same seeds in the same order.

    Attributes
    ----------
    times
        Months (``"2031-05"``) or years.
    areas
        Names of the sub-regions or municipalities, or one name for the whole region.
    """

    indicator: Indicator
    times: tuple[str, ...] | tuple[int, ...]
    areas: tuple[str, ...]
    values: dict[str, NDArray[np.float64]]

    @property
    def n_seeds(self) -> int:
        """Number of seeds, the same for every scenario."""
        return len(next(iter(self.values.values())))

    def years(self) -> NDArray[np.float64]:
        """Times on a year axis: float64[n_times]; a year at its number, a month in its middle."""
        if isinstance(self.times[0], str):
            return np.array([int(t[:4]) + (int(t[5:7]) - 0.5) / 12 for t in map(str, self.times)])
        return np.asarray(self.times, np.float64)


def read_series(results: Results, name: str, area: str = "", yearly: bool = True) -> Series:
    """Take one indicator out of the results.

    Parameters
    ----------
    results
        The folder.
    name
        Indicator, additive, ratio or regional.
    area
        ``""`` for the region as a whole, ``"subregion"`` or ``"zone"``.
    yearly
        One value a year, else one a month.
    """
    indicator = BY_NAME[name]
    frame = results.region if name in REGIONAL_NAMES else results.zones
    if area and name in REGIONAL_NAMES:
        raise ValueError(f"{name} is known for the region as a whole only")
    frame = frame[frame["seed"].isin(results.seeds)]
    time = "year" if yearly else "month"
    keys = ["scenario", "seed", time, *([area] if area else [])]
    values = aggregate(frame, indicator, keys, ["month"] if yearly else [])
    return _as_arrays(values, indicator, results, time, area)


def _as_arrays(values: pd.Series, indicator: Indicator, results: Results, time: str, area: str) -> Series:
    table = values.reset_index(name="value")
    times = tuple(sorted(table[time].unique()))
    areas: Sequence[str] = list(dict.fromkeys(results.zones[area])) if area else ["region"]
    column = table[area] if area else pd.Series("region", index=table.index)
    arrays = {}
    for scenario in results.scenarios:
        mine = table["scenario"] == scenario
        cube = (
            table[mine]
            .assign(area=column[mine].astype(str))
            .pivot_table(index="seed", columns=[time, "area"], values="value", observed=True, dropna=False)
        )
        wanted = pd.MultiIndex.from_product([times, areas])
        cube = cube.reindex(index=results.seeds, columns=wanted)
        arrays[scenario] = cube.to_numpy(np.float64).reshape(len(results.seeds), len(times), len(areas))
    return Series(indicator, times, tuple(areas), arrays)
