"""Levers of data centres."""

from simulation.declare.levers import Cost, Lever
from simulation.declare.sources import IAB, KOERS, MRA1, ROAD

LEVERS: tuple[Lever, ...] = (
    Lever(
        name="dc_cap",
        nl="Ruimte voor datacenters",
        en="Room for data centres",
        unit="MVA/year",
        default=137,
        low=0,
        high=400,
        source=f"{ROAD}; {MRA1}",
        acts_on="new data-centre capacity a year",
    ),
    Lever(
        name="dc_steer",
        nl="Sturen op plaats van datacenters",
        en="Steering of data-centre sites",
        unit="0-1",
        default=0.3,
        low=0,
        high=1,
        source=f"{IAB}; {MRA1}",
        acts_on="weight of grid room and heat demand in the choice of site",
        cost=Cost(1e6),
    ),
    Lever(
        name="dc_heat_obligation",
        nl="Datacenters leveren warmte",
        en="Data centres deliver heat",
        unit="share",
        default=0.1,
        low=0,
        high=1,
        source=f"{ROAD}; {MRA1}",
        acts_on="share of data-centre heat offered to district heat",
        cost=Cost(400_000.0, times="dc_cap", note="EUR 0.4 million once per new MVA that delivers heat"),
    ),
    Lever(
        name="leap_rollout",
        nl="Zuiniger servers (LEAP)",
        en="Leaner servers (LEAP)",
        unit="0-1",
        default=0.1,
        low=0,
        high=1,
        source=KOERS,
        acts_on="spread of power management over data centres",
        cost=Cost(1e6),
    ),
)
