"""Sensitivity from store to page: known functions give known indices."""

import numpy as np
import pandas as pd
import pytest

from experiments.methods.sensitivity import Range, morris_points, sobol_points
from experiments.studies.sensitivity import plan_sensitivity
from experiments.sweeps.factors import declared
from experiments.words import Words
from scenarios.problems import ScenarioError
from tests.experiments.studies.made_up import Case, design_of, fill, store_in
from tests.experiments.studies.page_checks import assert_presentable, visible_text

KNOWN = declared()
OUTCOMES = ["unemployment_rate", "queue_mw", "jobs"]
WIDE = {
    "parameters": {"labour_per_mva": {}, "d_max": {}, "tech_age": {}},
    "levers": {"technician_places": {}, "grid_priority": {}, "permit_speed": {"values": [0.4, 0.7, 1.3]}},
}


def share(case: Case, name: str) -> float:
    """Where a parameter or lever is in its range, 0 to 1."""
    kind, value = ("parameter", case.parameter) if name in KNOWN["parameter"] else ("lever", case.lever)
    known = KNOWN[kind][name]
    return (value(name) - known.low) / (known.high - known.low)


def mixed(case: Case) -> dict[str, float]:
    """One outcome that is linear with an interaction, one of a switch and a list, and one that never moves."""
    x, y, s = (share(case, name) for name in ("labour_per_mva", "d_max", "grid_priority"))
    later = case.year - 2022
    return {
        "unemployment_rate": 5 + 2 * x + y + s * x + 0.5 * case.luck + later,
        "queue_mw": 100 * s + 10 * case.lever("permit_speed") + 0.1 * case.parameter("tech_age"),
        "jobs": 1_400_000.0,
    }


def study_of(tmp_path, effect=mixed, missing=(), tables=WIDE, run=None, **sensitivity):
    """A study with its runs in a store."""
    asked = {"trajectories": 12, "indicators": OUTCOMES} | sensitivity
    study = plan_sensitivity(design_of(run=run, sensitivity=asked, **tables))
    fill(study.design, store_in(tmp_path), effect, missing)
    return study


def indices(folder, outcome, index):
    """Value by parameter."""
    table = pd.read_parquet(folder / "sensitivity.parquet")
    mine = table[(table["outcome"] == outcome) & (table["index"] == index)]
    return mine.set_index("name")["value"]


def test_screening_finds_the_effects_of_a_known_function(tmp_path, no_pictures):
    study = study_of(tmp_path)
    study.write(store_in(tmp_path), tmp_path, Words("nl"))
    size, bend = (indices(tmp_path, "unemployment_rate", index) for index in ("mu_star", "sigma"))
    assert list(size.sort_values(ascending=False).index[:3]) == ["labour_per_mva", "d_max", "grid_priority"]
    assert 2 <= size["labour_per_mva"] <= 3 and size["d_max"] == pytest.approx(1, abs=1e-4)
    assert size[["tech_age", "technician_places", "permit_speed"]].max() < 1e-4
    assert bend["labour_per_mva"] > 0.1 and bend["grid_priority"] > 0.1 and bend["d_max"] < 1e-4
    queue = indices(tmp_path, "queue_mw", "mu")
    assert queue["grid_priority"] == pytest.approx(100, abs=1e-3)
    assert 0 < queue["permit_speed"] <= 15  # a list is walked by its places, from 0.4 over 0.7 to 1.3
    assert queue["tech_age"] == pytest.approx(0.1 * 15, rel=0.3)  # whole years


def test_tables_have_their_columns(tmp_path, no_pictures):
    study_of(tmp_path).write(store_in(tmp_path), tmp_path, Words("nl"))
    table, steps = (pd.read_parquet(tmp_path / f"{name}.parquet") for name in ("sensitivity", "convergence"))
    assert list(table.columns) == [
        "outcome", "name", "other", "index", "value", "low", "high", "relative", "constant", "used", "dropped",
    ]  # fmt: skip
    assert list(steps.columns) == [
        "outcome", "name", "index", "share", "blocks", "value", "low", "high", "relative",
    ]  # fmt: skip
    assert set(table["outcome"]) == set(OUTCOMES) and set(table["name"]) == {n for t in WIDE.values() for n in t}
    assert sorted(steps["blocks"].unique()) == [6, 9, 12]  # three are too few to say anything
    assert table.groupby("outcome")["constant"].all().to_dict() == {o: o == "jobs" for o in OUTCOMES}
    assert (table["low"] <= table["value"] + 1e-9).all() and (table["value"] <= table["high"] + 1e-9).all()


@pytest.mark.parametrize(("method", "lang"), [("morris", "nl"), ("sobol", "en")])
def test_the_page_is_presentable(tmp_path, method, lang):
    page = study_of(tmp_path, method=method, base=16).write(store_in(tmp_path), tmp_path, Words(lang))
    assert_presentable(page, lang)
    text, words = visible_text(page), Words(lang)
    assert words(f"study.{method}") in text and words("study.ranking", year=2023) in text
    assert words("sensitivity.never_moved") in text  # of jobs
    assert (tmp_path / "figures" / "influence.csv").exists()


def test_sobol_shares_of_the_variance_are_those_of_the_formula(tmp_path, no_pictures):
    tables = {
        "parameters": {"labour_per_mva": {}, "d_max": {}, "solo_share": {}},
        "levers": {"grid_priority": {}},
    }
    study = study_of(tmp_path, tables=tables, run={"seeds": 1, "until": "2022-12"}, method="sobol", base=128,
                     indicators=["unemployment_rate"])  # fmt: skip
    study.write(store_in(tmp_path), tmp_path, Words("en"))
    alone, total = (indices(tmp_path, "unemployment_rate", index) for index in ("S1", "ST"))
    variance = (2.5**2 + 1 + 0.25) / 12 + 0.0625  # of 2x + y + sx, x and y even on [0, 1], s a fair coin
    assert alone["labour_per_mva"] == pytest.approx(2.5**2 / 12 / variance, abs=0.05)
    assert total["labour_per_mva"] == pytest.approx((2.5**2 + 0.25) / 12 / variance, abs=0.05)
    assert alone["d_max"] == pytest.approx(1 / 12 / variance, abs=0.03)
    assert alone["grid_priority"] == pytest.approx(0.0625 / variance, abs=0.03)
    assert total["grid_priority"] == pytest.approx((0.0625 + 0.25 / 12) / variance, abs=0.03)
    assert abs(alone["solo_share"]) < 0.01 and total["solo_share"] < 0.01


@pytest.mark.parametrize("method", ["morris", "sobol"])
def test_runs_have_the_values_that_the_method_asked_for(tmp_path, method):
    """Values are read back from the scenarios that are run, and laid beside what SALib drew."""
    study = plan_sensitivity(design_of(sensitivity={"method": method, "trajectories": 4, "base": 16}, **WIDE))
    ranges = [
        Range("technician_places", 0, 4000),
        Range("grid_priority", 0, 1, whole=True),
        Range("permit_speed", 0, 2, whole=True),  # places in its list
        *(Range(n, KNOWN["parameter"][n].low, KNOWN["parameter"][n].high) for n in ("labour_per_mva", "d_max")),
        Range("tech_age", 40, 55, whole=True),
    ]
    asked = morris_points(ranges, 4, 4, 1) if method == "morris" else sobol_points(ranges, 16, False, 1)
    asked[:, 2] = np.array([0.4, 0.7, 1.3])[asked[:, 2].astype(int)]
    tasks = [task for point, task in study.design.tasks() if task.seed == 1]
    cases = [Case(task, 2023, 0.0) for task in tasks]
    found = [
        [*(c.lever(r.name) for r in ranges[:3]), *(c.parameter(r.name) for r in ranges[3:])] for c in cases
    ]  # fmt: skip
    assert np.allclose(found, asked)
    assert set(asked[:, 2]) == {0.4, 0.7, 1.3} and set(asked[:, 1]) == {0.0, 1.0}
    assert all(float(age).is_integer() for age in asked[:, 5])


def test_a_lever_varies_only_in_the_months_it_is_given(tmp_path):
    study = plan_sensitivity(design_of(levers={"grid_invest": {"from": "2023-01"}, "grid_flex": {}}))
    for point in study.design.points():
        path = point.scenario.levers.regional["grid_invest"]
        assert (path[:12] == 1.0).all() and (path[12:24] == point.values["grid_invest"]).all()


def test_missing_runs_are_left_out_and_announced(tmp_path, no_pictures):
    """A missing seed takes its whole trajectory, since its luck would differ from that of the others."""
    study = study_of(
        tmp_path, indicators=OUTCOMES[:1], missing={(0, 1), (1, 2), (9, 1)}
    )  # of the first and second trajectories of 7 points
    page = study.write(store_in(tmp_path), tmp_path, Words("nl"))
    table = pd.read_parquet(tmp_path / "sensitivity.parquet")
    assert set(table["used"]) == {10} and set(table["dropped"]) == {2}
    assert Words("nl")("study.missing", n=3, total=2 * study.design.n_points) in visible_text(page)
    assert indices(tmp_path, "unemployment_rate", "mu_star")["d_max"] == pytest.approx(1, abs=1e-4)


def test_too_many_missing_runs_are_an_error_that_says_so(tmp_path):
    study = study_of(tmp_path, trajectories=6, missing={(7 * k, 1) for k in range(3)})
    with pytest.raises(ValueError, match="3 of 6 trajectories are without a failed run, at least 4"):
        study.write(store_in(tmp_path), tmp_path, Words("nl"))
    assert not (tmp_path / "report.html").exists()


def test_the_year_of_the_outcomes_can_be_chosen(tmp_path, no_pictures):
    page = study_of(tmp_path, lambda c: {"unemployment_rate": share(c, "d_max") * (c.year == 2022)}, year=2022,
                    indicators=["unemployment_rate"]).write(store_in(tmp_path), tmp_path, Words("en"))  # fmt: skip
    assert indices(tmp_path, "unemployment_rate", "mu_star")["d_max"] == pytest.approx(1, abs=1e-4)
    assert "What matters most, 2022" in visible_text(page)


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({}, "nothing to vary"),
        ({"levers": {"grid_flex": {}}, "scenarios": ["current_policy", "grid_first"]}, "2 scenarios; allowed: one"),
        ({"levers": {"grid_flex": {}}, "sensitivity": {"method": "sobol", "base": 100}}, "a power of two"),
        ({"levers": {"grid_flex": {"values": [0.1]}, "retrofit": {}}}, "levers.grid_flex"),
    ],
)
def test_what_cannot_be_studied_is_refused(tables, said):
    with pytest.raises(ScenarioError, match=said) as refused:
        plan_sensitivity(design_of(**tables))
    assert len(refused.value.problems) == 1
