"""What holds for practices."""

from simulation.checks import require, require_shares
from simulation.practices.catalogue import PRACTICES
from simulation.world import World


def check_state(world: World) -> None:
    """All practices are there, with a share between 0 and 1 in every zone."""
    require(set(world.practices) == set(PRACTICES), world, "practices are those declared")
    for name, share in world.practices.items():
        require(share.shape == (world.region.n_mra,), world, f"practice {name} has a share for each zone")
        require_shares(share, world, f"practice {name}")
