"""Electricity at the base month, and the contracts of the firms now present."""

import numpy as np

from simulation.axes import LOAD_CLASSES
from simulation.declare.arrays import Floats
from simulation.kernels.contracts import contract_power
from simulation.region import Region
from simulation.submodels.power.firm_power import firm_activity, firm_spread
from simulation.submodels.power.state import ElectricityState
from simulation.world import World


def open_state(world: World) -> ElectricityState:
    """Energy of the table; all firms get a contract."""
    region = world.region
    kw_job = job_power(region, world.par.grid.contract_use)
    _contract_firms(world, kw_job)
    return ElectricityState(
        energy_mwh=region.energy_mwh.copy(),
        station_mwh=np.zeros((len(region.grid.station_id), len(LOAD_CLASSES))),
        small_mwh=np.zeros((region.n_mra, len(LOAD_CLASSES))),
        kw_job=kw_job,
        activity=firm_activity(world),
    )


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


def _contract_firms(world: World, kw_job: Floats) -> None:
    firms, par = world.firms, world.par.electrification
    power = kw_job * np.exp(world.region.sector_cyclicality * world.exogenous("cycle"))
    contract_power(
        firm_spread(world),
        firms.uid,
        power[firms.sector] * firms.size_p,
        par.contract_headroom,
        par.contract_margin,
        firms.kw_c,
    )
    firms.kw_w[:], firms.req[:], firms.cap[:], firms.kw_factor[:] = 0, -1, np.inf, 0
