"""Vacancies: withdrawn, given up, posted and priced."""

import numpy as np
from numpy.typing import NDArray

from simulation.declare.arrays import Floats, Ints
from simulation.kernels.draws import uniforms, words
from simulation.kernels.vacancies import draw_occupations, find_missing, price_vacancies, review_vacancies
from simulation.purposes import Purpose
from simulation.steps import step
from simulation.world import World

AGED = 8  # months after which an open vacancy changes no more


@step(own="labour vacancies", writes="firms")
def post_vacancies(world: World) -> None:
    """Withdraw what is no longer wanted, give up stale vacancies, and post what is missing (`vacancies_posted`)."""
    _review(world)
    _post(world)
    _price(world)


def occupation_needs(mix: Floats, present: Ints, new: Floats, floor: float) -> Floats:
    """Weights with which a sector's new vacancies are spread over occupations.

    Parameters
    ----------
    mix
        float64[s, o] wanted shares, rows sum to 1.
    present
        int64[s, o] slots filled or open.
    new
        float64[s] vacancies to post.
    floor
        Share of the mix posted even where there is no deficit.

    Returns
    -------
    numpy.ndarray
        float64[s, o].

    Notes
    -----
    By deficit, not by mix: drawing from the mix alone piles up vacancies in occupations nobody leaves.
    """
    wanted = mix * (present.sum(axis=1) + new)[:, None]
    return np.asarray(np.maximum(floor * new[:, None] * mix, wanted - present))


def _review(world: World) -> None:
    firms, vacancies, par = world.firms, world.vacancies, world.par.search
    keep = np.empty(len(vacancies), bool)
    review_vacancies(
        vacancies.firm,
        vacancies.vid,
        vacancies.age,
        firms.closed,
        firms.filled,
        firms.target,
        firms.vacant,
        par.stale_age,
        par.stale_share,
        world.draw(Purpose.VACANCY_STALE),
        keep,
    )
    vacancies.keep(keep)


def _post(world: World) -> None:
    firms, vacancies = world.firms, world.vacancies
    firm, ordinal = find_missing(firms.filled, firms.target, firms.vacant)
    vid = words(world.draw(Purpose.VACANCY_OCCUPATION), firms.uid[firm], ordinal)
    occ = _occupations(world, firms.sector[firm], vid)
    added = vacancies.extend(firm.size)
    np.add.at(firms.vacant, firm, 1)
    vacancies.vid[added], vacancies.firm[added], vacancies.occ[added] = vid, firm, occ
    vacancies.zone[added] = firms.zone[firm]
    on_skills = uniforms(world.draw(Purpose.VACANCY_SKILLS), vid) < world.lever("skb_practice")
    vacancies.skb[added] = on_skills & (firms.skb[firm] > 0)
    world.count_flow("vacancies_posted", firms.zone[firm])


def _occupations(world: World, sector: NDArray[np.int8], vid: NDArray[np.uint64]) -> NDArray[np.int8]:
    """Occupation of each new vacancy, drawn from what its sector lacks: int8[n]."""
    labour, vacancies = world.labour, world.vacancies
    n_sectors, n_occ = labour.mix.shape
    open_cell = world.firms.sector[vacancies.firm].astype(np.int64) * n_occ + vacancies.occ
    present = labour.jobs + np.bincount(open_cell, minlength=n_sectors * n_occ).reshape(n_sectors, n_occ)
    new = np.bincount(sector, minlength=n_sectors).astype(np.float64)
    needs = occupation_needs(labour.mix, present, new, world.par.search.occupation_floor)
    total = needs.sum(axis=1, keepdims=True)
    ceiling = np.cumsum(np.divide(needs, total, out=labour.mix.copy(), where=total > 0), axis=1)
    occ = np.empty(vid.size, np.int8)
    draw_occupations(vid, sector, ceiling, world.draw(Purpose.VACANCY_OCCUPATION), occ)
    return occ


def _price(world: World) -> None:
    """Post wages anew: the occupation's wage, the firm's own, a little more the longer it is open."""
    vacancies, par = world.vacancies, world.par
    price_vacancies(
        vacancies.firm,
        vacancies.occ,
        vacancies.age,
        np.log(world.region.occupation_wage) + world.labour.log_index,
        world.firms.ffe,
        par.search.vacancy_wage_growth,
        AGED,
        float(np.log(par.wages.min_wage)),
        vacancies.lw,
    )
