"""Scenario discovery: which ranges of the uncertain factors make a policy miss its target, and which factors matter."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binom

from experiments.methods.boxes import Bools, Box, Discovery, Limit, quality

LEAST_CASES = 20
LEAST_MISSED = 5
MOST_P = 0.05
Column: TypeAlias = NDArray[Any]
Side: TypeAlias = tuple[int, str, Any]  # column, "low", "high" or "kept", bound


@dataclass(frozen=True)
class FactorColumns:
    """Factors that vary, by column: float64[n_cases] for numbers, int64[n_cases] codes for categories."""

    names: list[str]
    columns: list[Column]
    categories: list[tuple[Any, ...]]  # by column; empty for numbers
    whole: list[bool]


def find_boxes(
    factors: pd.DataFrame,
    missed: Bools,
    *,
    least_mass: float = 0.05,
    least_density: float = 0.75,
    most_boxes: int = 2,
) -> Discovery:
    """Find boxes of factors in which the target is mostly missed, with the patient rule induction method.

    Parameters
    ----------
    factors : DataFrame[n_cases, n_factors]
        Floats, whole numbers and categories (anything that is not a number).
    missed : bool[n_cases]
        Where the target is missed.
    least_mass : float
        Share of all cases a box holds at least.
    least_density : float
        Share of the cases in a box that miss the target at least.
    most_boxes : int
        Stop after so many.

    Raises
    ------
    ValueError
        If lengths differ or a factor has empty places.

    Notes
    -----
    PRIM: Friedman & Fisher (1999), Statistics and Computing 9; for scenario discovery Bryant & Lempert (2010),
    Technol. Forecast. Soc. Change 77. The choice follows one rule. Of all boxes on the peeling trajectory that limit
    something and are dense enough, take the one with the highest harmonic mean of coverage and density; with a tie,
    the one with fewer limits. Then drop limits with a quasi-p value above 0.05, the highest first, as long as the box
    stays dense enough. Cases in a box are put aside before the next is sought. PRIM picks limits by looking at the
    cases that also test them, so quasi-p values flatter: see `box_checks` for resampling and held-out cases. Peeling
    is greedy: two boxes at opposite ends of one factor can hide each other, and "none" is no proof that there is no
    pattern. Factor scores far beyond chance beside "none" point at that.
    """
    missed = _checked(factors, missed)
    n, hits = len(missed), int(missed.sum())
    if n < LEAST_CASES:
        return Discovery("too_few", n, hits)
    if hits in (0, n):
        return Discovery("always_missed" if hits else "never_missed", n, hits)
    if hits < LEAST_MISSED:
        return Discovery("too_few", n, hits)
    varied, free = as_columns(factors), np.ones(n, np.bool_)
    boxes: list[Box] = []
    while len(boxes) < most_boxes:
        box = _find_box(varied, missed, free, least_mass, least_density)
        if box is None:
            break
        boxes.append(box)
        free &= ~box.contains(factors)
    return Discovery("found" if boxes else "none", n, hits, boxes)


def as_columns(factors: pd.DataFrame) -> FactorColumns:
    """Numbers and codes of the factors that vary; categories in their own order, else by name."""
    names, columns, categories, whole = [], [], [], []
    for name in factors.columns:
        values = factors[name]
        if values.nunique() < 2:
            continue
        is_number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
        known = () if is_number else _categories(values)
        names.append(str(name))
        categories.append(known)
        whole.append(bool(is_number and pd.api.types.is_integer_dtype(values)))
        code = {category: k for k, category in enumerate(known)}
        columns.append(
            values.to_numpy(np.float64) if is_number else np.array([code[v] for v in values], np.int64),
        )
    return FactorColumns(names, columns, categories, whole)


def _categories(values: "pd.Series[Any]") -> tuple[Any, ...]:
    if isinstance(values.dtype, pd.CategoricalDtype):  # in the order somebody gave them
        return tuple(values.cat.remove_unused_categories().cat.categories)
    return tuple(sorted(values.unique(), key=str))


def _checked(factors: pd.DataFrame, missed: Bools) -> Bools:
    missed = np.asarray(missed, np.bool_)
    if missed.shape != (len(factors),):
        raise ValueError(f"{len(factors)} cases of factors, but misses of shape {missed.shape}")
    empty = [str(name) for name in factors.columns if factors[name].isna().any()]
    if empty:
        raise ValueError(f"factors with empty places: {', '.join(empty)}")
    return missed


def _find_box(varied: FactorColumns, missed: Bools, free: Bools, least_mass: float, least_density: float) -> Box | None:
    n, left = len(missed), missed[free]
    if not varied.columns or left.all() or not left.any() or least_mass * n > len(left):
        return None
    from experiments.methods.ema_adapter import peel_boxes

    columns = [column[free] for column in varied.columns]
    path = [_sides(limits) for limits in peel_boxes(columns, left, least_mass * n / len(left))]
    trajectory = _trajectory(path, columns, left, n, int(missed.sum()))
    chosen = _choose(trajectory, least_density)
    if chosen is None:
        return None
    sides, p = _without_chance(path[chosen], columns, left, least_density)
    if not sides:
        return None
    inside = _within(columns, sides)
    return Box(
        limits=_limits(varied, sides, p),
        coverage=np.count_nonzero(inside & left) / np.count_nonzero(missed),
        density=quality(inside, left)[1],
        mass=np.count_nonzero(inside) / n,
        n_cases=int(inside.sum()),
        n_missed=int((inside & left).sum()),
        trajectory=trajectory,
        chosen=chosen,
    )


def _sides(limits: dict[int, Any]) -> list[Side]:
    sides: list[Side] = []
    for column, bound in sorted(limits.items()):
        if isinstance(bound, frozenset):
            sides.append((column, "kept", bound))
        else:
            sides += [(column, side, b) for side, b in zip(("low", "high"), bound, strict=True) if np.isfinite(b)]
    return sides


def _within(columns: list[Column], sides: list[Side]) -> Bools:
    inside = np.ones(len(columns[0]), np.bool_)
    for column, side, bound in sides:
        values = columns[column]
        inside &= (
            values >= bound if side == "low" else values <= bound if side == "high" else np.isin(values, list(bound))
        )
    return inside


def _trajectory(
    path: list[list[Side]], columns: list[Column], missed: Bools, n_all: int, n_missed_all: int
) -> pd.DataFrame:
    rows = []
    for sides in path:
        inside = _within(columns, sides)
        caught, n = np.count_nonzero(inside & missed), np.count_nonzero(inside)
        rows.append((caught / n_missed_all, caught / n, n / n_all, len({column for column, _, _ in sides})))
    return pd.DataFrame(rows, columns=["coverage", "density", "mass", "n_limits"])


def _choose(trajectory: pd.DataFrame, least_density: float) -> int | None:
    """Row of the trajectory, by the rule of `find_boxes`."""
    allowed = trajectory[(trajectory["density"] >= least_density) & (trajectory["n_limits"] > 0)]
    if allowed.empty:
        return None
    coverage, density = allowed["coverage"], allowed["density"]
    mean = 2 * coverage * density / (coverage + density)
    ranked = allowed.assign(mean=mean).sort_values(["mean", "n_limits"], ascending=[False, True], kind="stable")
    return int(ranked.index[0])


def _without_chance(
    sides: list[Side], columns: list[Column], missed: Bools, least_density: float
) -> tuple[list[Side], list[float]]:
    """Drop limits that may be chance; return the others with their quasi-p values."""
    while True:
        inside = _within(columns, sides)
        p, thinned = [], []
        for k in range(len(sides)):
            without = _within(columns, sides[:k] + sides[k + 1 :])
            thinned.append(quality(without, missed)[1])
            p.append(float(binom.sf(np.count_nonzero(inside & missed) - 1, np.count_nonzero(inside), thinned[k])))
        chance = [k for k in np.argsort(p)[::-1] if p[k] > MOST_P and thinned[k] >= least_density]
        if not chance:
            return sides, p
        sides = [side for k, side in enumerate(sides) if k != chance[0]]


def _limits(varied: FactorColumns, sides: list[Side], p: list[float]) -> tuple[Limit, ...]:
    limits = []
    for column in dict.fromkeys(column for column, _, _ in sides):
        mine = {side: (bound, q) for (c, side, bound), q in zip(sides, p, strict=True) if c == column}
        known, name, values = varied.categories[column], varied.names[column], varied.columns[column]
        if known:
            kept, q = mine["kept"]
            limits.append(Limit(factor=name, kept=tuple(known[k] for k in sorted(kept)), p_low=q, categories=known))
            continue
        (low, p_low), (high, p_high) = mine.get("low", (-np.inf, np.nan)), mine.get("high", (np.inf, np.nan))
        if varied.whole[column]:
            low, high = np.ceil(low), np.floor(high)
        limits.append(
            Limit(factor=name, low=float(low), high=float(high), p_low=p_low, p_high=p_high,
                  lowest=float(values.min()), highest=float(values.max()))
        )  # fmt: skip
    return tuple(sorted(limits, key=lambda limit: (np.nanmin([limit.p_low, limit.p_high]), limit.factor)))
