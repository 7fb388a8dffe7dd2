"""Policy levers declared once: unit, default, range, cost, source and what each acts on."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulation.months import MONTHS, month_index

IAB = "International Advisory Board, distributed leadership"
KOERS = "Board course document 2022-2026"
MRA1 = "MRA Agenda, task 1 (economy)"
ROAD = "Roadmaps of the five challenges, 2017"


@dataclass(frozen=True)
class Cost:
    """What a lever asks from public money, as a simple rule.

    A year costs `max(0, per_unit * (value - base))`, times the value of the lever `times` if named. A lever by
    zone costs this in every municipality, per inhabitant if `per_inhabitant`, in all of them if `per_zone`.
    """

    per_unit: float = 0.0  # [EUR/year per unit of the lever]
    base: float = 0.0  # value that costs nothing extra
    times: str | None = None
    per_inhabitant: bool = False
    per_zone: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Lever:
    """One thing policy can change."""

    name: str
    unit: str
    default: float | tuple[tuple[str, float], ...]  # value, or (month, value) steps from the first month on
    low: float
    high: float
    nl: str
    en: str
    acts_on: str
    source: str
    cost: Cost = field(default_factory=Cost)
    kind: Literal["number", "switch"] = "number"
    zonal: bool = False

    @property
    def labels(self) -> dict[str, str]:
        """Name by language."""
        return {"nl": self.nl, "en": self.en}

    @property
    def default_path(self) -> NDArray[np.float64]:
        """Value by month under current policy: float64[MONTHS]."""
        steps = self.default if isinstance(self.default, tuple) else (("2022-01", self.default),)
        path = np.empty(MONTHS)
        for start, value in steps:
            path[month_index(start) :] = value
        return path


def _switch(name: str, nl: str, en: str, acts_on: str, source: str, cost: Cost | None = None, *,
            unit: str = "0 or 1", zonal: bool = False) -> Lever:
    return Lever(name=name, unit=unit, default=0.0, low=0.0, high=1.0, nl=nl, en=en, acts_on=acts_on,
                 source=source, cost=cost or Cost(), kind="switch", zonal=zonal)


_PEOPLE = (
    Lever(name="skills_hiring_push", unit="0-1", default=0.05, low=0, high=1, source=KOERS, cost=Cost(1.5e6),
          nl="Campagne voor werven op vaardigheden", en="Campaign for hiring on skills",
          acts_on="yearly chance that a firm starts hiring on skills"),
    Lever(name="skb_practice", unit="share", default=0.25, low=0.05, high=1, source=KOERS, cost=Cost(20e6, 0.25),
          nl="Beloofd werven op vaardigheden ook doen", en="Skills-based hiring put into practice",
          acts_on="share of an adopting firm's vacancies really filled on skills"),
    Lever(name="reskill_places", unit="persons/year", default=4_500, low=0, high=30_000, cost=Cost(12_000),
          source=f"{ROAD}; {MRA1}", nl="Plaatsen omscholing", en="Reskilling places",
          acts_on="enrolments in reskilling towards short occupations"),
    Lever(name="tech_activation_places", unit="persons/year", default=(("2022-01", 20_000), ("2023-01", 2_000)),
          low=0, high=25_000, source=f"{IAB}; {KOERS}", cost=Cost(6_000),
          nl="Plaatsen TechConnect", en="Tech activation places",
          acts_on="enrolments of under-represented groups in digital occupations"),
    Lever(name="technician_places", unit="persons/year", default=300, low=0, high=4_000, cost=Cost(10_000),
          source=f"{MRA1}; {KOERS}", nl="Opleidingsplaatsen technici", en="Technician training places",
          acts_on="enrolments in the technician track"),
    Lever(name="activation_effort", unit="persons/year", default=3_000, low=0, high=30_000, cost=Cost(3_500),
          source=KOERS, nl="Activeren van verborgen talent", en="Activation of hidden talent",
          acts_on="people outside the labour market reached by a programme"),
    Lever(name="retention_support", unit="0-1", default=0, low=0, high=1, source=KOERS,
          cost=Cost(1_200, times="activation_effort", note="EUR 1,200 for each person activated"),
          nl="Begeleiding na plaatsing", en="Support after placement",
          acts_on="separations of activated people in their first year"),
    Lever(name="intl_talent", unit="factor", default=1, low=0.3, high=2, source=f"{ROAD}; {MRA1}",
          cost=Cost(5e6, 1.0), nl="Werving internationaal talent", en="Attraction of international talent",
          acts_on="international arrivals"),
    Lever(name="intl_services", unit="0-1", default=0.3, low=0, high=1, source=MRA1, cost=Cost(8e6),
          nl="Diensten voor internationals", en="Services for internationals",
          acts_on="access to housing and length of stay of international workers"),
    Lever(name="pt_upgrade", unit="minutes", default=0, low=0, high=15, source=MRA1, zonal=True,
          cost=Cost(120.0, per_inhabitant=True, note="EUR 12 million per minute and 100,000 inhabitants"),
          nl="Sneller openbaar vervoer", en="Faster public transport",
          acts_on="minutes off each public transport trip from the zone"),
)

_MOBILITY = (
    Lever(name="ze_zone_scope", unit="share of municipalities", default=0.1, low=0, high=1, source=f"{ROAD}; {IAB}",
          cost=Cost(1e6, per_zone=True), nl="Gemeenten met zero-emissiezone",
          en="Municipalities with a zero-emission zone", acts_on="share of van trips that end in a zone"),
    _switch("ze_harmonised", "Eén regel voor alle zero-emissiezones", "One rule for all zero-emission zones",
            "number of different rules a van meets", ROAD, Cost(0.5e6)),
)

_GRID = (
    Lever(name="grid_invest", unit="factor", default=1, low=0.5, high=2, source=KOERS,
          cost=Cost(note="paid by the grid operators"), nl="Investeren in het net, vooruit",
          en="Anticipatory grid investment", acts_on="how early and how many reinforcements start"),
    Lever(name="permit_speed", unit="factor on lead time", default=1, low=0.4, high=1.3, source=MRA1,
          cost=Cost(-4e6, 1.0), nl="Duur van vergunningen", en="Length of permit procedures",
          acts_on="months until a reinforcement may be built"),
    Lever(name="grid_flex", unit="share of peak", default=0.02, low=0, high=0.25, source=KOERS,
          cost=Cost(62.5e6, note="EUR 25,000 per MW of a 2,500 MW peak"), nl="Flexibel stroomgebruik",
          en="Flexible power use", acts_on="load that can move away from the peak by up to four hours"),
    _switch("grid_priority", "Maatschappelijke volgorde op de wachtrij", "Societal order of the queue",
            "order in which connection requests are admitted", KOERS, unit="0 first come, 1 societal"),
    _switch("time_based_rights", "Tijdsgebonden transportrechten", "Time-based transport rights",
            "requests may be admitted for the 85 % of hours with the least load",
            "Dutch regulator, 85 % transport right (2024); TenneT"),
    Lever(name="technician_alloc", unit="share", default=0, low=-0.3, high=0.3, source=MRA1,
          nl="Technici naar het net (+) of naar woningen (-)", en="Technicians to the grid (+) or to homes (-)",
          acts_on="share of one pool of technicians lent to the other"),
    Lever(name="dc_cap", unit="MVA/year", default=137, low=0, high=400, source=f"{ROAD}; {MRA1}",
          nl="Ruimte voor datacenters", en="Room for data centres", acts_on="new data-centre capacity a year"),
    Lever(name="dc_steer", unit="0-1", default=0.3, low=0, high=1, source=f"{IAB}; {MRA1}", cost=Cost(1e6),
          nl="Sturen op plaats van datacenters", en="Steering of data-centre sites",
          acts_on="weight of grid room and heat demand in the choice of site"),
    Lever(name="dc_heat_obligation", unit="share", default=0.1, low=0, high=1, source=f"{ROAD}; {MRA1}",
          cost=Cost(0.4e6, times="dc_cap", note="EUR 0.4 million once per new MVA that delivers heat"),
          nl="Datacenters leveren warmte", en="Data centres deliver heat",
          acts_on="share of data-centre heat offered to district heat"),
    Lever(name="leap_rollout", unit="0-1", default=0.1, low=0, high=1, source=KOERS, cost=Cost(1e6),
          nl="Zuiniger servers (LEAP)", en="Leaner servers (LEAP)",
          acts_on="spread of power management over data centres"),
)

_HEAT = (
    Lever(name="heat_network_rollout", unit="homes/year", default=7_000, low=0, high=45_000, source=ROAD,
          cost=Cost(6_000, note="public share per home"), nl="Woningen op warmtenet", en="Homes on district heat",
          acts_on="homes planned for connection each year"),
    Lever(name="corp_agreements", unit="0-1", default=0.3, low=0, high=1, source=ROAD,
          cost=Cost(4.8e6, note="EUR 500 a home, 2.4 % a year of about 400,000 corporation homes [assumption]"),
          nl="Afspraken met corporaties", en="Agreements with housing corporations",
          acts_on="corporation homes that leave gas by plan"),
    Lever(name="heat_pump_subsidy", unit="EUR extra", default=0, low=0, high=5_000, source=ROAD,
          cost=Cost(8_000, note="about 8,000 heat pumps a year [assumption]"),
          nl="Extra subsidie warmtepomp", en="Extra heat-pump subsidy", acts_on="price of hybrid and full heat pumps"),
    Lever(name="boiler_norm", unit="share", default=0, low=0, high=1, source=ROAD, nl="Norm bij vervanging ketel",
          en="Norm when a boiler is replaced", acts_on="share of replacements that may not be a gas boiler"),
    Lever(name="retrofit", unit="homes/year", default=5_000, low=0, high=40_000, source=ROAD,
          cost=Cost(2_400, note="30 % of EUR 8,000"), nl="Isoleren van woningen", en="Insulation of homes",
          acts_on="homes made fit for low-temperature heat"),
    _switch("warm_rent_guarantee", "Garantie op woonlasten", "Guarantee on housing costs",
            "owners who refuse district heat", ROAD, Cost(150, times="heat_network_rollout", note="EUR 150 a home")),
)

LEVERS: dict[str, Lever] = {lever.name: lever for lever in _PEOPLE + _MOBILITY + _GRID + _HEAT}
