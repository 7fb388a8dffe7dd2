"""Firms that start to hire on skills instead of diplomas."""

import numpy as np

from simulation.kernels.adoption import adopt_practice
from simulation.practices.rule import adoption_hazard
from simulation.purposes import Purpose
from simulation.steps import step
from simulation.world import World


@step(own="labour", writes="firms")
def adopt_skills_hiring(world: World) -> None:
    """Let firms adopt hiring on skills, by the example of their sector."""
    firms, labour, par = world.firms, world.labour, world.par.search
    push = world.modified("skills_hiring_p", par.skb_p + par.skb_push * world.lever("skills_hiring_push"))
    by_zone = np.broadcast_to(push, world.region.n_zones)[:, None]
    hazard = adoption_hazard(by_zone, par.q_skills, labour.skb_share, world.lock_in("labour").speed)
    key = world.draw(Purpose.SKILLS_ADOPTION)
    labour.skb_share = adopt_practice(firms.uid, firms.zone, firms.sector, firms.filled, hazard, key, firms.skb)
