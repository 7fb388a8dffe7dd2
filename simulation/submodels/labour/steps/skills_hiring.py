"""Firms that start to hire on skills instead of diplomas."""

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.adoption import adopt_practice
from simulation.purposes import Purpose
from simulation.steps import step
from simulation.world import World


@step(own="labour", writes="firms")
def adopt_skills_hiring(world: World) -> None:
    """Let firms adopt hiring on skills."""
    firms, labour, par = world.firms, world.labour, world.par.search
    push = par.skb_p + par.skb_push * world.lever("skills_hiring_push")
    hazard = adoption_hazard(push, par.q_skills, labour.skb_share)
    key = world.draw(Purpose.SKILLS_ADOPTION)
    labour.skb_share = adopt_practice(firms.uid, firms.sector, firms.filled, hazard, key, firms.skb)


def adoption_hazard(p: float, q: float, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Chance a month of adopting, by the share of adopters among peers.

    Notes
    -----
    Bass 1969, Management Science 15: ``1 - exp(-(p + q x) / 12)``, p and q a year.
    """
    return np.asarray(1 - np.exp(-(p + q * share) / 12))
