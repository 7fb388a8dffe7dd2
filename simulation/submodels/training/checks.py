"""What holds for those in training."""

from agents.worker import WorkState
from simulation.checks import require_rows
from simulation.world import World


def check_state(world: World) -> None:
    """Who is in training has an aim and months to go."""
    w = world.workers
    learning = (w.state == WorkState.TRAINING) & ((w.train_left <= 0) | (w.train_to < 0))
    require_rows(learning, w.home, world, "who is in training has an aim and months to go", "workers")
