"""Levers of getting to work."""

from simulation.declare.levers import Cost, Lever
from simulation.declare.sources import MRA1

LEVERS: tuple[Lever, ...] = (
    Lever(
        name="pt_upgrade",
        nl="Sneller openbaar vervoer",
        en="Faster public transport",
        unit="minutes",
        default=0,
        low=0,
        high=15,
        source=MRA1,
        acts_on="minutes off each public transport trip from the zone",
        cost=Cost(120.0, per_inhabitant=True, note="EUR 12 million per minute and 100,000 inhabitants"),
        zonal=True,
    ),
)
