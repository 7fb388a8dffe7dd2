"""Vacancies: withdrawn, given up, posted and priced."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.draws import uniforms, words
from simulation.kernels.vacancies import draw_occupations, find_missing, price_vacancies, review_vacancies
from simulation.processes.moves import record_flow
from simulation.purposes import Purpose

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
AGED = 8  # months after which an open vacancy changes no more


def post_vacancies(model: "RegionModel") -> None:
    """Withdraw what is no longer wanted, give up stale vacancies, and post what is missing.

    Reads `firms.target` and `filled`; writes the vacancies, `firms.vacant` and the flow `vacancies_posted`.
    """
    _review(model)
    _post(model)
    _price(model)


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


def _review(model: "RegionModel") -> None:
    firms, vacancies, par = model.firms, model.vacancies, model.par.search
    keep = np.empty(len(vacancies), bool)
    review_vacancies(
        vacancies.firm,
        vacancies.vid,
        vacancies.age,
        model.state.firm_death,
        firms.filled,
        firms.target,
        firms.vacant,
        par.stale_age,
        par.stale_share,
        model.draw(Purpose.VACANCY_STALE),
        keep,
    )
    vacancies.keep(keep)


def _post(model: "RegionModel") -> None:
    firms, vacancies = model.firms, model.vacancies
    firm, ordinal = find_missing(firms.filled, firms.target, firms.vacant)
    vid = words(model.draw(Purpose.VACANCY_OCCUPATION), firms.uid[firm], ordinal)
    occ = _occupations(model, firms.sector[firm], vid)
    added = vacancies.extend(firm.size)
    np.add.at(firms.vacant, firm, 1)
    vacancies.vid[added], vacancies.firm[added], vacancies.occ[added] = vid, firm, occ
    vacancies.zone[added] = firms.zone[firm]
    on_skills = uniforms(model.draw(Purpose.VACANCY_SKILLS), vid) < model.lever("skb_practice")
    vacancies.skb[added] = on_skills & (firms.skb[firm] > 0)
    record_flow(model, "vacancies_posted", firms.zone[firm])


def _occupations(model: "RegionModel", sector: NDArray[np.int8], vid: NDArray[np.uint64]) -> NDArray[np.int8]:
    """Occupation of each new vacancy, drawn from what its sector lacks: int8[n]."""
    state, vacancies = model.state, model.vacancies
    n_sectors, n_occ = state.mix.shape
    open_cell = model.firms.sector[vacancies.firm].astype(np.int64) * n_occ + vacancies.occ
    present = state.jobs + np.bincount(open_cell, minlength=n_sectors * n_occ).reshape(n_sectors, n_occ)
    new = np.bincount(sector, minlength=n_sectors).astype(np.float64)
    needs = occupation_needs(state.mix, present, new, model.par.search.occupation_floor)
    total = needs.sum(axis=1, keepdims=True)
    ceiling = np.cumsum(np.divide(needs, total, out=state.mix.copy(), where=total > 0), axis=1)
    occ = np.empty(vid.size, np.int8)
    draw_occupations(vid, sector, ceiling, model.draw(Purpose.VACANCY_OCCUPATION), occ)
    return occ


def _price(model: "RegionModel") -> None:
    """Post wages anew: the occupation's wage, the firm's own, a little more the longer it is open."""
    vacancies, par = model.vacancies, model.par
    price_vacancies(
        vacancies.firm,
        vacancies.occ,
        vacancies.age,
        np.log(model.region.occupation_wage) + model.state.log_index,
        model.firms.ffe,
        par.search.vacancy_wage_growth,
        AGED,
        float(np.log(par.wages.min_wage)),
        vacancies.lw,
    )
