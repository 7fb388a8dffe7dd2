"""Populations as sets of equal-length numpy columns, declared once on a class."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Column:
    """One declared column: how a value is stored and what it means.

    Parameters
    ----------
    dtype
        numpy type code, e.g. ``"f4"``.
    unit
        Unit of the stored value; ``"1"`` for a plain number or code.
    meaning
        One phrase for the data dictionary.
    shape
        Extra axes per row, ``()`` for a scalar column.
    fresh
        What a newcomer to a used row starts with; None if it stays with the row or whoever admits the newcomer
        fills it in. By default 0, so that a column nobody thought of is not inherited from the dead.
    """

    dtype: str
    unit: str
    meaning: str
    shape: tuple[int, ...] = ()
    fresh: float | None = 0


def column(dtype: str, unit: str, meaning: str, shape: tuple[int, ...] = (), *, fresh: float | None = 0) -> Any:
    """Declare a column on a class; read by :class:`Columns`."""
    return Column(dtype, unit, meaning, shape, fresh)


def declared_columns(owner: type) -> dict[str, Column]:
    """Columns declared on `owner` and its bases, in order of declaration."""
    found: dict[str, Column] = {}
    for base in reversed(owner.__mro__):
        for name, value in getattr(base, "__declared_columns__", vars(base)).items():
            if isinstance(value, Column):
                found[name] = value
    return found


class Columns:
    """Equal-length arrays, one per declared column, with room to grow.

    ``table.wage`` is the live array of the rows in use (a view, so writing to it writes the
    state). References taken before :meth:`extend` or :meth:`keep` may be stale afterwards.
    """

    def __init__(self, owner: type, capacity: int = 0) -> None:
        self.owner = owner
        self.columns = declared_columns(owner)
        self.n = 0
        self._data = {name: np.zeros((capacity, *spec.shape), spec.dtype) for name, spec in self.columns.items()}
        self._show()

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"no column '{name}' in {self.__dict__.get('owner')}")

    def __getstate__(self) -> dict[str, Any]:
        """Views stay behind when columns are copied or pickled: they would become arrays of their own."""
        return {name: value for name, value in self.__dict__.items() if name not in self.columns}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the arrays over and view them again."""
        self.__dict__.update(state)
        self._show()

    def _show(self) -> None:
        """Set one attribute per column to the rows in use: columns are read far more often than tables grow."""
        self.__dict__.update({name: array[: self.n] for name, array in self._data.items()})

    def __len__(self) -> int:
        return self.n

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    @property
    def capacity(self) -> int:
        """Rows that fit before the arrays are moved."""
        return next(iter(self._data.values())).shape[0]

    @property
    def nbytes(self) -> int:
        """Memory held by all columns [byte]."""
        return sum(array.nbytes for array in self._data.values())

    def storage(self, name: str) -> np.ndarray:
        """The array of a column with its spare rows, at the speed of a dictionary; moves when the table grows."""
        return self._data[name]

    def extend(self, count: int) -> slice:
        """Add `count` zeroed rows at the end and return their slice."""
        first, last = self.n, self.n + count
        if last > self.capacity:
            room = max(last, int(self.capacity * 1.3) + 64)
            for name, array in self._data.items():
                grown = np.zeros((room, *array.shape[1:]), array.dtype)
                grown[:first] = array[:first]
                self._data[name] = grown
        for array in self._data.values():
            array[first:last] = 0
        self.n = last
        self._show()
        return slice(first, last)

    def keep(self, mask: np.ndarray) -> None:
        """Drop the rows where `mask` (bool[n]) is false; the order of the others stays."""
        kept = int(np.count_nonzero(mask))
        for array in self._data.values():
            array[:kept] = array[: self.n][mask]
        self.n = kept
        self._show()

    def renew(self, rows: Any) -> None:
        """Give rows to newcomers: every column that declares a fresh value gets it there."""
        for name, spec in self.columns.items():
            if spec.fresh is not None:
                self._data[name][rows] = spec.fresh

    def arrays(self) -> dict[str, np.ndarray]:
        """All columns of the rows in use, by name (views)."""
        return {name: array[: self.n] for name, array in self._data.items()}

    def replace(self, arrays: dict[str, np.ndarray]) -> None:
        """Take over whole columns, as read from a checkpoint.

        Raises
        ------
        ValueError
            If a declared column is missing, unknown, of another type, or of another length.
        """
        if set(arrays) != set(self.columns):
            raise ValueError(f"columns differ: {sorted(set(arrays) ^ set(self.columns))}")
        lengths = {array.shape[0] for array in arrays.values()}
        wrong = [n for n, a in arrays.items() if a.dtype != np.dtype(self.columns[n].dtype)]
        if len(lengths) != 1 or wrong:
            raise ValueError(f"columns of unequal length {lengths} or wrong type {wrong}")
        self._data = dict(arrays)
        self.n = lengths.pop()
        self._show()
