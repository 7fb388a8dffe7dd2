"""Wages by occupation, the occupations firms want, and what work does to skills."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulation.declare.arrays import Floats
from simulation.kernels.learning import practise_skills
from simulation.purposes import Purpose
from simulation.steps import step
from simulation.submodels.labour.search_rules import required_skills
from simulation.world import World

TURNS = 3  # months in which everybody's skills are revised once


@step(own="labour", writes="workers")
def adjust_wages(world: World) -> None:
    """Move the wage index to scarcity, the wanted mix to wages and technology, and skills to work done."""
    labour, region, par = world.labour, world.region, world.par.wages
    weight = labour.jobs.sum(axis=0) + 1.0
    labour.log_index = next_wage_index(labour.log_index, labour.theta_occ, weight, par.psi_wage, par.index_bound)
    years = max(world.month, 0) / 12
    drift = par.automation * years * region.occupation_trend
    labour.mix = next_mix(region.mix, drift, labour.log_index, weight, par.mix_wage_elast)
    _practise(world)


def next_wage_index(index: Floats, theta: Floats, weight: Floats, psi: float, bound: float) -> Floats:
    """Wage index of the next month: float64[o].

    Parameters
    ----------
    index
        float64[o] present index [log EUR/h].
    theta
        float64[o] vacancies per unemployed.
    weight
        float64[o] jobs, weights of the mean.
    psi
        Response [1/year]; 0 leaves the index exactly as it is.
    bound
        Largest absolute index.
    """
    scarcity = np.log(theta)
    pull = psi / 12 * (scarcity - _weighted_mean(scarcity, weight))
    return np.minimum(np.maximum(index + pull, -bound), bound)


def next_mix(mix: Floats, drift: Floats, index: Floats, weight: Floats, elasticity: float) -> Floats:
    """Occupations firms want: float64[s, o], rows sum to 1.

    Parameters
    ----------
    mix
        float64[s, o] at the base month.
    drift
        float64[o] log change by technology since the base month.
    index
        float64[o] wage index; its weighted mean does not matter.
    weight
        float64[o] jobs.
    elasticity
        Shift to cheaper occupations.
    """
    wanted = mix * np.exp(drift - elasticity * (index - _weighted_mean(index, weight)))
    return np.asarray(wanted / wanted.sum(axis=1, keepdims=True))


def _weighted_mean(values: Floats, weight: Floats) -> float:
    return float((values * weight).sum() / weight.sum())


@lru_cache(maxsize=8)
def learning_rates(learn_rate: float, skill_decay: float) -> NDArray[np.uint64]:
    """Rates of three months together in units of 2**-20: uint64[2].

    Workers take turns, a third each month with the rates of three months, which moves a third of the memory.
    """
    return np.rint((1 - (1 - np.array([learn_rate, skill_decay])) ** TURNS) * 2.0**20).astype(np.uint64)


def _practise(world: World) -> None:
    workers, par = world.workers, world.par.wages
    world.threads.each_block(
        practise_skills,
        workers.n,
        workers.state,
        workers.occ,
        workers.uid,
        required_skills(world.region),
        learning_rates(par.learn_rate, par.skill_decay),
        world.month % TURNS,
        world.draw(Purpose.LEARNING),
        workers.skill_word,
    )
