"""Substations read the grid's arrays."""

import mesa

from agents.substation import Substation
from tests.grid_model import GridModel
from tests.small_region import small_region


def test_a_substation_shows_its_row():
    held = GridModel(small_region(), requests_month=3, technicians=5.0)
    for _ in range(12):
        held.step()
    model = mesa.Model()
    model.region, model.grid = held.region, held.grid
    stations = [Substation(model, row) for row in range(4)]
    assert [s.name for s in stations] == list(held.region.grid.station_name)
    assert stations[2].zone == 2
    assert stations[0].peak_mw == held.grid.peak_mw[0] and stations[0].firm_mw == held.grid.firm_mw[0]
    assert stations[0].loading == stations[0].peak_mw / stations[0].firm_mw
    assert stations[3].loading == 0.0  # not built yet
    assert sum(s.queue_mw for s in stations) == held.grid.queue_mw
    assert stations[1].contracted_mw > 0 and stations[1].reserved_mw >= 0 and stations[1].overload_hours >= 0
    assert type(stations[0].peak_mw) is float
