"""People grow older, enter and leave the labour force, and move."""

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.kernels.draws import make_uids
from simulation.kernels.flows import (
    AGED_OUT,
    DETACHES,
    EMIGRATES,
    GIVES_UP,
    LEAVES_ZONE,
    SEEKS,
    Hazards,
    Residents,
    age_residents,
)
from simulation.parameters.demography import DemographyParameters
from simulation.processes.moves import count_within, end_jobs, gather_blocks, record_flow
from simulation.processes.newcomers import (
    REPLACEMENT,
    WORKER_KIND,
    admit_newcomers,
    move_house,
)
from simulation.purposes import Purpose
from simulation.region import AGE_BOUNDS, Region
from simulation.threads import BLOCK

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]
Rows = NDArray[Any]
MONTHS_OF_AGE = 900
AGE_CLASS = np.searchsorted(AGE_BOUNDS, np.arange(MONTHS_OF_AGE) // 12, side="right") - 1  # below 15: -1
ONE = 2.0**32


def age_population(model: "RegionModel") -> None:
    """Let a month pass for everybody: ageing, participation, migration, entry at 15 and exit at 75.

    Notes
    -----
    In the burn-in the age structure is frozen: nobody ages, enters or leaves, those outside the labour force stay
    there, and whoever retires is replaced by somebody of the same home, age and education who seeks a job.
    """
    rows, events = _find_events(model)
    end_jobs(model, rows[events == GIVES_UP], WorkState.ATTACHED)
    seeking = rows[events == SEEKS]
    model.workers.state[seeking], model.workers.dur[seeking] = WorkState.UNEMPLOYED, 0
    if model.frozen:
        _replace(model, rows[events == DETACHES])
        return
    detached = rows[events == DETACHES]
    retired = detached[model.workers.state[detached] == WorkState.EMPLOYED]
    record_flow(model, "retired", model.workers.home[retired])
    end_jobs(model, detached, WorkState.DETACHED)
    remove_workers(model, rows[events == AGED_OUT], "exits")
    remove_workers(model, rows[events == EMIGRATES], "departures")
    remove_workers(model, move_house(model, rows[events == LEAVES_ZONE]), "departures")
    admit_newcomers(model)


def remove_workers(model: "RegionModel", rows: Rows, flow: str) -> None:
    """Let workers leave the population; their rows are given to newcomers."""
    record_flow(model, flow, model.workers.home[rows])
    end_jobs(model, rows, WorkState.ABSENT)


@lru_cache(maxsize=64)  # the same for months on end
def participation_hazards(
    par: DemographyParameters, pension_age: int, crossing: bool, factor: float, frozen: bool
) -> tuple[Floats, NDArray[np.bool_]]:
    """Monthly chance to change participation by WorkState and age, and where it leads.

    Parameters
    ----------
    par
        Theme `demography`.
    pension_age
        State pension age this month [month].
    crossing
        Whether those of exactly that age reach it this month (not in a month in which it is raised).
    factor
        On leaving work before 60.
    frozen
        Burn-in: those outside the labour force stay, pensions change nothing but retirement from a job, and those
        in the last year before it share its exits, as nobody reaches it.

    Returns
    -------
    hazard
        float64[5, 900].
    to_detached
        bool[5, 900], whether it leads outside the labour force.
    """
    age = np.arange(MONTHS_OF_AGE)
    young, old, pensioned = age < 300, age >= 720, age >= pension_age
    hazard = np.zeros((5, MONTHS_OF_AGE))
    leaving = factor * np.where(young, par.h_en_young, par.h_en_mid)
    hazard[0] = np.where(pensioned, par.retire_after_aow, np.where(old, par.h_retire_60, leaving))
    hazard[1] = par.h_un * np.where(young, par.h_un_young_factor, 1.0)
    hazard[2] = np.where(pensioned, par.h_un, par.h_nu_att)
    hazard[3] = np.where(young, par.h_nu_det_young, np.where(old, par.h_nu_det_old, par.h_nu_det_mid))
    if frozen:
        hazard[0, pension_age - 12 : pension_age] += par.retire_at_aow / 12
        hazard[1:3, pension_age:] = 0.0
        hazard[3] = 0.0
    elif crossing:
        hazard[:3, pension_age] = par.retire_at_aow
    to_detached = np.zeros(hazard.shape, np.bool_)
    to_detached[0], to_detached[1:3] = old, pensioned
    hazard.flags.writeable = False
    return hazard, to_detached


@lru_cache(maxsize=64)
def stay_hazards(par: DemographyParameters, services: float) -> Floats:
    """Chance a month that an international worker leaves, by months since arrival: float64[61]."""
    years = np.arange(61) / 12
    hazard = np.select(
        [years < 1, years < 3, years < 5],
        [par.intl_leave_year_1, par.intl_leave_year_3, par.intl_leave_year_5],
        par.intl_leave_later,
    )
    hazard *= 1 - par.intl_services_effect * services
    hazard.flags.writeable = False
    return hazard


@lru_cache(maxsize=8)
def leave_hazards(region: Region, frozen: bool) -> NDArray[np.uint64]:
    """Chance a month to move out of the zone, times 2**32, by home and age: uint64[z, 900], shared."""
    leave = np.zeros((region.n_zones, MONTHS_OF_AGE))
    rate = np.divide(
        -region.migration / 12, region.persons_age, out=np.zeros_like(region.migration), where=region.persons_age > 0
    )
    if not frozen:
        leave[:, AGE_BOUNDS[0] * 12 :] = np.maximum(rate, 0)[:, AGE_CLASS[AGE_BOUNDS[0] * 12 :]]
    return (leave * ONE).astype(np.uint64)


def _find_events(model: "RegionModel") -> tuple[Rows, Rows]:
    """Age everybody by a month; rows of those to whom something happens, and what."""
    workers, n = model.workers, model.workers.n
    hazards, ceilings, pension_age = _hazards(model)
    rows, events = np.empty(n, np.int32), np.empty(n, np.int8)
    counts = model.threads.each_block(
        age_residents,
        n,
        Residents(*(getattr(workers, name) for name in Residents._fields)),
        hazards,
        ceilings,
        pension_age,
        model.draw(Purpose.EXIT),
        model.month,
        int(not model.frozen),
        rows,
        events,
    )
    return gather_blocks(counts, rows, events, BLOCK)


def _hazards(model: "RegionModel") -> tuple[Hazards, NDArray[np.uint64], int]:
    """Tables of the ageing kernel, their ceilings, and the age at which the pension starts now (-1 if nobody's)."""
    region, state, par = model.region, model.state, model.par.demography
    now, before = (math.ceil(_pension_age(region, month)) for month in (model.month, model.month - 1))
    crossing = not model.frozen and now == before
    flow, to_detached = participation_hazards(par, now, crossing, state.h_en_factor, model.frozen)
    tightness = (state.theta_zone / state.theta_ref) ** par.h_nu_theta
    leave = leave_hazards(region, model.frozen)
    emigrate = np.zeros(61) if model.frozen else stay_hazards(par, model.lever("intl_services"))
    usual = np.maximum(flow[:, :now].max(axis=1), flow[:, now + crossing :].max(axis=1))
    ceilings = np.append(usual * ONE, [leave.max(), emigrate.max() * ONE])
    ceilings[WorkState.ATTACHED] *= max(tightness.max(), 1.0)
    tables = Hazards(
        flow=(flow * ONE).astype(np.uint64),
        to_detached=to_detached,
        tightness=tightness,
        leave=leave,
        emigrate=(emigrate * ONE).astype(np.uint64),
    )
    return tables, np.ceil(ceilings).astype(np.uint64), now if crossing else -1


def _pension_age(region: Region, month: int) -> float:
    ages = region.exogenous["aow_age_months"]
    return float(ages[min(max(month, 0), ages.size - 1)])


def _replace(model: "RegionModel", rows: Rows) -> None:
    """Put somebody who seeks a job in the place of each leaver: same home, age, education and skills, new identity."""
    workers, home = model.workers, model.workers.home[rows]
    record_flow(model, "retired", home)
    end_jobs(model, rows, WorkState.UNEMPLOYED)
    workers.uid[rows] = make_uids(WORKER_KIND, home, model.month, REPLACEMENT + count_within(home))
