"""The whole state of a run at a month, as arrays and numbers that a folder can hold.

What is saved: the tables (workers, firms, vacancies, requests, projects), the states of the submodels
field by field, and the clock. A run resumed from it goes on
bit for bit as the unbroken run, under the same or another policy.
"""

import dataclasses
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.runs.cache import read_folder, write_folder
from simulation.world import STATES, TABLES, World

CLOCK = ("month",)
Arrays = dict[str, NDArray[Any]]


def save(world: World, folder: Path) -> None:
    """Write the state of a world to a new folder."""
    arrays, values = take(world)
    identity = {"region": world.region.digest, "seed": world.seed, "scale": world.scale}
    write_folder(folder, arrays, {"identity": identity, "values": values})


def load(world: World, folder: Path) -> None:
    """Put a world in the state saved in `folder`.

    Raises
    ------
    ValueError
        If the state is of another region, seed or scale.
    """
    arrays, header = read_folder(folder)
    identity = {"region": world.region.digest, "seed": world.seed, "scale": world.scale}
    differing = [name for name in identity if identity[name] != header["identity"][name]]
    if differing:
        raise ValueError(f"{folder} holds a run that differs in {', '.join(differing)}")
    put(world, arrays, header["values"])


def take(world: World, tables: Iterable[str] = TABLES, states: Iterable[str] = STATES) -> tuple[Arrays, dict[str, Any]]:
    """Take the state of a world apart: arrays by path, such as "grid.peak_mw", and plain values by path."""
    arrays: Arrays = {}
    values: dict[str, Any] = {name: getattr(world, name) for name in CLOCK}
    for table in tables:
        for name, array in getattr(world, table).arrays().items():
            arrays[f"{table}.{name}"] = array
    for state in states:
        _take_apart(getattr(world, state), state, arrays, values)
    return arrays, values


def put(world: World, arrays: Arrays, values: dict[str, Any]) -> None:
    """Put a world in the state that :func:`take` took apart; what was not taken stays."""
    for name in CLOCK:
        setattr(world, name, values[name])
    for table in TABLES:
        columns = {path.split(".", 1)[1]: array for path, array in arrays.items() if path.startswith(f"{table}.")}
        if columns:
            getattr(world, table).replace(columns)
    for state in STATES:
        if any(path.startswith(f"{state}.") for path in (*arrays, *values)):
            setattr(world, state, _put_together(getattr(world, state), state, arrays, values))


def _take_apart(value: Any, path: str, arrays: Arrays, values: dict[str, Any]) -> None:
    if isinstance(value, np.ndarray):
        arrays[path] = value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            _take_apart(getattr(value, field.name), f"{path}.{field.name}", arrays, values)
    elif isinstance(value, dict):
        values[path] = list(value)
        for name, entry in value.items():
            _take_apart(entry, f"{path}.{name}", arrays, values)
    else:
        values[path] = _plain(value, path)


def _plain(value: Any, path: str) -> Any:
    """A value JSON keeps exactly; infinities and nan by name."""
    value = value.item() if isinstance(value, np.generic) else value
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": repr(value)}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(f"{path}: a {type(value).__name__} cannot be saved")


def _put_together(like: Any, path: str, arrays: Arrays, values: dict[str, Any]) -> Any:
    """Rebuild the value at `path`; `like` gives its type."""
    if path in arrays:
        return arrays[path]
    if dataclasses.is_dataclass(like) and not isinstance(like, type):
        names = [field.name for field in dataclasses.fields(like)]
        return type(like)(**{n: _put_together(getattr(like, n), f"{path}.{n}", arrays, values) for n in names})
    found = values[path]
    if isinstance(like, dict):
        return type(like)({name: _put_together(like.get(name), f"{path}.{name}", arrays, values) for name in found})
    return float(found["float"]) if isinstance(found, dict) else found
