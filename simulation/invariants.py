"""What must hold at the end of every month, whatever the policy: the checks of all submodels.

A submodel may have in `checks`: `check_state(world)` for what always holds, `note_stocks(world)` for what a
month is compared with, and `check_month(world, noted)` for what a month may do to it.
"""

from collections.abc import Collection
from typing import Any

from simulation.checks import InvariantError
from simulation.doors import checks as doors
from simulation.practices import checks as practices
from simulation.submodels import gather
from simulation.world import World

__all__ = ["Books", "InvariantError", "check_invariants", "open_books"]

Books = dict[str, Any]  # what each submodel noted when the month began


def open_books(world: World, living: Collection[str] | None = None) -> Books:
    """Note the stocks at the beginning of a month of the submodels that live through it; of all if not said."""
    books: Books = {}
    for room, checks in gather("checks").items():
        if living is None or room in living:
            books[room] = checks.note_stocks(world) if hasattr(checks, "note_stocks") else None
    return books


def check_invariants(world: World, books: Books | None = None) -> None:
    """Check the state at the end of a month and, given the books, what the month did to stocks.

    Raises
    ------
    InvariantError
        Naming the law, the month and the first place it is broken.
    """
    for checks in (doors, practices, *gather("checks").values()):
        if hasattr(checks, "check_state"):
            checks.check_state(world)
    for room, noted in (books or {}).items():
        checks = gather("checks")[room]
        if hasattr(checks, "check_month"):
            checks.check_month(world, noted)
