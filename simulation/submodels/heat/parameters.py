"""Parameters of heat in dwellings."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter

PRICES = "Techniek Nederland, DNE Research and consumer association, heat-pump prices 2021-2023"
HOURS = "Stichting Team Duurzaam Installeren, benchmark 2022-2024"


@dataclass(frozen=True, kw_only=True)
class HeatParameters(Parameters):
    """Choice of heating."""

    boiler_life: float = parameter(180.0, unit="month", low=120.0, high=240.0, source="assumption: 15 years")
    heat_mu: float = parameter(
        1 / 280,
        unit="1/(EUR/year)",
        low=1 / 1000,
        high=1 / 150,
        source="assumption: sensitivity to annualised cost",
    )
    heat_social: float = parameter(
        0.25,
        unit="1",
        low=0.0,
        high=1.5,
        source="assumption: weight of ln(installed share nearby / share at start)",
    )
    asc_hybrid: float = parameter(
        2.05,
        unit="utility",
        low=0.0,
        high=6.0,
        source="calibrated on 4-6 thousand heat pumps in existing homes in 2022, 6-11 thousand in 2023: hassle",
    )
    asc_electric: float = parameter(
        2.05,
        unit="utility",
        low=0.0,
        high=6.0,
        source="as asc_hybrid: one constant serves both",
    )
    annuity: float = parameter(0.0899, unit="1/year", low=0.05, high=0.15, source="4 % over 15 years")
    capex_gas: float = parameter(2_000.0, unit="EUR", low=1_000.0, high=3_500.0, source=PRICES)
    capex_hybrid: float = parameter(7_500.0, unit="EUR", low=4_000.0, high=10_000.0, source=PRICES)
    capex_electric: float = parameter(14_500.0, unit="EUR", low=8_000.0, high=25_000.0, source=PRICES)
    subsidy_hybrid: float = parameter(2_500.0, unit="EUR", low=0.0, high=5_000.0, source=PRICES)
    subsidy_electric: float = parameter(3_300.0, unit="EUR", low=0.0, high=7_000.0, source=PRICES)
    heat_learning: float = parameter(
        0.012,
        unit="1/year",
        low=0.0,
        high=0.04,
        source="assumption: fall of the price of heat pumps",
    )
    hybrid_saving: float = parameter(
        0.6,
        unit="share of gas",
        low=0.4,
        high=0.8,
        source="Dutch heat-pump monitors: 60 % of gas saved",
    )
    scop: float = parameter(3.4, unit="1", low=2.5, high=4.5, source="seasonal performance, as for the prices")
    gas_kwh: float = parameter(9.77, unit="kWh/m3", low=8.0, high=10.0, source="upper heating value of Dutch gas")
    price_memory: float = parameter(
        9.0,
        unit="month",
        low=1.0,
        high=36.0,
        source="assumption: households act on prices of the past year, so 2023 follows the peak of 2022",
    )
    gas_price_before: float = parameter(0.85, unit="EUR/m3", low=0.5, high=2.5, source="Statistics Netherlands, 2021")
    elec_price_before: float = parameter(0.25, unit="EUR/kWh", low=0.1, high=0.6, source="Statistics Netherlands, 2021")
    corp_rate: float = parameter(
        0.002,
        unit="1/month",
        low=0.0,
        high=0.01,
        source="assumption: corporation homes converted at full agreements",
    )
    suitability_trend: float = parameter(
        0.008,
        unit="1/year",
        low=0.0,
        high=0.03,
        source="assumption: insulation without programmes",
    )
    retrofit_gain: float = parameter(
        0.3,
        unit="share per home",
        low=0.1,
        high=1.0,
        source="assumption: suitability won by a retrofit",
    )
    green_gas_speed: float = parameter(
        0.05,
        unit="1/month",
        low=0.01,
        high=1.0,
        source="assumption: approach to the supply of green gas",
    )
    green_gas_suitability: float = parameter(
        0.3,
        unit="share",
        low=0.0,
        high=0.6,
        source="assumption: green gas goes where few homes suit heat pumps",
    )
    dense_inhabitants: float = parameter(
        2_500.0,
        unit="inhabitants/km2",
        low=1_000.0,
        high=6_000.0,
        source="assumption: density that carries a heat net",
    )
    row_potential: float = parameter(
        0.6,
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption: terraced homes that district heat can reach",
    )
    refusal: float = parameter(
        0.25,
        unit="share of owners",
        low=0.0,
        high=0.6,
        source="assumption: owners refuse district heat",
    )
    refusal_guaranteed: float = parameter(
        0.10,
        unit="share of owners",
        low=0.0,
        high=0.6,
        source="assumption: with a guarantee on housing costs",
    )
    heat_kw: float = parameter(4.5, unit="kW/dwelling", low=3.0, high=8.0, source="assumption: peak of one dwelling")
    heat_coincidence: float = parameter(
        0.6,
        unit="share",
        low=0.4,
        high=1.0,
        source="assumption: simultaneity of a heat network",
    )
    new_homes_heat: float = parameter(
        0.25,
        unit="share",
        low=0.0,
        high=1.0,
        source="assumption: new dwellings on district heat where it is planned",
    )
    hours_hybrid: float = parameter(28.0, unit="hour/home", low=14.0, high=40.0, source=HOURS)
    hours_electric: float = parameter(36.0, unit="hour/home", low=14.0, high=60.0, source=HOURS)
    hours_district: float = parameter(
        40.0,
        unit="hour/home",
        low=20.0,
        high=80.0,
        source="assumption: technicians inside the home, no civil work",
    )
    hours_learning: float = parameter(0.04, unit="1/year", low=0.0, high=0.08, source=HOURS)
    hours_floor: float = parameter(14.0, unit="hour/home", low=8.0, high=28.0, source=HOURS)
