"""Jobs, firms, sectors, occupations and the mix of occupations."""

import numpy as np

from scenarios.regions.derivation.facts import Array, Facts, fit_margins, round_to
from scenarios.regions.derivation.writing import CBS, OWN, Made, Origin
from simulation.axes import SKILLS

JOBS, FIRMS, JOBS_OUT, FIRMS_OUT = 1_500_000, 300_000, 160_000, 33_000
LESS_GROWTH = 0.3  # percentage points a year off all trends, so that demand follows labour supply to 2040
OCCUPATIONS = ("TE2", "TE3", "IT3", "IT2", "CA2", "CA3", "AD2", "BU3", "CM2", "SE1", "LO1", "MA2")

# sector: Dutch, English, row of sectors.csv, share of that row (jobs, firms), group of jobs by COROP, group of
# establishments, then beta, growth %/year, kW/job, fossil share, tCO2/job, vans/job (pattern), turnover, load class
SECTORS = {
    "agriculture": ("Landbouw en greenport", "Agriculture and greenport", "agri", 1, 1, "A", "agri",
                    0.3, -0.5, 0.6, 0.5, 6.0, 0.25, 1, "agriculture"),
    "industry": ("Industrie, staal en haven", "Industry, steel and port processing", "industry", 1, 1, "BE",
                 "industry_energy", 1.5, -0.4, 0.8, 0.6, 18.0, 0.08, 1, "industry"),
    "energy": ("Energie en water", "Energy and water", "energy_circular", 0.47, 0.30, "BE", "industry_energy",
               0.2, 2.0, 0.5, 0.2, 5.0, 0.20, 1, "industry"),
    "circular": ("Afval, hergebruik en reparatie", "Waste, reuse and repair", "energy_circular", 0.53, 0.70, "BE",
                 "industry_energy", 0.8, 0.0, 0.6, 0.1, 1.5, 0.20, 1, "industry"),
    "construction": ("Bouw en installatie", "Construction and installation", "construction", 1, 1, "FZ",
                     "industry_energy", 1.7, 0.6, 0.2, 0.3, 4.0, 0.50, 1, "services"),
    "trade": ("Handel", "Trade and retail", "trade", 1, 1, "GI", "trade_hospitality",
              1.0, 0.1, 0.25, 0.2, 1.2, 0.09, 1, "services"),
    "logistics": ("Logistiek, luchtvaart en zeehaven", "Logistics, aviation and seaport", "logistics", 1, 1, "GI",
                  "transport_ict", 1.3, 0.4, 0.35, 0.5, 7.0, 0.15, 1, "services"),
    "hospitality": ("Horeca en toerisme", "Hospitality and tourism", "hospitality", 1, 1, "GI", "trade_hospitality",
                    1.2, 0.8, 0.3, 0.3, 1.5, 0.03, 2, "services"),
    "ict": ("ICT en techbedrijven", "ICT and tech", "ict", 1, 1, "JZ", "transport_ict",
            0.8, 1.8, 0.15, 0.05, 0.3, 0.02, 1, "services"),
    "finance": ("Financiële diensten", "Finance and insurance", "finance", 1, 1, "KZ", "finance_realestate",
                0.7, -0.6, 0.12, 0.05, 0.3, 0.005, 1, "services"),
    "business": ("Zakelijke diensten", "Business services", "business", 0.785, 0.985, "MN", "business_services",
                 1.0, 0.9, 0.12, 0.05, 0.3, 0.03, 1, "services"),
    "temp_agencies": ("Uitzendbureaus", "Temporary-work agencies", "business", 0.215, 0.015, "MN",
                      "business_services", 2.5, 0.2, 0.12, 0.05, 0.3, 0.02, 2, "services"),
    "public": ("Openbaar bestuur", "Public administration", "public", 1, 1, "OPQ", "public_edu_health",
               0.1, 0.3, 0.15, 0.1, 0.6, 0.04, 1, "services"),
    "education": ("Onderwijs", "Education", "education", 1, 1, "OPQ", "public_edu_health",
                  0.1, 0.8, 0.25, 0.2, 0.9, 0.01, 1, "services"),
    "health": ("Zorg en welzijn", "Health and social care", "health", 1, 1, "OPQ", "public_edu_health",
               0.1, 1.3, 0.25, 0.2, 0.9, 0.02, 1, "services"),
    "creative": ("Cultuur, media en overige diensten", "Culture, media and other services", "creative", 1, 1, "RSU",
                 "culture_other", 1.0, 0.9, 0.15, 0.1, 0.6, 0.03, 1, "services"),
}
# Concentrations that group totals by COROP cannot show (estimates): steel, airport, auction, media, provincial seats.
CONCENTRATION = {("Velsen", "industry"): 3.0, ("Haarlemmermeer", "logistics"): 8.0, ("Aalsmeer", "trade"): 1.3,
                 ("Hilversum", "creative"): 2.0, ("Haarlem", "public"): 2.2, ("Lelystad", "public"): 2.5,
                 ("Amsterdam", "public"): 1.2, ("Amsterdam", "finance"): 1.3, ("Zaanstad", "industry"): 1.5}

# code: Dutch, English, level, field, EUR/hour, skills in the order of simulation.region.SKILLS, drift
OCCUPATION = {
    "TE2": ("Monteur en technisch vakkracht", "Skilled technician", 2, 1, 20, (0.8, 0.4, 0, 0.4, 0, 0.4), 0.004),
    "TE3": ("Ingenieur", "Engineer", 3, 1, 30, (0.7, 0.6, 0, 0.8, 0, 0), 0.006),
    "IT3": ("Software- en dataspecialist", "Software and data specialist", 3, 2, 31, (0, 0.9, 0, 0.7, 0, 0), 0.006),
    "IT2": ("ICT-beheerder", "ICT support technician", 2, 2, 21, (0, 0.7, 0, 0.4, 0.3, 0), 0.0),
    "CA2": ("Verzorgende en begeleider", "Care worker", 2, 3, 18, (0, 0, 0.8, 0, 0.4, 0.3), 0.006),
    "CA3": ("Arts, verpleegkundige en leraar", "Doctor, nurse and teacher", 3, 3, 29, (0, 0.2, 0.8, 0.7, 0, 0), 0.006),
    "AD2": ("Administratief medewerker", "Clerk", 2, 4, 18, (0, 0.5, 0, 0.5, 0.4, 0), -0.020),
    "BU3": ("Adviseur, jurist en manager", "Business professional, manager", 3, 4, 31, (0, 0.5, 0, 0.8, 0.6, 0), 0.006),
    "CM2": ("Verkoper en commercieel medewerker", "Sales worker", 2, 4, 20, (0, 0.4, 0, 0.2, 0.7, 0), -0.006),
    "SE1": ("Horeca-, winkel- en schoonmaakhulp", "Service worker", 1, 0, 13, (0, 0, 0.3, 0, 0.4, 0.4), 0.004),
    "LO1": ("Magazijnmedewerker en chauffeur", "Logistics worker", 1, 0, 14.5, (0.2, 0, 0, 0, 0, 0.7), -0.002),
    "MA2": ("Operator en bouwvakker", "Operator and builder", 2, 1, 18.5, (0.6, 0, 0, 0, 0, 0.6), -0.006),
}
# Occupations within a sector, percent, in the order of OCCUPATIONS; rows are normalised.
MIX = {
    "agriculture": (5, 5, 1, 0, 0, 0, 6, 8, 5, 5, 45, 20), "industry": (16, 12, 4, 2, 0, 1, 10, 12, 6, 3, 14, 20),
    "energy": (34, 20, 5, 3, 0, 1, 10, 14, 3, 2, 4, 4), "circular": (15, 6, 3, 2, 0, 0, 6, 8, 10, 5, 25, 20),
    "construction": (24, 8, 1, 1, 0, 0, 8, 8, 3, 2, 10, 35), "trade": (3, 1, 2, 2, 1, 1, 12, 10, 33, 22, 11, 2),
    "logistics": (7, 3, 3, 2, 0, 0, 13, 10, 4, 5, 50, 3), "hospitality": (1, 0, 1, 1, 1, 2, 6, 8, 22, 53, 4, 1),
    "ict": (4, 5, 42, 10, 0, 0, 7, 20, 11, 0, 0, 1), "finance": (0, 1, 16, 4, 0, 0, 24, 50, 5, 0, 0, 0),
    "business": (3, 8, 10, 4, 0, 2, 16, 42, 10, 4, 1, 0), "temp_agencies": (5, 1, 2, 2, 3, 0, 15, 4, 8, 34, 21, 5),
    "public": (2, 4, 4, 2, 5, 40, 16, 21, 2, 3, 1, 0), "education": (1, 1, 2, 1, 8, 62, 9, 10, 1, 4, 1, 0),
    "health": (1, 1, 1, 1, 56, 22, 7, 5, 1, 5, 0, 0), "creative": (3, 3, 7, 5, 3, 6, 11, 24, 22, 13, 2, 1),
}


def sector_totals(facts: Facts) -> tuple[Array, Array]:
    """Jobs and firms inside the region by sector, adding up to 1,500,000 and 300,000."""
    table = {r["sector_id"]: r for r in facts.read("sectors")}
    jobs = [float(table[s[2]]["jobs_mra_seed_total"]) * s[3] for s in SECTORS.values()]
    firms = [float(table[s[2]]["firms_mra_seed_total"]) * s[4] for s in SECTORS.values()]
    return round_to(JOBS, np.array(jobs)), round_to(FIRMS, np.array(firms))


def _establishment_share(facts: Facts) -> Array:
    columns = [np.nan_to_num(facts.own(f"est_{s[6]}_pct")) for s in SECTORS.values()]
    return np.maximum(np.array(columns).T, 0.05) / 100


def _corop_share(facts: Facts) -> Array:
    """Share of each sector's group in the employee jobs of the zone's COROP area, 2021."""
    rows = [r for r in facts.read("corop_jobs") if r["year"] == "2021"]
    jobs = {(r["corop"], r["a10"]): float(r["employee_jobs"]) for r in rows}
    return np.array([[jobs[corop, s[5]] for s in SECTORS.values()] for corop in facts.text("corop")])


def jobs_and_firms(facts: Facts) -> tuple[Array, Array]:
    """Jobs and firms by zone (outside zones last) and sector; cells with jobs have firms, no firm lacks a job."""
    jobs_s, firms_s = sector_totals(facts)
    jobs_z = round_to(JOBS, facts.own("jobs_total_scaled_1500k_estimate"))
    firms_z = round_to(FIRMS, facts.own("establishments_scaled_300k_estimate"))
    local = _establishment_share(facts)
    boost = np.ones_like(local)
    for (zone, sector), factor in CONCENTRATION.items():
        boost[facts.text("name").index(zone), list(SECTORS).index(sector)] = factor
    jobs = fit_margins(jobs_s * _corop_share(facts) * local**0.7 * boost, jobs_z, jobs_s)
    firms = fit_margins(firms_s * local, firms_z, firms_s)
    for _ in range(40):  # one-person firms: on average not more than five firms to six jobs in any cell
        firms = fit_margins(np.minimum(firms, 0.85 * jobs), firms_z, firms_s, rounds=20)
    jobs = np.array([round_to(int(n), row) for n, row in zip(jobs_z, jobs, strict=True)])
    firms = np.array([round_to(int(n), row) for n, row in zip(firms_z, firms, strict=True)])
    out = facts.external[:, 5] / facts.external[:, 5].sum()
    jobs = np.vstack([jobs, round_to(JOBS_OUT, out[:, None] * jobs_s)])
    firms = np.vstack([firms, round_to(FIRMS_OUT, out[:, None] * firms_s)])
    return _settle(jobs, firms)


def _settle(jobs: Array, firms: Array) -> tuple[Array, Array]:
    """Give each cell with jobs a firm and each firm a job, at the cost of the largest cell of the zone."""
    lacking = (jobs > 0) & (firms == 0)
    firms = firms + lacking
    firms[np.arange(len(firms)), firms.argmax(axis=1)] -= lacking.sum(axis=1)
    short = np.maximum(firms - jobs, 0)
    jobs = jobs + short
    jobs[np.arange(len(jobs)), jobs.argmax(axis=1)] -= short.sum(axis=1)
    return jobs, firms


def fitted_mix(jobs_s: Array, high: float) -> Array:
    """Share of occupations by sector, float64[s, o], with the odds of level 3 raised alike in all sectors.

    The assumed mix asks for 14 % fewer high-level workers than live here. One factor closes that gap, but for 5 %:
    some highly educated people work below their level.
    """
    mix = np.array([MIX[s] for s in SECTORS], float)
    third = np.array([OCCUPATION[o][2] == 3 for o in OCCUPATIONS])
    low, top = 0.5, 4.0
    for _ in range(60):
        factor = (low + top) / 2
        shares = mix * np.where(third, factor, 1.0)
        shares /= shares.sum(axis=1, keepdims=True)
        demand = (jobs_s @ shares)[third].sum() / jobs_s.sum()
        low, top = (factor, top) if demand < 0.95 * high else (low, factor)
    return shares


def tables(facts: Facts, jobs: Array, firms: Array, vans: float, high: float) -> dict[str, Made]:
    """Make the tables of work; `vans` inside the region, `high` share of the employed with high education."""
    header = ["zone", *SECTORS]
    jobs_from = Origin("CBS employee jobs by COROP and sector 2021 (83582NED), establishments (85039NED), jobs by "
                       "municipality 2014 raised to 2021; fitted and scaled to 1.5 million jobs", "estimate", "2021")
    firms_from = Origin("CBS establishments by municipality and sector 2021 (85039NED), scaled to 300,000 firms",
                        "estimate", "2021")
    pattern = np.array([s[12] for s in SECTORS.values()])
    vans_job = np.round(pattern * vans / (jobs[: facts.inside] @ pattern).sum(), 4)
    sectors = [(k, s[0], s[1], s[7], round((s[8] - LESS_GROWTH) / 100, 4), s[9], s[10], s[11], v, s[13], s[14])
               for (k, s), v in zip(SECTORS.items(), vans_job, strict=True)]
    assumed = Origin("assumption of the authors, order of magnitude (docs/model.md)", "assumption")
    mix = fitted_mix(jobs.sum(axis=0), high)
    return {
        "jobs": Made(header, [(z, *r) for z, r in zip(facts.zone, jobs, strict=True)], CBS, jobs_from),
        "firms": Made(header, [(z, *r) for z, r in zip(facts.zone, firms, strict=True)], CBS, firms_from),
        "sectors": Made(("sector", "name_nl", "name_en", "cyclicality", "growth", "kw_job", "fossil", "co2_job",
                         "vans_job", "turnover", "load_class"), sectors, OWN, assumed,
                        {"growth": Origin("assumed pattern by sector, all 0.3 points a year lower so that demand "
                                          "follows labour supply to 2040", "assumption"),
                         "vans_job": Origin("assumed pattern, scaled to the vans of vehicles.csv", "estimate")}),
        "occupations": Made(("occupation", "name_nl", "name_en", "level", "field", "wage", *SKILLS, "trend"),
                            [(k, *o[:5], *o[5], o[6]) for k, o in OCCUPATION.items()], OWN, assumed,
                            {"wage": Origin("after median hourly wages by occupation (CBS 85517)", "estimate")}),
        "mix": Made(("sector", *OCCUPATIONS),
                    [(s, *np.round(r, 8)) for s, r in zip(SECTORS, mix, strict=True)], OWN,
                    Origin("estimate of the authors; education and health split, creative own row, level 3 raised to "
                           "fit the education of the labour force (docs/data.md)", "estimate")),
    }
