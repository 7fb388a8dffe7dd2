"""Levers of hiring."""

from simulation.declare.levers import Cost, Lever
from simulation.declare.sources import KOERS

LEVERS: tuple[Lever, ...] = (
    Lever(
        name="skills_hiring_push",
        nl="Campagne voor werven op vaardigheden",
        en="Campaign for hiring on skills",
        unit="0-1",
        default=0.05,
        low=0,
        high=1,
        source=KOERS,
        acts_on="yearly chance that a firm starts hiring on skills",
        cost=Cost(1.5e6),
    ),
    Lever(
        name="skb_practice",
        nl="Beloofd werven op vaardigheden ook doen",
        en="Skills-based hiring put into practice",
        unit="share",
        default=0.25,
        low=0.05,
        high=1,
        source=KOERS,
        acts_on="share of an adopting firm's vacancies really filled on skills",
        cost=Cost(2e7, base=0.25),
    ),
)
