"""Indicators of people."""

import numpy as np

from agents.worker import WorkState
from simulation.counts import Counts
from simulation.declare.arrays import Floats
from simulation.declare.indicators import Indicator, Ratio
from simulation.world import World

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        name="persons",
        nl="Inwoners 15-74",
        en="Residents 15-74",
        unit="person",
        source="Statistics Netherlands: population 15-74",
        meaning="residents of 15 to 74 years",
    ),
    Indicator(
        name="hidden_talent",
        nl="Verborgen talent",
        en="Hidden talent",
        unit="person",
        source="definition of the model, after Statistics Netherlands",
        meaning="residents who would work but do not seek",
        better="down",
    ),
    Indicator(
        name="detached",
        nl="Buiten de arbeidsmarkt",
        en="Outside the labour market",
        unit="person",
        source="definition of the model, after Statistics Netherlands",
        meaning="residents who neither work, seek nor would",
    ),
    Ratio(
        name="hidden_talent_share",
        nl="Aandeel verborgen talent",
        en="Share of hidden talent",
        unit="%",
        high=100,
        source="definition of the model, after Statistics Netherlands",
        over=("hidden_talent",),
        under=("persons",),
        factor=100,
        better="down",
    ),
)


def observe_zones(world: World, counts: Counts) -> dict[str, Floats]:
    """By zone of residence, each float64[z]."""
    return {
        "persons": np.asarray(counts.people.sum(axis=(2, 3, 4)).sum(axis=1)),
        "hidden_talent": counts.state(WorkState.ATTACHED),
        "detached": counts.state(WorkState.DETACHED),
    }
