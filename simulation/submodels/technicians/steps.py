"""Technicians: who is there to build the grid and to install, counted from the people employed."""

import numpy as np

from simulation.axes import HEAT_TECHS
from simulation.declare.arrays import Floats
from simulation.kernels.staff import Codes, add_slots, count_staff
from simulation.steps import step
from simulation.world import World

WORK = [HEAT_TECHS.index(name) for name in ("hybrid", "all_electric", "district_heat")]


@step(
    own="technicians",
    reads="workers firms heat.wish vehicles.chargers grid.labour_need flows.technicians_trained",
)
def count_technicians(world: World) -> None:
    """Count technicians, split them between grid and homes, and let shortage call up demand for more.

    Notes
    -----
    Supply comes only from who works where: matching, training, migration and entrants. The coupling is
    a loop: more technicians build capacity earlier, that shortens the queue and speeds electrification,
    which asks for more technicians.
    """
    technicians, par = world.technicians, world.par.technicians
    grid_te2, grid_te3, homes_te2 = _staff(world)
    years = max(world.month, 0) / 12
    pool = (par.fte_te2 * grid_te2 + par.fte_te3 * grid_te3) * (1 + par.productivity_growth) ** years
    pool *= par.grid_build_share * par.grid_expand_share
    technicians.grid_need = float(world.grid.labour_need)
    technicians.install_hours = float(wished_hours(world).sum())
    technicians.install_need = technicians.install_hours / par.hours_fte_month
    _shift_installers(world, par.fte_te2 * homes_te2)
    install = par.fte_te2 * homes_te2 * technicians.install_share
    moved = world.lever("technician_alloc")
    to_grid = moved * install if moved > 0 else moved * pool
    technicians.grid_fte, technicians.install_fte = pool + to_grid, install - to_grid
    _call_up(world)


def wished_hours(world: World) -> Floats:
    """Hours that this month's wishes ask of installers: float64[4], hybrid, all-electric, district heat, chargers."""
    par = world.par.heat
    learned = (1 - par.hours_learning) ** (max(world.month, 0) / 12)
    hours = np.array(
        [
            max(par.hours_floor, par.hours_hybrid * learned),
            max(par.hours_floor, par.hours_electric * learned),
            par.hours_district,
        ]
    )
    homes = world.heat.wish.sum(axis=(0, 1, 2))[WORK]
    return np.append(hours * homes, world.par.vehicles.charger_hours * world.vehicles.chargers)


def _staff(world: World) -> Floats:
    """Employed persons at true scale: float64[3], TE2 and TE3 in energy, TE2 in construction."""
    region, workers, firms = world.region, world.workers, world.firms
    codes = Codes(
        te2=region.occupation_id.index("TE2"),
        te3=region.occupation_id.index("TE3"),
        energy=region.sector_id.index("energy"),
        construction=region.sector_id.index("construction"),
        n_mra=region.n_mra,
    )
    counts = np.zeros((world.threads.blocks(workers.n), 3), np.int64)
    world.threads.each_block(count_staff, workers.n, workers.emp, workers.occ, firms.sector, firms.zone, codes, counts)
    return np.asarray(counts.sum(axis=0) * float(world.scale))


def _shift_installers(world: World, pool: float) -> None:
    """Move the share of construction technicians that installs toward what is needed."""
    technicians, par = world.technicians, world.par.technicians
    if pool <= 0:
        return
    wanted = technicians.install_need / pool
    lowest, highest = 1 - par.install_shift, 1 + par.install_shift
    change = np.clip(wanted / technicians.install_share, lowest, highest)
    technicians.install_share = float(
        np.clip(technicians.install_share * change, par.install_share, par.install_share_top)
    )


def _call_up(world: World) -> None:
    """Raise wanted jobs of the energy sector, and of technicians in construction, with the shortage.

    Operators ask for no more people at once than their crews can train: growth is what the labour market
    can supply, not what the plans need. Whoever finished the technician track with them comes on top: those
    are trained already.
    """
    technicians, region, par = world.technicians, world.region, world.par.technicians
    energy, construction = region.sector_id.index("energy"), region.sector_id.index("construction")
    share = region.mix[construction, region.occupation_id.index("TE2")]
    grid = par.demand_response / 12 * _shortage(technicians.grid_need, technicians.grid_fte)
    homes = par.demand_response / 12 * _shortage(technicians.install_need, technicians.install_fte)
    technicians.demand_log[energy] += min(grid, hiring_room(world, energy))
    technicians.demand_log[energy] += _apprentices(world, energy) if grid > 0 else 0.0
    technicians.demand_log[construction] += min(homes * share, hiring_room(world, construction))


def _apprentices(world: World, energy: int) -> float:
    """Jobs that operators open for those trained with them this month, over the filled ones [log]."""
    trained = float(world.flows["technicians_trained"].sum()) * world.par.technicians.operator_apprentices
    filled, _ = _slots(world, energy)
    return float(np.log1p(trained / max(filled, 1.0)))


def hiring_room(world: World, sector: int) -> float:
    """How far wanted jobs of a sector inside the region may still run ahead of the filled ones [log]."""
    filled, wanted = _slots(world, sector)
    ahead = 1 + world.par.technicians.hiring_ahead
    return max(0.0, float(np.log(max(filled, 1.0) * ahead / max(wanted, 1.0))))


def _slots(world: World, sector: int) -> tuple[float, float]:
    """Filled and wanted slots of a sector inside the region."""
    firms = world.firms
    filled, wanted = add_slots(firms.zone, firms.sector, firms.filled, firms.target, world.region.n_mra, sector)
    return float(filled), float(wanted)


def _shortage(need: float, available: float) -> float:
    """Need above what is available, in units of it, at most 2."""
    if available <= 0:
        return 2.0 * (need > 0)
    return min(2.0, max(0.0, need / available - 1))
