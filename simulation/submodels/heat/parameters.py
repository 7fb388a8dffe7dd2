"""Parameters of heat in dwellings."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter

PRICES = "Techniek Nederland, DNE Research and consumer association, heat-pump prices 2021-2023"
HOURS = "Stichting Team Duurzaam Installeren, benchmark 2022-2024"


@dataclass(frozen=True, kw_only=True)
class HeatParameters(Parameters):
    """Choice of heating."""

    boiler_life: float = parameter(
        180.0,
        nl="Levensduur van een cv-ketel",
        en="Life of a gas boiler",
        unit="month",
        low=120.0,
        high=240.0,
        source="assumption: 15 years",
    )
    heat_mu: float = parameter(
        1 / 280,
        nl="Gevoeligheid van de warmtekeuze voor kosten",
        en="Sensitivity of heating choice to cost",
        unit="1/(EUR/year)",
        low=1 / 1000,
        high=1 / 150,
        source="assumption: sensitivity to annualised cost",
    )
    heat_social: float = parameter(
        0.25,
        nl="Invloed van de omgeving op de warmtekeuze",
        en="Influence of neighbours on heating choice",
        unit="1",
        low=0.0,
        high=1.5,
        source="assumption: weight of ln(installed share nearby / share at start)",
    )
    asc_hybrid: float = parameter(
        2.05,
        nl="Drempel voor een hybride warmtepomp",
        en="Hassle of a hybrid heat pump",
        unit="utility",
        low=0.0,
        high=6.0,
        source="calibrated on 4-6 thousand heat pumps in existing homes in 2022, 6-11 thousand in 2023: hassle",
    )
    asc_electric: float = parameter(
        2.05,
        nl="Drempel voor een volledig elektrische warmtepomp",
        en="Hassle of an all-electric heat pump",
        unit="utility",
        low=0.0,
        high=6.0,
        source="as asc_hybrid: one constant serves both",
    )
    annuity: float = parameter(
        0.0899,
        nl="Annuïteit van investeringen in warmte",
        en="Annuity of heating investments",
        unit="1/year",
        low=0.05,
        high=0.15,
        source="4 % over 15 years",
    )
    capex_gas: float = parameter(
        2_000.0,
        nl="Aanschafprijs van een cv-ketel",
        en="Purchase price of a gas boiler",
        unit="EUR",
        low=1_000.0,
        high=3_500.0,
        source=PRICES,
    )
    capex_hybrid: float = parameter(
        7_500.0,
        nl="Aanschafprijs van een hybride warmtepomp",
        en="Purchase price of a hybrid heat pump",
        unit="EUR",
        low=4_000.0,
        high=10_000.0,
        source=PRICES,
    )
    capex_electric: float = parameter(
        14_500.0,
        nl="Aanschafprijs van een volledig elektrische warmtepomp",
        en="Purchase price of an all-electric heat pump",
        unit="EUR",
        low=8_000.0,
        high=25_000.0,
        source=PRICES,
    )
    subsidy_hybrid: float = parameter(
        2_500.0,
        nl="Subsidie op een hybride warmtepomp",
        en="Subsidy on a hybrid heat pump",
        unit="EUR",
        low=0.0,
        high=5_000.0,
        source=PRICES,
    )
    subsidy_electric: float = parameter(
        3_300.0,
        nl="Subsidie op een volledig elektrische warmtepomp",
        en="Subsidy on an all-electric heat pump",
        unit="EUR",
        low=0.0,
        high=7_000.0,
        source=PRICES,
    )
    heat_learning: float = parameter(
        0.012,
        nl="Prijsdaling van warmtepompen",
        en="Price fall of heat pumps",
        unit="1/year",
        low=0.0,
        high=0.04,
        source="assumption: fall of the price of heat pumps",
    )
    hybrid_saving: float = parameter(
        0.6,
        nl="Gasbesparing door een hybride warmtepomp",
        en="Gas saved by a hybrid heat pump",
        unit="share of gas",
        low=0.4,
        high=0.8,
        source="Dutch heat-pump monitors: 60 % of gas saved",
    )
    scop: float = parameter(
        3.4,
        nl="Seizoensrendement van warmtepompen",
        en="Seasonal performance of heat pumps",
        unit="1",
        low=2.5,
        high=4.5,
        source="seasonal performance, as for the prices",
    )
    gas_kwh: float = parameter(
        9.77,
        nl="Energie-inhoud van aardgas",
        en="Energy content of natural gas",
        unit="kWh/m3",
        low=8.0,
        high=10.0,
        source="upper heating value of Dutch gas",
    )
    price_memory: float = parameter(
        9.0,
        nl="Geheugen van huishoudens voor energieprijzen",
        en="Households' memory of energy prices",
        unit="month",
        low=1.0,
        high=36.0,
        source="assumption: households act on prices of the past year, so 2023 follows the peak of 2022",
    )
    gas_price_before: float = parameter(
        0.85,
        nl="Gasprijs vóór de start",
        en="Gas price before the start",
        unit="EUR/m3",
        low=0.5,
        high=2.5,
        source="Statistics Netherlands, 2021",
    )
    elec_price_before: float = parameter(
        0.25,
        nl="Elektriciteitsprijs vóór de start",
        en="Electricity price before the start",
        unit="EUR/kWh",
        low=0.1,
        high=0.6,
        source="Statistics Netherlands, 2021",
    )
    corp_rate: float = parameter(
        0.002,
        nl="Tempo waarin corporaties van het aardgas gaan",
        en="Pace at which housing corporations leave gas",
        unit="1/month",
        low=0.0,
        high=0.01,
        source="assumption: corporation homes converted at full agreements",
    )
    suitability_trend: float = parameter(
        0.008,
        nl="Verbetering van isolatie zonder programma's",
        en="Trend of insulation without programmes",
        unit="1/year",
        low=0.0,
        high=0.03,
        source="assumption: insulation without programmes",
    )
    retrofit_gain: float = parameter(
        0.3,
        nl="Geschiktheidswinst door isolatie van een woning",
        en="Suitability gained by insulating a home",
        unit="share per home",
        low=0.1,
        high=1.0,
        source="assumption: suitability won by a retrofit",
    )
    green_gas_speed: float = parameter(
        0.05,
        nl="Snelheid waarmee groen gas het aanbod volgt",
        en="Speed at which green gas follows supply",
        unit="1/month",
        low=0.01,
        high=1.0,
        source="assumption: approach to the supply of green gas",
    )
    green_gas_suitability: float = parameter(
        0.3,
        nl="Geschiktheid waaronder woningen groen gas krijgen",
        en="Suitability below which homes get green gas",
        unit="share",
        low=0.0,
        high=0.6,
        source="assumption: green gas goes where few homes suit heat pumps",
    )
    dense_inhabitants: float = parameter(
        2_500.0,
        nl="Inwonerdichtheid die een warmtenet draagt",
        en="Population density that carries a heat network",
        unit="inhabitants/km2",
        low=1_000.0,
        high=6_000.0,
        source="assumption: density that carries a heat net",
    )
    row_potential: float = parameter(
        0.6,
        nl="Rijwoningen die een warmtenet kan bereiken",
        en="Terraced homes a heat network can reach",
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption: terraced homes that district heat can reach",
    )
    refusal: float = parameter(
        0.25,
        nl="Eigenaren die een warmtenet weigeren",
        en="Owners who refuse a heat network",
        unit="share of owners",
        low=0.0,
        high=0.6,
        source="assumption: owners refuse district heat",
    )
    refusal_guaranteed: float = parameter(
        0.10,
        nl="Eigenaren die ondanks woonlastengarantie weigeren",
        en="Owners who refuse despite a housing-cost guarantee",
        unit="share of owners",
        low=0.0,
        high=0.6,
        source="assumption: with a guarantee on housing costs",
    )
    heat_kw: float = parameter(
        4.5,
        nl="Warmtepiek van één woning",
        en="Heat peak of one home",
        unit="kW/dwelling",
        low=3.0,
        high=8.0,
        source="assumption: peak of one dwelling",
    )
    heat_coincidence: float = parameter(
        0.6,
        nl="Gelijktijdigheid in een warmtenet",
        en="Coincidence in a heat network",
        unit="share",
        low=0.4,
        high=1.0,
        source="assumption: simultaneity of a heat network",
    )
    new_homes_heat: float = parameter(
        0.25,
        nl="Aandeel nieuwbouw op een warmtenet",
        en="Share of new homes on heat networks",
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption: new dwellings on district heat where it is planned",
    )
    hours_hybrid: float = parameter(
        28.0,
        nl="Installatietijd van een hybride warmtepomp",
        en="Installation time of a hybrid heat pump",
        unit="hour/home",
        low=14.0,
        high=40.0,
        source=HOURS,
    )
    hours_electric: float = parameter(
        36.0,
        nl="Installatietijd van een volledig elektrische warmtepomp",
        en="Installation time of an all-electric heat pump",
        unit="hour/home",
        low=14.0,
        high=60.0,
        source=HOURS,
    )
    hours_district: float = parameter(
        40.0,
        nl="Installatietijd van een aansluiting op een warmtenet",
        en="Installation time of a heat-network connection",
        unit="hour/home",
        low=20.0,
        high=80.0,
        source="assumption: technicians inside the home, no civil work",
    )
    hours_learning: float = parameter(
        0.04,
        nl="Daling van de installatietijd van warmtepompen",
        en="Fall of heat-pump installation time",
        unit="1/year",
        low=0.0,
        high=0.08,
        source=HOURS,
    )
    hours_floor: float = parameter(
        14.0,
        nl="Kortste installatietijd van warmtepompen",
        en="Shortest heat-pump installation time",
        unit="hour/home",
        low=8.0,
        high=28.0,
        source=HOURS,
    )
