"""Levers of the grid."""

from simulation.declare.levers import Cost, Lever, switch
from simulation.declare.sources import KOERS, MRA1

LEVERS: tuple[Lever, ...] = (
    Lever(
        name="grid_invest",
        nl="Investeren in het net, vooruit",
        en="Anticipatory grid investment",
        unit="factor",
        default=1,
        low=0.5,
        high=2,
        source=KOERS,
        acts_on="how early and how many reinforcements start",
        cost=Cost(note="paid by the grid operators"),
    ),
    Lever(
        name="permit_speed",
        nl="Duur van vergunningen",
        en="Length of permit procedures",
        unit="factor on lead time",
        default=1,
        low=0.4,
        high=1.3,
        source=MRA1,
        acts_on="months until a reinforcement may be built",
        cost=Cost(-4e6, base=1.0),
    ),
    Lever(
        name="grid_flex",
        nl="Flexibel stroomgebruik",
        en="Flexible power use",
        unit="share of peak",
        default=0.02,
        low=0,
        high=0.25,
        source=KOERS,
        acts_on="load that can move away from the peak by up to four hours",
        cost=Cost(6.25e7, note="EUR 25,000 per MW of a 2,500 MW peak"),
    ),
    switch(
        name="grid_priority",
        nl="Maatschappelijke volgorde op de wachtrij",
        en="Societal order of the queue",
        unit="0 first come, 1 societal",
        source=KOERS,
        acts_on="order in which connection requests are admitted",
    ),
    switch(
        name="time_based_rights",
        nl="Tijdsgebonden transportrechten",
        en="Time-based transport rights",
        source="Dutch regulator, 85 % transport right (2024); TenneT",
        acts_on="requests may be admitted for the 85 % of hours with the least load",
    ),
)
