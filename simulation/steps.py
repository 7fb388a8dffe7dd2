"""Steps of the month, each with what it takes from other submodels and what it changes there."""

from collections.abc import Callable
from dataclasses import dataclass

from simulation.world import World


@dataclass(frozen=True)
class Step:
    """One thing that happens in a month.

    Attributes
    ----------
    run
        Does it.
    own
        States and tables of its own submodel, with which it does as it likes.
    reads, writes
        What it reads and changes of others: a state's field ("grid.lv_saturation"), a table ("workers"), or a
        flow of this month ("flows.technicians_trained"), a practice ("practices.leap"). What is written may be read.
    every
        Months from one time to the next, for what need not happen each month: it happens in months that `every`
        divides. What is done zone by zone can be spread over the months instead, see `World.phase`.
    """

    run: Callable[[World], None]
    own: frozenset[str]
    reads: frozenset[str]
    writes: frozenset[str]
    every: int = 1

    def __call__(self, world: World) -> None:
        """Let it happen, if it is the month for it."""
        if world.month % self.every == 0:
            self.run(world)

    @property
    def name(self) -> str:
        """Name of the function, such as "match_workers"."""
        return self.run.__name__

    @property
    def submodel(self) -> str:
        """Name of the submodel it stands in, such as "labour"."""
        return self.run.__module__.split(".")[2]


def step(
    *, own: str = "", reads: str = "", writes: str = "", every: int = 1
) -> Callable[[Callable[[World], None]], Step]:
    """Declare a step; names are separated by spaces."""

    owns, takes, changes = (frozenset(names.split()) for names in (own, reads, writes))
    return lambda run: Step(run, owns, takes, changes, every)
