"""What holds on the labour market: jobs, workers and vacancies agree, and nobody is hired twice."""

import numpy as np

from agents.worker import WorkState
from simulation.checks import EXACT, require, require_rows, require_unique, require_zones
from simulation.world import World


def check_state(world: World) -> None:
    """Workers, filled slots and vacancies agree; wages and tightness are finite."""
    _check_jobs(world)
    _check_vacancies(world)
    labour = world.labour
    shares = np.concatenate([labour.skb_share, labour.mix.ravel()])
    require(((shares >= 0) & (shares <= 1)).all(), world, "shares are between 0 and 1")
    require(np.allclose(labour.mix.sum(axis=1), 1, atol=EXACT), world, "wanted occupations of a sector add up to 1")
    moving = (labour.log_index, labour.theta_occ, labour.theta_zone)
    require(all(np.isfinite(a).all() for a in moving), world, "tightness and wages are finite")


def _check_jobs(world: World) -> None:
    w, f = world.workers, world.firms
    present = w.state != WorkState.ABSENT
    hired = (w.state == WorkState.EMPLOYED) != (w.emp >= 0)
    require_rows(hired, w.home, world, "a worker is employed if and only if there is an employer", "workers")
    require_rows(present & ~np.isfinite(w.wres), w.home, world, "wages are finite", "workers")
    filled = np.bincount(w.emp[w.state == WorkState.EMPLOYED], minlength=f.n)
    require_rows(filled != f.filled, f.zone, world, "the workers of a firm are its filled slots", "firms")


def _check_vacancies(world: World) -> None:
    """A vacancy filled twice would count twice at its firm."""
    f, v = world.firms, world.vacancies
    open_by_firm = np.bincount(v.firm, minlength=f.n)
    require_rows(open_by_firm != f.vacant, f.zone, world, "open vacancies are counted by their firm", "firms")
    require_rows(~np.isfinite(v.lw), v.zone, world, "posted wages are finite", "vacancies")
    require_unique(v.vid, world, "vacancy")


def check_month(world: World, noted: None) -> None:
    """As many people began a job as there were hires, so nobody was hired twice."""
    w, zones = world.workers, world.region.n_zones
    began = np.bincount(w.home[(w.state == WorkState.EMPLOYED) & (w.ten == 0)], minlength=zones)
    hires = sum(world.flows[name] for name in ("hires_u", "hires_e", "hires_n"))
    require_zones(began != hires, world, "each worker is hired at most once")
