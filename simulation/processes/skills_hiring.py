"""Firms that start to hire on skills instead of diplomas."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.adoption import adopt_practice
from simulation.purposes import Purpose

if TYPE_CHECKING:
    from simulation.model import RegionModel


def adopt_skills_hiring(model: "RegionModel") -> None:
    """Let firms adopt hiring on skills; writes `firms.skb` and `state.skb_share`. Nothing changes in the burn-in."""
    if model.frozen:
        return
    firms, state, par = model.firms, model.state, model.par.search
    push = par.skb_p + par.skb_push * model.lever("skills_hiring_push")
    hazard = adoption_hazard(push, par.q_skills, state.skb_share)
    key = model.draw(Purpose.SKILLS_ADOPTION)
    state.skb_share = adopt_practice(firms.uid, firms.sector, firms.filled, hazard, key, firms.skb)


def adoption_hazard(p: float, q: float, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chance a month of adopting, by the share of adopters among peers.

    Notes
    -----
    Bass 1969, Management Science 15: ``1 - exp(-(p + q x) / 12)``, p and q a year.
    """
    return np.asarray(1 - np.exp(-(p + q * share) / 12))
