"""What was read of a region folder, and its files as text and TOML."""

import tomllib
from dataclasses import dataclass, field
from typing import Any

from scenarios.regions.problems import Problem

_LONGEST = 80  # characters of a found value that are shown


@dataclass
class Folder:
    """What was read of a folder.

    Parameters
    ----------
    columns
        Per table the columns: float64 arrays for numbers (empty cells nan), lists of texts.
    settings
        Entries of region.toml.
    problems
        Everything wrong so far.
    """

    columns: dict[str, dict[str, Any]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    digest: str = ""

    def add(self, file: str, row: str | int, column: str, found: object, allowed: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(file, _short(row), _short(column), _short(found) or "an empty text", allowed))

    def clean(self, *tables: str) -> bool:
        """Whether these tables were read without any problem."""
        bad = {problem.file.split(".")[0] for problem in self.problems}
        return all((name in self.columns or name == "region") and name not in bad for name in tables)


def _short(found: object) -> str:
    """Say on one line what was found, whatever it is."""
    try:
        text = str(found) if isinstance(found, str | int) else repr(found)
    except (ValueError, RecursionError):  # an integer of thousands of digits, a table nested as deep
        text = f"a {type(found).__name__} too large to show"
    text = text if text.isprintable() else repr(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def text_of(folder: Folder, name: str, files: dict[str, bytes]) -> str | None:
    """Decode a file, or note that it is missing or not UTF-8."""
    if name not in files:
        folder.add(name, "", "", "no file", "a file of this name")
        return None
    try:
        return files[name].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = files[name][: error.start].count(b"\n") + 1
        folder.add(name, line, "", f"byte {files[name][error.start]:#04x}", "text in UTF-8")
        return None


def toml_of(folder: Folder, name: str, files: dict[str, bytes]) -> dict[str, Any] | None:
    """Parse a TOML file, or note why not."""
    text = text_of(folder, name, files)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        folder.add(name, "", "", f"not TOML ({error})", "TOML")
        return None
