"""The end of jobs: closures, layoffs and reasons of one's own."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.kernels.separations import CLOSES, FIRM, LAID_OFF, SHRINKS, Staff, find_separations
from simulation.processes.moves import end_jobs, gather_blocks, record_flow
from simulation.purposes import Purpose
from simulation.threads import BLOCK

if TYPE_CHECKING:
    from simulation.model import RegionModel

Floats = NDArray[np.float64]


def separate_workers(model: "RegionModel") -> None:
    """End jobs; those who lose one become unemployed.

    Writes `state.jobs` (employed by sector and occupation afterwards) and the flows `separations` and `layoffs`.
    """
    workers, firms, n = model.workers, model.firms, model.workers.n
    rows, kinds = np.empty(n, np.int32), np.empty(n, np.int8)
    n_sectors, n_occ = model.region.mix.shape
    jobs = np.zeros((model.threads.blocks(n), n_sectors + 1, n_occ), np.int64)
    layoff, hazard = layoff_rates(model), separation_hazards(model)
    kinds_of_firm = FIRM + SHRINKS * (layoff > 0) + CLOSES * model.state.firm_death
    sector = np.append(n_sectors, firms.sector + kinds_of_firm).astype(np.uint8)
    ceilings = np.array([hazard.max(), 1 - (1 - hazard.max()) * (1 - model.par.search.lam_lay)])
    counts = model.threads.each_block(
        find_separations, n, Staff(*(getattr(workers, name) for name in Staff._fields)), sector, layoff, hazard,
        1 - model.par.search.retention_effect * model.lever("retention_support"),
        (ceilings * 2.0**53).astype(np.uint64), model.draw(Purpose.SEPARATION), rows, kinds, jobs,
    )
    rows, kinds = gather_blocks(counts, rows, kinds, BLOCK)
    model.state.jobs = jobs.sum(axis=0)[:n_sectors]
    np.subtract.at(model.state.jobs, (firms.sector[workers.emp[rows]], workers.occ[rows]), 1)
    end_jobs(model, rows, WorkState.UNEMPLOYED)
    record_flow(model, "separations", workers.home[rows])
    record_flow(model, "layoffs", workers.home[rows[kinds == LAID_OFF]])


def layoff_rates(model: "RegionModel") -> NDArray[np.float32]:
    """Share of the staff each firm row lays off: float32[n_firms]; 1 if the firm closed.

    The owner of a one-person firm that closed often carries on in the firm that takes the row.
    """
    firms, par, state = model.firms, model.par.search, model.state
    rates = np.zeros(firms.n, np.float32)
    rows = np.flatnonzero(firms.filled > firms.target)
    rates[rows] = par.lam_lay * (firms.filled[rows] - firms.target[rows]) / firms.filled[rows]
    rates[state.firm_death] = np.where(state.firm_solo[state.firm_death], par.solo_stop, 1.0)
    return rates


def separation_hazards(model: "RegionModel") -> Floats:
    """Hazard of losing a job by sector, tenure (below, from two years) and education: float64[s, 2, 3]."""
    par = model.par.search
    tenure, education = np.array([par.d_eu_short, par.d_eu_long]), np.array([par.d_eu_low, 1.0, par.d_eu_high])
    return np.asarray(par.d_eu * model.region.sector_turnover[:, None, None] * tenure[:, None] * education)
