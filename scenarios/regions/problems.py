"""What is wrong with a region folder, said whole."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    Parameters
    ----------
    file
        File within the folder, or the folder.
    row
        Line number from 1, or the key of the row; empty for the whole file.
    column
        Column or entry; empty for the whole row.
    found, allowed
        What stands there, and what may stand there.
    """

    file: str
    row: str
    column: str
    found: str
    allowed: str

    def __str__(self) -> str:
        place = ", ".join(
            part for part in (self.row and f"row {self.row}", self.column and f"column {self.column}") if part
        )
        return f"{self.file}{': ' + place if place else ''}: found {self.found}; allowed: {self.allowed}"


class RegionError(ValueError):
    """A region folder cannot be used; `problems` lists every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["RegionError"], tuple[tuple[Problem, ...]]]:
        return RegionError, (self.problems,)
