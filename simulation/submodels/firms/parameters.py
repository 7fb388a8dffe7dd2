"""Parameters of firms."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter

SURVIVAL = "Statistics Netherlands, survival of new firms (cohort 2015): 96 / 76 / 65 % after 1 / 3 / 5 years"


@dataclass(frozen=True, kw_only=True)
class FirmParameters(Parameters):
    """Growth, birth and death of firms."""

    sig_firm: float = parameter(
        0.0095,
        nl="Groeischommelingen van kleine bedrijven",
        en="Growth shocks of small firms",
        unit="1/month",
        low=0.004,
        high=0.015,
        source="assumption, found in try-outs: the size tail stays Zipf-like for ten years",
    )
    sig_firm_floor: float = parameter(
        0.006,
        nl="Groeischommelingen van de grootste bedrijven",
        en="Growth shocks of the largest firms",
        unit="1/month",
        low=0.0,
        high=0.01,
        source="assumption: the largest firms still vary",
    )
    size_scale: float = parameter(
        10.0,
        nl="Bedrijfsgrootte waarbij schommelingen uitmiddelen",
        en="Firm size from which shocks average out",
        unit="persons",
        low=2.0,
        high=50.0,
        source="assumption: size from which shocks average out",
    )
    death_first_year: float = parameter(
        0.0034,
        nl="Opheffingskans van een bedrijf, eerste jaar",
        en="Chance of firm closure, first year",
        unit="1/month",
        low=0.001,
        high=0.008,
        source=SURVIVAL,
    )
    death_to_third_year: float = parameter(
        0.0097,
        nl="Opheffingskans van een bedrijf, jaar 2-3",
        en="Chance of firm closure, years 2-3",
        unit="1/month",
        low=0.004,
        high=0.02,
        source=SURVIVAL,
    )
    death_to_fifth_year: float = parameter(
        0.0065,
        nl="Opheffingskans van een bedrijf, jaar 4-5",
        en="Chance of firm closure, years 4-5",
        unit="1/month",
        low=0.002,
        high=0.015,
        source=SURVIVAL,
    )
    death_later: float = parameter(
        0.004,
        nl="Opheffingskans van een bedrijf, na vijf jaar",
        en="Chance of firm closure, after five years",
        unit="1/month",
        low=0.001,
        high=0.01,
        source=SURVIVAL,
    )
    death_size_scale: float = parameter(
        2.0,
        nl="Bedrijfsgrootte waarbij opheffing zeldzamer wordt",
        en="Firm size from which closure is rarer",
        unit="persons",
        low=1.0,
        high=30.0,
        source="assumption: larger firms die less often; at 2 the size tail stays Zipf-like, since starters are small",
    )
    birth_largest: int = parameter(
        5,
        nl="Grootte van het grootste nieuwe bedrijf",
        en="Size of the largest new firm",
        unit="persons",
        low=2,
        high=10,
        source="assumption: starters with staff have 2 to 5 persons",
    )
    give_up_hazard: float = parameter(
        0.02,
        nl="Opheffingskans bij wachten op een grote aansluiting",
        en="Chance of closure while awaiting a large connection",
        unit="1/month",
        low=0.0,
        high=0.1,
        source="assumption: firms that wait for their first large connection stop",
    )
    location_jobs: float = parameter(
        0.5,
        nl="Aantrekkingskracht van banen in de eigen sector",
        en="Pull of jobs in the same sector",
        unit="1",
        low=0.0,
        high=1.5,
        source="assumption: weight of ln(jobs of the sector within reach)",
    )
    location_reach: float = parameter(
        30.0,
        nl="Reikwijdte van agglomeratie",
        en="Reach of agglomeration",
        unit="minute by car",
        low=15.0,
        high=60.0,
        source="assumption: reach of agglomeration",
    )
    ze_cost: float = parameter(
        0.01,
        nl="Vraagverlies zonder zero-emissiebestelauto's",
        en="Demand lost without zero-emission vans",
        unit="share of demand",
        low=0.0,
        high=0.05,
        source="assumption: loss of a firm whose vans all go to zero-emission zones and none complies",
    )
    ze_cost_rule: float = parameter(
        0.5,
        nl="Extra vraagverlies door elke volgende lokale regel",
        en="Extra demand lost by each further local rule",
        unit="1",
        low=0.0,
        high=2.0,
        source="assumption: extra loss for each further local rule",
    )
