"""Indicators of training and activation."""

from agents.worker import WorkState
from simulation.counts import Counts
from simulation.declare.arrays import Floats
from simulation.declare.indicators import Indicator
from simulation.world import World

FLOWS = {"training_started": "train_started", "trained": "train_completed", "activated": "activated"}

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        name="in_training",
        nl="In voltijdse scholing",
        en="In full-time training",
        unit="person",
        meaning="residents in a full-time programme",
    ),
    Indicator(
        name="training_started",
        nl="Gestart met scholing",
        en="Training started",
        unit="person",
        meaning="persons who began a programme in the month",
        time="sum",
    ),
    Indicator(
        name="trained",
        nl="Scholing afgerond",
        en="Training completed",
        unit="person",
        meaning="persons who finished a programme in the month",
        better="up",
        time="sum",
    ),
    Indicator(
        name="activated",
        nl="Geactiveerd",
        en="Activated",
        unit="person",
        meaning="hidden talent brought to the labour market by a programme in the month",
        better="up",
        time="sum",
    ),
)


def observe_zones(world: World, counts: Counts) -> dict[str, Floats]:
    """By zone of residence: who is in training, and who began, finished or was reached this month: float64[z] each."""
    columns = {"in_training": counts.state(WorkState.TRAINING)}
    return columns | {name: world.flows[flow] * world.scale for name, flow in FLOWS.items()}
