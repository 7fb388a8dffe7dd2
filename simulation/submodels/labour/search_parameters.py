"""Parameters of search, matching, separations and vacancies."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter

_TRIED = "assumption, from numerical try-outs"


@dataclass(frozen=True, kw_only=True)
class SearchParameters(Parameters):
    """Contacts, distance and admission; losing a job; posting one."""

    k0_contacts: float = parameter(
        3.4,
        nl="Vacatures die een werkzoekende ziet",
        en="Vacancies seen by a jobseeker",
        unit="vacancy/month",
        low=2,
        high=14,
        source="free parameter: vacancies seen at reference access; calibrated",
    )
    gamma_thick: float = parameter(
        0.5,
        nl="Reactie van contacten op bereikbare vacatures",
        en="Response of contacts to reachable vacancies",
        unit="1",
        low=0.0,
        high=1.0,
        source="free parameter: contacts against reachable vacancies",
    )
    beta_commute: float = parameter(
        0.13,
        nl="Gevoeligheid van zoekgedrag voor reiskosten",
        en="Sensitivity of search to commuting cost",
        unit="1/EUR",
        low=0.12,
        high=0.24,
        source="free parameter: commutes of 11 km (Amsterdam) and 19 km (Almere)",
    )
    s_employed: float = parameter(
        0.2,
        nl="Aandeel werkenden dat rondkijkt",
        en="Share of the employed who look around",
        unit="1",
        low=0.06,
        high=0.25,
        source="free parameter: employed who look around; calibrated",
    )
    s_employed_short: float = parameter(
        2.2,
        nl="Rondkijken, factor bij baanduur onder twee jaar",
        en="Looking around, factor under two years' tenure",
        unit="1",
        low=1.0,
        high=4.0,
        source="CBS 2022: movers by tenure, under 2 years",
    )
    s_employed_long: float = parameter(
        0.7,
        nl="Rondkijken, factor bij baanduur vanaf twee jaar",
        en="Looking around, factor from two years' tenure",
        unit="1",
        low=0.3,
        high=1.0,
        source="CBS 2022: movers by tenure, from 2 years",
    )
    s_employed_young: float = parameter(
        1.5,
        nl="Rondkijken, factor jonger dan 30",
        en="Looking around, factor under 30",
        unit="1",
        low=1.0,
        high=2.5,
        source="assumption: factor under 30",
    )
    s_employed_old: float = parameter(
        0.5,
        nl="Rondkijken, factor vanaf 50 jaar",
        en="Looking around, factor from 50",
        unit="1",
        low=0.2,
        high=1.0,
        source="assumption: factor from 50",
    )
    s_hidden: float = parameter(
        0.2,
        nl="Aandeel verborgen talent dat rondkijkt",
        en="Share of hidden talent who look around",
        unit="1",
        low=0.1,
        high=0.7,
        source="assumption: so that about 4,000 of 150,000 hidden talents find a job a month",
    )
    dur_dependence: float = parameter(
        0.098,
        nl="Afname van zoeken met de werkloosheidsduur",
        en="Fading of search with unemployment duration",
        unit="1/month",
        low=0.02,
        high=0.12,
        source=f"{_TRIED}: search fades with duration of unemployment",
    )
    search_floor: float = parameter(
        0.3,
        nl="Laagste zoekintensiteit",
        en="Lowest search intensity",
        unit="1",
        low=0.1,
        high=0.6,
        source="assumption: lowest search intensity",
    )
    digital_low: float = parameter(
        0.3,
        nl="Digitale vaardigheid waaronder zoeken moeilijker is",
        en="Digital skill below which search is harder",
        unit="1",
        low=0.1,
        high=0.5,
        source="assumption: digital skill below which search is harder",
    )
    digital_penalty: float = parameter(
        0.15,
        nl="Contacten gemist door lage digitale vaardigheid",
        en="Contacts lost through low digital skill",
        unit="1",
        low=0.0,
        high=0.4,
        source="assumption: fewer contacts below it",
    )
    contacts_cap: int = parameter(
        16,
        nl="Meeste vacatures die een werkzoekende ziet",
        en="Most vacancies seen by a jobseeker",
        unit="vacancy/month",
        low=4,
        high=32,
        source="assumption",
    )
    prox_slope: float = parameter(
        3.0,
        nl="Afname van zoeken met de afstand tussen beroepen",
        en="Fading of search with occupational distance",
        unit="1",
        low=1.0,
        high=6.0,
        source="assumption: search falls with occupational distance",
    )
    prox_down: float = parameter(
        0.35,
        nl="Zoeken onder het eigen niveau",
        en="Search below one's own level",
        unit="1",
        low=0.1,
        high=0.8,
        source="assumption: search per level below one's own",
    )
    mu_mismatch_wage: float = parameter(
        0.5,
        nl="Loonverlies bij volledige mismatch",
        en="Pay loss at full mismatch",
        unit="log EUR/h",
        low=0.2,
        high=1.0,
        source="assumption: pay loss at full mismatch",
    )
    xi_match: float = parameter(
        0.09,
        nl="Spreiding van voorkeuren voor een bepaalde baan",
        en="Spread of tastes for a particular job",
        unit="log EUR/h",
        low=0.0,
        high=0.30,
        source=f"{_TRIED}: taste for a particular job",
    )
    rounds: int = parameter(
        2,
        nl="Rondes van aanbiedingen in een maand",
        en="Rounds of job offers in a month",
        unit="1",
        low=1,
        high=4,
        source="assumption: rounds of offers in a month",
    )
    d_max: float = parameter(
        0.40,
        nl="Mismatch die een werkgever accepteert",
        en="Mismatch accepted by an employer",
        unit="1",
        low=0.30,
        high=1.0,
        source="assumption, from numerical try-outs: accepted mismatch",
    )
    d_max_per_month: float = parameter(
        0.02,
        nl="Extra mismatch zolang een vacature openstaat",
        en="Extra mismatch accepted while a vacancy is open",
        unit="1/month",
        low=0.0,
        high=0.05,
        source="assumption: relaxed while open",
    )
    relax_age: int = parameter(
        6,
        nl="Vacatureduur waarna de diploma-eis vervalt",
        en="Vacancy duration after which diploma demands lapse",
        unit="month",
        low=1,
        high=24,
        source="assumption: diploma no longer asked",
    )
    kappa_edu: float = parameter(
        0.05,
        nl="Voorkeur van werkgevers voor hoger opgeleiden",
        en="Employers' preference for higher education",
        unit="1",
        low=0.0,
        high=0.10,
        source="assumption: employers' taste per level",
    )
    score_noise: float = parameter(
        0.15,
        nl="Toeval in de rangorde van sollicitanten",
        en="Chance in the ranking of applicants",
        unit="1",
        low=0.0,
        high=0.5,
        source="assumption: noise in employers' ranking",
    )
    stale_share: float = parameter(
        0.06,
        nl="Kans dat een oude vacature wordt ingetrokken",
        en="Chance that an old vacancy is withdrawn",
        unit="1/month",
        low=0.0,
        high=0.2,
        source="assumption: old vacancies given up",
    )
    stale_age: int = parameter(
        6,
        nl="Duur waarna een vacature oud is",
        en="Duration after which a vacancy is old",
        unit="month",
        low=1,
        high=24,
        source="assumption",
    )
    vacancy_wage_growth: float = parameter(
        0.01,
        nl="Loonstijging zolang een vacature openstaat",
        en="Wage rise while a vacancy is open",
        unit="log EUR/h",
        low=0.0,
        high=0.03,
        source="assumption: per month open",
    )
    occupation_floor: float = parameter(
        0.02,
        nl="Vacatures voor beroepen zonder tekort",
        en="Vacancies for occupations without a deficit",
        unit="1",
        low=0.0,
        high=0.2,
        source="assumption: share of the mix posted even without a deficit",
    )
    d_eu: float = parameter(
        0.0006,
        nl="Kans op baanverlies",
        en="Chance of job loss",
        unit="1/month",
        low=0.0004,
        high=0.002,
        source="free parameter: separations; calibrated",
    )
    d_eu_short: float = parameter(
        1.7,
        nl="Baanverlies, factor bij baanduur onder twee jaar",
        en="Job loss, factor under two years' tenure",
        unit="1",
        low=1.0,
        high=3.0,
        source="assumption: factor under two years of tenure",
    )
    d_eu_long: float = parameter(
        0.65,
        nl="Baanverlies, factor bij baanduur vanaf twee jaar",
        en="Job loss, factor from two years' tenure",
        unit="1",
        low=0.3,
        high=1.0,
        source="assumption: factor from two years of tenure",
    )
    d_eu_low: float = parameter(
        1.4,
        nl="Baanverlies, factor laag opgeleid",
        en="Job loss, factor for low education",
        unit="1",
        low=1.0,
        high=2.0,
        source="assumption: factor for low education",
    )
    d_eu_high: float = parameter(
        0.8,
        nl="Baanverlies, factor hoog opgeleid",
        en="Job loss, factor for high education",
        unit="1",
        low=0.5,
        high=1.0,
        source="assumption: factor for high education",
    )
    gap: float = parameter(
        0.055,
        nl="Gewenste banen boven vervulde banen",
        en="Jobs wanted above jobs filled",
        unit="1",
        low=0.03,
        high=0.07,
        source="free parameter: jobs wanted above jobs filled, sets tightness; calibrated",
    )
    lam_lay: float = parameter(
        0.067,
        nl="Aandeel overtollig personeel dat ontslag krijgt",
        en="Share of surplus staff laid off",
        unit="1/month",
        low=0.03,
        high=0.15,
        source="free parameter: share of surplus staff laid off; calibrated",
    )
    solo_stop: float = parameter(
        0.35,
        nl="Zelfstandigen die na stoppen zonder baan raken",
        en="Self-employed left without a job after stopping",
        unit="1",
        low=0.1,
        high=1.0,
        source="assumption: one-person firms that stop without another job",
    )
    retention_effect: float = parameter(
        0.3,
        nl="Effect van begeleiding na plaatsing op baanverlies",
        en="Effect of support after placement on job loss",
        unit="1",
        low=0.0,
        high=0.6,
        source="assumption: fewer separations of activated people with full support",
    )
    skb_share_0: float = parameter(
        0.10,
        nl="Aandeel vacatures op vaardigheden bij de start",
        en="Share of skills-based vacancies at the start",
        unit="1",
        low=0.02,
        high=0.25,
        source="assumption: vacancies on skills, 2022",
    )
    skb_p: float = parameter(
        0.006,
        nl="Invoering van werven op vaardigheden zonder voorbeeld",
        en="Uptake of skills-based hiring without an example",
        unit="1/year",
        low=0.0,
        high=0.03,
        source="assumption: adoption without an example",
    )
    skb_push: float = parameter(
        0.05,
        nl="Effect van de campagne op werven op vaardigheden",
        en="Effect of the campaign on skills-based hiring",
        unit="1/year",
        low=0.0,
        high=0.15,
        source="assumption: effect of a full campaign",
    )
    q_skills: float = parameter(
        0.25,
        nl="Navolging van werven op vaardigheden",
        en="Imitation of skills-based hiring",
        unit="1/year",
        low=0.1,
        high=0.5,
        source="assumption: adoption by imitation",
    )
