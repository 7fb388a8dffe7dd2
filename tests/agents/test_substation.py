"""Substations read the grid's arrays."""

import mesa

from agents.substation import Substation
from tests.grid_world import GridWorld
from tests.small_region import small_region


def test_a_substation_shows_its_row():
    world = GridWorld(small_region(), requests_month=3, technicians=5.0)
    for _ in range(12):
        world.live()
    model = mesa.Model()
    stations = [Substation(model, world, row) for row in range(4)]
    assert [s.name for s in stations] == list(world.region.grid.station_name)
    assert stations[2].zone == 2
    assert stations[0].peak_mw == world.grid.peak_mw[0] and stations[0].firm_mw == world.grid.firm_mw[0]
    assert stations[0].loading == stations[0].peak_mw / stations[0].firm_mw
    assert stations[3].loading == 0.0  # not built yet
    assert sum(s.queue_mw for s in stations) == world.grid.queue_mw
    assert stations[1].contracted_mw > 0 and stations[1].reserved_mw >= 0 and stations[1].overload_hours >= 0
    assert type(stations[0].peak_mw) is float
