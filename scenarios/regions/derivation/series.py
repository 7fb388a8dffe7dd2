"""Monthly series from outside the region, and named observations."""

import numpy as np

from scenarios.regions.derivation.facts import Facts
from scenarios.regions.derivation.writing import OWN, Made, Origin
from simulation.axes import MONTH_LABELS

# Yearly means, set at mid-year and joined by straight lines.
POINTS: dict[str, dict[int, float]] = {
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
    year = np.array([int(m[:4]) + (int(m[5:]) - 0.5) / 12 for m in MONTH_LABELS])
    data = {k: np.interp(year, [y + 0.5 for y in p], list(p.values())) for k, p in POINTS.items()}
    data["aow_age_months"] = np.array([max(a for y, a in PENSION if y <= int(m[:4])) for m in MONTH_LABELS], float)
    data["cycle"] = np.interp(np.arange(len(MONTH_LABELS)), [0, 60], [0.03, 0.0])
    rows = [(m, *(round(float(data[s][i]), 6) for s in data)) for i, m in enumerate(MONTH_LABELS)]
    return Made(("month", *data), rows, OWN, Origin("assumed path between yearly points", "assumption", "2022-2040"),
                {"aow_age_months": Origin("law on the state pension (CBS/PBL regional forecast 2022)", "sourced")})


def observed(facts: Facts, jobs_by_subregion: dict[str, float]) -> Made:
    """Make the table of named observations; jobs by sub-region follow from the jobs table."""
    header = ("name", "value", "low", "high", "unit", "year", "source", "confidence", "meaning")
    rows: list[tuple[object, ...]] = [tuple(row[c] for c in header) for row in facts.read("observations")]
    for name, jobs in jobs_by_subregion.items():
        key = "jobs_" + name.lower().replace(" en ", "_").replace("-", "_")
        rows.append((key, jobs, 0.98 * jobs, 1.02 * jobs, "jobs", "2022", "jobs.csv", "estimate", f"jobs in {name}"))
    return Made(header, rows, OWN, Origin("as said in the row", "derived"))
