"""How a modifier is declared: what an initiative may change, in which form, and where it acts."""

from dataclasses import dataclass
from typing import Literal

from simulation.declare.declared import Declared

Form = Literal["add", "multiply"]


@dataclass(frozen=True, kw_only=True)
class Modifier(Declared):
    """One quantity that initiatives may change, zone by zone.

    Attributes
    ----------
    form
        Whether what is written is added to the quantity, 0 being neutral, or multiplies it, 1 being neutral.
    low, high
        Range of what may be written.
    acts_on
        The quantity, and which zone counts.
    """

    form: Form
    acts_on: str

    def __post_init__(self) -> None:
        """Refuse a range in which nothing is neutral."""
        if not self.low <= self.neutral <= self.high:
            raise ValueError(f"{self.name}: {self.neutral:g} is neutral, and outside [{self.low:g}, {self.high:g}]")

    @property
    def neutral(self) -> float:
        """What changes nothing."""
        return 0.0 if self.form == "add" else 1.0
