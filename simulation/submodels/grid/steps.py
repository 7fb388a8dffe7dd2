"""One month of the grid: loads and flows, the queue, and the works that make room."""

import numpy as np

from simulation.steps import step
from simulation.submodels.grid.build import advance_permits, build_projects, commission, look_ahead, plan_projects
from simulation.submodels.grid.load import measure_grid, plan_loads, residual_room, saturate_low_voltage, set_open_hours
from simulation.submodels.grid.queue import admit_waiting, connect_admitted, lose_applicants, record_queue, reserve
from simulation.world import World


@step(own="grid requests projects", reads="power.energy_mwh power.station_mwh technicians.grid_fte firms")
def run_grid(world: World) -> None:
    """Load the grid, serve the queue and build.

    Notes
    -----
    What finishes this month makes room next month, and those connected now load the grid next month: no
    hidden second pass.
    """
    grid = world.grid
    with world.threads.one_for_matrices():
        set_open_hours(world)
        measure_grid(world)
        lost = lose_applicants(world)
        reserve(world)
        reserved = plan_loads(world)
        room, reach = residual_room(world, reserved)
    vanished = admit_waiting(world, room, reach)
    grid.connected_requests = connect_admitted(world)
    grid.withdrawn_requests = np.sort(np.concatenate([lost, vanished]))
    record_queue(world)
    look_ahead(world)
    plan_projects(world)
    advance_permits(world)
    commission(world, build_projects(world))
    saturate_low_voltage(world)
    grid.peak_history[grid.months_run % len(grid.peak_history)] = grid.peak_mw
    grid.months_run += 1
    grid.filed_ordinal[:] = 0
