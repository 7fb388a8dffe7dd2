"""On which line of a TOML text an entry stands: the standard parser keeps no positions."""

import tomllib
from typing import Any

Path = tuple[str | int, ...]
_LONGEST_VALUE = 200  # lines; within a longer value the positions are those of its start or lost
_DEEPEST = 6  # levels; a scenario has four


def index_lines(text: str) -> dict[Path, int]:
    """Map the path of every key and table header of a valid TOML text to its line, from 1."""
    lines = text.split("\n")
    positions: dict[Path, int] = {}
    table: Path = ()
    arrays: dict[Path, int] = {}
    row = 0
    while row < len(lines):
        statement, height = _statement(lines, row)
        header = lines[row].lstrip().startswith("[")
        for path in _paths(statement):
            if header:
                table = path
                if path[-1:] == (0,):  # [[name]] opens the next table of the array
                    arrays[path] = arrays.get(path, -1) + 1
                    table = (*path[:-1], arrays[path])
            positions.setdefault(table if header else table + path, row + 1)
        row += height
    return positions


def line_of(positions: dict[Path, int], path: Path) -> int | None:
    """Line of an entry, or of the nearest entry around it."""
    for length in range(len(path), 0, -1):
        around = path[:length]
        for known in (around, tuple(part for part in around if isinstance(part, str))):  # one table is a list of one
            if known in positions:
                return positions[known]
    return None


def _statement(lines: list[str], row: int) -> tuple[dict[str, Any], int]:
    """Parse the statement that starts at `row`: what it says and how many lines it takes."""
    for height in range(1, min(_LONGEST_VALUE, len(lines) - row) + 1):
        try:
            return tomllib.loads("\n".join(lines[row : row + height])), height
        except (ValueError, RecursionError):
            continue
    return {}, 1


def _paths(statement: dict[str, Any]) -> list[Path]:
    """Every path in one statement, shallow ones first."""
    found: list[Path] = []
    waiting: list[tuple[Path, Any]] = [((), statement)]
    for path, value in waiting:
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, inner in items:
            found.append((*path, key))
            if len(path) < _DEEPEST:
                waiting.append(((*path, key), inner))
    return found
