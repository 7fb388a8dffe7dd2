"""Levers of technicians."""

from simulation.declare.levers import Lever
from simulation.declare.sources import MRA1

LEVERS: tuple[Lever, ...] = (
    Lever(
        name="technician_alloc",
        nl="Technici naar het net (+) of naar woningen (-)",
        en="Technicians to the grid (+) or to homes (-)",
        unit="share",
        default=0,
        low=-0.3,
        high=0.3,
        source=MRA1,
        acts_on="share of one pool of technicians lent to the other",
    ),
)
