"""Slow twins of the kernels of firms' power and vans, and of the programmes people may enter."""

import math

import numpy as np

from simulation.kernels.draws import normals
from tests.reference.firm_growth import draw


def spread(key: np.uint64, uid: int, sigma: float, highest: float) -> float:
    """Fixed factor of one firm."""
    return min(highest, math.exp(sigma * float(normals(key, np.array([uid], np.uint64))[0]) - sigma**2 / 2))


def power_wish(
    u: float,
    el: int,
    kw_job: float,
    jobs: float,
    factor: float,
    fossil_kw: float,
    hazard: float,
    limit: float,
    margin: float,
) -> tuple[int, float, int, float]:
    """Wish, power needed, new state and power added on the present connection, of one firm."""
    present = kw_job * jobs * factor * (1 + fossil_kw if el == 2 else 1)
    if el == 0 and u < hazard:
        wanted = present * (1 + fossil_kw)
        return (0, 0.0, 2, wanted - present) if wanted <= limit else (2, wanted, el, 0.0)
    return (1, present, el, 0.0) if present > limit * (1 + margin) else (0, 0.0, el, 0.0)


def van_share(u: float, fleet: float, before: float, hazard: float, blocked: bool) -> float:
    """Zero-emission share of one fleet a month later."""
    if blocked or fleet <= 0:
        return before
    vans = max(1, math.floor(fleet + 0.5))
    expected = hazard * (1 - before) * vans
    replaced = expected if expected >= 1 else float(u < expected)
    return min(1.0, before + replaced / vans)


def may_enter(worker: dict, place: dict) -> set[str]:
    """Programmes open to one worker, rule by rule."""
    open_to = set()
    if worker["home"] >= place["inside"] or worker["state"] in (-1, 4):
        return open_to
    state, age = worker["state"], worker["age"]
    if state == 2 or (state == 3 and place["young"] <= age < place["aow"]):
        open_to.add("activation")
    if age >= place["top"] or state == 3:
        return open_to
    jobless, declining = state in (1, 2), state == 0 and worker["occ"] in place["shrinking"]
    if jobless or declining:
        open_to.add("reskill")
        able = worker["skill_t"] >= place["skill_t"] or worker["skill_p"] >= place["skill_p"]
        if able and worker["occ"] != place["technician"]:
            open_to.add("technician")
    behind = worker["edu"] <= 2 or age >= place["tech_age"] or state == 2 or worker["home"] in place["priority"]
    if jobless and behind:
        open_to.add("tech")
    return open_to


__all__ = ["draw", "may_enter", "power_wish", "spread", "van_share"]
