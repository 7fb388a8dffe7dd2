"""The search from store to page: a known function has a known front."""

import numpy as np
import pandas as pd
import pytest

from experiments.studies.optimise import SearchStopped, plan_search, write_front
from experiments.sweeps.design import Design
from experiments.words import Words
from scenarios.problems import ScenarioError
from simulation.levers import LEVERS
from tests.experiments.studies.made_up import Case, design_of, filler, store_in
from tests.experiments.studies.page_checks import assert_presentable, visible_text

PLACES = LEVERS["reskill_places"]
BUDGET = 450.0
TARGETS = [
    {"id": f"jobs_{k}", "indicator": "jobs", "year": 2023, "at_least": float(k), "title": f"Jobs {k}"}
    for k in range(2, 11, 2)
]
SEARCHED = {
    "scenarios": ["current_policy", "skills_first"],
    "design": {"method": "policies_by_futures", "futures": 4},
    "levers": {"reskill_places": {}, "retrofit": {}, "grid_priority": {}},
    "parameters": {"labour_per_mva": {}},
    "targets": TARGETS,
    "search": {"budget": BUDGET, "generations": 10, "population": 12},
}
CHEAP = {"search": {"budget": BUDGET, "generations": 2, "population": 4}}


def known(case: Case) -> dict[str, float]:
    """Places bring jobs, insulation only costs; the free switch is worth a target; a slow future takes one away."""
    gain = 10 * case.lever("reskill_places") / 30_000 + 2 * case.lever("grid_priority")
    return {"jobs": gain - 2 * (case.parameter("labour_per_mva") > 100)}


def cost_of(settings: pd.DataFrame) -> np.ndarray:
    """Million euros a year of the levers that are searched, by what they declare."""
    return (settings["reskill_places"] * PLACES.cost.per_unit
            + settings["retrofit"] * LEVERS["retrofit"].cost.per_unit).to_numpy() / 1e6  # fmt: skip


def searched(tmp_path, effect=known, run=None, **tables):
    search = plan_search(design_of(run={"seeds": 1} | (run or {}), **(SEARCHED | tables)))
    store = store_in(tmp_path)
    return search, *search.run(filler(store, effect), store)


def test_the_front_is_near_that_of_the_function(tmp_path, no_pictures):
    """No insulation, the switch on, and no more places than the next target takes."""
    search, front, fresh = searched(tmp_path)
    write_front(search, front, fresh, tmp_path, Words("nl"))
    table = pd.read_parquet(tmp_path / "front.parquet")
    assert (table["cost"] <= BUDGET).all() and table["cost"].is_monotonic_increasing
    assert table["share"].is_monotonic_increasing and len(table) >= 3
    assert np.allclose(np.diff(cost_of(table)), np.diff(table["cost"]), atol=1e-6)  # all else costs the same
    assert (table["grid_priority"] == 1).all() and table["share"].max() >= 0.6
    needed = 3_000 * (10 * table["share"] - 2)  # places, in a future that takes nothing away
    spilt = (cost_of(table) - needed * PLACES.cost.per_unit / 1e6) / BUDGET
    assert spilt.max() < 0.3 and spilt.median() < 0.2
    tried = pd.read_parquet(tmp_path / "mixes.parquet")
    assert len(tried) == 10 * 12 and set(tried["grid_priority"]) == {0.0, 1.0}
    assert set(tried["name"]) == {"", "current_policy", "skills_first"}


def test_starting_scenarios_are_tried_and_named(tmp_path):
    search, front, fresh = searched(tmp_path, **CHEAP)
    named = front.settings.loc[front.named.index]
    assert list(front.named["name"]) == ["current_policy", "skills_first"]
    assert named["reskill_places"].tolist() == pytest.approx([4500, 15_000], abs=300)  # a fiftieth of the range
    page = write_front(search, front, fresh, tmp_path, Words("en"))
    assert_presentable(page, "en")
    text = visible_text(page)
    assert "Skills first" in text and Words("en")("study.starts") in text


def test_costs_are_those_that_levers_declare(tmp_path):
    """Mean a year over the months of the run, of all levers: those of the base that are not searched as well."""
    search, front, _ = searched(tmp_path, **CHEAP)
    base = search.design.scenarios[0].levers
    mix = front.settings.iloc[2]
    paths = {name: np.full(228, value) for name, value in mix.items()}
    people = np.full(base.n_mra, 1000.0)
    months = [sum(base.with_paths(paths).monthly_cost(m, people).values()) for m in range(24)]
    assert base.zonal["pt_upgrade"].max() == 0  # the one lever whose cost goes by inhabitants asks nothing here
    assert front.points["cost"].iloc[2] == pytest.approx(12 * np.mean(months) / 1e6)


def test_fresh_futures_are_other_futures(tmp_path):
    """A switch that only works in the futures of the search is found out."""
    seen: list[Design] = []
    search = plan_search(design_of(run={"seeds": 1}, **(SEARCHED | CHEAP)))
    mine = {float(row[0]) for row in search.design.futures}

    def overfit(case: Case) -> dict[str, float]:
        return {"jobs": 100.0 if case.parameter("labour_per_mva") in mine else 0.0}

    fill = filler(store_in(tmp_path), overfit)
    front, fresh = search.run(lambda design: not seen.append(design) and fill(design), store_in(tmp_path))
    assert (front.best["share"] == 1).all() and (fresh == 0).all()
    assert len(seen) == 2 + 1 and not mine & {float(row[0]) for row in seen[-1].futures}
    assert len(seen[-1].futures) == len(mine) and len(seen[-1].policies) == len(front.best)
    assert all(np.array_equal(design.futures, search.design.futures) for design in seen[:2])


def test_the_same_search_gives_the_same_front(tmp_path):
    fronts = [searched(tmp_path / str(k), **CHEAP)[1].points for k in (1, 2)]
    pd.testing.assert_frame_equal(*fronts)
    other = searched(tmp_path, **CHEAP, design=SEARCHED["design"] | {"sample_seed": 2})[1].points
    assert not other["cost"].equals(fronts[0]["cost"])


def test_an_unfilled_generation_stops_the_search(tmp_path):
    search, asked = plan_search(design_of(run={"seeds": 1}, **SEARCHED)), []
    fill = filler(store_in(tmp_path), known)
    with pytest.raises(SearchStopped):
        search.run(lambda design: not asked.append(design) and fill(design) and len(asked) < 3, store_in(tmp_path))
    assert len(asked) == 3


def test_nothing_within_the_budget_is_said(tmp_path):
    search, front, fresh = searched(tmp_path, search=CHEAP["search"] | {"budget": 1.0})
    assert front.best.empty and fresh.size == 0
    page = write_front(search, front, fresh, tmp_path, Words("nl"))
    assert_presentable(page, "nl")
    assert Words("nl")("study.none_affordable") in visible_text(page)


def test_the_forecast_holds_every_mix_that_may_be_asked(tmp_path):
    """Generations, and once more a front in fresh futures."""
    search = plan_search(design_of(run={"seeds": 1}, **(SEARCHED | CHEAP)))
    asked: list[int] = []
    fill = filler(store_in(tmp_path), known)
    search.run(lambda design: not asked.append(design.n_runs) and fill(design), store_in(tmp_path))
    assert sum(asked) <= search.largest.n_runs


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"search": None, "levers": None}, r"a table \[search\]"),
        ({"targets": []}, r"one or more \[\[targets\]\] to meet"),
        ({"levers": None}, "one or more levers"),
        ({"design": {"method": "latin_hypercube", "points": 10}}, "the search chooses the policies"),
        ({"design": None}, "the search chooses the policies"),
        ({"parameters": None}, "parameters or shocks"),
        ({"levers": {"retrofit": {"values": [0, 5000]}}}, "low and high, for a search"),
    ],
)
def test_what_cannot_be_searched_is_refused_before_a_run(tables, said):
    given = SEARCHED | tables
    if tables.get("parameters", 1) is None:
        given |= {"design": {"method": "policies_by_futures"}}
    with pytest.raises(ScenarioError, match=said):
        plan_search(design_of(**{name: table for name, table in given.items() if table is not None}))
