"""One run in small: every indicator by year, for the region, its sub-regions and its municipalities."""

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from simulation.declare.arrays import Floats
from simulation.declare.indicators import Indicator, Ratio
from simulation.indicators.catalogue import RATIOS, REGIONAL, ZONAL
from simulation.indicators.record import REGIONAL_NAMES, ZONAL_NAMES, Record
from simulation.indicators.tables import labelled_table
from simulation.months import FIRST_YEAR

if TYPE_CHECKING:
    from simulation.region import Region

LEVELS = ("region", "subregion", "zone")
WHOLE = "region"  # the one area of the first level
YEARLY = (*ZONAL, *RATIOS, *REGIONAL)
YEARLY_NAMES = tuple(i.name for i in YEARLY)


def yearly_table(record: Record, region: "Region") -> pa.Table:
    """Every indicator by year and area, joined over months as `aggregate` does.

    Parameters
    ----------
    record
        Monthly observations; a last year of fewer months counts as it is.
    region
        Names and places.

    Returns
    -------
    Table
        year, level, area, then float32 by indicator: nan where a denominator is not positive, and outside the
        level ``"region"`` for what is known of the whole region only.
    """
    members, levels, names = _areas(region)
    starts = range(0, len(record.region), 12)
    cube = np.full((len(starts), len(names), len(YEARLY)), np.nan, np.float32)
    for y, start in enumerate(starts):
        zonal = np.einsum("az,mzk->mak", members, record.zones[start : start + 12].astype(np.float64))
        for k, indicator in enumerate((*ZONAL, *RATIOS)):
            cube[y, :, k] = _over_months(zonal, indicator)
        whole = record.region[start : start + 12].astype(np.float64)
        for k, indicator in enumerate(REGIONAL):
            cube[y, 0, len(ZONAL) + len(RATIOS) + k] = _join(whole[:, REGIONAL_NAMES.index(indicator.name)], indicator)
    year, area = (axis.reshape(-1).astype(np.int32) for axis in np.indices(cube.shape[:2]))
    distinct = list(dict.fromkeys(names))  # with one name twice, Parquet writes bytes that were never set
    name = np.array([distinct.index(text) for text in names], np.int32)
    labels = {"level": (levels[area], LEVELS), "area": (name[area], distinct)}
    table = labelled_table(labels, cube.reshape(-1, len(YEARLY)), YEARLY_NAMES)
    return table.add_column(0, "year", pa.array((year + FIRST_YEAR).astype(np.int16)))


def _areas(region: "Region") -> tuple[Floats, NDArray[np.int32], list[str]]:
    """Which zones each area holds, float64[n_areas, n_zones]; its level, int32[n_areas]; and its name."""
    n, sub = region.n_mra, region.zone_subregion[: region.n_mra]
    parts = np.arange(len(region.subregion_name))[:, None] == sub[None, :]
    members = np.vstack([np.ones((1, n)), parts, np.eye(n)]).astype(np.float64)
    levels = np.repeat(np.arange(3, dtype=np.int32), [1, len(parts), n])
    return members, levels, [WHOLE, *region.subregion_name, *region.zone_name[:n]]


def _over_months(zonal: Floats, indicator: Indicator) -> Floats:
    """One year of one indicator by area: float64[n_areas] from float64[n_months, n_areas, len(ZONAL)]."""
    if not isinstance(indicator, Ratio):
        return _join(zonal[:, :, ZONAL_NAMES.index(indicator.name)], indicator)
    over = zonal[:, :, [ZONAL_NAMES.index(name) for name in indicator.over]].sum(axis=2)
    if not indicator.under:
        return _join(over, indicator)
    under = zonal[:, :, [ZONAL_NAMES.index(name) for name in indicator.under]].sum(axis=(0, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(under > 0, indicator.factor * over.sum(axis=0) / under, np.nan)


def _join(months: Floats, indicator: Indicator) -> Floats:
    """Join the first axis by the indicator's own rule."""
    if indicator.time == "end":
        return np.asarray(months[-1])
    return np.asarray(months.sum(axis=0) if indicator.time == "sum" else months.mean(axis=0))
