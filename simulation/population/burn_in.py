"""Bring a new model to rest: months in which nothing but the labour market moves."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.kernels.staff import add_slots
from simulation.submodels.people.hazards import participation_hazards
from simulation.world import World

FIRST_MONTH = -600  # far enough back that a model at rest can go on for decades before the base month
CORRECTIONS = (2, 4, 6, 9, 12, 18, 24, 36, 48)  # months after which gap and participation are corrected
SETTLE = 12  # months from one correction to the next later on; it works out in about half of that
EXTENSION = 24
WINDOW = 6  # months of which a correction takes the mean
U_DRIFT, THETA_DRIFT = 0.0005, 0.05  # accepted drift a year
THETA_MISS = 0.05  # accepted relative distance of tightness from its target
ATTACHED_MISS = 0.10  # the same of hidden talent
BEVERIDGE_SLOPE = 2.0  # d ln v / d ln u along the Beveridge curve, without its sign
LARGEST_STEP = 0.02  # of `gap` in one correction
LARGEST_SHIFT = 0.05  # of a zone's demand in one correction
FACTOR_BOUNDS = (0.2, 10.0)


@dataclass(frozen=True)
class Stocks:
    """The labour market at the end of a month [agent]."""

    employed: float  # residents of the region
    unemployed: float  # the same
    filled: float  # jobs in the region
    vacant: float  # the same
    attached: float  # hidden talent of all zones; the detached stay as they are in a burn-in


@dataclass(frozen=True)
class Rest:
    """Where a burn-in ended."""

    months: int
    tightness: float  # vacancies per unemployed
    drift_unemployment: float  # a year, in the months since the last correction
    attached: float  # hidden talent, relative to the region's table
    settled: bool


def burn_in(
    world: World, live_month: Callable[[], None], progress: Callable[[int, int], None] = lambda done, planned: None
) -> Rest:
    """Let months before the base month pass until the labour market is at rest.

    Parameters
    ----------
    world
        As constructed. Ages, demand, policy and energy stand still in these months.
    live_month
        Lets a month pass.
    progress
        Told the months done and planned.

    Notes
    -----
    Two numbers are corrected, first often, then once a year: `demand.gap`, towards the tightness
    `theta_target`, and `people.leave_factor`, so that as many people enter the labour force as leave it
    when hidden talent is that of the region's table; with that the labour force, and so the jobs that
    can be filled, are those of the table too. After `burn_in_months`, 24 are added, up to
    `burn_in_limit`, while tightness or hidden talent miss their targets or unemployment or tightness
    drift, by more than their noise.
    """
    par = world.par.population
    world.month = FIRST_MONTH
    planned, history, corrected = int(par.burn_in_months), [count_stocks(world)], 0
    while True:
        done = len(history) - 1
        if done >= planned:
            rest = assess_rest(history, par.theta_target)
            if rest.settled or planned + EXTENSION > par.burn_in_limit:
                return rest
            planned += EXTENSION
        if done <= planned - SETTLE and (done in CORRECTIONS or (done > CORRECTIONS[-1] and done % SETTLE == 0)):
            recent = history[max(corrected, done - WINDOW) :]
            world.people.leave_factor = participation_factor(world, recent, history[0].attached)
            world.demand.gap += gap_step(mean_stocks(recent), world.demand.gap, par.theta_target)
            world.firms.S[:] *= zone_factor(world)[world.firms.zone]
            corrected = done
        live_month()
        history.append(count_stocks(world))
        progress(len(history) - 1, planned)


def count_stocks(world: World) -> Stocks:
    """Count the labour market."""
    workers, firms, n_mra = world.workers, world.firms, world.region.n_mra
    inside = workers.home < n_mra
    employed, unemployed = (
        np.count_nonzero(inside & (workers.state == state)) for state in (WorkState.EMPLOYED, WorkState.UNEMPLOYED)
    )
    filled, _ = add_slots(firms.zone, firms.sector, firms.filled, firms.target, n_mra, -1)
    vacant = np.count_nonzero(world.vacancies.zone < n_mra)
    attached = np.count_nonzero(workers.state == WorkState.ATTACHED)
    return Stocks(float(employed), float(unemployed), float(filled), float(vacant), float(attached))


def mean_stocks(months: list[Stocks]) -> Stocks:
    """Mean of each stock."""
    return Stocks(*np.mean([list(vars(month).values()) for month in months], axis=0).tolist())


def gap_step(now: Stocks, gap: float, target: float) -> float:
    """Change of `gap` that brings tightness to `target`.

    Notes
    -----
    On a Beveridge curve ``V U**slope`` is constant, which with V / U = target gives U and V. Jobs wanted are
    filled or vacant, and people work or are unemployed, so the change of V - U is that of jobs wanted.
    """
    unemployed, vacant = max(now.unemployed, 1.0), max(now.vacant, 1.0)
    fewer = (vacant * unemployed**BEVERIDGE_SLOPE / target) ** (1 / (1 + BEVERIDGE_SLOPE))
    change = (target - 1) * fewer - (now.vacant - now.unemployed)
    step = change * (1 + gap) / (now.filled + now.vacant)
    return float(np.clip(step, -LARGEST_STEP, LARGEST_STEP))


def zone_factor(world: World) -> NDArray[np.float64]:
    """Factor on the demand of a zone's firms that makes its share of the filled jobs that of the table: float64[z].

    Vacancies are filled faster where many people live near, which the table of jobs, all filled, does not show.
    """
    table = world.region.jobs.sum(axis=1)
    filled = np.bincount(world.firms.zone, world.firms.filled, len(table))
    share = np.divide(table / table.sum(), filled / filled.sum(), out=np.ones(len(table)), where=filled > 0)
    return np.asarray(np.clip(share, 1 - LARGEST_SHIFT, 1 + LARGEST_SHIFT))


def participation_factor(world: World, recent: list[Stocks], wanted: float) -> float:
    """Value of `people.leave_factor` that keeps hidden talent at `wanted`.

    Parameters
    ----------
    world
        Gives the hazards of leaving the labour force, and the ages of those who run them.
    recent
        Stocks of the last months.
    wanted
        Hidden talent [agent].

    Notes
    -----
    Into hidden talent flow ``factor A + C``, of the employed and of the unemployed, and out of it ``r N``.
    `r` is what it was in the last months, from the inflow and the growth of the stock.
    """
    workers = world.workers
    hazard, to_detached = participation_hazards(
        world.par.demography, int(np.ceil(world.exogenous("aow_age_months"))), False, 1.0, True
    )
    employed, unemployed = (
        float((hazard[kind] * ~to_detached[kind])[workers.age_m[workers.state == kind]].sum())
        for kind in (WorkState.EMPLOYED, WorkState.UNEMPLOYED)
    )
    growth = (recent[-1].attached - recent[0].attached) / (len(recent) - 1)
    rate = (world.people.leave_factor * employed + unemployed - growth) / max(mean_stocks(recent).attached, 1.0)
    return float(np.clip((rate * wanted - unemployed) / max(employed, 1e-9), *FACTOR_BOUNDS))


def assess_rest(history: list[Stocks], target: float) -> Rest:
    """Judge the months since the last correction."""
    months = history[-SETTLE:]
    u = np.array([m.unemployed / (m.unemployed + m.employed) for m in months])
    theta = np.array([m.vacant / max(m.unemployed, 1.0) for m in months])
    attached = float(np.mean([m.attached for m in months])) / history[0].attached
    year = np.arange(SETTLE) / 12
    drift_u, drift_theta = (float(np.polyfit(year, series, 1)[0]) for series in (u, theta))
    one = 1 / np.sqrt(max(months[-1].unemployed, 1.0))  # relative noise of a count of the unemployed
    settled = (
        abs(drift_u) <= max(U_DRIFT, 3 * one * u.mean())
        and abs(drift_theta) <= max(THETA_DRIFT, 4 * one * theta.mean())
        and abs(theta.mean() / target - 1) <= max(THETA_MISS, 2 * one)
        and abs(attached - 1) <= max(ATTACHED_MISS, 2 * one)
    )
    return Rest(len(history) - 1, float(theta.mean()), drift_u, attached, bool(settled))
