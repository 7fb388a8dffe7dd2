"""Substations as Mesa agents: a face on the grid's arrays."""

from typing import TYPE_CHECKING

import mesa

if TYPE_CHECKING:
    from simulation.world import World


class Substation(mesa.Agent):
    """One station of the grid; all properties read the arrays of `world.grid`.

    Parameters
    ----------
    model
        The region's model.
    world
        Its state.
    row
        Row of the station in `region.grid.station_id`.
    """

    world: "World"

    def __init__(self, model: mesa.Model, world: "World", row: int) -> None:
        super().__init__(model)
        self.world = world
        self.row = row

    @property
    def name(self) -> str:
        """Name of the station."""
        return self.world.region.grid.station_name[self.row]

    @property
    def zone(self) -> int:
        """Zone the station stands in."""
        return int(self.world.region.grid.station_zone[self.row])

    @property
    def firm_mw(self) -> float:
        """Capacity that survives the loss of one transformer [MW]."""
        return float(self.world.grid.firm_mw[self.row])

    @property
    def peak_mw(self) -> float:
        """Highest net load after shifting [MW]."""
        return float(self.world.grid.peak_mw[self.row])

    @property
    def contracted_mw(self) -> float:
        """Power contracted by large users [MW]."""
        return float(self.world.grid.contracted_mw[self.row])

    @property
    def reserved_mw(self) -> float:
        """Power admitted and not yet connected [MW]."""
        return float(self.world.grid.reserved_mw[self.row])

    @property
    def queue_mw(self) -> float:
        """Power asked for by waiting applicants [MW]."""
        return float(self.world.grid.station_queue_mw[self.row])

    @property
    def overload_hours(self) -> float:
        """Hours a year beyond the station's limits [h]."""
        return float(self.world.grid.overload_hours[self.row])

    @property
    def loading(self) -> float:
        """Peak as a share of firm capacity; 0 before commissioning."""
        return self.peak_mw / self.firm_mw if self.firm_mw > 0 else 0.0
