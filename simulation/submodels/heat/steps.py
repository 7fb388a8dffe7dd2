"""Heat in dwellings: what owners wish, what corporations plan, what installers can do."""

from functools import lru_cache

import numpy as np

from simulation.axes import DWELLING_CLASSES, HEAT_TECHS, TENURES
from simulation.declare.arrays import Floats
from simulation.region import Region
from simulation.steps import step
from simulation.submodels.data_centres.load import mean_load_mw
from simulation.world import World

GAS, HYBRID, ELECTRIC, DISTRICT, GREEN = range(len(HEAT_TECHS))
CORPORATION = TENURES.index("corporation")
OWNER = TENURES.index("owner")
NEW = DWELLING_CLASSES.index("new")


@step(own="heat", reads="data_centres.new_mva power.energy_mwh")
def choose_heat(world: World) -> None:
    """Let owners and corporations decide on heat; nothing is installed yet.

    Remembers prices, insulates, builds new dwellings and spreads green gas on the way.
    """
    heat = world.heat
    _remember_prices(world)
    _insulate(world)
    _build_homes(world)
    _supply_green_gas(world)
    wish = np.zeros_like(heat.dwellings)
    wish += _replacements(world)
    room = _district_room(world)
    wish[:, CORPORATION] += _corporation_plans(world, room)
    wish[..., DISTRICT] += _district_plans(world, room)
    gas = heat.dwellings[..., GAS]
    total = wish.sum(axis=-1)
    heat.wish = wish * np.minimum(1.0, np.divide(gas, total, out=np.ones_like(gas), where=total > 0))[..., None]


@step(
    own="heat",
    reads="technicians.install_fte technicians.install_hours grid.lv_saturation",
    writes="technicians.install_used",
)
def install_heat(world: World) -> None:
    """Carry out wishes as far as installers and the low-voltage grid allow; the rest stays on gas."""
    heat, technicians = world.heat, world.technicians
    hours = technicians.install_hours
    available = technicians.install_fte * world.par.technicians.hours_fte_month
    heat.served = min(1.0, available / hours) if hours > 0 else 1.0
    done = heat.wish * heat.served
    done[..., ELECTRIC] *= (1 - world.grid.lv_saturation)[:, None, None]
    heat.dwellings[..., GAS] -= done.sum(axis=-1)
    heat.dwellings += done
    technicians.install_used = heat.served * hours / world.par.technicians.hours_fte_month


def choice_shares(world: World, gas_price: float, elec_price: float) -> Floats:
    """Chance of gas, hybrid and all-electric at replacement: float64[zone, class, 3].

    Parameters
    ----------
    world
        The region.
    gas_price, elec_price
        As remembered [EUR/m3], [EUR/kWh].

    Notes
    -----
    Multinomial logit on annualised cost, what is installed nearby, hassle, and suitability.
    """
    region, heat, par = world.region, world.heat, world.par.heat
    cheaper = (1 - par.heat_learning) ** (max(world.month, 0) / 12)
    extra = world.lever("heat_pump_subsidy")
    capex = np.array(
        [
            par.capex_gas,
            max(0.0, par.capex_hybrid * cheaper - par.subsidy_hybrid - extra),
            max(0.0, par.capex_electric * cheaper - par.subsidy_electric - extra),
        ]
    )
    gas = region.gas_m3[:, None] * np.array([1, 1 - par.hybrid_saving, 0])
    kwh = region.gas_m3[:, None] * par.gas_kwh / par.scop * np.array([0, par.hybrid_saving, 1])
    cost = par.annuity * capex + gas * gas_price + kwh * elec_price
    hassle = np.array([0.0, par.asc_hybrid, par.asc_electric]) * world.lock_in("energy").hassle
    utility = -par.heat_mu * cost[None] - hassle + par.heat_social * _seen_nearby(world)[:, None, :]
    utility[:, :, ELECTRIC] += np.log(np.maximum(heat.suitability, 1e-3))
    weight = np.exp(utility - utility.max(axis=-1, keepdims=True))
    return np.asarray(weight / weight.sum(axis=-1, keepdims=True))


def _seen_nearby(world: World) -> Floats:
    """Log of the installed share in the sub-region over that at the start: float64[zone, 3]."""
    member, before = _neighbours(world.region)
    return np.asarray(np.log(_heat_shares(member, world.heat.dwellings) / before)[:, :3])


@lru_cache(maxsize=8)
def _neighbours(region: Region) -> tuple[Floats, Floats]:
    """Zones of the same sub-region, float64[z, z], and the shares of heat there at the start, float64[z, k]; shared."""
    area = region.zone_subregion[: region.n_mra]
    member = (area[:, None] == area[None]).astype(float)
    return member, _heat_shares(member, region.dwellings)


def _heat_shares(member: Floats, dwellings: Floats) -> Floats:
    homes = member @ dwellings.sum(axis=(1, 2))
    return np.asarray(np.maximum(homes / homes.sum(axis=1, keepdims=True), 0.005))


def _replacements(world: World) -> Floats:
    """Boilers of owners and private landlords that are replaced by something else: float64[z, t, c, k]."""
    heat, par = world.heat, world.par.heat
    share = choice_shares(world, heat.gas_price, heat.elec_price)
    norm = world.lever("boiler_norm")
    rest = share[..., 1:].sum(axis=-1, keepdims=True)
    share = np.concatenate([share[..., :1] * (1 - norm), share[..., 1:] * (1 + norm * share[..., :1] / rest)], axis=-1)
    wish = np.zeros_like(heat.dwellings)
    moments = heat.dwellings[..., GAS] / par.boiler_life
    moments[:, CORPORATION] = 0
    wish[..., [HYBRID, ELECTRIC]] = moments[..., None] * share[:, None, :, 1:]
    return wish


def _corporation_plans(world: World, district_room: Floats) -> Floats:
    """Corporation homes that leave gas by agreement: float64[z, c, k]."""
    region, heat = world.region, world.heat
    homes = heat.dwellings[:, CORPORATION, :, GAS] * world.par.heat.corp_rate * world.lever("corp_agreements")
    homes = world.modified("corporation_plans", homes, slice(region.n_mra))
    total = homes.sum(axis=1)
    room = np.minimum(1.0, np.divide(district_room, total, out=np.ones(region.n_mra), where=total > 0))
    to_network = homes * (region.heat_plan * room)[:, None]
    plan = np.zeros((*homes.shape, heat.dwellings.shape[-1]))
    plan[..., DISTRICT], plan[..., HYBRID] = to_network, homes - to_network
    return plan


def _district_plans(world: World, district_room: Floats) -> Floats:
    """Gas-heated homes that the roll-out of heat networks reaches and that agree: float64[z, t, c]."""
    region, par = world.region, world.par.heat
    within = np.array([1.0, par.row_potential, 0.0, 0.0])
    dense = region.population[: region.n_mra] / region.zone_land_km2[: region.n_mra] > par.dense_inhabitants
    served = (dense | region.heat_plan)[:, None, None]
    reachable: Floats = world.heat.dwellings[..., GAS] * within * served
    by_zone = reachable.sum(axis=(1, 2))
    if by_zone.sum() == 0:
        return np.zeros_like(reachable)
    weight = 0.4 * by_zone + 0.6 * world.lever("corp_agreements") * reachable[:, CORPORATION].sum(axis=1)
    planned = world.lever("heat_network_rollout") / 12 * weight / weight.sum() * world.lock_in("energy").speed
    agree = _consent(world)[:, :, None]
    wish = reachable * agree * np.divide(planned, by_zone, out=np.zeros_like(by_zone), where=by_zone > 0)[:, None, None]
    homes = wish.sum(axis=(1, 2))
    fits = np.minimum(1.0, np.divide(district_room, homes, out=np.ones_like(homes), where=homes > 0))
    return np.asarray(wish * fits[:, None, None])


def _consent(world: World) -> Floats:
    """Share of homes that agree to district heat, by tenure: float64[z, t]."""
    par, n = world.par.heat, world.region.n_mra
    refusal = par.refusal + (par.refusal_guaranteed - par.refusal) * world.lever("warm_rent_guarantee")
    agree = np.ones((n, len(TENURES)))
    agree[:, OWNER] = np.clip(world.modified("heat_consent", 1 - refusal, slice(n)), 0.0, 1.0)
    return agree


def _district_room(world: World) -> Floats:
    """Homes that the heat sources of each zone can still carry: float64[z]."""
    heat, par, centres = world.heat, world.par.heat, world.par.data_centres
    residual = world.lever("dc_heat_obligation") * centres.dc_heat * mean_load_mw(world)
    heat_mw = world.region.heat_source_mw + residual
    carried = heat_mw * 1000 / (par.heat_kw * par.heat_coincidence)
    return np.asarray(np.maximum(0.0, carried - heat.dwellings[..., DISTRICT].sum(axis=(1, 2))))


def _remember_prices(world: World) -> None:
    heat, shock, memory = world.heat, world.shock, world.par.heat.price_memory
    heat.gas_price += (world.exogenous("gas_eur_m3") * shock.get("gas_factor", 1.0) - heat.gas_price) / memory
    heat.elec_price += (world.exogenous("elec_eur_kwh") * shock.get("elec_factor", 1.0) - heat.elec_price) / memory


def _insulate(world: World) -> None:
    """Raise suitability by the trend everywhere and by retrofits of older homes."""
    heat, par = world.heat, world.par.heat
    older = heat.dwellings[:, :, :NEW].sum()
    heat.suitability += par.suitability_trend / 12
    heat.suitability[:, :NEW] += world.lever("retrofit") / 12 * par.retrofit_gain / older
    np.minimum(heat.suitability, 1.0, out=heat.suitability)


def _build_homes(world: World) -> None:
    """Add new dwellings where homes are, without gas: on a network where planned, else all-electric."""
    heat, region = world.heat, world.region
    homes, tenure = _homes_at_start(region)
    heat.new_homes = world.exogenous("new_dwellings_year") / 12 * homes / homes.sum()
    network = np.minimum(world.par.heat.new_homes_heat * region.heat_plan * heat.new_homes, _district_room(world))
    heat.dwellings[:, :, NEW, DISTRICT] += tenure * network[:, None]
    heat.dwellings[:, :, NEW, ELECTRIC] += tenure * (heat.new_homes - network)[:, None]


@lru_cache(maxsize=8)
def _homes_at_start(region: Region) -> tuple[Floats, Floats]:
    """Dwellings by zone at the base month, float64[z], and their shares by tenure, float64[z, t]; shared."""
    homes = region.dwellings.sum(axis=(1, 2, 3))
    return homes, region.dwellings.sum(axis=(2, 3)) / homes[:, None]


def _supply_green_gas(world: World) -> None:
    """Move homes between gas and green gas toward the supply, where heat pumps and networks hardly fit."""
    heat, region, par = world.heat, world.region, world.par.heat
    fits = (heat.suitability < par.green_gas_suitability) & ~region.heat_plan[:, None]
    burning = heat.dwellings[..., GAS] + heat.dwellings[..., GREEN]
    supply = world.exogenous("green_gas_share") * (burning * region.gas_m3).sum()
    short = max(0.0, supply - (heat.dwellings[..., GREEN] * region.gas_m3).sum())
    able = heat.dwellings[..., GAS] * fits[:, None, :]
    total = (able * region.gas_m3).sum()
    moved = able * (min(1.0, par.green_gas_speed * short / total) if total > 0 else 0.0)
    heat.dwellings[..., GAS] -= moved
    heat.dwellings[..., GREEN] += moved
