"""Electricity by zone and load class, from what people and firms do."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.energy_state import ELECTRIC, HYBRID, firm_activity
from simulation.region import LOAD_CLASSES

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]

FOLLOWERS = {"services_heat": "services", "services_cooling": "services"}  # classes that follow another's jobs


def update_power_demand(model: "RegionModel") -> None:
    """Write this month's electricity a year, class by class, from the start and what changed since.

    Parameters
    ----------
    model
        The region. Writes `energy.energy_mwh`.
    """
    if model.frozen:
        return
    energy, region = model.energy, model.region
    new = region.energy_mwh * _activity_index(model) + energy.small_mwh
    homes = energy.dwellings.sum(axis=(1, 2, 3)) / region.dwellings.sum(axis=(1, 2, 3))
    new[:, LOAD_CLASSES.index("household_base")] *= homes
    air, hybrid = heat_pump_mwh(model)
    new[:, LOAD_CLASSES.index("heat_pump_air")] += air
    new[:, LOAD_CLASSES.index("heat_pump_hybrid")] += hybrid
    new[:, [LOAD_CLASSES.index("ev_regular"), LOAD_CLASSES.index("ev_smart")]] += energy.ev_mwh
    new[:, LOAD_CLASSES.index("electric_vans")] += region.vans * energy.van_ze * model.par.mobility.van_mwh
    new[:, LOAD_CLASSES.index("data_centre")] *= _leap_factor(model)
    growth = (1 + model.par.electrification.pv_growth) ** (model.month / 12)
    new[:, [LOAD_CLASSES.index("pv_roof"), LOAD_CLASSES.index("pv_field")]] *= growth
    energy.energy_mwh = np.maximum(new, 0.0)


def heat_pump_mwh(model: "RegionModel") -> tuple[Floats, Floats]:
    """Electricity of all-electric and hybrid heat pumps added since the start: float64[z] each [MWh/year]."""
    region, par = model.region, model.par.heat
    per_home = region.gas_m3 * par.gas_kwh / par.scop / 1000
    added = (model.energy.dwellings - region.dwellings).sum(axis=1)
    return added[..., ELECTRIC] @ per_home, added[..., HYBRID] @ per_home * par.hybrid_saving


def _activity_index(model: "RegionModel") -> Floats:
    """Power of the filled jobs relative to the start, 1 for classes that do not follow jobs: float64[z, l]."""
    start, now = model.energy.activity, firm_activity(model)
    index = np.divide(now, start, out=np.ones_like(now), where=start > 0)
    for follower, leader in FOLLOWERS.items():
        index[:, LOAD_CLASSES.index(follower)] = index[:, LOAD_CLASSES.index(leader)]
    return index


def _leap_factor(model: "RegionModel") -> float:
    par = model.par.data_centres
    return (1 - par.leap_saving * model.energy.x_leap) / (1 - par.leap_saving * par.x_leap_x0)
