"""Find and read scenario files; whatever is wrong with one becomes a problem with a place."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from scenarios.positions import index_lines, line_of
from scenarios.problems import Problem, ScenarioError, known_names, shown

HERE = Path(__file__).parent
SHOCK_FOLDER = HERE / "shocks"
_LARGEST = 1_000_000  # bytes


@dataclass(frozen=True)
class SourceFile:
    """One scenario file as read: its name for people, its text and its tables."""

    name: str
    path: Path
    text: str
    data: dict[str, Any]

    def problem(self, path: tuple[str | int, ...], found: str, allowed: str) -> Problem:
        """Describe what is wrong with the entry at `path`."""
        entry = self._as_written(path)
        shortened = entry if len(entry) <= 120 else entry[:117] + "..."
        return Problem(self.name, shortened, found, allowed, line_of(self._positions, path))

    @cached_property
    def _positions(self) -> dict[tuple[str | int, ...], int]:
        return index_lines(self.text)

    def _as_written(self, path: tuple[str | int, ...]) -> str:
        """Name an entry as the file has it: a bare number has no `value`, a single table no number."""
        here: Any = self.data
        parts = []
        for part in path:
            if isinstance(part, str) and isinstance(here, dict):
                parts.append(part)
                here = here.get(part)
            elif isinstance(part, int) and isinstance(here, list):
                parts.append(str(part + 1))
                here = here[part] if part < len(here) else None
        return ".".join(parts)


def shipped_files() -> dict[str, Path]:
    """Every scenario and shock that comes with the model, by name."""
    return {path.stem: path for folder in (HERE, SHOCK_FOLDER) for path in sorted(folder.glob("*.toml"))}


def find_file(name: str, beside: Path | None = None) -> tuple[str, Path]:
    """Return what to call a scenario file and where it is.

    Parameters
    ----------
    name
        A shipped name, or a path.
    beside
        Folder that a path counts from; the working folder if None.

    Raises
    ------
    ScenarioError
        If `name` is neither.
    """
    shipped = shipped_files()
    if name in shipped:
        return shipped[name].relative_to(HERE).as_posix(), shipped[name]
    path = Path(name) if beside is None else beside / name
    if name.endswith(".toml") or "/" in name or "\\" in name or (name and is_there(path)):
        return name, path
    raise ScenarioError([Problem(shown(name), "", "no such scenario", f"{known_names(name, shipped)}; or a path")])


def read_file(name: str, path: Path) -> SourceFile:
    """Read one TOML file.

    Raises
    ------
    ScenarioError
        If it cannot be read, is not UTF-8 text or not TOML.
    """
    if is_there(path) and path.is_dir():
        raise ScenarioError([Problem(name, "", "a folder", "a scenario file (.toml)")])
    try:
        with path.open("rb") as stream:
            raw = stream.read(_LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ScenarioError([Problem(name, "", f"unreadable: {reason}", "a scenario file (.toml)")]) from None
    if len(raw) > _LARGEST:
        raise ScenarioError([Problem(name, "", "a file of over 1 MB", "a scenario file (.toml)")])
    return parse(name, path, raw)


def parse(name: str, path: Path, raw: bytes) -> SourceFile:
    """Parse the bytes of one TOML file; see `read_file`."""
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        byte = f"byte 0x{raw[error.start]:02x}"
        raise ScenarioError([Problem(name, "", f"{byte}, which is not UTF-8", "text saved as UTF-8", line)]) from None
    try:
        return SourceFile(name, path, text, tomllib.loads(text))
    except RecursionError:
        raise ScenarioError([Problem(name, "", "tables nested too deep", "a scenario file (.toml)")]) from None
    except ValueError as error:
        place = re.search(r"\(at line ([0-9]+), column [0-9]+\)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        message = str(error).split(" (at ")[0][:120]
        raise ScenarioError([Problem(name, "", f"text that is not TOML: {message}", "TOML 1.0", line)]) from None


def is_there(path: Path) -> bool:
    """Say whether a path exists, whatever its name is made of."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
