"""How a law of the model is checked: what is said when it is broken."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from simulation.months import month_text
from simulation.world import World

EXACT, CLOSE = 1e-9, 1e-6  # relative play of sums of floats: of a few, and of many over years


class InvariantError(AssertionError):
    """A law is broken; the message names the law, the month and, where it can, the zone."""


def require(holds: bool | np.bool_, world: World, law: str, detail: str = "") -> None:
    """Raise InvariantError unless the law holds."""
    if not holds:
        when = f"month {world.month} ({month_text(world.month)})"
        raise InvariantError(f"{when}: {law}{': ' if detail else ''}{detail}")


def require_rows(wrong: ArrayLike, zone: NDArray[Any], world: World, law: str, what: str) -> None:
    """Name the first row of a table that breaks the law, and its zone."""
    rows = np.flatnonzero(wrong)
    if rows.size:
        place = _zone(world, int(zone[rows[0]]))
        require(False, world, law, f"{rows.size} {what}, the first in row {rows[0]} of zone {place}")


def require_zones(wrong: ArrayLike, world: World, law: str) -> None:
    """Name up to five zones that break the law."""
    zones = np.flatnonzero(wrong)
    if zones.size:
        require(False, world, law, f"in zone {', '.join(_zone(world, z) for z in zones[:5])}")


def require_stations(wrong: ArrayLike, world: World, law: str) -> None:
    """Name the first station that breaks the law, by row and zone."""
    require_rows(wrong, world.region.grid.station_zone, world, law, "stations")


def require_shares(share: NDArray[Any], world: World, name: str) -> None:
    """Shares by zone, [z, ...], lie between 0 and 1."""
    wrong = ~((share >= 0) & (share <= 1)).reshape(len(share), -1).all(axis=1)
    require_zones(wrong, world, f"{name} is between 0 and 1")


def require_finite(values: NDArray[Any], world: World, name: str) -> None:
    """Numbers by zone, [z, ...], are finite."""
    require_zones(~np.isfinite(values.reshape(len(values), -1)).all(axis=1), world, f"{name} is finite")


def require_unique(uid: NDArray[np.uint64], world: World, name: str) -> None:
    """No two rows share an identifier."""
    ordered = np.sort(uid)
    require(not (ordered[1:] == ordered[:-1]).any(), world, f"identifiers are unique: {name}")


def _zone(world: World, zone: int) -> str:
    known = 0 <= zone < world.region.n_zones
    return f"{world.region.zone_id[zone]} ({world.region.zone_name[zone]})" if known else str(zone)
