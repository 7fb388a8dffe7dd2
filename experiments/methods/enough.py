"""How many seeds are enough to compare policies, and when a comparison may stop."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from experiments.statistics import LEVEL, Floats, mean_interval

MOST_TIMES = 4  # times the present number of seeds to look ahead
MOST_SEEDS = 1000
FEWEST = 8
AMOUNT = re.compile(r"\s*(\d+(?:\.\d+|,\d{1,2}(?!\d))?)\s*(\D.*?)?\s*")  # not 1,000, which may be 1 or 1000
POINTS = ("pp", "%")


@dataclass(frozen=True)
class Wish:
    """How sure a comparison must be.

    Attributes
    ----------
    indicator
        Full name.
    half_width
        Half of the 90 % interval of the difference, at most, in the unit of the indicator.
    unit
        Of the difference: ``"pp"`` for indicators in per cent.
    """

    indicator: str
    half_width: float
    unit: str


def half_widths(differences: Floats) -> pd.DataFrame:
    """Half-width of the interval as seeds came in, and as it may go on.

    Parameters
    ----------
    differences : float64[n_seeds]
        Paired differences of one scenario from the reference, in the order in which seeds were run.

    Returns
    -------
    DataFrame
        n (2 to 4 times the number of seeds), half_width (in the unit of the differences), expected (False for what was
        seen; beyond that t s / sqrt(n), with the standard deviation s of all seeds).

    Raises
    ------
    ValueError
        With fewer than two seeds: one says nothing of chance.
    """
    differences = _several(differences)
    n_now = differences.size
    seen = [float(mean_interval(differences[:n]).half_width) for n in range(2, n_now + 1)]
    ahead = np.arange(n_now + 1, MOST_TIMES * n_now + 1)
    expected = _half_width(float(differences.std(ddof=1)), ahead)
    n = np.concatenate([np.arange(2, n_now + 1), ahead])
    return pd.DataFrame({"n": n, "half_width": np.concatenate([seen, expected]), "expected": n > n_now})


def seeds_for(differences: Floats, wanted_half_width: float) -> int:
    """Seeds expected to be needed for an interval of the wanted half-width; at least two.

    Parameters
    ----------
    differences : float64[n_seeds]
        Paired differences.
    wanted_half_width : float
        Above zero, in the unit of the differences.

    Notes
    -----
    Smallest n with t(n - 1) s / sqrt(n) at or below the wish. With eight seeds s itself is known to within a factor of
    0.7 to 1.8 (90 %), and n goes with its square: read the answer as an order of size.
    """
    if not wanted_half_width > 0:
        raise ValueError(f"the wanted half-width must be above zero, found {wanted_half_width:g}")
    spread = float(_several(differences).std(ddof=1))
    many = 2
    while _half_width(spread, many) > wanted_half_width:
        many *= 2
    few = max(many // 2, 1)  # too few, or one below the least
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (middle, many) if _half_width(spread, middle) > wanted_half_width else (few, middle)
    return many


def is_sure(differences: Mapping[str, Floats], wish: Wish, minimum: int = FEWEST) -> bool:
    """Whether the interval of every scenario is as narrow as wished, so that no more seeds are needed.

    Parameters
    ----------
    differences
        Scenario -> float64[n_seeds], paired differences from the reference in the unit of the indicator.
    wish
        The half-width to reach.
    minimum
        Never sure with fewer seeds.

    Notes
    -----
    Stopping at a fixed width is valid in the limit of narrow wishes (Chow & Robbins 1965, Annals of Mathematical
    Statistics 36). In small samples it stops rather when the spread happens to look small, so the interval covers less
    than it says: looking from 8 seeds on after every 4, a nominal 90 % covers 0.88 to 0.90 of the time on normal noise,
    least where 12 to 15 seeds are needed. From 4 seeds on it would be 0.85. Both are for one scenario.
    """
    return all(
        len(d) >= max(minimum, 2) and float(mean_interval(d).half_width) <= wish.half_width
        for d in differences.values()
    )


def within_noise(differences: Mapping[tuple[str, str], Floats], most: int = MOST_SEEDS) -> pd.DataFrame:
    """List differences whose interval contains zero, with the seeds it would take to tell them from zero.

    Parameters
    ----------
    differences
        (indicator, scenario) -> float64[n_seeds], paired differences from the reference.
    most
        Beyond this many seeds no number is given.

    Returns
    -------
    DataFrame
        indicator, scenario, mean, low, high, n_seeds, needed (Int64, missing if more than `most`).

    Notes
    -----
    `needed` is where the interval would just leave out zero if the true difference were the one seen: about an even
    chance. The true one may well be smaller, or zero, in which case no number of seeds will do.
    """
    rows = []
    for (indicator, scenario), values in differences.items():
        found = mean_interval(_several(values))
        if bool(found.excludes_zero) or float(found.half_width) == 0:
            continue
        mean = float(found.mean)
        needed = seeds_for(values, abs(mean)) if abs(mean) > _half_width(float(np.std(values, ddof=1)), most) else None
        rows.append((indicator, scenario, mean, float(found.low), float(found.high), found.n_seeds, needed))
    columns = ["indicator", "scenario", "mean", "low", "high", "n_seeds", "needed"]
    return pd.DataFrame(rows, columns=columns).astype({"needed": "Int64"})


def parse_wish(amount: str, indicator: str, known: Mapping[str, str]) -> Wish:
    """Read a wish such as "0.1 pp" for "unemployment".

    Parameters
    ----------
    amount
        A number above zero, with or without its unit: "0.1pp", "0,1 pp", "25 MW", "1000". Percentage points ("pp", or
        "%") are for indicators in per cent only.
    indicator
        Name, or a beginning that fits one name only, or one that all others begin with; with percentage points only
        names in per cent count.
    known
        Indicator -> unit.

    Raises
    ------
    ValueError
        In one sentence, naming what was found and what is allowed.
    """
    match = AMOUNT.fullmatch(amount)
    number = float(match[1].replace(",", ".")) if match else 0.0
    if not match or not number > 0:
        raise ValueError(
            f"{amount!r} is not a half-width; write a number above zero and its unit, such as 0.1pp or 25 MW"
        )
    unit = match[2] or ""
    name = _full_name(indicator, known, unit in POINTS)
    own = known[name]
    allowed = POINTS if own.startswith("%") else (own,)
    if unit and unit.casefold() not in [u.casefold() for u in allowed]:
        raise ValueError(f"{name} differs by {' or '.join(allowed)}, found {unit!r} in {amount!r}")
    return Wish(name, number, allowed[0])


def _full_name(beginning: str, known: Mapping[str, str], points: bool) -> str:
    if beginning in known:
        return beginning
    fitting = [name for name in known if beginning and name.startswith(beginning)]
    fitting = [name for name in fitting if known[name].startswith("%")] or fitting if points else fitting
    general = min(fitting, key=len, default="")  # unemployment_rate, rather than unemployment_rate_low
    if fitting and all(name.startswith(general) for name in fitting):
        return general
    if fitting:
        raise ValueError(f"{beginning!r} may be {', '.join(sorted(fitting))}; write one of these")
    near = difflib.get_close_matches(beginning, known, n=1, cutoff=0.0)
    hint = f"; the nearest name is {near[0]}" if near else ""
    raise ValueError(f"there is no indicator {beginning!r}{hint}")


def _several(differences: Floats) -> Floats:
    differences = np.asarray(differences, np.float64)
    if differences.size < 2 or not np.isfinite(differences).all():
        raise ValueError(f"chance shows from two seeds on, all with a value, found {differences.tolist()}")
    return differences


def _half_width(spread: float, n: int | NDArray[np.int64]) -> Floats:
    half: Floats = stdtrit(np.asarray(n) - 1, (1 + LEVEL) / 2) * spread / np.sqrt(n)
    return half
