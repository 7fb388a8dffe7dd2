"""Indicators of getting to work."""

from agents.worker import WorkState
from simulation.counts import Counts
from simulation.declare.arrays import Floats
from simulation.declare.indicators import Indicator, Ratio
from simulation.world import World

TRANSPORT_POOR = 2  # mobility group

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        name="employed_transport_poor",
        nl="Werkenden in vervoersarmoede",
        en="Employed, transport-poor",
        unit="person",
        source="definition of the model",
        meaning="employed residents without a car and with poor public transport",
        better="up",
    ),
    Indicator(
        name="unemployed_transport_poor",
        nl="Werklozen in vervoersarmoede",
        en="Unemployed, transport-poor",
        unit="person",
        source="definition of the model",
        meaning="unemployed residents without a car and with poor public transport",
        better="down",
    ),
    Indicator(
        name="commute_km",
        nl="Woon-werkkilometers",
        en="Commuting kilometres",
        unit="km",
        meaning="road distance from home to work, one way, added over the employed",
    ),
    Ratio(
        name="unemployment_rate_transport_poor",
        nl="Werkloosheid bij vervoersarmoede",
        en="Unemployment rate, transport-poor",
        unit="%",
        high=100,
        source="definition of the model",
        over=("unemployed_transport_poor",),
        under=("employed_transport_poor", "unemployed_transport_poor"),
        factor=100,
        better="down",
    ),
    Ratio(
        name="mean_commute",
        nl="Woon-werkafstand",
        en="Commuting distance",
        unit="km",
        source="definition of the model",
        over=("commute_km",),
        under=("employed",),
        better="down",
    ),
)


def observe_zones(world: World, counts: Counts) -> dict[str, Floats]:
    """By zone of residence, each float64[z]."""
    poor = counts.people[:, :, :, TRANSPORT_POOR].sum(axis=(2, 3))
    return {
        "employed_transport_poor": poor[:, WorkState.EMPLOYED],
        "unemployed_transport_poor": poor[:, WorkState.UNEMPLOYED],
        "commute_km": counts.km,
    }
