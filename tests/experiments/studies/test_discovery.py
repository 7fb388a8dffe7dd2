"""Discovery from store to page: the conditions found are those under which a known function misses its target."""

import numpy as np
import pandas as pd
import pytest

from experiments.studies.discovery import plan_discovery
from experiments.words import Words
from scenarios.problems import ScenarioError
from tests.experiments.studies.made_up import Case, design_of, fill, store_in
from tests.experiments.studies.page_checks import assert_presentable, visible_text
from tests.experiments.studies.shortcuts import repeat_little, wait_for_no_disk

LIMIT = 70.0
TARGETS = [
    {"id": "unemployment", "indicator": "unemployment_rate", "year": 2023, "at_most": 5.0, "title": "Unemployment"},
    {"id": "co2", "indicator": "co2", "year": 2023, "at_most": 0.9, "relative_to": 2022},
]
FUTURES = {
    "scenarios": ["current_policy", "grid_first"],
    "design": {"method": "policies_by_futures", "futures": 40},
    "parameters": {"labour_per_mva": {}, "d_max": {}},
    "shocks": {"gas_factor": {"low": 0.5, "high": 2.5}},
    "targets": TARGETS,
}


@pytest.fixture(autouse=True)
def few_repeats(monkeypatch):
    """Repeats of boxes and of scores have tests of their own; few of them show here that they are asked for."""
    repeat_little(monkeypatch)


def known(case: Case) -> dict[str, float]:
    """Current policy misses unemployment above a limit; emissions fall enough where gas is dear, with any policy."""
    slow, dear = case.parameter("labour_per_mva") > LIMIT, case.shock("gas_factor") > 1.5
    helped = case.lever("grid_invest") > 1
    fall = 0.8 if dear else 0.95
    return {
        "unemployment_rate": 4.0 + (2.0 if slow and not helped else 0.0),
        "co2": 1000.0 * (fall if case.year == 2023 else 1.0),
    }


def study_of(tmp_path, effect=known, missing=(), run=None, **tables):
    """A study with its runs in a store."""
    study = plan_discovery(design_of(run=run, **(FUTURES | tables)))
    fill(study.design, store_in(tmp_path), effect, missing)
    return study


def read(tmp_path, name: str) -> pd.DataFrame:
    return pd.read_parquet(tmp_path / f"{name}.parquet")


def futures(study) -> pd.DataFrame:
    return pd.DataFrame([p.values for p in study.design.points()]).iloc[: len(study.design.futures)]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """One study and the folder it is written in."""
    folder = tmp_path_factory.mktemp("discovery")
    with pytest.MonkeyPatch.context() as patch:
        wait_for_no_disk(patch)
        repeat_little(patch)
        study = study_of(folder)
        study.write(store_in(folder), folder, Words("en"))
    return study, folder


def test_the_box_names_the_parameter_and_its_limit(written):
    study, folder = written
    boxes = read(folder, "boxes").set_index(["policy", "target"]).sort_index()
    box = boxes.loc[[("current_policy", "unemployment")]].query("box == 0")  # a later one holds what peeling cut off
    values = futures(study)["labour_per_mva"]
    assert list(box["factor"]) == ["labour_per_mva"]
    nearest = values[values <= LIMIT].max(), values[values > LIMIT].min()
    assert nearest[0] - 2 <= box["low"].iloc[0] <= nearest[1] + 8 and np.isinf(box["high"].iloc[0])
    assert box["density"].iloc[0] >= 0.95 and box["coverage"].iloc[0] >= 0.85
    assert box["n_missed"].iloc[0] == (values > LIMIT).sum() and box["n_cases"].iloc[0] == 40
    assert box["p_low"].iloc[0] < 0.01
    assert list(boxes.loc[[("grid_first", "unemployment")], "verdict"]) == ["never_missed"]
    for policy in ("current_policy", "grid_first"):
        emissions = boxes.loc[[(policy, "co2")]]
        assert set(emissions["factor"]) == {"gas_factor"} and emissions["high"].iloc[0] == pytest.approx(1.5, abs=0.2)


def test_the_conditions_are_said_in_words(written):
    page = written[1] / "report.html"
    assert_presentable(page, "en")
    said = [
        line for line in visible_text(page).splitlines() if line.startswith("Current policy: Unemployment: at most")
    ]
    assert any("labour per mva: at least 7" in line or "labour per mva: at least 6" in line for line in said)
    assert "box_current_policy_unemployment_1" in {file.stem for file in (written[1] / "figures").iterdir()}


def test_shares_and_regret_are_those_of_the_function(written):
    study, folder = written
    varied, met = futures(study), read(folder, "satisficing")
    well, dear = varied["labour_per_mva"] <= LIMIT, varied["gas_factor"] > 1.5
    assert met.loc["current_policy", "unemployment"] == pytest.approx(well.mean())
    assert met.loc["grid_first", "unemployment"] == 1 and met.loc["grid_first", "unemployment_low"] < 1
    assert met.loc["grid_first", "co2"] == pytest.approx(dear.mean())  # relative to 2022
    assert met.loc["current_policy", "all"] == pytest.approx((well & dear).mean())
    regret = read(folder, "regret").set_index("indicator", append=True)
    assert regret.loc[("current_policy", "unemployment_rate"), "max"] == pytest.approx(2)
    assert regret.loc[("current_policy", "unemployment_rate"), "mean"] == pytest.approx(2 * (1 - well.mean()))
    assert regret.loc[("grid_first", "unemployment_rate"), "max"] == 0
    assert set(regret["year"]) == {2023}
    scores = read(folder, "scores")
    mine = scores[scores["policy"] == "current_policy"]
    assert mine["unemployment_rate, 2023"].idxmax() == "labour_per_mva" and mine["co2, 2023"].idxmax() == "gas_factor"
    assert mine["co2, 2023"].sum() == pytest.approx(1)


def test_a_future_is_missed_with_half_of_the_seeds_and_a_world_counts_each(tmp_path, no_pictures):
    def halved(case: Case) -> dict[str, float]:
        slow = case.parameter("labour_per_mva") > LIMIT
        return {"unemployment_rate": 6.0 if slow and case.task.seed == 1 else 4.0}

    study = study_of(tmp_path, halved, targets=TARGETS[:1])
    study.write(store_in(tmp_path), tmp_path, Words("nl"))
    share = (futures(study)["labour_per_mva"] > LIMIT).mean()
    assert read(tmp_path, "satisficing").loc["current_policy", "unemployment"] == pytest.approx(1 - share / 2)
    assert read(tmp_path, "boxes")["n_missed"].iloc[0] == round(40 * share)


def test_more_than_six_policies_are_all_in_the_tables(tmp_path, no_pictures):
    study = study_of(tmp_path, run={"seeds": 1}, scenarios=["current_policy"], levers={"grid_invest": {}},
                     design={"method": "policies_by_futures", "futures": 20, "policies": 8},
                     targets=TARGETS[:1])  # fmt: skip
    page = study.write(store_in(tmp_path), tmp_path, Words("nl"))
    assert len(read(tmp_path, "satisficing")) == 8 and read(tmp_path, "boxes")["policy"].nunique() == 6
    text = visible_text(page)
    assert Words("nl")("study.most_policies", n=6, total=8) in text and "Huidig beleid 8" in text
    assert Words("nl")("study.settings") in text


def test_a_joint_design_has_its_scenarios_as_policies(tmp_path, no_pictures):
    study = study_of(tmp_path, design={"method": "latin_hypercube", "points": 48}, levers={"grid_invest": {}},
                     targets=TARGETS[:1])  # fmt: skip
    study.write(store_in(tmp_path), tmp_path, Words("nl"))
    assert list(read(tmp_path, "satisficing").index) == ["current_policy", "grid_first"]
    boxes = read(tmp_path, "boxes").query("policy == 'current_policy' and target == 'unemployment'")
    assert set(boxes["factor"]) == {"labour_per_mva", "grid_invest"}  # a lever is a condition here like any other
    assert boxes.set_index("factor").loc["grid_invest", "high"] == pytest.approx(1, abs=0.1)


def test_a_future_with_a_missing_run_is_left_out_for_all_policies(tmp_path, no_pictures):
    study = study_of(
        tmp_path, targets=TARGETS[:1], missing={(0, 1), (41, 2)}
    )  # the first future of one policy, the second of the other
    page = study.write(store_in(tmp_path), tmp_path, Words("nl"))
    boxes = read(tmp_path, "boxes")
    assert set(boxes["n_cases"]) == {38}
    assert Words("nl")("study.missing", n=2, total=160) in visible_text(page)


def test_hardly_any_future_says_that_it_is_too_few(tmp_path):
    missing = {(k, 1) for k in range(2, 40)}
    page = study_of(tmp_path, missing=missing).write(store_in(tmp_path), tmp_path, Words("en"))
    assert_presentable(page, "en")
    assert set(read(tmp_path, "boxes")["verdict"]) <= {"too_few", "never_missed", "always_missed"}


def test_no_whole_future_is_an_error(tmp_path):
    study = study_of(tmp_path, missing={(k, 1) for k in range(40)})
    with pytest.raises(ValueError, match="Te weinig runs: geen toekomst"):
        study.write(store_in(tmp_path), tmp_path, Words("nl"))


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"targets": []}, "targets: found nothing"),
        ({"design": {"method": "policies_by_futures", "futures": 19}}, "found 19 futures; allowed: 20 or more"),
        ({"design": {"method": "latin_hypercube", "points": 10}}, "found 10 futures"),
        ({"design": None}, r"a table \[design\]"),
        ({"targets": [{"indicator": "jobs", "year": 2023, "at_least": 1}, {"indicator": "jobs", "year": 2023,
                                                                         "at_most": 2}]}, "jobs_2023 as the id"),
        ({"targets": [{"id": "all", "indicator": "jobs", "year": 2023, "at_least": 1}]}, "all as the id"),
    ],
)  # fmt: skip
def test_what_cannot_be_discovered_is_refused_before_a_run(tables, said):
    given = {name: table for name, table in (FUTURES | tables).items() if table is not None}
    with pytest.raises(ScenarioError, match=said) as refused:
        plan_discovery(design_of(**given))
    assert len(refused.value.problems) == 1
