"""Monthly series from outside the region, and named observations."""

import numpy as np

from scenarios.regions.derivation.writing import OWN, Made, Origin
from scenarios.regions.tables import MONTHS, SERIES

# Yearly means, set at mid-year and joined by straight lines.
POINTS = {
    "gas_eur_m3": {2022: 2.0, 2023: 1.45, 2025: 1.25, 2040: 1.35},
    "elec_eur_kwh": {2022: 0.45, 2023: 0.40, 2025: 0.28, 2040: 0.26},
    "co2_elec_kg_kwh": {2022: 0.32, 2023: 0.30, 2025: 0.20, 2030: 0.09, 2040: 0.02},
    "bev_sales_share": {2022: 0.20, 2030: 0.80, 2035: 1.0},
    "new_dwellings_year": {2022: 14_000},
    "green_gas_share": {2022: 0.02, 2040: 0.10},
}
PENSION = ((2022, 799), (2023, 802), (2024, 804), (2028, 807), (2034, 813))  # from January of the year [month]


def exogenous() -> Made:
    """Make the table of monthly series."""
    year = np.array([int(m[:4]) + (int(m[5:]) - 0.5) / 12 for m in MONTHS])
    data = {k: np.interp(year, [y + 0.5 for y in p], list(p.values())) for k, p in POINTS.items()}
    data["aow_age_months"] = np.array([max(a for y, a in PENSION if y <= int(m[:4])) for m in MONTHS], float)
    data["cycle"] = np.interp(np.arange(len(MONTHS)), [0, 24], [0.03, 0.0])
    rows = [(m, *(round(float(data[s][i]), 6) for s in SERIES)) for i, m in enumerate(MONTHS)]
    return Made(("month", *SERIES), rows, OWN, Origin("assumed path between yearly points", "assumption", "2022-2040"),
                {"aow_age_months": Origin("law on the state pension (CBS/PBL regional forecast 2022)", "sourced")})


# name: value, low, high, unit, year, source, confidence, meaning
FACTS: dict[str, tuple[object, ...]] = {
    "unemployment_2022": (3.8, 3.4, 4.2, "%", "2022", "CBS 85494: Noord-Holland 3.8, Flevoland 3.7", "sourced", "P1: unemployment rate"),
    "unemployment_amsterdam_2022": (4.8, 4.2, 5.2, "%", "2022", "CBS 83523 and 85268: Q1 4.7, Q2 4.9", "sourced", "unemployment rate of Amsterdam"),
    "tightness_2022": (1.25, 1.0, 1.45, "vacancies per unemployed", "2022", "CBS: national 133, 142, 121, 123 per 100", "sourced", "P1: tightness"),
    "vacancies_per_1000_jobs_2022": (59, 50, 65, "per 1000 jobs", "2022", "EVMRA 2023 via Het Parool", "secondary", "open vacancies per 1,000 jobs in the MRA"),
    "fill_2022": (0.28, 0.24, 0.32, "1/month", "2022", "CBS: 379-391 thousand filled a quarter on 450 thousand", "derived", "P3: share of open vacancies filled a month"),
    "fill_slump": (0.53, 0.42, 0.62, "1/month", "2013", "CBS: 149-162 thousand filled a quarter on 95 thousand", "derived", "P3: the same in a slump"),
    "matching_elasticity": (0.35, 0.2, 0.5, "1", "2001", "Petrongolo and Pissarides 2001", "secondary", "P3: elasticity of the job-finding rate to tightness"),
    "job_to_job_2022": (0.8, 0.6, 1.1, "% a month", "2022", "CBS job changers 2022: 4.7 % a quarter, 38 % pupils and students", "derived", "P4: job-to-job moves"),
    "job_to_job_tenure_ratio": (3.0, 2.5, 3.5, "1", "2022", "CBS job changers 2022: 8.5 and 2.8 % a quarter", "derived", "P4: short against long tenure"),
    "long_term_share_2022": (20, 14, 25, "%", "2022", "CBS: 14 % in mid 2023, 33 % in 2013", "derived", "P5: unemployed for a year or longer"),
    "unemployment_low_2022": (5.6, 4.8, 6.8, "%", "2022", "national, consistent with CBS 84673", "estimate", "P6: unemployment of the low educated"),
    "unemployment_middle_2022": (3.6, 3.1, 4.2, "%", "2022", "national, consistent with CBS 84673", "estimate", "P6: unemployment of the middle educated"),
    "unemployment_high_2022": (2.7, 2.2, 3.2, "%", "2022", "national, consistent with CBS 84673", "estimate", "P6: unemployment of the highly educated"),
    "commute_amsterdam_km": (11, 9, 14, "km one way", "2015", "CBS: under 15 km", "derived", "P10: mean commute of residents of Amsterdam"),
    "commute_almere_km": (19, 16, 24, "km one way", "2023", "around the national mean of 19.9 km (CBS)", "assumption", "P10: mean commute of residents of Almere"),
    "bike_share_amsterdam": (0.48, 0.42, 0.54, "share", "2016", "KiM via Het Parool 2017", "secondary", "P10: bicycle share of those who live and work in Amsterdam"),
    "commute_decay_per_km": (0.18, 0.13, 0.23, "1/km", "2014", "doubly constrained gravity on the CBS matrix of 2014", "derived", "P10: exponential decay with crow-fly distance"),
    "in_commuters_2017": (432_000, "", "", "persons", "2017", "Amsterdam Economic Board on EVMRA 2018", "sourced", "commuters into the region"),
    "out_commuters_2017": (219_000, "", "", "persons", "2017", "Amsterdam Economic Board on EVMRA 2018", "sourced", "commuters out of the region"),
    "grid_queue_2024_mw": (540, 300, 900, "MW", "2024", "share of the national 5,116 MW (Netbeheer Nederland)", "estimate", "P14: connection queue, end of 2024"),
    "grid_queue_amsterdam_2023": (266, "", "", "requests", "2023", "Liander, January 2023", "sourced", "requests on the queue in Amsterdam"),
    "grid_queue_flevopolder_2023": (210, "", "", "requests", "2023", "Liander, October 2023", "sourced", "requests on the queue in the Flevopolder"),
    "grid_peak_2023_mw": (2500, 2250, 2750, "MW", "2023", "ETM energy by municipality x hourly curves", "derived", "net peak of the region"),
    "grid_design_peak_2023_mw": (2625, 2360, 2890, "MW", "2023", "1.05 x grid_peak_2023_mw: design winter weekday", "derived", "net peak of the region on the design winter weekday of profiles.csv"),
    "grid_peak_amsterdam_2023_mw": (880, 750, 950, "MW", "2023", "as grid_peak_2023_mw; 750 MW stated for 2019", "derived", "net peak of Amsterdam, Weesp included"),
    "grid_import_peak_2023_mw": (3150, 2850, 3450, "MW", "2023", "network study of the authors", "derived", "import at peak, neighbours included"),
    "station_build_amsterdam_new": (29, "", "", "stations", "2035", "Liander, TenneT, Amsterdam", "sourced", "stations to be built to 2035"),
    "station_build_amsterdam_extended": (12, "", "", "stations", "2035", "Liander, TenneT, Amsterdam", "sourced", "stations to be extended to 2035"),
    "heat_pumps_existing_homes_2022": (5000, 4000, 6000, "a year", "2022", "national 60,000, the region lags", "estimate", "P13: heat pumps placed in existing homes"),
    "heat_pumps_existing_homes_2023": (8000, 6000, 11_000, "a year", "2023", "national 120,000, the region lags", "estimate", "P13: the same in 2023"),
    "data_centre_mva": (620, "", "", "MVA", "2022", "assumption", "assumption", "contracted by data centres at base"),
}


def facts_table(jobs_by_subregion: dict[str, float]) -> Made:
    """Make the table of named observations; jobs by sub-region follow from the jobs table."""
    header = ("name", "value", "low", "high", "unit", "year", "source", "confidence", "meaning")
    rows = [(name, *(np.nan if v == "" else v for v in r[:3]), *r[3:]) for name, r in FACTS.items()]
    for name, jobs in jobs_by_subregion.items():
        key = "jobs_" + name.lower().replace(" en ", "_").replace("-", "_")
        rows.append((key, jobs, 0.98 * jobs, 1.02 * jobs, "jobs", "2022", "jobs.csv", "estimate", f"jobs in {name}"))
    return Made(header, rows, OWN, Origin("as said in the row", "derived"))
