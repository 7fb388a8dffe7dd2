"""Targets: what an indicator should reach in a year, whether a run reaches it, and by how much it misses."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.numbers import format_number
from experiments.words import Words

SLACK = 1e-9  # relative: 0.1 times 30 is a little more than 3 in binary numbers
Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Target:
    """A bound on one indicator in one year; exactly one of `at_least` and `at_most` is given.

    Attributes
    ----------
    id
        Short name.
    indicator
        Name of the indicator.
    year
        When it is to be reached.
    at_least, at_most
        The bound, in the unit of the indicator; a multiple of the value in `relative_to` if that is given.
    relative_to
        Base year.
    title
        By language, ``{"nl": ..., "en": ...}``.

    Raises
    ------
    ValueError
        If there is no bound or more than one, or the base year does not come before the year.
    """

    id: str
    indicator: str
    year: int
    at_least: float | None = None
    at_most: float | None = None
    relative_to: int | None = None
    title: dict[str, str]

    def __post_init__(self) -> None:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError(f"target {self.id}: give either at_least or at_most")
        if self.relative_to is not None and self.relative_to >= self.year:
            raise ValueError(f"target {self.id}: base year {self.relative_to} is not before {self.year}")

    @property
    def bound(self) -> float:
        """The number given, absolute or a multiple."""
        return float(self.at_least if self.at_least is not None else self.at_most)  # type: ignore[arg-type]

    def shortfall(self, value: ArrayLike, base_value: ArrayLike | None = None) -> Floats:
        """How far the target is missed: float64[...], in the unit of the indicator; zero or less where it is met.

        Parameters
        ----------
        value : float64[...]
            Indicator in `year`.
        base_value : float64[...], optional
            Indicator in `relative_to`, of the same runs.

        Raises
        ------
        ValueError
            If the target needs a base value and gets none, or the other way round.
        """
        if (base_value is None) != (self.relative_to is None):
            raise ValueError(f"target {self.id}: a base value belongs to a target relative to a year, and only there")
        bound = self.bound if base_value is None else self.bound * np.asarray(base_value, np.float64)
        gap = bound - np.asarray(value, np.float64)
        return np.asarray(gap if self.at_least is not None else -gap, np.float64)

    def meets(self, value: ArrayLike, base_value: ArrayLike | None = None) -> NDArray[np.bool_]:
        """Where the target is met: bool[...]; exactly met is met, an unknown value is not.

        Parameters
        ----------
        value, base_value : float64[...]
            As for `shortfall`.
        """
        scale = np.abs(self.bound * (1.0 if base_value is None else np.asarray(base_value, np.float64)))
        return np.asarray(self.shortfall(value, base_value) <= SLACK * scale)

    def describe(self, label: str, unit: str, words: Words) -> str:
        """Say the target in one line.

        Parameters
        ----------
        label, unit
            Of the indicator, in the language; the unit as the model writes it.
        words
            Language.
        """
        if self.relative_to is not None:
            number, unit = 100 * self.bound, "%"
        else:
            number = self.bound
        given = len(f"{number:.6f}".rstrip("0").split(".")[1])  # a bound keeps every digit it was given
        text = format_number(number, given, words.lang)
        bound = f"{text} {words.unit(unit)}"
        key = "target.at_least" if self.at_least is not None else "target.at_most"
        if self.relative_to is not None:
            key += "_of"
        return words(key, label=label, bound=bound, year=self.year, base=self.relative_to)
