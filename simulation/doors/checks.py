"""What holds for what is written in the doors."""

import numpy as np

from simulation.checks import require, require_zones
from simulation.doors.modifiers import MODIFIERS
from simulation.doors.state import DOMAINS
from simulation.levers import LEVERS
from simulation.world import World


def check_state(world: World) -> None:
    """Every name is known, and what is written has the right size and range."""
    doors, zones = world.doors, world.region.n_zones
    for name, share in doors.funded.items():
        require(name in LEVERS, world, f"{name} is funded, so it is a lever")
        sizes = {1, zones} if LEVERS[name].zonal else {1}
        require(share.size in sizes, world, f"the funded share of {name} has {share.size} values")
        require(bool(((share >= 0) & (share <= 1)).all()), world, f"the funded share of {name} is between 0 and 1")
    for name, written in doors.modifiers.items():
        require(name in MODIFIERS, world, f"{name} is modified, so it is declared")
        require(written.shape == (zones,), world, f"the modifier {name} has a value for each zone")
        low, high = MODIFIERS[name].low, MODIFIERS[name].high
        require_zones(~((written >= low) & (written <= high)), world, f"{name} is between {low:g} and {high:g}")
    for domain, levels in doors.lock_in.items():
        require(domain in DOMAINS, world, f"{domain} is locked in, so it is a domain")
        holds = levels.shape == (2,) and np.isfinite(levels).all() and 0 <= levels[0] <= 1 and 0 < levels[1] <= 1
        require(holds, world, f"lock-in of {domain} is between 0 and 1, and was above 0 at the base month")
