"""Every method gives the points it promises, and a point is the run it would be by itself."""

import itertools
from collections import Counter

import numpy as np
import pytest

from experiments.sweeps.dataset import KEYS
from experiments.sweeps.design import Design, read_design
from experiments.sweeps.factors import declared
from scenarios.load import resolve
from simulation.indicators.yearly import YEARLY_NAMES
from simulation.levers import LEVERS
from simulation.months import month_index
from simulation.parameters import ParameterSet
from simulation.runs.task import Task, region_of
from tests.sweep_designs import tables

REGION = region_of("mra")
ZONAL_LEVER = next(name for name, lever in LEVERS.items() if lever.zonal and lever.kind != "switch")


def method(name: str, **options) -> dict:
    return {"method": name, **options}


def read(**changes) -> Design:
    return read_design(tables(**changes))


def points_of(design: Design) -> list[tuple[float, ...]]:
    return [tuple(point.values.values()) for point in design.points()]


def test_a_factorial_is_every_combination():
    design = read(
        design=method("factorial"),
        levers={"grid_invest": {"low": 1, "high": 2, "levels": 3}, "ze_harmonised": {}},
        shocks={"cycle": {"values": [-0.1, 0.1]}},
        scenarios=["current_policy", "grid_first"],
    )
    expected = list(itertools.product((1.0, 1.5, 2.0), (0.0, 1.0), (-0.1, 0.1)))
    assert points_of(design) == expected * 2
    assert design.n_points == 24 and len(list(design.tasks())) == design.n_runs == 24 * len(design.seeds)


def test_a_latin_hypercube_has_one_point_in_every_stratum():
    n = 25
    design = read(design=method("latin_hypercube", points=n), levers={"grid_invest": {}, "reskill_places": {}})
    points = np.array(points_of(design))
    for k, factor in enumerate(design.factors):
        share = (points[:, k] - factor.low) / (factor.high - factor.low)
        assert sorted((share * n).astype(int)) == list(range(n))


def test_a_sobol_sequence_is_balanced_in_every_pair_of_factors():
    design = read(design=method("sobol", points=64), levers={"grid_invest": {}, "reskill_places": {}})
    points = np.array(points_of(design))
    share = (points - [f.low for f in design.factors]) / [f.high - f.low for f in design.factors]
    assert set(Counter(map(tuple, (share * 8).astype(int))).values()) == {1}


def test_a_list_is_the_points_given():
    rows = [{"grid_invest": 1.5, "cycle": -0.1}, {"grid_invest": 1, "cycle": 0}]
    design = read(design=method("list"), points=rows, levers={"grid_invest": {}}, shocks={"cycle": {}})
    assert [point.values for point in design.points()] == rows


def test_every_policy_meets_every_future_and_is_paired_by_seed():
    design = read(
        design=method("policies_by_futures", policies=3, futures=4),
        levers={"grid_invest": {}},
        shocks={"cycle": {}},
        scenarios=["current_policy", "grid_first"],
        run={"seeds": [7, 3], "scale": 100, "until": "2022-02"},
    )
    points = list(design.points())
    assert len(points) == 2 * 3 * 4 and [p.number for p in points] == list(range(24))
    assert Counter((p.policy, p.future) for p in points).most_common(1)[0][1] == 1
    assert {p.policy for p in points} == {f"{s}/{k}" for s in ("current_policy", "grid_first") for k in range(3)}
    lever = {(p.policy.split("/")[1], p.values["grid_invest"]) for p in points}
    shock = {(p.future, p.values["cycle"]) for p in points}
    assert len(lever) == 3 and len(shock) == 4
    assert [task.seed for _, task in design.tasks()] == [7, 3] * 24


def test_without_levers_the_policies_are_the_scenarios():
    design = read(
        design=method("policies_by_futures", futures=4),
        levers={},
        shocks={"cycle": {}},
        scenarios=["current_policy", "grid_first"],
    )
    assert {p.policy for p in design.points()} == {"current_policy", "grid_first"} and design.n_points == 8


def test_without_a_method_the_scenarios_are_run_as_they_are():
    design = read(design=None, levers={}, scenarios=["current_policy", "grid_first"])
    alone = [resolve(name, REGION) for name in ("current_policy", "grid_first")]
    expected = [Task(s, seed, 100, 2, "mra", REGION.digest).key for s in alone for seed in design.seeds]
    assert [task.key for _, task in design.tasks()] == expected


def test_values_of_the_base_are_the_base_so_that_runs_are_shared():
    base = resolve("current_policy", REGION)
    parameter = next(p for p in ParameterSet.declarations() if p.low < p.default < p.high)
    assert (base.levers.regional["grid_invest"] == 1.0).all()
    design = read(
        design=method("list"),
        points=[{"grid_invest": 1.0, "cycle": 0.0, parameter.name: parameter.default}],
        levers={"grid_invest": {}},
        shocks={"cycle": {}},
        parameters={parameter.name: {}},
    )
    keys = [task.key for _, task in design.tasks()]
    assert keys == [Task(base, seed, 100, 2, "mra", REGION.digest).key for seed in design.seeds]


def one_point(name: str, value: float, table: str = "levers", **entry):
    design = read(design=method("list"), points=[{name: value}], **({"levers": {}} | {table: {name: entry}}))
    return next(design.points()).scenario


def test_a_lever_acts_from_its_month_to_its_month():
    base, first, last = resolve("current_policy", REGION), month_index("2025-03"), month_index("2030-12")
    path = one_point("grid_invest", 1.7, **{"from": "2025-03", "to": "2030-12"}).levers.regional["grid_invest"]
    before = base.levers.regional["grid_invest"]
    assert (path[first : last + 1] == 1.7).all()
    np.testing.assert_array_equal(path[:first], before[:first])
    np.testing.assert_array_equal(path[last + 1 :], before[last + 1 :])
    always = one_point("grid_invest", 1.7).levers.regional["grid_invest"]
    assert (always == 1.7).all()


def test_a_lever_by_zone_acts_in_the_zones_of_the_region_only():
    base, high = resolve("current_policy", REGION), LEVERS[ZONAL_LEVER].high
    path = one_point(ZONAL_LEVER, high, **{"from": "2026-01"}).levers.zonal[ZONAL_LEVER]
    before, first = base.levers.zonal[ZONAL_LEVER], month_index("2026-01")
    assert (path[first:, : REGION.n_mra] == high).all()
    np.testing.assert_array_equal(path[:, REGION.n_mra :], before[:, REGION.n_mra :])
    np.testing.assert_array_equal(path[:first], before[:first])


def test_a_shock_by_sector_acts_in_all_sectors():
    path = one_point("sector_demand", -0.2, "shocks", **{"from": "2026-01", "to": "2026-12"}).shocks["sector_demand"]
    first = month_index("2026-01")
    assert (path[first : first + 12] == -0.2).all() and not path[:first].any() and not path[first + 12 :].any()


def test_a_shock_laid_over_one_of_some_zones_acts_everywhere(tmp_path):
    struck = tmp_path / "struck.toml"
    text = "format = 1\nextends = 'current_policy'\n[shocks.sector_demand]\nvalue = -0.1\nzones = ['Almere']\n"
    struck.write_text(text, encoding="utf-8")
    base = resolve(struck, REGION)
    design = read(
        levers={},
        scenarios=[str(struck)],
        design=method("list"),
        points=[{"sector_demand": -0.2}],
        shocks={"sector_demand": {"from": "2026-01"}},
    )
    path, first = next(design.points()).scenario.shocks["sector_demand"], month_index("2026-01")
    assert (path[first:] == -0.2).all()
    np.testing.assert_array_equal(path[:first], base.shocks["sector_demand"][:first])


def test_a_parameter_overrides_that_of_the_scenario():
    name = next(p.name for p in ParameterSet.declarations() if p.low < p.default < p.high)
    high = next(p.high for p in ParameterSet.declarations() if p.name == name)
    assert one_point(name, high, "parameters").parameters == {name: high}


def test_a_design_without_its_factors_leaves_other_levers_alone():
    base = resolve("grid_first", REGION)
    varied = {"levers": {}, "shocks": {"cycle": {}}, "points": [{"cycle": 0.1}]}
    design = read(design=method("list"), scenarios=["grid_first"], **varied)
    laid = next(design.points()).scenario
    for name, path in base.levers.regional.items():
        np.testing.assert_array_equal(laid.levers.regional[name], path)
    assert laid.parameters == base.parameters and laid.id == base.id


CHANGES = [
    {"design": method("latin_hypercube", points=5)},
    {"design": method("latin_hypercube", points=4, sample_seed=2)},
    {"design": method("sobol", points=4)},
    {"levers": {"grid_invest": {"low": 1.1}}},
    {"levers": {"grid_invest": {"from": "2026-01"}}},
    {"levers": {"reskill_places": {}}},
    {"levers": {"grid_invest": {}, "reskill_places": {}}},
    {"scenarios": ["grid_first"]},
    {"run": {"seeds": [1, 2], "scale": 100, "until": "2022-02"}},
    {"run": {"seeds": 1, "scale": 50, "until": "2022-02"}},
    {"run": {"seeds": 1, "scale": 100, "until": "2022-03"}},
    {"outcomes": {"areas": ["zone"]}},
    {"outcomes": {"indicators": ["jobs"]}},
    {"targets": [{"indicator": "jobs", "year": 2022, "at_least": 1}]},
]


def test_equal_designs_have_one_digest_and_changed_ones_another():
    digests = [read(**change).digest for change in ({}, *CHANGES)]
    assert len(set(digests)) == len(digests)
    assert digests == [read(**change).digest for change in ({}, *CHANGES)]
    same = read(title="Other", description="words", cluster={"address": "tcp://a:1"})
    assert same.digest == digests[0] and same.folder_name == f"{same.id}-{digests[0][:8]}"


@pytest.mark.parametrize(
    ("table", "pattern"),
    [("parameters", "s_*"), ("parameters", "search.*"), ("levers", "dc_*"), ("shocks", "*_factor")],
)
def test_a_pattern_is_written_out(table, pattern):
    design = read(design=method("latin_hypercube", points=2), **({"levers": {}} | {table: {pattern: {}}}))
    known = declared()[{"parameters": "parameter", "levers": "lever", "shocks": "shock"}[table]]
    start, _, rest = pattern.partition("*")
    if pattern == "search.*":
        expected = [name for name, entry in known.items() if entry.theme == "search"]
    else:
        expected = [name for name in known if name.startswith(start) and name.endswith(rest)]
    assert list(design.columns) == expected and len(expected) > 1


def test_a_name_beside_a_pattern_that_means_it_too_is_what_counts():
    shocks = {"*_factor": {"values": [2]}, "gas_factor": {"values": [3]}}
    design = read(design=method("factorial"), levers={}, shocks=shocks)
    assert next(design.points()).values == {"elec_factor": 2.0, "gas_factor": 3.0}


def test_switches_and_whole_numbers_take_whole_values_in_equal_parts():
    whole = next(p for p in ParameterSet.declarations() if isinstance(p.default, int) and 3 <= p.high - p.low <= 12)
    design = read(
        design=method("latin_hypercube", points=600), levers={"ze_harmonised": {}}, parameters={whole.name: {}}
    )
    counts = {name: Counter(p.values[name] for p in design.points()) for name in design.columns}
    assert set(counts["ze_harmonised"]) == {0.0, 1.0}
    assert set(counts[whole.name]) == set(np.arange(whole.low, whole.high + 1))
    assert all(max(c.values()) - min(c.values()) <= 2 for c in counts.values())
    for point in itertools.islice(design.points(), 5):
        value = getattr(getattr(ParameterSet().with_values(point.scenario.parameters), whole.theme), whole.name)
        assert isinstance(value, int)


def test_a_design_can_be_read_at_other_points():
    design = read(design=method("latin_hypercube", points=4), levers={"grid_invest": {}}, shocks={"cycle": {}})
    order = [f.name for f in design.factors]
    other = design.at_points(np.array([[1.25, 0.05], [1.5, -0.05]]))
    assert [p.values for p in other.points()] == [
        dict(zip(order, row, strict=True)) for row in ([1.25, 0.05], [1.5, -0.05])
    ]


def test_no_two_columns_of_the_table_can_have_one_name():
    """Whoever adds a lever, parameter, shock or indicator with a name that is taken meets this test."""
    names = [name for kind in declared().values() for name in kind]
    taken = Counter([*names, *YEARLY_NAMES, *KEYS, "year", "level", "area", "status", "message", "key"])
    assert [name for name, count in taken.items() if count > 1] == []
