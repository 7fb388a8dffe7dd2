"""What is written in the doors."""

from dataclasses import dataclass, field

from simulation.declare.arrays import Floats

DOMAINS = ("energy", "circular", "digital", "mobility", "labour")
HELD_BACK = 0.5  # part of its speed that change loses under full lock-in


@dataclass(kw_only=True)
class Doors:
    """What holds this month, by name; a name that is not there changes nothing."""

    funded: dict[str, Floats] = field(default_factory=dict)
    """By lever: share of what is asked beyond its default that is paid; [1], or [all zones] of a lever by zone."""

    modifiers: dict[str, Floats] = field(default_factory=dict)
    """By modifier of the submodels: [all zones] what is added to the quantity, or multiplies it."""

    lock_in: dict[str, Floats] = field(default_factory=dict)
    """By domain of DOMAINS: [2] lock-in of the regime now and at the base month, 0 to 1."""


@dataclass(frozen=True)
class LockIn:
    """How a regime holds change back, relative to the base month, at which everything was measured."""

    now: float
    start: float

    @property
    def speed(self) -> float:
        """Factor on chances and rates of change; exactly 1 while lock-in is what it was."""
        return (1 - HELD_BACK * self.now) / (1 - HELD_BACK * self.start)

    @property
    def hassle(self) -> float:
        """Factor on what a choice against the regime costs in effort; exactly 1 while lock-in is what it was."""
        return self.now / self.start


UNCHANGED = LockIn(1.0, 1.0)
