"""Parameters of who enters, ages and leaves."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter


@dataclass(frozen=True, kw_only=True)
class DemographyParameters(Parameters):
    """Ageing, participation, migration."""

    h_retire_60: float = parameter(
        0.0065,
        nl="Kans op vervroegd pensioen vanaf 60 jaar",
        en="Chance of early retirement from age 60",
        unit="1/month",
        low=0.004,
        high=0.010,
        source="assumption, checked against participation at 60-67",
    )
    retire_at_aow: float = parameter(
        0.85,
        nl="Aandeel dat stopt bij de AOW-leeftijd",
        en="Share that retires at state pension age",
        unit="1",
        low=0.5,
        high=1.0,
        source="assumption: share that stops on reaching the state pension age",
    )
    retire_after_aow: float = parameter(
        0.020,
        nl="Kans op stoppen met werken na de AOW-leeftijd",
        en="Chance of retirement after state pension age",
        unit="1/month",
        low=0.005,
        high=0.05,
        source="assumption",
    )
    h_en_young: float = parameter(
        0.0060,
        nl="Uittredingskans van werkenden, jonger dan 25",
        en="Chance of leaving work, under 25",
        unit="1/month",
        low=0.003,
        high=0.010,
        source="assumption, from numerical try-outs: leaving work, under 25",
    )
    h_en_mid: float = parameter(
        0.0012,
        nl="Uittredingskans van werkenden, 25-59 jaar",
        en="Chance of leaving work, 25-59",
        unit="1/month",
        low=0.0006,
        high=0.002,
        source="assumption, from numerical try-outs: leaving work, 25-59",
    )
    h_nu_att: float = parameter(
        0.02,
        nl="Kans dat verborgen talent werk gaat zoeken",
        en="Chance that hidden talent starts seeking work",
        unit="1/month",
        low=0.02,
        high=0.06,
        source="free parameter: 4,250 a month of 150,000 hidden talents start to seek; calibrated",
    )
    h_nu_theta: float = parameter(
        0.1,
        nl="Reactie van verborgen talent op spanning",
        en="Response of hidden talent to tightness",
        unit="1",
        low=0.0,
        high=0.5,
        source="assumption: elasticity of the former to tightness in the zone",
    )
    h_nu_det_young: float = parameter(
        0.036,
        nl="Toetredingskans tot de arbeidsmarkt, jonger dan 25",
        en="Chance of entering the labour market, under 25",
        unit="1/month",
        low=0.006,
        high=0.06,
        source="27,000 turn 15 a year and 60,000 under 25 are outside the labour force, so that this stock holds",
    )
    h_nu_det_mid: float = parameter(
        0.0015,
        nl="Toetredingskans tot de arbeidsmarkt, 25-59 jaar",
        en="Chance of entering the labour market, 25-59",
        unit="1/month",
        low=0.0005,
        high=0.006,
        source="assumption, from numerical try-outs: 25-59, halved",
    )
    h_nu_det_old: float = parameter(
        0.0005,
        nl="Toetredingskans tot de arbeidsmarkt, vanaf 60 jaar",
        en="Chance of entering the labour market, from 60",
        unit="1/month",
        low=0.00025,
        high=0.001,
        source="assumption, from numerical try-outs: 60 and over",
    )
    h_un: float = parameter(
        0.05,
        nl="Kans dat een werkloze stopt met zoeken",
        en="Chance that an unemployed person stops seeking",
        unit="1/month",
        low=0.03,
        high=0.07,
        source="assumption, from numerical try-outs: unemployed who give up",
    )
    h_un_young_factor: float = parameter(
        1.6,
        nl="Stoppen met zoeken, factor jonger dan 25",
        en="Stopping the search, factor under 25",
        unit="1",
        low=1.0,
        high=2.5,
        source="assumption: the former under 25",
    )
    cohort_low: float = parameter(
        0.20,
        nl="Aandeel laag opgeleiden onder toetreders",
        en="Share of entrants with low education",
        unit="1",
        low=0.1,
        high=0.35,
        source="assumption: entrants with low education",
    )
    cohort_middle: float = parameter(
        0.35,
        nl="Aandeel middelbaar opgeleiden onder toetreders",
        en="Share of entrants with middle education",
        unit="1",
        low=0.2,
        high=0.5,
        source="assumption: entrants with middle education; the rest is high",
    )
    field_response: float = parameter(
        0.3,
        nl="Reactie van de studiekeuze op spanning",
        en="Response of field of study to tightness",
        unit="1",
        low=0.0,
        high=1.0,
        source="assumption: students' choice of field against its tightness, elasticity",
    )
    intl_arrivals: float = parameter(
        460,
        nl="Komst van internationals",
        en="Arrivals of internationals",
        unit="person/month per million residents",
        low=200,
        high=820,
        source="assumption: 900 a month to the region's 1.96 million residents of 15-74",
    )
    intl_vacancy_response: float = parameter(
        0.5,
        nl="Reactie van internationals op de vacaturegraad",
        en="Response of internationals to the vacancy rate",
        unit="1",
        low=0.0,
        high=1.0,
        source="assumption: response of arrivals to the vacancy rate",
    )
    intl_high_share: float = parameter(
        0.75,
        nl="Aandeel hoog opgeleiden onder internationals",
        en="Share of internationals with high education",
        unit="1",
        low=0.5,
        high=0.95,
        source="assumption: high education",
    )
    housing_pressure: float = parameter(
        0.6,
        nl="Druk van de woningmarkt op internationals",
        en="Pressure of housing on internationals",
        unit="1",
        low=0.0,
        high=1.0,
        source="assumption: at 1, half of the newcomers without services find no home",
    )
    intl_leave_year_1: float = parameter(
        0.022,
        nl="Vertrekkans van internationals, eerste jaar",
        en="Chance that internationals leave, first year",
        unit="1/month",
        low=0.01,
        high=0.04,
        source="Nuffic: 24-38 % of graduates stay five years",
    )
    intl_leave_year_3: float = parameter(
        0.013,
        nl="Vertrekkans van internationals, tweede en derde jaar",
        en="Chance that internationals leave, years 2-3",
        unit="1/month",
        low=0.006,
        high=0.025,
        source="as intl_leave_year_1",
    )
    intl_leave_year_5: float = parameter(
        0.008,
        nl="Vertrekkans van internationals, vierde en vijfde jaar",
        en="Chance that internationals leave, years 4-5",
        unit="1/month",
        low=0.004,
        high=0.016,
        source="as intl_leave_year_1",
    )
    intl_leave_later: float = parameter(
        0.004,
        nl="Vertrekkans van internationals, na vijf jaar",
        en="Chance that internationals leave, after five years",
        unit="1/month",
        low=0.002,
        high=0.008,
        source="as intl_leave_year_1",
    )
    intl_services_effect: float = parameter(
        0.35,
        nl="Effect van diensten op vertrek van internationals",
        en="Effect of services on departures of internationals",
        unit="1",
        low=0.0,
        high=0.6,
        source="assumption: fewer departures with full services for internationals",
    )
