"""Heat in dwellings: what owners wish, what corporations plan, what installers can do."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.energy_state import DISTRICT, ELECTRIC, GAS, GREEN, HYBRID
from simulation.processes.technicians import wished_hours
from simulation.region import Region

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]

OWNER, CORPORATION, PRIVATE = range(3)
NEW = 3  # dwelling class of recent buildings


def choose_heat(model: "RegionModel") -> None:
    """Let owners and corporations decide on heat; nothing is installed yet.

    Parameters
    ----------
    model
        The region. Writes `energy.heat_wish`, remembered prices, suitability, new dwellings and green gas.
    """
    if model.frozen:
        return
    energy = model.energy
    _remember_prices(model)
    _insulate(model)
    _build_homes(model)
    _supply_green_gas(model)
    wish = np.zeros_like(energy.dwellings)
    wish += _replacements(model)
    room = _district_room(model)
    wish[:, CORPORATION] += _corporation_plans(model, room)
    wish[..., DISTRICT] += _district_plans(model, room)
    gas = energy.dwellings[..., GAS]
    total = wish.sum(axis=-1)
    energy.heat_wish = wish * np.minimum(1.0, np.divide(gas, total, out=np.ones_like(gas), where=total > 0))[..., None]


def install_heat(model: "RegionModel") -> None:
    """Carry out wishes as far as installers and the low-voltage grid allow; the rest stays on gas.

    Parameters
    ----------
    model
        The region. Writes `energy.dwellings`, `energy.heat_installed`, `energy.served` and
        `technicians.install_used`.
    """
    energy, technicians = model.energy, model.technicians
    energy.heat_installed[:] = 0
    if model.frozen:
        return
    hours = float(wished_hours(model).sum())
    available = technicians.install_fte * model.par.technicians.hours_fte_month
    energy.served = min(1.0, available / hours) if hours > 0 else 1.0
    done = energy.heat_wish * energy.served
    done[..., ELECTRIC] *= (1 - model.grid.lv_saturation)[:, None, None]
    energy.dwellings[..., GAS] -= done.sum(axis=-1)
    energy.dwellings += done
    energy.heat_installed = done.sum(axis=(1, 2))
    technicians.install_used = energy.served * hours / model.par.technicians.hours_fte_month


def choice_shares(model: "RegionModel", gas_price: float, elec_price: float) -> Floats:
    """Chance of gas, hybrid and all-electric at replacement: float64[zone, class, 3].

    Parameters
    ----------
    model
        The region.
    gas_price, elec_price
        As remembered [EUR/m3], [EUR/kWh].

    Notes
    -----
    Multinomial logit on annualised cost, what is installed nearby, hassle, and suitability.
    """
    region, energy, par = model.region, model.energy, model.par.heat
    cheaper = (1 - par.heat_learning) ** (max(model.month, 0) / 12)
    extra = model.lever("heat_pump_subsidy")
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
    hassle = np.array([0.0, par.asc_hybrid, par.asc_electric])
    utility = -par.heat_mu * cost[None] - hassle + par.heat_social * _seen_nearby(model)[:, None, :]
    utility[:, :, ELECTRIC] += np.log(np.maximum(energy.suitability, 1e-3))
    weight = np.exp(utility - utility.max(axis=-1, keepdims=True))
    return np.asarray(weight / weight.sum(axis=-1, keepdims=True))


def _seen_nearby(model: "RegionModel") -> Floats:
    """Log of the installed share in the sub-region over that at the start: float64[zone, 3]."""
    member, before = _neighbours(model.region)
    return np.asarray(np.log(_heat_shares(member, model.energy.dwellings) / before)[:, :3])


@lru_cache(maxsize=8)
def _neighbours(region: Region) -> tuple[Floats, Floats]:
    """Zones of the same sub-region, float64[z, z], and the shares of heat there at the start, float64[z, k]; shared."""
    area = region.zone_subregion[: region.n_mra]
    member = (area[:, None] == area[None]).astype(float)
    return member, _heat_shares(member, region.dwellings)


def _heat_shares(member: Floats, dwellings: Floats) -> Floats:
    homes = member @ dwellings.sum(axis=(1, 2))
    return np.asarray(np.maximum(homes / homes.sum(axis=1, keepdims=True), 0.005))


def _replacements(model: "RegionModel") -> Floats:
    """Boilers of owners and private landlords that are replaced by something else: float64[z, t, c, k]."""
    energy, par = model.energy, model.par.heat
    share = choice_shares(model, energy.gas_price, energy.elec_price)
    norm = model.lever("boiler_norm")
    rest = share[..., 1:].sum(axis=-1, keepdims=True)
    share = np.concatenate([share[..., :1] * (1 - norm), share[..., 1:] * (1 + norm * share[..., :1] / rest)], axis=-1)
    wish = np.zeros_like(energy.dwellings)
    moments = energy.dwellings[..., GAS] / par.boiler_life
    moments[:, CORPORATION] = 0
    wish[..., [HYBRID, ELECTRIC]] = moments[..., None] * share[:, None, :, 1:]
    return wish


def _corporation_plans(model: "RegionModel", district_room: Floats) -> Floats:
    """Corporation homes that leave gas by agreement: float64[z, c, k]."""
    region, energy = model.region, model.energy
    homes = energy.dwellings[:, CORPORATION, :, GAS] * model.par.heat.corp_rate * model.lever("corp_agreements")
    total = homes.sum(axis=1)
    room = np.minimum(1.0, np.divide(district_room, total, out=np.ones(region.n_mra), where=total > 0))
    to_network = homes * (region.heat_plan * room)[:, None]
    plan = np.zeros((*homes.shape, energy.dwellings.shape[-1]))
    plan[..., DISTRICT], plan[..., HYBRID] = to_network, homes - to_network
    return plan


def _district_plans(model: "RegionModel", district_room: Floats) -> Floats:
    """Gas-heated homes that the roll-out of heat networks reaches and that agree: float64[z, t, c]."""
    region, par = model.region, model.par.heat
    within = np.array([1.0, par.row_potential, 0.0, 0.0])
    dense = region.population[: region.n_mra] / region.zone_land_km2[: region.n_mra] > par.dense_inhabitants
    served = (dense | region.heat_plan)[:, None, None]
    reachable: Floats = model.energy.dwellings[..., GAS] * within * served
    by_zone = reachable.sum(axis=(1, 2))
    if by_zone.sum() == 0:
        return np.zeros_like(reachable)
    weight = 0.4 * by_zone + 0.6 * model.lever("corp_agreements") * reachable[:, CORPORATION].sum(axis=1)
    planned = model.lever("heat_network_rollout") / 12 * weight / weight.sum()
    refusal = par.refusal + (par.refusal_guaranteed - par.refusal) * model.lever("warm_rent_guarantee")
    agree = np.array([1 - refusal, 1.0, 1.0])[:, None]
    wish = reachable * agree * np.divide(planned, by_zone, out=np.zeros_like(by_zone), where=by_zone > 0)[:, None, None]
    homes = wish.sum(axis=(1, 2))
    fits = np.minimum(1.0, np.divide(district_room, homes, out=np.ones_like(homes), where=homes > 0))
    return np.asarray(wish * fits[:, None, None])


def _district_room(model: "RegionModel") -> Floats:
    """Homes that the heat sources of each zone can still carry: float64[z]."""
    energy, par, centres = model.energy, model.par.heat, model.par.data_centres
    residual = model.lever("dc_heat_obligation") * centres.dc_heat * energy.dc_mean_mw(centres.dc_use)
    heat_mw = model.region.heat_source_mw + residual
    carried = heat_mw * 1000 / (par.heat_kw * par.heat_coincidence)
    return np.asarray(np.maximum(0.0, carried - energy.dwellings[..., DISTRICT].sum(axis=(1, 2))))


def _remember_prices(model: "RegionModel") -> None:
    energy, shock, memory = model.energy, model.shock, model.par.heat.price_memory
    energy.gas_price += (model.exogenous("gas_eur_m3") * shock.get("gas_factor", 1.0) - energy.gas_price) / memory
    energy.elec_price += (model.exogenous("elec_eur_kwh") * shock.get("elec_factor", 1.0) - energy.elec_price) / memory


def _insulate(model: "RegionModel") -> None:
    """Raise suitability by the trend everywhere and by retrofits of older homes."""
    energy, par = model.energy, model.par.heat
    older = energy.dwellings[:, :, :NEW].sum()
    energy.suitability += par.suitability_trend / 12
    energy.suitability[:, :NEW] += model.lever("retrofit") / 12 * par.retrofit_gain / older
    np.minimum(energy.suitability, 1.0, out=energy.suitability)


def _build_homes(model: "RegionModel") -> None:
    """Add new dwellings where homes are, without gas: on a network where planned, else all-electric."""
    energy, region = model.energy, model.region
    homes, tenure = _homes_at_start(region)
    energy.new_homes = model.exogenous("new_dwellings_year") / 12 * homes / homes.sum()
    network = np.minimum(model.par.heat.new_homes_heat * region.heat_plan * energy.new_homes, _district_room(model))
    energy.dwellings[:, :, NEW, DISTRICT] += tenure * network[:, None]
    energy.dwellings[:, :, NEW, ELECTRIC] += tenure * (energy.new_homes - network)[:, None]


@lru_cache(maxsize=8)
def _homes_at_start(region: Region) -> tuple[Floats, Floats]:
    """Dwellings by zone at the base month, float64[z], and their shares by tenure, float64[z, t]; shared."""
    homes = region.dwellings.sum(axis=(1, 2, 3))
    return homes, region.dwellings.sum(axis=(2, 3)) / homes[:, None]


def _supply_green_gas(model: "RegionModel") -> None:
    """Move homes between gas and green gas toward the supply, where heat pumps and networks hardly fit."""
    energy, region, par = model.energy, model.region, model.par.heat
    fits = (energy.suitability < par.green_gas_suitability) & ~region.heat_plan[:, None]
    burning = energy.dwellings[..., GAS] + energy.dwellings[..., GREEN]
    supply = model.exogenous("green_gas_share") * (burning * region.gas_m3).sum()
    short = max(0.0, supply - (energy.dwellings[..., GREEN] * region.gas_m3).sum())
    able = energy.dwellings[..., GAS] * fits[:, None, :]
    total = (able * region.gas_m3).sum()
    moved = able * (min(1.0, par.green_gas_speed * short / total) if total > 0 else 0.0)
    energy.dwellings[..., GAS] -= moved
    energy.dwellings[..., GREEN] += moved
