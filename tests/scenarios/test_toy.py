"""The toy region: its tables follow from its script, and every mechanism has something to do in it."""

import numpy as np
import pytest

import poldermodel as pm
from experiments.compare import plan_comparison
from scenarios.catalogue import describe_scenario
from scenarios.load import resolve
from scenarios.regions.check import check_region
from scenarios.regions.derive_toy import FOLDER, derive
from scenarios.regions.load import SHIPPED
from scenarios.regions.reading import read_files
from simulation.scenario import ResolvedScenario
from tests.toy import toy_region

TOY = {path.name: path.read_bytes() for path in FOLDER.iterdir()}


def test_tables_are_what_the_script_writes(tmp_path):
    """If this fails, run `python -m scenarios.regions.derive_toy`."""
    derive(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == TOY


def test_form_is_that_of_the_shipped_region():
    """The same files, and nothing wrong in them."""
    assert set(TOY) == {path.name for path in (SHIPPED / "mra").iterdir() if path.is_file()}
    assert check_region(FOLDER) == []


def test_everything_says_that_it_is_made_up():
    texts = [data.decode() for name, data in TOY.items() if name.endswith(".toml")]
    assert all(
        line.endswith('"made up for tutorial and tests"')
        for text in texts
        for line in text.splitlines()
        if line.startswith("source =")
    )


def test_every_mechanism_has_its_place():
    """Heat plans, a zero-emission zone, data centres, sun, a ring that survives an outage, and people who come in."""
    region = toy_region()
    assert (region.n_mra, region.n_zones, len(region.grid.station_id)) == (3, 4, 2)
    assert 4_000 <= region.persons_age.sum() <= 6_000 and 200 <= region.firms.sum() <= 900
    assert region.heat_plan.sum() == 1 and region.heat_source_mw[region.heat_plan].min() > 0
    assert np.isfinite(region.ze_zone_start).sum() == 1 and (region.dc_mva > 0).any() and (region.dc_mva == 0).any()
    assert region.commuters[-1, :3].sum() > 100 and region.commuters[:3, -1].sum() > 100


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[run]\nscale = 0", "run.scale"),
        ("[run]\nseeds = 1.5", "run.seeds"),
        ("[run]\nseed = 1", "run.seed"),
        ("run = 3", "run"),
    ],
)
def test_wrong_defaults_of_a_run_are_named(text, found):
    settings = TOY["region.toml"].decode()
    first, rest = settings.split("[run]", 1)
    changed = f"{first}{text}\n[values{rest.split('[values', 1)[1]}"
    problems = read_files({**TOY, "region.toml": changed.encode()}).problems
    assert [(p.file, p.column) for p in problems] == [("region.toml", found)]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("levers.reskill_place,10,10,10", "name"),
        ("levers.pt_upgrade,1,1,1", "name"),
        ("levers.dc_cap,-1,-1,-1", "value"),
    ],
)
def test_wrong_current_policy_is_named(row, column, tmp_path):
    for name, data in TOY.items():
        (tmp_path / name).write_bytes(data)
    line = f"{row},persons/year,2022,made up,assumption,current policy\n"
    lines = [text for text in TOY["facts.csv"].decode().splitlines(keepends=True) if "dc_cap" not in text]
    (tmp_path / "facts.csv").write_text("".join([*lines, line]))
    assert [(p.row, p.column) for p in check_region(tmp_path)] == [(row.split(",")[0], column)]


def test_options_come_before_scenario_and_region(tmp_path):
    """The region speaks last, and only for itself."""
    asked = tmp_path / "asked.toml"
    asked.write_text('format = 1\nextends = "current_policy"\nid = "asked"\n[run]\nseeds = 3\n')
    plans = [
        plan_comparison(["current_policy"], region="toy"),
        plan_comparison([asked], region="toy"),
        plan_comparison(["current_policy"], region="toy", seeds=2, scale=5),
        plan_comparison(["current_policy"]),
    ]
    assert [(plan.scale, len(plan.seeds)) for plan in plans] == [(1, 1), (1, 3), (5, 2), (20, 8)]


def test_current_policy_is_of_its_own_size(tmp_path):
    """It differs in nothing from itself, and a ramp starts from it."""
    region, file = toy_region(), tmp_path / "more.toml"
    file.write_text(
        'format = 1\nextends = "current_policy"\nid = "more"\n'
        '[levers.technician_places]\nprofile = "ramp"\nfrom = "2024-01"\nto = "2026-01"\nvalue = 20\n'
    )
    more = resolve(file, region)
    assert describe_scenario(resolve("current_policy", region)) == []
    assert more.levers.value("reskill_places", 100) == 10
    assert [more.levers.value("technician_places", month) for month in (0, 24, 36, 48)] == [2, 2, 11, 20]
    assert [row["name"] for row in describe_scenario(more)] == ["technician_places"]


def test_current_policy_is_the_same_from_a_file_and_without():
    """Also what is asked beyond it, which public finance may not pay, counts from the region's own value."""
    region = toy_region()
    policy = ResolvedScenario.current_policy(region)
    assert policy.digest == resolve("current_policy", region).digest
    richer = policy.levers.with_paths({"reskill_places": np.full(228, 40.0)})
    assert [richer.default("reskill_places", month) for month in (-1, 0, 227)] == [10, 10, 10]
    assert (richer.value("reskill_places", -1), richer.value("reskill_places", 0)) == (10, 40)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return pm.run("current_policy", region="toy", out=tmp_path_factory.mktemp("toy") / "run")


@pytest.mark.slow
def test_people_work_and_jobs_are_filled(results):
    """Unemployment stays where a labour market of this kind is, and vacancies do not run away."""
    months = results.zones.groupby("month", observed=True)[["employed", "unemployed", "vacancies", "jobs"]].sum()
    rate = months.unemployed / (months.employed + months.unemployed)
    assert 0.03 <= rate.mean() <= 0.08 and rate.max() < 0.1
    assert (months.vacancies / months.jobs).between(0.005, 0.15).all()


@pytest.mark.slow
def test_grid_fills_up_and_is_built_and_homes_leave_gas(results):
    """A queue from the start, months of waiting, capacity that comes, and heat pumps every year."""
    first, last = results.stations.year.min(), results.stations.year.max()
    by_year = results.stations.groupby("year")[["queue_mw", "capacity_mw"]].sum()
    assert by_year.queue_mw[first] > 0 and by_year.capacity_mw[last] > by_year.capacity_mw[first]
    pumps = results.zones.groupby("year").homes_all_electric.sum()
    assert pumps.is_monotonic_increasing and pumps[last] > 2 * pumps[first]
