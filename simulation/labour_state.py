"""What the labour market remembers from month to month."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agents.columns import Columns
from simulation.kernels.draws import draw_key, uniforms
from simulation.kernels.staff import count_occupations
from simulation.purposes import Purpose
from simulation.travel_cost import generalised_cost

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]


@dataclass(kw_only=True)
class LabourState:
    """State of the labour market (`o` occupations, `s` sectors, `z` zones, `g` mobility groups).

    What ends in `_ref` is measured in the burn-in and fixed afterwards.
    """

    log_index: Floats  # [o] wage index of the occupation [log EUR/h]
    theta_occ: Floats  # [o] vacancies per unemployed, end of last month
    theta_zone: Floats  # [z] the same by zone
    theta_ref: float  # the same for all zones together
    vacancy_rate: float  # open vacancies per job, filled or open, inside the region
    vacancy_rate_ref: float
    phi_ref: float  # mean reachable vacancies of those who look for work; 0 until first measured
    mix: Floats  # [s, o] occupations firms want this month, rows sum to 1
    occ_by_edu: Floats  # [3, o] occupations of the employed by education, rows sum to 1; measured once a year
    jobs: NDArray[np.int64]  # [s, o] employed after this month's separations [agent]
    demand_index: Floats  # [s] demand relative to the base month
    gap: float  # jobs wanted above jobs filled; set in the burn-in
    h_en_factor: float  # on leaving work for outside the labour force before 60; set in the burn-in
    gc: Floats  # [g, z, z] cost of a one-way trip from home to work [EUR]
    skb_share: Floats  # [s] share of the jobs at firms that adopted skills-based hiring
    firm_death: NDArray[np.bool_]  # [firm] the row's former firm closed this month; its workers are still on the row
    firm_solo: NDArray[np.bool_]  # [firm] of these, the one-person firms


def open_labour(model: "RegionModel") -> LabourState:
    """State of the labour market before the first month.

    Also picks the firms that already hire on skills, unless the firms bring their adopters along.
    """
    region, par, firms = model.region, model.par, model.firms
    if not firms.skb.any():
        practice = model.policy.levers.value("skb_practice", -1)  # before any policy
        share = initial_adopters(par.search.skb_share_0, practice)
        firms.skb[:] = uniforms(draw_key(model.run_seed, Purpose.SKILLS_ADOPTION, -1), firms.uid) < share
    n_occ, n_sectors, theta = len(region.occupation_id), len(region.sector_id), par.population.theta_target
    return LabourState(
        log_index=np.zeros(n_occ),
        theta_occ=np.full(n_occ, theta),
        theta_zone=np.full(region.n_zones, theta),
        theta_ref=theta,
        vacancy_rate=0.04,
        vacancy_rate_ref=0.04,
        phi_ref=0.0,
        mix=region.mix.copy(),
        occ_by_edu=occupations_by_education(model.workers, n_occ),
        jobs=np.zeros((n_sectors, n_occ), np.int64),
        demand_index=np.ones(n_sectors),
        gap=par.search.gap,
        h_en_factor=1.0,
        gc=generalised_cost(region, par),
        skb_share=adopter_share(firms.sector, firms.skb, firms.filled, n_sectors),
        firm_death=np.zeros(firms.n, bool),
        firm_solo=np.zeros(firms.n, bool),
    )


def occupations_by_education(workers: Columns, n_occ: int) -> Floats:
    """Share of each occupation among the employed of each education: float64[3, o], rows sum to 1."""
    found = np.zeros((3, n_occ), np.int64)
    count_occupations(workers.state, workers.edu, workers.occ, found)
    counts = found + 1e-9
    return np.asarray(counts / counts.sum(axis=1, keepdims=True))


def initial_adopters(vacancy_share: float, practice: float) -> float:
    """Share of firms that adopted at the base month, so that `vacancy_share` of vacancies is hired on skills."""
    return min(0.4, vacancy_share / practice)


def adopter_share(sector: NDArray[np.int8], skb: NDArray[np.int8], filled: NDArray[np.int32], n_sectors: int) -> Floats:
    """Share of the filled jobs of each sector at adopters: float64[s]."""
    total = np.bincount(sector, filled, n_sectors)
    adopted = np.bincount(sector, filled * (skb > 0), n_sectors)
    return np.divide(adopted, total, out=np.zeros(n_sectors), where=total > 0)
