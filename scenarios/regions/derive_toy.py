"""Make the tables of the toy: three municipalities and two grid stations, all made up, small enough to try things on.

Run it from the project root: ``python -m scenarios.regions.derive_toy``. It always gives the same bytes.
"""

import sys
from pathlib import Path

from scenarios.regions.derivation import toy_energy, toy_grid, toy_people
from scenarios.regions.derivation.writing import write_table

FOLDER = Path(__file__).parent / "toy"
REGION = f"""# A toy for tutorial and tests: every number is made up. Made by python -m scenarios.regions.derive_toy.
format = 1
name = "toy"
title = {{ nl = "Speelgoedregio", en = "Toy region" }}
base_month = "2022-01"
box = [52.0, 53.0, 4.5, 5.5]  # latitudes and longitudes that coordinates must lie between
attribution = "The Poldermodel authors; no real place"

[run]  # what run and compare take if neither the scenario nor an option says
scale = 1
seeds = 1

[values.bev_share]
value = {toy_energy.BEV_SHARE}
unit = "share"
year = "2022"
source = "{toy_people.MADE_UP.source}"
confidence = "{toy_people.MADE_UP.confidence}"
meaning = "share of battery cars in the fleet at base"
"""


def derive(out: Path) -> None:
    """Write all tables, their sidecars and region.toml into `out`."""
    for name, made in {**toy_people.tables(), **toy_energy.tables(), **toy_grid.tables()}.items():
        write_table(out, name, made)
    (out / "region.toml").write_text(REGION, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    target.mkdir(parents=True, exist_ok=True)
    derive(target)
    sys.stdout.write(f"{target}\n")
