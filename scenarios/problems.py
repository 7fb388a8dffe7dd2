"""What is wrong with an input, said whole: where, what was found, what is allowed."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

_MOST_LISTED = 12  # names in one message, if one of them is near
_LONGEST = 80  # characters of a found value that are shown


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in a scenario file.

    Parameters
    ----------
    file
        File as the user named it.
    entry
        Dotted key within the file, empty for the file as a whole.
    found, allowed
        What stands there, and what may stand there.
    line
        Line number from 1, None if the problem has no line.
    """

    file: str
    entry: str
    found: str
    allowed: str
    line: int | None = None

    def __str__(self) -> str:  # the one line a person reads
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        entry = f"{self.entry}: " if self.entry else ""
        return f"{place}: {entry}found {self.found}; allowed: {self.allowed}"


class ScenarioError(ValueError):
    """A scenario cannot be used; `problems` lists every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["ScenarioError"], tuple[tuple[Problem, ...]]]:
        return ScenarioError, (self.problems,)


def shown(value: object) -> str:
    """Return a value as it can be printed in a message, whatever it is."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # an integer of thousands of digits, a table nested as deep
        text = f"a {type(value).__name__} too large to show"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def known_names(name: str, known: Iterable[str]) -> str:
    """Say which names are allowed: the nearest to `name` if any is near, else all of them, or how many if too many."""
    names = sorted(known)
    near = difflib.get_close_matches(name[:_LONGEST], names, n=2, cutoff=0.7)
    if not names:
        return "no name at all"
    if len(names) <= _MOST_LISTED:
        listed = f"one of {', '.join(names)}"
        return f"{listed}; did you mean {near[0]}?" if near else listed
    return (
        f"{len(names)} names; did you mean {' or '.join(near)}?"
        if near
        else f"one of {len(names)} names: {', '.join(names)}"
    )
