"""The end of jobs: closures, layoffs and reasons of one's own."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from agents.worker import WorkState
from simulation.kernels.separations import LAID_OFF, Staff, find_separations, mark_firms
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
    code, layoff = np.empty(firms.n + 1, np.uint8), np.empty(firms.n, np.float32)
    mark_firms(
        firms.filled,
        firms.target,
        firms.sector,
        model.state.firm_death,
        model.state.firm_solo,
        model.par.search.lam_lay,
        model.par.search.solo_stop,
        n_sectors,
        code,
        layoff,
    )
    hazard = separation_hazards(model)
    ceilings = np.array([hazard.max(), 1 - (1 - hazard.max()) * (1 - model.par.search.lam_lay)])
    counts = model.threads.each_block(
        find_separations,
        n,
        Staff(*(getattr(workers, name) for name in Staff._fields)),
        code,
        layoff,
        hazard,
        1 - model.par.search.retention_effect * model.lever("retention_support"),
        (ceilings * 2.0**53).astype(np.uint64),
        model.draw(Purpose.SEPARATION),
        rows,
        kinds,
        jobs,
    )
    rows, kinds = gather_blocks(counts, rows, kinds, BLOCK)
    model.state.jobs = jobs.sum(axis=0)[:n_sectors]
    np.subtract.at(model.state.jobs, (firms.sector[workers.emp[rows]], workers.occ[rows]), 1)
    end_jobs(model, rows, WorkState.UNEMPLOYED)
    record_flow(model, "separations", workers.home[rows])
    record_flow(model, "layoffs", workers.home[rows[kinds == LAID_OFF]])


def separation_hazards(model: "RegionModel") -> Floats:
    """Hazard of losing a job by sector, tenure (below, from two years) and education: float64[s, 2, 3]."""
    par = model.par.search
    tenure, education = np.array([par.d_eu_short, par.d_eu_long]), np.array([par.d_eu_low, 1.0, par.d_eu_high])
    return np.asarray(par.d_eu * model.region.sector_turnover[:, None, None] * tenure[:, None] * education)
