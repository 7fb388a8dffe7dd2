"""What persists of energy and of the technicians who change it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.draws import draw_key
from simulation.kernels.firm_power import contract_power
from simulation.kernels.staff import count_jobs
from simulation.purposes import Purpose
from simulation.region import HEAT_TECHS, LOAD_CLASSES, Region

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]
GAS, HYBRID, ELECTRIC, DISTRICT, GREEN = range(len(HEAT_TECHS))
HIGHEST_SPREAD = 10.0  # a firm needs at most ten times the power per job of its sector


@dataclass(kw_only=True)
class EnergyState:
    """Energy use and equipment now; never sampled, so always at true size.

    Axes: z zone inside the region, t tenure, c dwelling class, k heat technology, l load class, s station.
    """

    energy_mwh: Floats  # [z, l] electricity a year now, not counting `station_mwh` [MWh]
    station_mwh: Floats  # [s, l] of large new connections, known by station [MWh]
    kw_job: Floats  # [sector] contracted power per job [kW]
    kw_factor: Floats  # [firm] fixed factor on the power per job of its sector, 0 if not drawn yet
    small_mwh: Floats  # [z, l] of firms that left fossil energy on the connection they had; in `energy_mwh`
    activity: Floats  # [z, l] power of all jobs at the start [kW], by load class of the sector
    dwellings: Floats  # [z, t, c, k]
    suitability: Floats  # [z, c] share of dwellings fit for low-temperature heat
    heat_wish: Floats  # [z, t, c, k] gas-heated dwellings that want technology k this month
    heat_installed: Floats  # [z, k] existing dwellings that got technology k this month
    new_homes: Floats  # [z] dwellings built this month
    gas_price: float  # as households remember it [EUR/m3]
    elec_price: float  # as households remember it [EUR/kWh]
    served: float = 1.0  # share of the wanted installation hours worked last month
    bev_share: Floats  # [z] battery share of the cars
    ev_mwh: Floats  # [z, 2] charging added since the start: regular, smart [MWh]
    chargers: float = 0.0  # chargers wanted this month
    van_ze: Floats  # [z] zero-emission share of the vans
    ze_active: NDArray[np.bool_]  # [z] zones with a zero-emission rule now
    ze_trips: Floats  # [all zones] share of van trips that end in such a zone
    ze_rules: Floats  # [all zones] number of different rules met, at least 1
    dc_new_mva: Floats  # [z] data centres connected since the start
    x_leap: float  # share of data-centre load under power management

    def dc_mean_mw(self, use: float) -> Floats:
        """Mean power of data centres, those connected since the start at `use` of their contract: float64[z] [MW]."""
        return np.asarray(self.energy_mwh[:, LOAD_CLASSES.index("data_centre")] / 8760 + self.dc_new_mva * use)


@dataclass(kw_only=True)
class TechnicianState:
    """Technicians at true scale, in FTE-months of this month."""

    grid_fte: float = 0.0  # available to expand the grid
    install_fte: float = 0.0  # available to install in homes
    grid_need: float = 0.0  # wanted by projects that may be built
    install_need: float = 0.0  # wanted by homes and chargers
    install_used: float = 0.0
    install_share: float  # share of construction technicians that installs
    demand_log: Floats = field(default_factory=lambda: np.zeros(0))  # [sector] demand called up by shortage


def open_energy(model: "RegionModel") -> EnergyState:
    """Energy at the base month for the firms now present, who all get a contract."""
    region, par = model.region, model.par
    n, zones = region.n_mra, region.n_zones
    _contract_firms(model)
    return EnergyState(
        energy_mwh=region.energy_mwh.copy(),
        station_mwh=np.zeros((len(region.grid.station_id), len(LOAD_CLASSES))),
        kw_job=job_power(region, par.grid.contract_use),
        kw_factor=np.zeros(model.firms.n),
        small_mwh=np.zeros((n, len(LOAD_CLASSES))),
        activity=firm_activity(model),
        dwellings=region.dwellings.copy(),
        suitability=region.heat_suitability.copy(),
        heat_wish=np.zeros_like(region.dwellings),
        heat_installed=np.zeros((n, len(HEAT_TECHS))),
        new_homes=np.zeros(n),
        gas_price=par.heat.gas_price_before,
        elec_price=par.heat.elec_price_before,
        bev_share=np.full(n, region.bev_share),
        ev_mwh=np.zeros((n, 2)),
        van_ze=np.zeros(n),
        ze_active=np.zeros(n, bool),
        ze_trips=np.zeros(zones),
        ze_rules=np.ones(zones),
        dc_new_mva=np.zeros(n),
        x_leap=par.data_centres.x_leap_x0,
    )


def open_technicians(model: "RegionModel") -> TechnicianState:
    """Technicians before the first count."""
    return TechnicianState(
        install_share=model.par.technicians.install_share,
        demand_log=np.zeros(len(model.region.sector_id)),
    )


def firm_activity(model: "RegionModel") -> Floats:
    """Contracted power of the filled jobs by zone and load class of the sector: float64[z, l] [kW]."""
    region, firms = model.region, model.firms
    n, sectors = region.n_mra, len(region.sector_id)
    counts = np.zeros((model.threads.blocks(firms.n), region.n_zones, sectors), np.int64)
    model.threads.each_block(count_jobs, firms.n, firms.zone, firms.sector, firms.filled, counts)
    jobs = counts.sum(axis=0)[:n]
    power = np.zeros((n, len(LOAD_CLASSES)))
    contracted = jobs * model.scale * region.sector_kw_job
    for sector, load in enumerate(region.sector_load):
        power[:, load] += contracted[:, sector]
    return power


def job_power(region: Region, contract_use: float) -> Floats:
    """Contracted power per job by sector, so that all contracts fit the energy used: float64[s] [kW].

    Sectors of one load class keep their relative power; users with an own high-voltage bay are left out.
    """
    profiles, large = region.grid.profiles, region.grid.station_large
    energy = region.energy_mwh * (1 - region.grid.station_share[:, :, large].sum(axis=2))
    contracts = energy.sum(axis=0) * profiles.max(axis=1) * 1000 / contract_use
    raw = region.jobs[: region.n_mra].sum(axis=0) * region.sector_kw_job
    by_class = np.bincount(region.sector_load, raw, minlength=len(LOAD_CLASSES))
    factor = np.divide(contracts, by_class, out=np.ones_like(contracts), where=by_class > 0)
    return np.asarray(region.sector_kw_job * factor[region.sector_load])


def spread_key(model: "RegionModel") -> np.uint64:
    """Key of what is fixed for a firm: its power per job."""
    return draw_key(model.run_seed, Purpose.FIRM_ELECTRIFICATION, -1200)


def _contract_firms(model: "RegionModel") -> None:
    firms, region, par = model.firms, model.region, model.par.electrification
    power = job_power(region, model.par.grid.contract_use)
    power *= np.exp(region.sector_cyclicality * model.exogenous("cycle"))
    need = power[firms.sector] * firms.size_p
    contract_power(
        spread_key(model),
        firms.uid,
        need,
        par.contract_headroom,
        par.contract_margin,
        par.kw_spread,
        HIGHEST_SPREAD,
        firms.kw_c,
    )
    firms.kw_w[:], firms.req[:], firms.cap[:] = 0, -1, np.inf
