"""What one run has seen, as arrays that become tables on disk."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from simulation.indicators.bottlenecks import BOTTLENECKS, NONE, first_binding, score_bottlenecks
from simulation.indicators.catalogue import EDUCATION, GROUP, REGIONAL, STATION, ZONAL
from simulation.indicators.tables import labelled_table
from simulation.months import FIRST_YEAR, month_text

if TYPE_CHECKING:
    from simulation.region import Region

Floats = NDArray[np.float32]
ZONAL_NAMES = tuple(i.name for i in ZONAL)
REGIONAL_NAMES = tuple(i.name for i in REGIONAL)
STATION_NAMES = tuple(i.name for i in STATION)
GROUP_NAMES = tuple(i.name for i in GROUP)
STATION_PEAK = STATION_NAMES.index("peak_mw")


@dataclass(frozen=True)
class Record:
    """Monthly observations of one run, row t is month t.

    Attributes
    ----------
    zones
        float32[n_months, n_mra, len(ZONAL)].
    groups
        float32[n_months, n_subregions, 3 + n_sectors, len(GROUP)], nan where a column has no meaning.
    stations
        float32[n_months, n_stations, len(STATION)].
    region
        float32[n_months, len(REGIONAL)].
    """

    zones: Floats
    groups: Floats
    stations: Floats
    region: Floats

    @classmethod
    def empty(cls, region: "Region", months: int) -> "Record":
        """Room for `months` months."""
        areas, groups = len(region.subregion_name), len(EDUCATION) + len(region.sector_id)
        return cls(
            zones=np.zeros((months, region.n_mra, len(ZONAL)), np.float32),
            groups=np.full((months, areas, groups, len(GROUP)), np.nan, np.float32),
            stations=np.zeros((months, len(region.grid.station_id), len(STATION)), np.float32),
            region=np.zeros((months, len(REGIONAL)), np.float32),
        )


def zone_table(record: Record, region: "Region") -> pa.Table:
    """Additive indicators by month and municipality."""
    months, zones, k = record.zones.shape
    month, zone = _product(months, zones)
    labels = {
        "month": (month, [month_text(m) for m in range(months)]),
        "zone_id": (zone, region.zone_id[:zones]),
        "zone": (zone, region.zone_name[:zones]),
        "subregion": (region.zone_subregion[:zones].astype(np.int32)[zone], region.subregion_name),
    }
    return labelled_table(labels, record.zones.reshape(-1, k), ZONAL_NAMES)


def side_tables(record: Record, region: "Region") -> dict[str, pa.Table]:
    """Tables by group, station, region and bottleneck, named as `simulation.runs.results.SIDE_TABLES`."""
    return {
        "groups": _group_table(record, region),
        "stations": _station_table(record, region),
        "region": labelled_table(
            {
                "month": (
                    np.arange(len(record.region), dtype=np.int32),
                    [month_text(m) for m in range(len(record.region))],
                )
            },
            record.region,
            REGIONAL_NAMES,
        ),
        "bottlenecks": _bottleneck_table(record, region),
    }


def _group_table(record: Record, region: "Region") -> pa.Table:
    yearly = np.stack([block.mean(axis=0) for block in _years(record.groups)])
    year, area, group = _product(*yearly.shape[:3])
    n_edu = len(EDUCATION)
    labels = {
        "subregion": (area, region.subregion_name),
        "grouping": ((group >= n_edu).astype(np.int32), ("education", "sector")),
        "group": (group, (*EDUCATION, *region.sector_id)),
    }
    return _with_years(labelled_table(labels, yearly.reshape(-1, len(GROUP)), GROUP_NAMES), year)


def _station_table(record: Record, region: "Region") -> pa.Table:
    yearly = np.stack([block[-1] for block in _years(record.stations)])
    yearly[:, :, STATION_PEAK] = [block[:, :, STATION_PEAK].max(axis=0) for block in _years(record.stations)]
    year, station = _product(*yearly.shape[:2])
    zone = region.grid.station_zone.astype(np.int32)[station]
    names = _distinct(region.grid.station_name, region.grid.station_id)
    labels = {
        "station_id": (station, region.grid.station_id),
        "station": (station, names),
        "zone": (zone, region.zone_name),
    }
    return _with_years(labelled_table(labels, yearly.reshape(-1, len(STATION)), STATION_NAMES), year)


def _bottleneck_table(record: Record, region: "Region") -> pa.Table:
    areas = region.zone_subregion[: region.n_mra]
    scores = []
    for months, regional in zip(_years(record.zones), _years(record.region), strict=True):
        by_area = np.stack(
            [months[:, areas == r].sum(axis=1, dtype=np.float64) for r in range(len(region.subregion_name))], axis=1
        )
        zonal = {name: by_area[:, :, k] for k, name in enumerate(ZONAL_NAMES)}
        whole = {name: regional[:, k].astype(np.float64) for k, name in enumerate(REGIONAL_NAMES)}
        scores.append(score_bottlenecks(zonal, whole))
    cube = np.stack(scores)
    year, area = _product(*cube.shape[:2])
    labels = {
        "subregion": (area, region.subregion_name),
        "binding": (first_binding(cube).reshape(-1), (*BOTTLENECKS, NONE)),
    }
    table = labelled_table(
        labels, cube.reshape(-1, len(BOTTLENECKS)).astype(np.float32), [f"score_{b}" for b in BOTTLENECKS]
    )
    return _with_years(table, year)


def _years(months: Floats) -> list[Floats]:
    """Blocks of up to twelve months along the first axis."""
    return [months[start : start + 12] for start in range(0, len(months), 12)]


def _product(*sizes: int) -> list[NDArray[np.int32]]:
    return [axis.reshape(-1).astype(np.int32) for axis in np.indices(sizes)]


def _with_years(table: pa.Table, year: NDArray[np.int32]) -> pa.Table:
    return table.add_column(0, "year", pa.array((year + FIRST_YEAR).astype(np.int16)))


def _distinct(names: tuple[str, ...], ids: tuple[str, ...]) -> list[str]:
    """Names, with the identifier behind those that occur twice."""
    return [name if names.count(name) == 1 else f"{name} ({key})" for name, key in zip(names, ids, strict=True)]
