"""The labour market before the first month."""

import numpy as np

from simulation.declare.arrays import Floats, Rows
from simulation.kernels.draws import draw_key, uniforms
from simulation.purposes import Purpose
from simulation.submodels.labour.state import LabourState
from simulation.world import World

FIRST_VACANCY_RATE = 0.04  # until first measured


def open_state(world: World) -> LabourState:
    """State of the labour market before the first month.

    Also picks the firms that already hire on skills, unless the firms bring their adopters along.
    """
    region, par, firms = world.region, world.par, world.firms
    if not firms.skb.any():
        practice = world.policy.levers.value("skb_practice", -1)  # before any policy
        share = initial_adopters(par.search.skb_share_0, practice)
        firms.skb[:] = uniforms(draw_key(world.seed, Purpose.SKILLS_ADOPTION, -1), firms.uid) < share
    n_occ, n_sectors, theta = len(region.occupation_id), len(region.sector_id), par.population.theta_target
    return LabourState(
        log_index=np.zeros(n_occ),
        theta_occ=np.full(n_occ, theta),
        theta_zone=np.full(region.n_zones, theta),
        theta=theta,
        theta_ref=theta,
        vacancy_rate=FIRST_VACANCY_RATE,
        vacancy_rate_ref=FIRST_VACANCY_RATE,
        phi=0.0,
        phi_ref=0.0,
        mix=region.mix.copy(),
        jobs=np.zeros((n_sectors, n_occ), np.int64),
        skb_share=adopter_share(firms.sector, firms.skb, firms.filled, n_sectors),
    )


def initial_adopters(vacancy_share: float, practice: float) -> float:
    """Share of firms that adopted at the base month, so that `vacancy_share` of vacancies is hired on skills."""
    return min(0.4, vacancy_share / practice)


def adopter_share(sector: Rows, skb: Rows, filled: Rows, n_sectors: int) -> Floats:
    """Share of the filled jobs of each sector at adopters: float64[s]."""
    total = np.bincount(sector, filled, n_sectors)
    adopted = np.bincount(sector, filled * (skb > 0), n_sectors)
    return np.divide(adopted, total, out=np.zeros(n_sectors), where=total > 0)
