"""Technicians: who is there to build the grid and to install, counted from the people employed."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.energy_state import DISTRICT, ELECTRIC, HYBRID
from simulation.kernels.staff import add_slots, count_staff

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]


def count_technicians(model: "RegionModel") -> None:
    """Count technicians, split them between grid and homes, and let shortage call up demand for more.

    Parameters
    ----------
    model
        The region. Writes `technicians`.

    Notes
    -----
    Supply comes only from who works where: matching, training, migration and entrants. The coupling is
    a loop: more technicians build capacity earlier, that shortens the queue and speeds electrification,
    which asks for more technicians.
    """
    technicians, par = model.technicians, model.par.technicians
    grid_te2, grid_te3, homes_te2 = _staff(model)
    years = max(model.month, 0) / 12
    pool = (par.fte_te2 * grid_te2 + par.fte_te3 * grid_te3) * (1 + par.productivity_growth) ** years
    pool *= par.grid_build_share * par.grid_expand_share
    technicians.grid_need = float(model.grid.labour_need)
    technicians.install_need = float(wished_hours(model).sum() / par.hours_fte_month)
    _shift_installers(model, par.fte_te2 * homes_te2)
    install = par.fte_te2 * homes_te2 * technicians.install_share
    moved = model.lever("technician_alloc")
    to_grid = moved * install if moved > 0 else moved * pool
    technicians.grid_fte, technicians.install_fte = pool + to_grid, install - to_grid
    if not model.frozen:
        _call_up(model)


def wished_hours(model: "RegionModel") -> Floats:
    """Hours that this month's wishes ask of installers: float64[4], hybrid, all-electric, district heat, chargers."""
    energy, par = model.energy, model.par.heat
    learned = (1 - par.hours_learning) ** (max(model.month, 0) / 12)
    hours = np.array(
        [
            max(par.hours_floor, par.hours_hybrid * learned),
            max(par.hours_floor, par.hours_electric * learned),
            par.hours_district,
        ]
    )
    homes = energy.heat_wish.sum(axis=(0, 1, 2))[[HYBRID, ELECTRIC, DISTRICT]]
    return np.append(hours * homes, model.par.mobility.charger_hours * energy.chargers)


def _staff(model: "RegionModel") -> Floats:
    """Employed persons at true scale: float64[3], TE2 and TE3 in energy, TE2 in construction."""
    region, workers, firms = model.region, model.workers, model.firms
    codes = np.array(
        [
            region.occupation_id.index("TE2"),
            region.occupation_id.index("TE3"),
            region.sector_id.index("energy"),
            region.sector_id.index("construction"),
            region.n_mra,
        ]
    )
    counts = np.zeros((model.threads.blocks(workers.n), 3), np.int64)
    model.threads.each_block(count_staff, workers.n, workers.emp, workers.occ, firms.sector, firms.zone, codes, counts)
    return np.asarray(counts.sum(axis=0) * float(model.scale))


def _shift_installers(model: "RegionModel", pool: float) -> None:
    """Move the share of construction technicians that installs toward what is needed."""
    technicians, par = model.technicians, model.par.technicians
    if model.frozen or pool <= 0:
        return
    wanted = technicians.install_need / pool
    lowest, highest = 1 - par.install_shift, 1 + par.install_shift
    change = np.clip(wanted / technicians.install_share, lowest, highest)
    technicians.install_share = float(
        np.clip(technicians.install_share * change, par.install_share, par.install_share_top)
    )


def _call_up(model: "RegionModel") -> None:
    """Raise wanted jobs of the energy sector, and of technicians in construction, with the shortage.

    Operators ask for no more people at once than their crews can train: growth is what the labour market
    can supply, not what the plans need. Whoever finished the technician track with them comes on top: those
    are trained already.
    """
    technicians, region, par = model.technicians, model.region, model.par.technicians
    energy, construction = region.sector_id.index("energy"), region.sector_id.index("construction")
    share = region.mix[construction, region.occupation_id.index("TE2")]
    grid = par.demand_response / 12 * _shortage(technicians.grid_need, technicians.grid_fte)
    homes = par.demand_response / 12 * _shortage(technicians.install_need, technicians.install_fte)
    technicians.demand_log[energy] += min(grid, hiring_room(model, energy))
    technicians.demand_log[energy] += _apprentices(model, energy) if grid > 0 else 0.0
    technicians.demand_log[construction] += min(homes * share, hiring_room(model, construction))


def _apprentices(model: "RegionModel", energy: int) -> float:
    """Jobs that operators open for those trained with them this month, over the filled ones [log]."""
    trained = float(model.month_flows["technicians_trained"].sum()) * model.par.technicians.operator_apprentices
    filled, _ = _slots(model, energy)
    return float(np.log1p(trained / max(filled, 1.0)))


def hiring_room(model: "RegionModel", sector: int) -> float:
    """How far wanted jobs of a sector inside the region may still run ahead of the filled ones [log]."""
    filled, wanted = _slots(model, sector)
    ahead = 1 + model.par.technicians.hiring_ahead
    return max(0.0, float(np.log(max(filled, 1.0) * ahead / max(wanted, 1.0))))


def _slots(model: "RegionModel", sector: int) -> tuple[float, float]:
    """Filled and wanted slots of a sector inside the region."""
    firms = model.firms
    filled, wanted = add_slots(firms.zone, firms.sector, firms.filled, firms.target, model.region.n_mra, sector)
    return float(filled), float(wanted)


def _shortage(need: float, available: float) -> float:
    """Need above what is available, in units of it, at most 2."""
    if available <= 0:
        return 2.0 * (need > 0)
    return min(2.0, max(0.0, need / available - 1))
