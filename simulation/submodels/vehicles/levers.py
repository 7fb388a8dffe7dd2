"""Levers of vans."""

from simulation.declare.levers import Cost, Lever, switch
from simulation.declare.sources import IAB, ROAD

LEVERS: tuple[Lever, ...] = (
    Lever(
        name="ze_zone_scope",
        nl="Gemeenten met zero-emissiezone",
        en="Municipalities with a zero-emission zone",
        unit="share of municipalities",
        default=0.1,
        low=0,
        high=1,
        source=f"{ROAD}; {IAB}",
        acts_on="share of van trips that end in a zone",
        cost=Cost(1e6, per_zone=True),
    ),
    switch(
        name="ze_harmonised",
        nl="Eén regel voor alle zero-emissiezones",
        en="One rule for all zero-emission zones",
        source=ROAD,
        acts_on="number of different rules a van meets",
        cost=Cost(500_000.0),
    ),
)
