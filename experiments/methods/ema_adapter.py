"""The only place that knows the EMA Workbench: plain arrays in, plain limits out, for its generations 2.5 and 3."""

import inspect
import warnings
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

LowHigh: TypeAlias = tuple[float, float]
Limits: TypeAlias = dict[int, LowHigh | frozenset[int]]
PEELED, FEWEST_PEELED, MOST_PEELED = 0.05, 10, 0.25  # share of the box given up at a time; at first so many cases
ANY_MISS = 1e-9  # generation 2.5 asks for a threshold and drops a last box below it; every box with a miss must stay


def peel_boxes(columns: list[NDArray[Any]], missed: NDArray[np.bool_], least_mass: float) -> list[Limits]:
    """Peel and paste one box (PRIM) and return every box on the way, from all cases down to the last.

    Parameters
    ----------
    columns : list of float64[n_cases] or int64[n_cases]
        Floats are numbers, integers the codes of a category.
    missed : bool[n_cases]
        Cases to be caught.
    least_mass : float
        Share of the cases every box keeps.

    Returns
    -------
    list of dict
        By position of the column (low, high) or the codes kept; only columns that are limited.

    Notes
    -----
    A twentieth is peeled at a time, but at first no fewer than ten cases where there are few. The workbench stops at
    the first peel that gains nothing, and of two or three cases chance decides that: with 120 cases of the model it
    found no box although one factor set the outcome.

    Friedman & Fisher (1999), Statistics and Computing 9, with the gain in density per case given up as the measure
    that lets numbers and categories compete (Kwakkel & Jaxa-Rozen 2016, Environ. Model. Softw. 79). Whole numbers go
    in as floats: pasting stops before integer columns otherwise, and fails on 32-bit ones. Codes of categories are
    Python integers, because the order of a set of strings differs between processes and would decide ties.
    """
    prim = _imported("prim")
    frame = pd.DataFrame(
        {f"c{k}": c if c.dtype.kind == "f" else pd.Series(c.tolist(), dtype=object) for k, c in enumerate(columns)}
    )
    threshold = {"threshold": ANY_MISS} if "threshold" in inspect.signature(prim.Prim).parameters else {}
    alpha = min(max(PEELED, FEWEST_PEELED / len(missed)), MOST_PEELED)
    found = prim.Prim(frame, missed.astype(np.int64), mass_min=least_mass, peel_alpha=alpha, **threshold).find_box()
    return [_limits(box, found.box_lims[0]) for box in found.box_lims]


def score_columns(columns: list[NDArray[Any]], outcome: NDArray[Any], trees: int, seed: int) -> NDArray[np.float64]:
    """Importance of every column for one outcome by extra trees: float64[n_columns], summing to 1.

    Parameters
    ----------
    columns : list of float64[n_cases] or int64[n_cases]
        Numbers and codes of categories.
    outcome : bool[n_cases] or float64[n_cases]
        Classified if bool, else regressed.
    trees : int
        Size of the forest.
    seed : int
        Of the forest.

    Notes
    -----
    Geurts, Ernst & Wehenkel (2006), Machine Learning 63; with a third of the columns tried at a split, as Jaxa-Rozen &
    Kwakkel (2018), Environ. Model. Softw. 107, advise for scenario discovery.
    """
    scoring = _imported("feature_scoring")
    kind = scoring.RuleInductionType.CLASSIFICATION if outcome.dtype == bool else scoring.RuleInductionType.REGRESSION
    frame = pd.DataFrame({f"c{k}": np.asarray(c, np.float64) for k, c in enumerate(columns)})
    tried = max(1, round(len(columns) / 3))
    scores, _ = scoring.get_ex_feature_scores(
        frame, outcome, mode=kind, nr_trees=trees, max_features=tried, oob_score=False, random_state=seed
    )
    return np.asarray(scores[1].reindex(frame.columns), np.float64)


def _imported(name: str) -> Any:
    """Module of the workbench's analysis part, imported late (seconds) and without its remarks on absent extras."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import feature_scoring, prim
    return {"prim": prim, "feature_scoring": feature_scoring}[name]


def _limits(box: pd.DataFrame, whole: pd.DataFrame) -> Limits:
    limits: Limits = {}
    for name in whole.columns:
        (low, high), (lowest, highest) = box[name], whole[name]
        if isinstance(low, set):
            if low != lowest:
                limits[int(name[1:])] = frozenset(int(code) for code in low)
        elif (low, high) != (lowest, highest):
            limits[int(name[1:])] = (
                float(low) if low > lowest else -np.inf,
                float(high) if high < highest else np.inf,
            )
    return limits
