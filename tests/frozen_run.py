"""Two busy runs whose results are kept to the last bit, so that no change moves a number unseen.

``python -m tests.frozen_run`` says which indicators moved and by how much; with ``--renew`` it also writes them
down. Whoever renews says in ``CHANGELOG.md`` what moved and why.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np

from scenarios.load import resolve
from simulation.indicators import GROUP, REGIONAL, STATION, ZONAL
from simulation.indicators.observe import Observer
from simulation.indicators.record import Record
from simulation.levers import LEVERS, Lever
from simulation.region import Region
from simulation.runs.initial import open_model
from simulation.scenario import SHOCKS, ResolvedScenario
from tests.model_runs import make_policy, region_named

KEPT = Path(__file__).with_name("frozen_run.json")
RUNS = {"toy": {"scale": 1, "months": 24}, "mra": {"scale": 100, "months": 12}}
AWAY = 0.4  # of the way from a lever's default to the end of its range
FIRST, FULL = 2, 8  # months between which levers move
SHOCKS_ON = {
    "cycle": -0.04, "gas_factor": 1.6, "elec_factor": 1.2, "migration_cap": 600.0, "project_delay_months": 6.0,
    "project_delay_share": 0.5,
}  # fmt: skip
Sums = dict[str, list[float]]


def busy_policy(region_name: str) -> ResolvedScenario:
    """Every lever moved, up or down in turn, and every shock on; demand falls in each third sector."""
    region = region_named(region_name)
    levers = {name: _moved(lever, k, region) for k, (name, lever) in enumerate(LEVERS.items())}
    by_sector = {"sector_demand": np.where(np.arange(len(region.sector_id)) % 3, 0.0, -0.03)}
    assert set(SHOCKS_ON) | set(by_sector) == set(SHOCKS)
    return make_policy(region, levers, SHOCKS_ON | by_sector, first=FIRST, full=FULL)


def _moved(lever: Lever, k: int, region: Region) -> float:
    """A switch on; another lever part of the way to an end, which is as far away as current policy here is large."""
    if lever.kind == "switch":
        return lever.high
    table, default = resolve("current_policy", region).levers, float(lever.default_path[-1])
    here = float((table.zonal if lever.zonal else table.regional)[lever.name][-1].max())
    end = lever.high if k % 3 or lever.low == default else lever.low
    return here + AWAY * (end - default) * (here / default if default else 1.0)


def live_through(name: str) -> Record:
    """Run one of RUNS and return all that was observed."""
    region, months = region_named(name), RUNS[name]["months"]
    model = open_model(region, busy_policy(name), seed=7, scale=RUNS[name]["scale"])
    observer = Observer(model.world, months)
    for _ in range(months):
        model.step()
        observer.observe(model.world)
    model.close()
    return observer.record


def sums(record: Record) -> Sums:
    """Per table and indicator the exact sum of its values, and the sum weighted with their position."""
    found: Sums = {}
    tables = {"zones": ZONAL, "groups": GROUP, "stations": STATION, "region": REGIONAL}
    for table, indicators in tables.items():
        for k, indicator in enumerate(indicators):
            values = np.nan_to_num(getattr(record, table)[..., k].astype(np.float64).ravel())
            places = np.arange(1, values.size + 1)
            found[f"{table}.{indicator.name}"] = [math.fsum(values), math.fsum(values * places)]
    return found


def moved(name: str, now: Sums) -> list[str]:
    """One line for each indicator that is not what was kept, largest change first."""
    kept: dict[str, Sums] = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    before = kept.get(name, {})
    lines = [(math.inf, f"{name}: {path} is gone") for path in before if path not in now]
    for path, (total, placed) in now.items():
        if path not in before:
            lines.append((math.inf, f"{name}: {path} is new, {total!r}"))
        elif before[path] != [total, placed]:
            change = (total - before[path][0]) / abs(before[path][0]) if before[path][0] else math.inf
            how = f"{100 * change:+.3g} %" if change else "the same sum in other places"
            lines.append((abs(change), f"{name}: {path} from {before[path][0]!r} to {total!r} ({how})"))
    return [line for _, line in sorted(lines, key=lambda pair: -pair[0])]


def main() -> None:
    """Compare with what was kept, and keep what is found if asked to."""
    found = {name: sums(live_through(name)) for name in RUNS}
    print("\n".join(line for name in RUNS for line in moved(name, found[name])) or "nothing moved")
    if "--renew" in sys.argv[1:]:
        KEPT.write_text(_one_line_each(found))


def _one_line_each(found: dict[str, Sums]) -> str:
    runs = []
    for name, table in found.items():
        lines = ",\n".join(f"  {json.dumps(path)}: {json.dumps(pair)}" for path, pair in table.items())
        runs.append(f' "{name}": {{\n{lines}\n }}')
    return "{\n" + ",\n".join(runs) + "\n}\n"


if __name__ == "__main__":
    main()
