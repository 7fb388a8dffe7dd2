"""What the model says about quantities known of the real region."""

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.world import World


def labour_month(world: World) -> dict[str, float]:
    """Stocks and flows of the month just lived, in persons.

    Returns
    -------
    dict
        employed, unemployed, job_to_job: residents of the region; vacancies: jobs inside it;
        all_vacancies, hires: inside and outside, as a hire is counted where the worker lives.
        Stocks are at the end of the month.
    """
    w, inside = world.workers, world.region.n_mra
    resident = w.home < inside
    flows = world.flows
    hires = sum(flows[name].sum() for name in ("hires_u", "hires_e", "hires_n"))
    counts = {
        "employed": np.count_nonzero(resident & (w.state == WorkState.EMPLOYED)),
        "unemployed": np.count_nonzero(resident & (w.state == WorkState.UNEMPLOYED)),
        "vacancies": np.count_nonzero(world.vacancies.zone < inside),
        "all_vacancies": len(world.vacancies),
        "hires": hires,
        "job_to_job": flows["hires_e"][:inside].sum(),
    }
    return {name: float(count) * world.scale for name, count in counts.items()}


def firm_size_exponent(world: World, smallest: float = 10.0) -> float:
    """Tail exponent of firm sizes from `smallest` jobs: the weighted maximum-likelihood (Hill) estimate.

    Notes
    -----
    Hill 1975, Annals of Statistics 3: 1 / mean(ln(size / smallest)). Firms are weighted by the number they stand for.
    """
    f = world.firms
    tail = (f.zone < world.region.n_mra) & (f.size_p >= smallest)
    logs = np.log(f.size_p[tail].astype(np.float64) / smallest)
    return float(1.0 / np.average(logs, weights=f.w_f[tail]))


def mean_commute_km(world: World, zone_name: str) -> float:
    """Mean road distance from home to work of the employed residents of a zone [km, one way]."""
    w = world.workers
    home = world.region.zone_name.index(zone_name)
    rows = np.flatnonzero((w.home == home) & (w.state == WorkState.EMPLOYED))
    work = world.firms.zone[w.emp[rows]]
    return float(world.region.km[0, home, work].mean())


def jobs_by_subregion(world: World) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Filled jobs in the model and jobs in the table, by sub-region: two float64[r]."""
    region, f = world.region, world.firms
    by_zone = np.bincount(f.zone, weights=f.filled, minlength=region.n_zones) * float(world.scale)
    inside = region.zone_subregion >= 0
    index, count = region.zone_subregion[inside], len(region.subregion_name)
    return (
        np.bincount(index, by_zone[inside], count).astype(np.float64),
        np.bincount(index, region.jobs.sum(axis=1)[inside], count).astype(np.float64),
    )
