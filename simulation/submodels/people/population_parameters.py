"""How the synthetic population is made and brought to rest."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter


@dataclass(frozen=True, kw_only=True)
class PopulationParameters(Parameters):
    """Firm sizes, spread of wages and skills at the start, and the burn-in."""

    solo_share: float = parameter(
        0.78,
        nl="Aandeel eenpersoonsbedrijven",
        en="Share of one-person firms",
        unit="1",
        low=0.5,
        high=0.95,
        source="assumption: one-person share of firms",
    )
    zipf_exponent: float = parameter(
        1.06,
        nl="Exponent van de verdeling van bedrijfsgrootte",
        en="Exponent of the firm-size distribution",
        unit="1",
        low=0.9,
        high=1.4,
        source="Axtell 2001, Science 293",
    )
    largest_firm: float = parameter(
        12_000.0,
        nl="Grootte van de grootste werkgever",
        en="Size of the largest employer",
        unit="person",
        low=500,
        high=50_000,
        source="assumption: order of the largest employer of the region",
    )
    firm_age_mean: float = parameter(
        150.0,
        nl="Gemiddelde leeftijd van bedrijven bij de start",
        en="Mean age of firms at the start",
        unit="month",
        low=60,
        high=300,
        source="assumption, from a death hazard of 0.004 a month for older firms",
    )
    sigma_alpha: float = parameter(
        0.32,
        nl="Spreiding van lonen tussen personen",
        en="Spread of wages between persons",
        unit="log EUR/h",
        low=0.2,
        high=0.45,
        source="assumption, set so that hourly wages have P90/P10 of 3.2",
    )
    sigma_ffe: float = parameter(
        0.12,
        nl="Spreiding van lonen tussen bedrijven",
        en="Spread of wages between firms",
        unit="log EUR/h",
        low=0.05,
        high=0.25,
        source="assumption: firms' wages",
    )
    sigma_skill: float = parameter(
        0.18,
        nl="Spreiding van vaardigheden buiten het beroep",
        en="Spread of skills beyond the occupation",
        unit="1",
        low=0.0,
        high=0.4,
        source="assumption: what people can beyond their occupation",
    )
    own_field_share: float = parameter(
        0.80,
        nl="Aandeel met een diploma in de eigen beroepsrichting",
        en="Share with a diploma in their own field",
        unit="1",
        low=0.5,
        high=1.0,
        source="assumption: share with a diploma in the field of their occupation",
    )
    tenure_mean: float = parameter(
        84.0,
        nl="Gemiddelde baanduur bij de start",
        en="Mean tenure at the start",
        unit="month",
        low=36,
        high=150,
        source="assumption, forgotten in the burn-in",
    )
    duration_mean: float = parameter(
        7.5,
        nl="Gemiddelde werkloosheidsduur bij de start",
        en="Mean unemployment duration at the start",
        unit="month",
        low=3,
        high=15,
        source="from one in five unemployed for 12 months or more, CBS 2022",
    )
    burn_in_months: int = parameter(
        60,
        nl="Kortste duur van de inloop",
        en="Shortest length of the burn-in",
        unit="month",
        low=24,
        high=120,
        source="assumption: labour stocks settle within it",
    )
    burn_in_limit: int = parameter(
        120,
        nl="Langste duur van de inloop",
        en="Longest length of the burn-in",
        unit="month",
        low=24,
        high=240,
        source="assumption: labour stocks settle within it",
    )
    theta_target: float = parameter(
        1.3,
        nl="Beoogde spanning op de arbeidsmarkt bij de start",
        en="Target labour-market tightness at the start",
        unit="1",
        low=0.5,
        high=2.0,
        source="CBS 2022: 133, 143, 121 vacancies per 100 unemployed, less the cycle",
    )
