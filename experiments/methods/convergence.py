"""Whether a sensitivity analysis has had points enough."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from experiments.methods.estimators import elementary_effects, rank_shift, sobol_rows
from experiments.methods.sensitivity import (
    FEWEST_ROWS,
    FEWEST_TRAJECTORIES,
    MAIN,
    Range,
    estimates_of,
    index_table,
    whole_blocks,
)
from experiments.statistics import Floats

SHARES = (0.25, 0.5, 0.75, 1.0)
TOP = 5
WIDEST = 0.1
MOST_SHIFT = 1.0  # places


@dataclass(frozen=True)
class Convergence:
    """Indices on growing shares of the design, and what follows.

    Attributes
    ----------
    steps : DataFrame
        outcome, name, index, share (of the design), blocks (trajectories or base rows used), value, low, high,
        relative.
    verdicts : DataFrame
        outcome; ranking, values (whether each has settled), constant; rank_shift (places), overlap (of the first five
        with those of the step before, 0 to 1), width (of the widest interval).
    """

    steps: pd.DataFrame
    verdicts: pd.DataFrame


def convergence(
    method: str,
    ranges: Sequence[Range],
    points: Floats,
    values: Floats,
    outcomes: Sequence[str],
    *,
    second_order: bool = False,
    sample_seed: int = 0,
    shares: Sequence[float] = SHARES,
) -> Convergence:
    """Compute the ranking index on growing shares of the design.

    Parameters
    ----------
    method
        ``"morris"`` (mu_star) or ``"sobol"`` (ST).
    ranges, points, values, outcomes, second_order, sample_seed
        As of `morris_indices` and `sobol_indices`.
    shares
        Growing, the last 1; those with too few trajectories or base rows are skipped.

    Notes
    -----
    The ranking has settled if (a) parameters that matter move by less than one place between two resamples of the
    design, at the 95 % quantile (`rank_shift`), and (b) the first five are the same on the last two shares. The values
    have settled if every 90 % interval is narrower than 0.1: of the variance for ST, of the largest for mu_star. Both
    after Sarrazin, Pianosi & Wagener (2016), Env. Modelling & Software 79, who show that a ranking settles long before
    the values do; they take 95 % intervals below 0.05. (b) is added here.
    """
    values = np.asarray(values, np.float64)
    if method == "morris":
        widths = np.array([r.high - r.low for r in ranges])
        blocks = elementary_effects(np.asarray(points, np.float64), values, widths)
    else:
        blocks = sobol_rows(values, len(ranges), second_order)
    names = [r.name for r in ranges]
    steps = pd.concat(
        [_step(method, blocks, share, names, outcomes, sample_seed) for share in shares], ignore_index=True
    )
    verdicts = [
        _verdict(method, whole_blocks(method, blocks[:, :, k], o), steps[steps["outcome"] == o], sample_seed)
        for k, o in enumerate(outcomes)
    ]
    return Convergence(steps, pd.DataFrame(verdicts))


def _step(
    method: str, blocks: Floats, share: float, names: Sequence[str], outcomes: Sequence[str], sample_seed: int
) -> pd.DataFrame:
    first = blocks[: round(share * len(blocks))]
    fewest = FEWEST_TRAJECTORIES if method == "morris" else FEWEST_ROWS
    enough = [k for k in range(len(outcomes)) if np.isfinite(first[:, :, k]).all(axis=1).sum() >= fewest or share == 1]
    if not enough:
        return pd.DataFrame()
    table = index_table(method, first[:, :, enough], names, [outcomes[k] for k in enough], sample_seed)
    table = table[table["index"] == MAIN[method]].assign(share=share).rename(columns={"used": "blocks"})
    return table[["outcome", "name", "index", "share", "blocks", "value", "low", "high", "relative"]]


def _verdict(method: str, blocks: Floats, steps: pd.DataFrame, sample_seed: int) -> dict[str, object]:
    n_ranges = steps["name"].nunique()
    estimates, constant = estimates_of(method, blocks, n_ranges, sample_seed)
    shift = rank_shift(np.maximum(estimates[MAIN[method]][1:], 0))
    tops = [set(step.nlargest(TOP, "value")["name"]) for _, step in steps.groupby("share")]
    overlap = len(tops[-1] & tops[-2]) / len(tops[-1]) if len(tops) > 1 else 0.0
    last = steps[steps["share"] == steps["share"].max()]
    width = float((last["high"] - last["low"]).max())
    if method == "morris":
        width = width / float(last["value"].max()) if not constant else 0.0
    return {
        "outcome": steps["outcome"].iloc[0],
        "ranking": constant or (shift < MOST_SHIFT and overlap == 1),
        "values": constant or width < WIDEST,
        "constant": constant,
        "rank_shift": shift,
        "overlap": overlap,
        "width": width,
    }
