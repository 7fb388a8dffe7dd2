"""How a practice is declared that spreads by zone, of which nothing but its share is remembered."""

from dataclasses import dataclass

from simulation.declare.declared import Declared


@dataclass(frozen=True, kw_only=True)
class Practice(Declared):
    """A practice and how far it has spread.

    Attributes
    ----------
    start
        Share at the base month, or the name of the parameter that says so.
    high
        Ceiling: the largest share that will ever do it.
    """

    start: float | str
    unit: str = "share"
    low: float = 0.0
    high: float = 1.0
