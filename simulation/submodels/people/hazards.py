"""Chances of a month, by age: to change participation, to leave the region, to leave the zone."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulation.axes import AGE_BOUNDS
from simulation.declare.arrays import Bools, Floats
from simulation.region import Region
from simulation.submodels.people.demography_parameters import DemographyParameters

MONTHS_OF_AGE = 900
AGE_CLASS = np.searchsorted(AGE_BOUNDS, np.arange(MONTHS_OF_AGE) // 12, side="right") - 1  # below 15: -1
ONE = 2.0**32


@lru_cache(maxsize=64)  # the same for months on end
def participation_hazards(
    par: DemographyParameters, pension_age: int, crossing: bool, factor: float, resting: bool
) -> tuple[Floats, Bools]:
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
    resting
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
    if resting:
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
def leave_hazards(region: Region) -> NDArray[np.uint64]:
    """Chance a month to move out of the zone, times 2**32, by home and age: uint64[z, 900], shared."""
    leave = np.zeros((region.n_zones, MONTHS_OF_AGE))
    rate = np.divide(
        -region.migration / 12, region.persons_age, out=np.zeros_like(region.migration), where=region.persons_age > 0
    )
    leave[:, AGE_BOUNDS[0] * 12 :] = np.maximum(rate, 0)[:, AGE_CLASS[AGE_BOUNDS[0] * 12 :]]
    return (leave * ONE).astype(np.uint64)
