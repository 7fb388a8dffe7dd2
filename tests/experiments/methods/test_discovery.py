"""Boxes and factors whose answer is known are found, and nothing to find is said rather than raised."""

import subprocess
import sys
import warnings

import numpy as np
import pandas as pd
import pytest

from experiments.methods.box_checks import hold_out, resample_limits
from experiments.methods.boxes import Limit, quality
from experiments.methods.discovery import find_boxes
from experiments.methods.factor_scores import score_factors
from experiments.words import Words

N = 800


def made_up_cases(seed: int, n: int = N) -> tuple[pd.DataFrame, np.ndarray]:
    """Five uniform factors, a whole number and a category; inside says whether a case is in the known box."""
    rng = np.random.default_rng(seed)
    factors = pd.DataFrame({f"factor {k}": rng.uniform(0, 10, n) for k in range(5)})
    factors["scenario"] = rng.integers(1, 7, n)  # the workbench drops a column of this name
    factors["growth"] = rng.choice(["low", "middle", "high"], n)
    factors["constant"] = 3.0
    inside = (factors["factor 0"] >= 4) & (factors["factor 3"] <= 6) & (factors["growth"] != "middle")
    return factors, inside.to_numpy()


def limits_by_factor(box) -> dict[str, Limit]:
    return {limit.factor: limit for limit in box.limits}


@pytest.mark.parametrize("seed", range(3))
def test_a_known_box_is_found_to_a_twentieth_of_the_range(seed):
    factors, inside = made_up_cases(seed)
    found = find_boxes(factors, inside, least_density=0.8)
    assert found.verdict == "found" and len(found.boxes) == 1
    box = found.boxes[0]
    limits = limits_by_factor(box)
    assert set(limits) == {"factor 0", "factor 3", "growth"}
    assert limits["factor 0"].low == pytest.approx(4, abs=0.5) and np.isinf(limits["factor 0"].high)
    assert limits["factor 3"].high == pytest.approx(6, abs=0.5) and np.isinf(limits["factor 3"].low)
    assert limits["growth"].kept == ("high", "low")
    assert box.coverage > 0.93 and box.density > 0.93
    assert all(np.nanmin([limit.p_low, limit.p_high]) < 1e-6 for limit in box.limits)


@pytest.mark.parametrize("seed", range(3))
def test_a_tenth_of_wrong_labels_hardly_moves_it(seed):
    factors, inside = made_up_cases(seed)
    missed = inside ^ (np.random.default_rng(seed + 9).random(N) < 0.1)
    box = find_boxes(factors, missed, least_density=0.7, most_boxes=1).boxes[0]
    limits = limits_by_factor(box)
    assert set(limits) == {"factor 0", "factor 3", "growth"}
    assert limits["factor 0"].low == pytest.approx(4, abs=1) and limits["factor 3"].high == pytest.approx(6, abs=1)
    coverage, density = quality(box.contains(factors), inside)
    assert coverage > 0.85 and density > 0.85


def test_what_a_box_says_of_itself_is_what_it_contains():
    factors, inside = made_up_cases(3)
    missed = inside ^ (np.random.default_rng(5).random(N) < 0.1)
    box = find_boxes(factors, missed, least_density=0.7).boxes[0]
    contained = box.contains(factors)
    assert (box.coverage, box.density) == pytest.approx(quality(contained, missed))
    assert box.n_cases == contained.sum() and box.mass == pytest.approx(contained.mean())
    assert box.n_missed == (contained & missed).sum()
    start = box.trajectory.iloc[0]
    assert start["coverage"] == 1 and start["density"] == pytest.approx(missed.mean()) and start["n_limits"] == 0


def test_whole_numbers_have_whole_limits():
    rng = np.random.default_rng(1)
    factors = pd.DataFrame({"count": rng.integers(0, 12, 500), "other": rng.random(500)})
    missed = factors["count"].between(4, 8).to_numpy()
    (limit,) = find_boxes(factors, missed).boxes[0].limits
    assert (limit.low, limit.high, limit.lowest, limit.highest) == (4, 8, 0, 11)


def test_booleans_and_ordered_categories_keep_their_own_values():
    rng = np.random.default_rng(2)
    levels = pd.CategoricalDtype(["one", "two", "ten"], ordered=True)
    factors = pd.DataFrame({"flag": rng.random(400) < 0.5, "level": rng.choice(["one", "two", "ten"], 400)})
    factors["level"] = factors["level"].astype(levels)
    missed = (factors["flag"] & (factors["level"] != "one")).to_numpy()
    limits = limits_by_factor(find_boxes(factors, missed).boxes[0])
    assert limits["flag"].kept == (True,) and limits["level"].kept == ("two", "ten")


def test_two_separate_boxes_are_both_found():
    rng = np.random.default_rng(4)
    factors = pd.DataFrame(rng.random((1000, 4)), columns=list("abcd"))
    missed = (factors.a > 0.7) | ((factors.b < 0.3) & (factors.c < 0.6))
    found = find_boxes(factors, missed.to_numpy(), most_boxes=4)
    assert len(found.boxes) == 2 and quality(found.contains(factors), missed.to_numpy())[0] > 0.9


@pytest.mark.parametrize(
    ("n", "missed", "verdict"),
    [(100, 0, "never_missed"), (100, 100, "always_missed"), (19, 8, "too_few"), (100, 3, "too_few")],
)
def test_nothing_to_find_is_said(n, missed, verdict):
    factors = made_up_cases(1, n)[0]
    found = find_boxes(factors, np.arange(n) < missed)
    assert found.verdict == verdict and found.boxes == [] and not found.contains(factors).any()
    for lang in ("nl", "en"):
        assert str(n) in found.describe(Words(lang))


def test_misses_without_a_pattern_give_no_box():
    factors = made_up_cases(1)[0]
    missed = np.random.default_rng(3).random(N) < 0.3
    found = find_boxes(factors, missed, least_density=0.75)
    assert found.verdict == "none" and "no box" in found.describe(Words("en"))


def test_constant_factors_alone_give_no_box():
    assert find_boxes(pd.DataFrame({"a": np.ones(60)}), np.arange(60) < 30).verdict == "none"


def test_empty_places_and_unequal_lengths_are_refused():
    factors = made_up_cases(1)[0]
    with pytest.raises(ValueError, match="800 cases"):
        find_boxes(factors, np.ones(7, bool))
    factors.loc[3, "factor 1"] = np.nan
    with pytest.raises(ValueError, match="factor 1"):
        find_boxes(factors, np.ones(N, bool))


def test_limits_in_words():
    words = Words("nl")
    limit = Limit(factor="x", low=2.345, lowest=1.0, highest=5.0)
    assert limit.describe("Rente", "%", words) == "Rente: ten minste 2,3 %"
    limit = Limit(factor="x", low=3, high=8, lowest=0, highest=12)
    assert limit.describe("Maanden vertraging", "month", words) == "Maanden vertraging: 3 tot en met 8 maanden"
    assert Limit(factor="x", kept=("laag", "midden"), categories=("laag", "midden", "hoog")).describe(
        "Groei", "", words
    ) == "Groei: laag, midden"  # fmt: skip


def test_limits_that_matter_come_back_and_others_do_not():
    factors, inside = made_up_cases(6)
    missed = inside ^ (np.random.default_rng(7).random(N) < 0.1)
    stability = resample_limits(factors, missed, least_density=0.7, n_resamples=8)
    real = ["factor 0", "factor 3", "growth"]
    assert stability.found == 1 and stability.limited[real].min() >= 0.9
    assert stability.limited.drop(real).max() <= 0.25


def test_held_out_cases_of_a_known_box_are_caught_nearly_as_well():
    factors, inside = made_up_cases(8)
    check = hold_out(factors, inside)
    assert check.coverage > 0.93 and check.held_out_coverage > 0.85 and check.held_out_density > 0.85


def test_boxes_made_of_noise_do_not_hold():
    factors = made_up_cases(9, 120)[0]
    missed = np.random.default_rng(90).random(120) < 0.5
    check = hold_out(factors, missed, least_density=0.7)
    assert np.isnan(check.held_out_density) or check.held_out_density < check.density - 0.1


def test_scores_rank_what_matters_first_and_know_chance():
    factors, _ = made_up_cases(10, 500)
    outcomes = pd.DataFrame({
        "line": 3 * factors["factor 1"] + factors["factor 2"],
        "met": (factors["factor 4"] > 5) & (factors["growth"] == "low"),
        "same": 1.0,
    })  # fmt: skip
    scores = score_factors(factors, outcomes, n_states=4)
    assert list(scores.mean["line"].nlargest(2).index) == ["factor 1", "factor 2"]
    np.testing.assert_allclose(scores.mean[["line", "met"]].sum(), 1)
    assert scores.mean["same"].isna().all() and scores.mean.loc["constant", "line"] == 0
    assert set(scores.beyond_chance.index[scores.beyond_chance["met"]]) == {"factor 4", "growth"}
    pd.testing.assert_frame_equal(scores.mean, score_factors(factors, outcomes, n_states=4).mean)


def test_too_few_cases_have_no_scores():
    factors, _ = made_up_cases(10, 12)
    assert score_factors(factors, factors[["factor 1"]]).mean.isna().all(axis=None)


def test_slow_libraries_wait_until_they_are_needed():
    """The command line imports these modules; the workbench takes seconds."""
    code = (
        "import sys, experiments.methods.discovery, experiments.methods.search;"
        "import experiments.figures.boxes, experiments.figures.front;"
        "print(sorted({'ema_workbench', 'optuna', 'sklearn', 'seaborn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_finding_boxes_is_silent(capfd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        find_boxes(*made_up_cases(1, 200))
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_the_same_boxes_in_another_process_with_other_hashes():
    """Sets of strings have another order in every process; ties must not follow it."""
    code = (
        "from tests.experiments.methods.test_discovery import made_up_cases;"
        "from experiments.methods.discovery import find_boxes;"
        "f, m = made_up_cases(2, 200); print(find_boxes(f, m, least_density=0.6))"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": h, "PYTHONPATH": "."}, capture_output=True, check=True
        ).stdout
        for h in "12"
    }
    assert len(texts) == 1 and b"found" in next(iter(texts))
