"""How much each uncertain factor has to say about each outcome, and how much of that chance alone would give."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from experiments.methods.discovery import LEAST_CASES, as_columns

N_STATES = 10
TREES = 100
SURE = 0.99


@dataclass(frozen=True)
class Scores:
    """Share of what trees learn of an outcome that comes from each factor; a column of `mean` adds up to 1.

    Attributes
    ----------
    mean, low, high : DataFrame[n_factors, n_outcomes]
        Over random states: mean, lowest and highest.
    chance : DataFrame[n_factors, n_outcomes]
        Score that a factor with the same values in shuffled order would stay under 99 times in a hundred.
    n_states, n_cases
        Random states and cases.
    """

    mean: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    chance: pd.DataFrame
    n_states: int
    n_cases: int

    @property
    def beyond_chance(self) -> pd.DataFrame:
        """Where a factor scores higher than chance would: bool[n_factors, n_outcomes]."""
        return self.mean > self.chance


def score_factors(
    factors: pd.DataFrame, outcomes: pd.DataFrame, *, n_states: int = N_STATES, trees: int = TREES, sample_seed: int = 0
) -> Scores:
    """Score factors by extra trees, one outcome at a time.

    Parameters
    ----------
    factors : DataFrame[n_cases, n_factors]
        Floats, whole numbers and categories.
    outcomes : DataFrame[n_cases, n_outcomes]
        Numbers, or bool for met and missed.
    n_states : int
        Forests with another random state, two or more; their spread is that of the method, not of the cases.
    trees : int
        In a forest.
    sample_seed : int
        First random state.

    Raises
    ------
    ValueError
        If a factor or an outcome has empty places.

    Notes
    -----
    Geurts, Ernst & Wehenkel (2006), Machine Learning 63. Scores are shares, so every factor gets some, and factors
    with many values get more than categories with few. What is beyond chance is therefore told by comparison with a
    shuffled copy of the same factor, which grows in the same trees and cannot matter (Kursa & Rudnicki 2010, J. Stat.
    Softw. 36), and not by the height of the score; measured, 1 to 2 % of the factors that do not matter pass. Scores
    are nan for fewer than 20 cases or an outcome that is always the same; a factor that never varies scores 0.
    """
    if factors.isna().any(axis=None) or outcomes.isna().any(axis=None):
        raise ValueError("factors and outcomes need a value for every case")
    varied = as_columns(factors)
    states = np.array([_scores(varied.columns, outcomes, trees, sample_seed + k) for k in range(n_states)])
    real, shuffled = states[:, 0], states[:, 1]
    margin = stdtrit(n_states - 1, SURE) * np.sqrt(1 + 1 / n_states)  # of a next draw, not of the mean
    chance = shuffled.mean(axis=0) + margin * shuffled.std(axis=0, ddof=1)

    def framed(values: np.ndarray) -> pd.DataFrame:
        frame = pd.DataFrame(values, index=varied.names, columns=outcomes.columns)
        all_factors = frame.reindex(factors.columns)
        return all_factors.mask(all_factors.isna() & frame.notna().any(), 0.0)

    return Scores(
        framed(real.mean(axis=0)), framed(real.min(axis=0)), framed(real.max(axis=0)), framed(chance),
        n_states, len(factors),
    )  # fmt: skip


def _scores(columns: list[np.ndarray], outcomes: pd.DataFrame, trees: int, seed: int) -> np.ndarray:
    """One forest an outcome on factors and shuffled copies: float64[2, n_columns, n_outcomes]; factors sum to 1."""
    rng, n = np.random.default_rng(seed), len(columns)
    scores = np.full((2, n, outcomes.shape[1]), np.nan)
    for k, name in enumerate(outcomes.columns):
        values = outcomes[name]
        copies = [rng.permutation(column) for column in columns]
        if not columns or len(outcomes) < LEAST_CASES or values.nunique() < 2:
            continue
        from experiments.methods.ema_adapter import score_columns

        outcome = values.to_numpy(np.bool_ if values.dtype == bool else np.float64)
        found = score_columns([*columns, *copies], outcome, trees, seed)
        scores[:, :, k] = found.reshape(2, n) / found[:n].sum()
    return scores
