"""What the model says about quantities known of the real region."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState

if TYPE_CHECKING:
    from simulation.model import RegionModel


def labour_month(model: "RegionModel") -> dict[str, float]:
    """Stocks and flows of the month just lived, in persons.

    Returns
    -------
    dict
        employed, unemployed, job_to_job: residents of the region; vacancies: jobs inside it;
        all_vacancies, hires: inside and outside, as a hire is counted where the worker lives.
        Stocks are at the end of the month.
    """
    w, inside = model.workers, model.region.n_mra
    resident = w.home < inside
    flows = model.month_flows
    hires = sum(flows[name].sum() for name in ("hires_u", "hires_e", "hires_n"))
    counts = {
        "employed": np.count_nonzero(resident & (w.state == WorkState.EMPLOYED)),
        "unemployed": np.count_nonzero(resident & (w.state == WorkState.UNEMPLOYED)),
        "vacancies": np.count_nonzero(model.vacancies.zone < inside),
        "all_vacancies": len(model.vacancies),
        "hires": hires,
        "job_to_job": flows["hires_e"][:inside].sum(),
    }
    return {name: float(count) * model.scale for name, count in counts.items()}


def firm_size_exponent(model: "RegionModel", smallest: float = 10.0) -> float:
    """Tail exponent of firm sizes from `smallest` jobs: the weighted maximum-likelihood (Hill) estimate.

    Notes
    -----
    Hill 1975, Annals of Statistics 3: 1 / mean(ln(size / smallest)). Firms are weighted by the number they stand for.
    """
    f = model.firms
    tail = (f.zone < model.region.n_mra) & (f.size_p >= smallest)
    logs = np.log(f.size_p[tail].astype(np.float64) / smallest)
    return float(1.0 / np.average(logs, weights=f.w_f[tail]))


def mean_commute_km(model: "RegionModel", zone_name: str) -> float:
    """Mean road distance from home to work of the employed residents of a zone [km, one way]."""
    w = model.workers
    home = model.region.zone_name.index(zone_name)
    rows = np.flatnonzero((w.home == home) & (w.state == WorkState.EMPLOYED))
    work = model.firms.zone[w.emp[rows]]
    return float(model.region.km[0, home, work].mean())


def jobs_by_subregion(model: "RegionModel") -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Filled jobs in the model and jobs in the table, by sub-region: two float64[r]."""
    region, f = model.region, model.firms
    by_zone = np.bincount(f.zone, weights=f.filled, minlength=region.n_zones) * float(model.scale)
    inside = region.zone_subregion >= 0
    index, count = region.zone_subregion[inside], len(region.subregion_name)
    return (
        np.bincount(index, by_zone[inside], count).astype(np.float64),
        np.bincount(index, region.jobs.sum(axis=1)[inside], count).astype(np.float64),
    )
