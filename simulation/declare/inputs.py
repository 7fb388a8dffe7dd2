"""Inputs of a region declared once: the column they stand in, unit, range, meaning, and the array they become.

A submodel declares its inputs as the fields of a dataclass and the tables it brings as `tables`. Reading, checking,
the arrays of :class:`simulation.region.Region` and the reference in `docs/data.md` all follow from that.

An array has the axes of its table's keys, in their order. A block of columns adds its own axis, last unless said
otherwise. What has no row is 0. Tables are named by text, so that a submodel can add a column to another's table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any, ClassVar

import numpy as np
from numpy.typing import DTypeLike

from simulation.axes import Axis
from simulation.declare.tables import Column, Table, row_of

SETTINGS = "region"  # the "table" of single numbers, [values] of region.toml


@dataclass(frozen=True)
class Block:
    """Columns of a table that make one array: all those of the form `column`, one per name on `axis`."""

    table: str
    column: str
    axis: Axis
    first: bool = False


@dataclass(frozen=True)
class Input:
    """How a field of a region is made.

    Parameters
    ----------
    make
        Makes the field of what it takes.
    takes
        ``"table.column"`` or blocks: numbers come as an array, texts as a tuple.
    table, column
        The column it declares, or the form of the columns of a block; None if declared elsewhere.
    """

    make: Callable[..., Any]
    takes: tuple[str | Block, ...]
    table: str = ""
    column: Column | None = None

    @property
    def wide(self) -> str:
        """Table and column whose texts name the columns, if they have no fixed names."""
        source = self.takes[0]
        return source.axis if isinstance(source, Block) and isinstance(source.axis, str) else ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns it declares, if their names are fixed."""
        if self.column is None or self.wide:
            return ()
        source = self.takes[0]
        return tuple(map(self.column.at, source.axis)) if isinstance(source, Block) else (self.column,)


@dataclass(frozen=True, kw_only=True, eq=False)
class Inputs:
    """What one submodel needs of a region."""

    tables: ClassVar[tuple[Table, ...]] = ()


def _declared(make: Callable[..., Any], *takes: str | Block, **rest: Any) -> Any:
    return field(metadata={"input": Input(make, takes, **rest)})


def number(
    place: str,
    unit: str,
    meaning: str,
    low: float,
    high: float,
    *,
    whole: bool = False,
    empty: bool = False,
    dtype: DTypeLike = np.float64,
    then: Callable[[np.ndarray], np.ndarray] | None = None,
) -> Any:
    """Declare the numbers of one column, `place` being ``"table.column"``; `then` makes another array of it."""
    table, name = place.split(".")
    column = Column(name, unit, meaning, low, high, whole, empty=empty)
    return _declared(then or partial(np.asarray, dtype=dtype), place, table=table, column=column)


def flag(place: str, meaning: str) -> Any:
    """Declare a column of 0 and 1 as booleans."""
    table, name = place.split(".")
    return _declared(_positive, place, table=table, column=Column(name, "0/1", meaning, 0, 1, whole=True))


def texts(place: str, meaning: str) -> Any:
    """Declare a column of texts as a tuple."""
    table, name = place.split(".")
    return _declared(tuple, place, table=table, column=Column(name, "-", meaning))


def names(axis: str) -> Any:
    """Declare the names along an axis that a table gives."""
    return _declared(tuple, axis)


def position(place: str, axis: Axis, meaning: str = "", *, dtype: DTypeLike = np.int16) -> Any:
    """Declare a column of names as their positions on an axis."""
    table, name = place.split(".")
    column = Column(name, "-", meaning or row_of(name, axis), among=axis)
    if isinstance(axis, str):
        return _declared(partial(_positions, dtype=dtype), place, axis, table=table, column=column)
    return _declared(partial(_positions, axis=axis, dtype=dtype), place, table=table, column=column)


def block(
    table: str,
    axis: Axis,
    unit: str,
    meaning: str,
    low: float,
    high: float,
    *,
    column: str = "@",
    whole: bool = False,
    first: bool = False,
    then: Callable[..., np.ndarray] | None = None,
    beside: tuple[str, ...] = (),
) -> Any:
    """Declare columns that make one array.

    Parameters
    ----------
    axis
        Names along the axis of the columns; ``"table.column"`` for columns named by the rows of another table.
    meaning, column
        Meaning and name of each column; ``@`` stands for the name on the axis.
    first
        Whether the axis of the columns comes before those of the keys.
    then, beside
        Changes the array, given the columns in `beside` too.
    """
    form = Column(column, unit, meaning, low, high, whole)
    return _declared(then or np.asarray, Block(table, column, axis, first), *beside, table=table, column=form)


def setting(name: str, unit: str, meaning: str, low: float, high: float) -> Any:
    """Declare a single number of region.toml."""
    return _declared(float, f"{SETTINGS}.{name}", table=SETTINGS, column=Column(name, unit, meaning, low, high))


def derived(make: Callable[..., Any], *takes: str) -> Any:
    """Declare what follows from columns that are declared elsewhere, each ``"table.column"``."""
    return _declared(make, *takes)


def part(inputs: type[Inputs]) -> Any:
    """Declare inputs that are kept together in an object of their own."""
    return field(metadata={"part": inputs})


def inputs_of(room: type[Inputs]) -> dict[str, Input]:
    """Inputs that a class declares or inherits, by name of their field."""
    return {f.name: f.metadata["input"] for f in fields(room) if "input" in f.metadata}


def parts_of(room: type[Inputs]) -> dict[str, type[Inputs]]:
    """Inputs that a class keeps in an object of their own, by name of their field."""
    return {f.name: f.metadata["part"] for f in fields(room) if "part" in f.metadata}


def rooms_of(region: type[Inputs]) -> Iterator[type[Inputs]]:
    """Classes that declare the inputs of a region."""
    for room in region.__bases__:
        yield from (room, *parts_of(room).values())


def sum_to_one(values: np.ndarray) -> np.ndarray:
    """Divide by the sum over the last axis, which the tables give rounded."""
    shares: np.ndarray = values / values.sum(axis=-1, keepdims=True)
    return shares


def _positive(values: np.ndarray) -> np.ndarray:
    flags: np.ndarray = values > 0
    return flags


def _positions(found: tuple[str, ...], axis: tuple[str, ...], *, dtype: DTypeLike) -> np.ndarray:
    at = {name: i for i, name in enumerate(axis)}
    return np.array([at[name] for name in found], dtype)
