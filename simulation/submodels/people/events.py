"""Who gives up, seeks, retires, moves or ages out this month."""

import math

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.declare.arrays import Rows
from simulation.kernels.flows import Hazards, Residents, age_residents
from simulation.purposes import Purpose
from simulation.region import Region
from simulation.submodels.people.hazards import (
    MONTHS_OF_AGE,
    ONE,
    leave_hazards,
    participation_hazards,
    stay_hazards,
)
from simulation.world import World

LONGEST_STAY = 61  # months since arrival told apart


def find_events(world: World, *, resting: bool) -> tuple[Rows, Rows]:
    """Rows of those to whom something happens, and what; everybody ages by a month unless `resting`."""
    workers, n = world.workers, world.workers.n
    hazards, ceilings, pension_age = _hazards(world, resting)
    rows, events = np.empty(n, np.int32), np.empty(n, np.int8)
    counts = world.threads.each_block(
        age_residents,
        n,
        Residents(*(getattr(workers, name) for name in Residents._fields)),
        hazards,
        ceilings,
        pension_age,
        world.draw(Purpose.EXIT),
        world.month,
        int(not resting),
        rows,
        events,
    )
    rows, events = world.threads.gather(counts, rows, events)
    return rows, events


def _hazards(world: World, resting: bool) -> tuple[Hazards, NDArray[np.uint64], int]:
    """Tables of the ageing kernel, their ceilings, and the age at which the pension starts now (-1 if nobody's)."""
    region, labour, par = world.region, world.labour, world.par.demography
    now, before = (math.ceil(_pension_age(region, month)) for month in (world.month, world.month - 1))
    crossing = not resting and now == before
    flow, to_detached = participation_hazards(par, now, crossing, world.people.leave_factor, resting)
    tightness = (labour.theta_zone / labour.theta_ref) ** par.h_nu_theta
    leave, emigrate = _departures(world, resting)
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


def _departures(world: World, resting: bool) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
    """Hazards of moving out of the zone, by home and age, and of emigrating, by months since arrival."""
    if resting:
        return np.zeros((world.region.n_zones, MONTHS_OF_AGE), np.uint64), np.zeros(LONGEST_STAY)
    return leave_hazards(world.region), stay_hazards(world.par.demography, world.lever("intl_services"))


def _pension_age(region: Region, month: int) -> float:
    ages = region.exogenous["aow_age_months"]
    return float(ages[min(max(month, 0), ages.size - 1)])
