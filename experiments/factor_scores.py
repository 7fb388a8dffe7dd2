"""How much each uncertain factor has to say about each outcome, and how much of that chance alone would give."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.discovery import LEAST_CASES, as_columns

N_STATES = 5
TREES = 100


@dataclass(frozen=True)
class Scores:
    """Share of what trees learn of an outcome that comes from each factor; a column of `mean` adds up to 1.

    Attributes
    ----------
    mean, low, high : DataFrame[n_factors, n_outcomes]
        Over random states: mean, lowest and highest.
    chance : DataFrame[n_factors, n_outcomes]
        Highest score over the states with the outcomes shuffled over the cases, so that no factor matters.
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
        """Where a factor's lowest score is above the highest that chance gave it: bool[n_factors, n_outcomes]."""
        return self.low > self.chance


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
        Forests with another random state; their spread is that of the method, not of the cases.
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
    with many values get more than categories with few. What is beyond chance is told by scores of shuffled outcomes
    (Altmann et al. 2010, Bioinformatics 26), not by the height of the score. Scores are nan for fewer than 20 cases
    or an outcome that is always the same; a factor that never varies scores 0.
    """
    if factors.isna().any(axis=None) or outcomes.isna().any(axis=None):
        raise ValueError("factors and outcomes need a value for every case")
    cases = as_columns(factors)
    states = [_scores(cases.columns, outcomes, trees, sample_seed + k, False) for k in range(n_states)]
    shuffled = [_scores(cases.columns, outcomes, trees, sample_seed + k, True) for k in range(n_states)]

    def framed(values: np.ndarray) -> pd.DataFrame:
        frame = pd.DataFrame(values, index=cases.names, columns=outcomes.columns)
        return frame.reindex(factors.columns).mask(lambda f: f.isna() & frame.notna().any(), 0.0)

    real, chance = np.array(states), np.array(shuffled)
    return Scores(
        framed(real.mean(axis=0)), framed(real.min(axis=0)), framed(real.max(axis=0)), framed(chance.max(axis=0)),
        n_states, len(factors),
    )  # fmt: skip


def _scores(columns: list[np.ndarray], outcomes: pd.DataFrame, trees: int, seed: int, shuffle: bool) -> np.ndarray:
    """One forest an outcome: float64[n_columns, n_outcomes]."""
    scores = np.full((len(columns), outcomes.shape[1]), np.nan)
    order = np.random.default_rng(seed).permutation(len(outcomes)) if shuffle else np.arange(len(outcomes))
    for k, name in enumerate(outcomes.columns):
        values = outcomes[name]
        if not columns or len(outcomes) < LEAST_CASES or values.nunique() < 2:
            continue
        from experiments.ema_adapter import score_columns

        outcome = values.to_numpy(np.bool_ if values.dtype == bool else np.float64)
        scores[:, k] = score_columns(columns, outcome[order], trees, seed)
    return scores
