"""Levers of international talent."""

from simulation.declare.levers import Cost, Lever
from simulation.declare.sources import MRA1, ROAD

LEVERS: tuple[Lever, ...] = (
    Lever(
        name="intl_talent",
        nl="Werving internationaal talent",
        en="Attraction of international talent",
        unit="factor",
        default=1,
        low=0.3,
        high=2,
        source=f"{ROAD}; {MRA1}",
        acts_on="international arrivals",
        cost=Cost(5e6, base=1.0),
    ),
    Lever(
        name="intl_services",
        nl="Diensten voor internationals",
        en="Services for internationals",
        unit="0-1",
        default=0.3,
        low=0,
        high=1,
        source=MRA1,
        acts_on="access to housing and length of stay of international workers",
        cost=Cost(8e6),
    ),
)
