"""Parameters of search, matching, separations and vacancies."""

from dataclasses import dataclass

from simulation.declare.parameters import Parameters, parameter

_TRIED = "assumption, from numerical try-outs"


@dataclass(frozen=True, kw_only=True)
class SearchParameters(Parameters):
    """Contacts, distance and admission; losing a job; posting one."""

    k0_contacts: float = parameter(
        3.4,
        unit="vacancy/month",
        low=2,
        high=14,
        source="free parameter: vacancies seen at reference access; calibrated",
    )
    gamma_thick: float = parameter(
        0.5, unit="1", low=0.0, high=1.0, source="free parameter: contacts against reachable vacancies"
    )
    beta_commute: float = parameter(
        0.13,
        unit="1/EUR",
        low=0.12,
        high=0.24,
        source="free parameter: commutes of 11 km (Amsterdam) and 19 km (Almere)",
    )
    s_employed: float = parameter(
        0.2, unit="1", low=0.06, high=0.25, source="free parameter: employed who look around; calibrated"
    )
    s_employed_short: float = parameter(
        2.2, unit="1", low=1.0, high=4.0, source="CBS 2022: movers by tenure, under 2 years"
    )
    s_employed_long: float = parameter(
        0.7, unit="1", low=0.3, high=1.0, source="CBS 2022: movers by tenure, from 2 years"
    )
    s_employed_young: float = parameter(1.5, unit="1", low=1.0, high=2.5, source="assumption: factor under 30")
    s_employed_old: float = parameter(0.5, unit="1", low=0.2, high=1.0, source="assumption: factor from 50")
    s_hidden: float = parameter(
        0.2,
        unit="1",
        low=0.1,
        high=0.7,
        source="assumption: so that about 4,000 of 150,000 hidden talents find a job a month",
    )
    dur_dependence: float = parameter(
        0.098, unit="1/month", low=0.02, high=0.12, source=f"{_TRIED}: search fades with duration of unemployment"
    )
    search_floor: float = parameter(0.3, unit="1", low=0.1, high=0.6, source="assumption: lowest search intensity")
    digital_low: float = parameter(
        0.3, unit="1", low=0.1, high=0.5, source="assumption: digital skill below which search is harder"
    )
    digital_penalty: float = parameter(0.15, unit="1", low=0.0, high=0.4, source="assumption: fewer contacts below it")
    contacts_cap: int = parameter(16, unit="vacancy/month", low=4, high=32, source="assumption")
    prox_slope: float = parameter(
        3.0, unit="1", low=1.0, high=6.0, source="assumption: search falls with occupational distance"
    )
    prox_down: float = parameter(
        0.35, unit="1", low=0.1, high=0.8, source="assumption: search per level below one's own"
    )
    mu_mismatch_wage: float = parameter(
        0.5, unit="log EUR/h", low=0.2, high=1.0, source="assumption: pay loss at full mismatch"
    )
    xi_match: float = parameter(
        0.09, unit="log EUR/h", low=0.0, high=0.30, source=f"{_TRIED}: taste for a particular job"
    )
    rounds: int = parameter(2, unit="1", low=1, high=4, source="assumption: rounds of offers in a month")
    d_max: float = parameter(
        0.40, unit="1", low=0.30, high=1.0, source="assumption, from numerical try-outs: accepted mismatch"
    )
    d_max_per_month: float = parameter(
        0.02, unit="1/month", low=0.0, high=0.05, source="assumption: relaxed while open"
    )
    relax_age: int = parameter(6, unit="month", low=1, high=24, source="assumption: diploma no longer asked")
    kappa_edu: float = parameter(0.05, unit="1", low=0.0, high=0.10, source="assumption: employers' taste per level")
    score_noise: float = parameter(0.15, unit="1", low=0.0, high=0.5, source="assumption: noise in employers' ranking")
    stale_share: float = parameter(0.06, unit="1/month", low=0.0, high=0.2, source="assumption: old vacancies given up")
    stale_age: int = parameter(6, unit="month", low=1, high=24, source="assumption")
    vacancy_wage_growth: float = parameter(
        0.01, unit="log EUR/h", low=0.0, high=0.03, source="assumption: per month open"
    )
    occupation_floor: float = parameter(
        0.02, unit="1", low=0.0, high=0.2, source="assumption: share of the mix posted even without a deficit"
    )
    d_eu: float = parameter(
        0.0006, unit="1/month", low=0.0004, high=0.002, source="free parameter: separations; calibrated"
    )
    d_eu_short: float = parameter(
        1.7, unit="1", low=1.0, high=3.0, source="assumption: factor under two years of tenure"
    )
    d_eu_long: float = parameter(
        0.65, unit="1", low=0.3, high=1.0, source="assumption: factor from two years of tenure"
    )
    d_eu_low: float = parameter(1.4, unit="1", low=1.0, high=2.0, source="assumption: factor for low education")
    d_eu_high: float = parameter(0.8, unit="1", low=0.5, high=1.0, source="assumption: factor for high education")
    gap: float = parameter(
        0.055,
        unit="1",
        low=0.03,
        high=0.07,
        source="free parameter: jobs wanted above jobs filled, sets tightness; calibrated",
    )
    lam_lay: float = parameter(
        0.067, unit="1/month", low=0.03, high=0.15, source="free parameter: share of surplus staff laid off; calibrated"
    )
    solo_stop: float = parameter(
        0.35, unit="1", low=0.1, high=1.0, source="assumption: one-person firms that stop without another job"
    )
    retention_effect: float = parameter(
        0.3, unit="1", low=0.0, high=0.6, source="assumption: fewer separations of activated people with full support"
    )
    skb_share_0: float = parameter(0.10, unit="1", low=0.02, high=0.25, source="assumption: vacancies on skills, 2022")
    skb_p: float = parameter(0.006, unit="1/year", low=0.0, high=0.03, source="assumption: adoption without an example")
    skb_push: float = parameter(0.05, unit="1/year", low=0.0, high=0.15, source="assumption: effect of a full campaign")
    q_skills: float = parameter(0.25, unit="1/year", low=0.1, high=0.5, source="assumption: adoption by imitation")
