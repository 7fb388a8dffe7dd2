"""The page of a sweep: medians, ranges and paired differences by policy."""

import re

import numpy as np
import pandas as pd
import pytest

from experiments.numbers import format_estimate
from experiments.statistics import mean_interval
from experiments.studies.overview import plan_overview
from experiments.words import Words
from scenarios.problems import ScenarioError
from tests.experiments.studies.made_up import Case, design_of, fill, store_in
from tests.experiments.studies.page_checks import assert_presentable, visible_text

CROSSED = {
    "scenarios": ["current_policy", "grid_first"],
    "design": {"method": "policies_by_futures", "futures": 12},
    "parameters": {"labour_per_mva": {}},
}
JOINT = {"design": {"method": "latin_hypercube", "points": 12}, "levers": {"grid_flex": {}}}


def known(case: Case) -> dict[str, float]:
    """A queue of the future and of luck, halved by investment; money that is the same in every run of a policy."""
    helped = case.lever("grid_invest") > 1
    queue = 10 * case.parameter("labour_per_mva") + 40 * case.luck
    return {"queue_mw": queue * (0.5 if helped else 1), "cost_asked": 150e6 + 20e6 * helped}


def rows(page, caption: str) -> dict[str, list[str]]:
    """Cells of the table below a caption, by the first of each row."""
    html = page.read_text(encoding="utf-8")
    table = html[html.index(caption) :].split("</table>")[0]
    cells = [re.findall(r"<t[dh]>(.*?)</t[dh]>", row) for row in table.split("<tr")[1:]]
    return {row[0]: row[1:] for row in cells if row}


def study_of(tmp_path, missing=(), effect=known, **tables):
    study = plan_overview(design_of(run={"seeds": 3}, **(CROSSED | tables)))
    fill(study.design, store_in(tmp_path), effect, missing)
    return study


def queues(study) -> np.ndarray:
    """float64[n_policies, n_futures, n_seeds]."""
    luck = lambda seed: float(np.random.default_rng(seed).normal())  # noqa: E731
    found = [known(Case(task, 2023, luck(task.seed)))["queue_mw"] for _, task in study.design.tasks()]
    return np.array(found).reshape(2, -1, 3)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_levels_and_differences_are_those_of_the_runs(tmp_path, lang):
    words, study = Words(lang), study_of(tmp_path)
    page = study.write(store_in(tmp_path), tmp_path, words)
    assert_presentable(page, lang)
    found = queues(study)
    label = "Wachtrij (MW)" if lang == "nl" else "Queue (MW)"
    levels = rows(page, words("study.levels", year=2023))[label]
    for cell, mine in zip(levels, found, strict=True):
        numbers = [float(x.replace(".", "").replace(",", ".") if lang == "nl" else x.replace(",", ""))
                   for x in re.findall(r"[\d.,]+", cell.replace("…", " "))]  # fmt: skip
        middle, low, high = np.quantile(mine, [0.5, 0.05, 0.95])
        assert numbers == pytest.approx([middle, low, high], rel=0.02)
    gap = mean_interval((found[1] - found[0]).mean(axis=1))  # a future counts once, whatever the number of seeds
    mean, span = format_estimate(gap, lang, signed=True)
    assert rows(page, words("study.differences", year=2023))[label] == [f"{mean} ({span})"]


def test_money_is_in_millions(tmp_path):
    page = study_of(tmp_path).write(store_in(tmp_path), tmp_path, Words("en"))
    differences = rows(page, Words("en")("study.differences", year=2023))
    label = next(name for name in differences if "million euros" in name)
    assert differences[label] == ["+20.0"]
    assert rows(page, Words("en")("study.levels", year=2023))[label][0].startswith("150 (150")


def test_one_future_has_its_seeds_as_cases(tmp_path):
    study = study_of(tmp_path, design={"method": "list"}, points=[{"labour_per_mva": 50}])
    page = study.write(store_in(tmp_path), tmp_path, Words("en"))
    found = queues(study)
    mean, span = format_estimate(mean_interval(found[1, 0] - found[0, 0]), "en", signed=True)
    assert rows(page, Words("en")("study.differences", year=2023))["Queue (MW)"] == [f"{mean} ({span})"]


def test_a_missing_run_takes_its_pair_along(tmp_path):
    study = study_of(tmp_path, missing={(0, 2), (12, 3)})  # both in the first future
    page = study.write(store_in(tmp_path), tmp_path, Words("nl"))
    gaps = queues(study)[1] - queues(study)[0]
    by_future = np.array([gaps[0, :1].mean(), *gaps[1:].mean(axis=1)])
    mean, span = format_estimate(mean_interval(by_future), "nl", signed=True)
    assert rows(page, Words("nl")("study.differences", year=2023))["Wachtrij (MW)"] == [f"{mean} ({span})"]
    assert Words("nl")("study.missing", n=2, total=72) in visible_text(page)


def test_points_of_a_joint_design_are_never_called_one_future(tmp_path):
    """Its rows differ in levers and futures at once: scenarios are compared row by row, rows never with each other."""
    study = study_of(tmp_path, **JOINT)
    page = study.write(store_in(tmp_path), tmp_path, Words("en"))
    differences = rows(page, Words("en")("study.differences", year=2023))
    assert len(differences["Indicator"]) == 1
    gap = mean_interval((queues(study)[1] - queues(study)[0]).mean(axis=1))
    mean, span = format_estimate(gap, "en", signed=True)
    assert differences["Queue (MW)"] == [f"{mean} ({span})"]
    alone = tmp_path / "alone"
    single = study_of(alone, scenarios=["current_policy"], **JOINT)
    page = single.write(store_in(alone), alone, Words("en"))
    assert Words("en")("study.differences", year=2023) not in visible_text(page)


def test_many_policies_are_shown_in_part_and_that_is_said(tmp_path):
    study = study_of(tmp_path, scenarios=["current_policy"], levers={"grid_flex": {}},
                     design={"method": "policies_by_futures", "futures": 2, "policies": 10})  # fmt: skip
    page = study.write(store_in(tmp_path), tmp_path, Words("nl"))
    assert Words("nl")("study.shown_policies", n=8, total=10) in visible_text(page)
    settings = rows(page, Words("nl")("study.settings"))
    assert len(settings) == 11 and "Huidig beleid 10" in settings
    assert len(rows(page, Words("nl")("study.differences", year=2023))["Indicator"]) == 7


def test_no_run_at_all_makes_a_page_without_numbers(tmp_path):
    study = plan_overview(design_of(run={"seeds": 3}, **CROSSED))
    page = study.write(store_in(tmp_path), tmp_path, Words("nl"))
    assert_presentable(page, "nl")


def test_a_design_without_points_is_refused():
    with pytest.raises(ScenarioError, match=r"a table \[design\]"):
        plan_overview(design_of(parameters={"labour_per_mva": {}}))


def test_the_picture_says_what_rises_with_what_and_leaves_out_what_is_still(tmp_path):
    """Known: the queue rises with one factor and not with the other, and money is the same at every point."""

    def effect(case: Case) -> dict[str, float]:
        return {"queue_mw": 3 * case.parameter("labour_per_mva"), "cost_asked": 1e6, "jobs": case.luck}

    tables = {
        "scenarios": "current_policy",
        "design": {"method": "latin_hypercube", "points": 16},
        "parameters": {"labour_per_mva": {}, "gap": {}, "k0_contacts": {"values": [4.0]}},
    }
    study = study_of(tmp_path, effect=effect, **tables)
    page = study.write(store_in(tmp_path), tmp_path, Words("en"))
    assert "goes up and down together" in visible_text(page)
    table = pd.read_csv(tmp_path / "figures" / "together.csv", index_col=0)
    assert table.loc["labour per mva", "Queue"] == pytest.approx(1.0)
    assert abs(table.loc["gap", "Queue"]) < 0.6
    assert "k0 contacts" not in table.index and "Public money asked" not in table.columns


def test_few_points_have_no_correlations(tmp_path):
    study = study_of(tmp_path, scenarios="current_policy", design={"method": "latin_hypercube", "points": 6})
    study.write(store_in(tmp_path), tmp_path, Words("en"))
    assert not (tmp_path / "figures").exists()
