"""Electricity by zone and load class, from what people and firms do."""

import numpy as np

from simulation.axes import HEAT_TECHS, LOAD_CLASSES
from simulation.declare.arrays import Floats
from simulation.steps import step
from simulation.submodels.power.firm_power import firm_activity
from simulation.world import World

HYBRID, ELECTRIC = HEAT_TECHS.index("hybrid"), HEAT_TECHS.index("all_electric")
FOLLOWERS = {"services_heat": "services", "services_cooling": "services"}  # classes that follow another's jobs


@step(own="power", reads="firms heat.dwellings vehicles.ev_mwh vehicles.van_ze practices.leap")
def update_power_demand(world: World) -> None:
    """Write this month's electricity a year, class by class, from the start and what changed since."""
    power, heat, vehicles, region = world.power, world.heat, world.vehicles, world.region
    new = region.energy_mwh * _activity_index(world) + power.small_mwh
    homes = heat.dwellings.sum(axis=(1, 2, 3)) / region.dwellings.sum(axis=(1, 2, 3))
    new[:, LOAD_CLASSES.index("household_base")] *= homes
    air, hybrid = heat_pump_mwh(world)
    new[:, LOAD_CLASSES.index("heat_pump_air")] += air
    new[:, LOAD_CLASSES.index("heat_pump_hybrid")] += hybrid
    new[:, [LOAD_CLASSES.index("ev_regular"), LOAD_CLASSES.index("ev_smart")]] += vehicles.ev_mwh
    new[:, LOAD_CLASSES.index("electric_vans")] += region.vans * vehicles.van_ze * world.par.vehicles.van_mwh
    new[:, LOAD_CLASSES.index("data_centre")] *= _leap_factor(world)
    growth = (1 + world.par.electrification.pv_growth) ** (world.month / 12)
    new[:, [LOAD_CLASSES.index("pv_roof"), LOAD_CLASSES.index("pv_field")]] *= growth
    power.energy_mwh = np.maximum(new, 0.0)


def heat_pump_mwh(world: World) -> tuple[Floats, Floats]:
    """Electricity of all-electric and hybrid heat pumps added since the start: float64[z] each [MWh/year]."""
    region, par = world.region, world.par.heat
    per_home = region.gas_m3 * par.gas_kwh / par.scop / 1000
    added = (world.heat.dwellings - region.dwellings).sum(axis=1)
    return added[..., ELECTRIC] @ per_home, added[..., HYBRID] @ per_home * par.hybrid_saving


def _activity_index(world: World) -> Floats:
    """Power of the filled jobs relative to the start, 1 for classes that do not follow jobs: float64[z, l]."""
    start, now = world.power.activity, firm_activity(world)
    index = np.divide(now, start, out=np.ones_like(now), where=start > 0)
    for follower, leader in FOLLOWERS.items():
        index[:, LOAD_CLASSES.index(follower)] = index[:, LOAD_CLASSES.index(leader)]
    return index


def _leap_factor(world: World) -> Floats:
    """Electricity of data centres through leaner servers, relative to the start: float64[z]."""
    par = world.par.data_centres
    return (1 - par.leap_saving * world.practices["leap"]) / (1 - par.leap_saving * par.x_leap_x0)
