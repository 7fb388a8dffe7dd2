"""What must hold at the end of every month, whatever the policy."""

from typing import TYPE_CHECKING

import numpy as np

from agents.worker import WorkState

if TYPE_CHECKING:
    from simulation.model import RegionModel


class InvariantError(AssertionError):
    """A conservation law is broken; the message names the month and, where it can, the zone."""


def check_invariants(model: "RegionModel") -> None:
    """Check states, jobs, vacancies, dwellings and the grid.

    Raises
    ------
    InvariantError
        Naming the law, the month and the first place it is broken.
    """
    _check_workers(model)
    _check_employers(model)
    _check_vacancies(model)
    _check_dwellings(model)
    _check_grid(model)


def _require(holds: bool | np.bool_, model: "RegionModel", law: str, detail: str = "") -> None:
    if not holds:
        raise InvariantError(f"month {model.month}: {law}{': ' if detail else ''}{detail}")


def _check_workers(model: "RegionModel") -> None:
    w = model.workers
    present = w.state != WorkState.ABSENT
    legal = (w.state >= WorkState.ABSENT) & (w.state <= WorkState.TRAINING)
    _require(legal.all(), model, "every worker is in exactly one state")
    employed = w.state == WorkState.EMPLOYED
    wrong = np.flatnonzero(present & (employed != (w.emp >= 0)))
    _require(wrong.size == 0, model, "a worker is employed if and only if there is an employer",
             f"{wrong.size} workers, first row {wrong[:1]} of zone {w.home[wrong[:1]]}")
    ages = w.age_m[present]
    _require(ages.size == 0 or (ages.min() >= 180 and ages.max() < 900), model, "ages are 15 to 74")
    _require(np.isfinite(w.wres[present]).all(), model, "wages are finite")


def _check_employers(model: "RegionModel") -> None:
    w, f = model.workers, model.firms
    filled = np.bincount(w.emp[w.state == WorkState.EMPLOYED], minlength=f.n)
    wrong = np.flatnonzero(filled != f.filled)
    _require(wrong.size == 0, model, "the workers of a firm are its filled slots",
             f"{wrong.size} firms, first row {wrong[:1]} of zone {f.zone[wrong[:1]]}")
    _require(np.isfinite(f.S).all() and (f.S >= 0).all(), model, "firm sizes are finite and not negative")


def _check_vacancies(model: "RegionModel") -> None:
    f, v = model.firms, model.vacancies
    open_by_firm = np.bincount(v.firm, minlength=f.n) if len(v) else np.zeros(f.n, np.int64)
    wrong = np.flatnonzero(open_by_firm != f.vacant)
    _require(wrong.size == 0, model, "open vacancies are counted by their firm", f"{wrong.size} firms, first row {wrong[:1]}")
    _require(np.unique(v.vid).size == len(v), model, "vacancy identifiers are unique")


def _check_dwellings(model: "RegionModel") -> None:
    d = model.energy.dwellings
    _require(np.isfinite(d).all() and d.min() >= -1e-6, model, "dwellings are finite and not negative")


def _check_grid(model: "RegionModel") -> None:
    g = model.grid
    _require(np.isfinite(g.peak_mw).all() and np.isfinite(g.firm_mw).all(), model, "station loads are finite")
    _require((g.firm_mw >= 0).all(), model, "station capacity is not negative")
