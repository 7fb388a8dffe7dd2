"""Derive the tables of the Metropolitan Region Amsterdam from its fact files.

Run it from the project root: ``python -m scenarios.regions.derive_mra``. The same facts give the same bytes.
"""

import sys
from pathlib import Path

import numpy as np

from scenarios.regions.derivation import energy, homes, network, people, series, space, work
from scenarios.regions.derivation.facts import Facts
from scenarios.regions.derivation.writing import write_table

FOLDER = Path(__file__).parent / "mra"
REGION = f"""# The Metropolitan Region Amsterdam: as tables. See docs/data.md for what to replace first.
format = 1
name = "mra"
title = {{ nl = "Metropoolregio Amsterdam", en = "Metropolitan Region Amsterdam" }}
base_month = "2022-01"
box = [51.8, 53.0, 4.2, 6.0]  # latitudes and longitudes that coordinates must lie between
attribution = "Statistics Netherlands (CBS); OpenStreetMap contributors; Energy Transition Model (Quintel)"

[values.bev_share]
value = {energy.BEV_SHARE}
unit = "share"
year = "2022"
source = "vehicle registrations, September 2022"
confidence = "secondary"
meaning = "share of battery cars in the fleet at base"
"""


def derive(facts_folder: Path, out: Path) -> None:
    """Write all tables, their sidecars and region.toml into `out`."""
    facts = Facts(facts_folder)
    jobs, firms = work.jobs_and_firms(facts)
    residents = people.residents(facts, jobs.sum())
    employed = people.fitted_employment(residents)[..., 0].sum(axis=(0, 1))
    places = space.Space(facts)
    flows = space.commuters(facts, places, residents["state"][:, 0], jobs.sum(axis=1))
    dwellings = homes.dwellings(facts)
    cars, vans = homes.vehicles(facts)
    mwh = energy.energy(facts, dwellings, cars, vans)
    tables = {
        **space.tables(facts, places, residents["state"][:, 2], flows),
        **people.tables(facts, residents),
        **work.tables(facts, jobs, firms, vans.sum(), employed[2] / employed.sum()),
        **homes.tables(facts, dwellings),
        **energy.tables(facts, mwh),
        **network.tables(facts),
        "exogenous": series.exogenous(),
        "facts": series.observed(facts, _jobs_by_subregion(facts, jobs)),
    }
    for name, made in tables.items():
        write_table(out, name, made)
    (out / "region.toml").write_text(REGION, encoding="utf-8", newline="\n")


def _jobs_by_subregion(facts: Facts, jobs: np.ndarray) -> dict[str, float]:
    total: dict[str, float] = {}
    for name, row in zip(facts.text("subregion"), jobs, strict=False):
        total[name] = total.get(name, 0.0) + float(row.sum())
    return total


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    derive(FOLDER / "facts", target)
    sys.stdout.write(f"{target}\n")
