"""From the columns of checked tables to the inputs that the submodels declare."""

from typing import Any

import numpy as np

from simulation.axes import INSIDE, ZONES, Axis
from simulation.declare.inputs import SETTINGS, Block, Inputs, inputs_of, parts_of
from simulation.declare.tables import Table


class Tables:
    """Arrays of columns, over the axes of their table's keys.

    Parameters
    ----------
    tables
        What the tables are.
    columns
        Per table the columns as read: float64 arrays for numbers, lists of texts.
    settings
        Single numbers of region.toml.
    """

    def __init__(
        self, tables: dict[str, Table], columns: dict[str, dict[str, Any]], settings: dict[str, float]
    ) -> None:
        self._tables, self._columns, self._settings = tables, columns, settings
        self._axes: dict[str, tuple[str, ...]] = {}
        self._rows: dict[str, tuple[tuple[np.ndarray, ...], tuple[int, ...]]] = {}
        if "zones" in columns:
            external = columns["zones"]["external"] > 0
            zones = tuple(columns["zones"]["zone"][i] for i in np.argsort(external, kind="stable"))
            self._axes = {ZONES: zones, INSIDE: zones[: int((~external).sum())]}

    def read(self, inputs: type[Inputs]) -> dict[str, Any]:
        """Make every field that a class of inputs declares, by name."""
        made = {name: each.make(*map(self.take, each.takes)) for name, each in inputs_of(inputs).items()}
        return made | {name: part(**self.read(part)) for name, part in parts_of(inputs).items()}

    def take(self, place: str | Block) -> Any:
        """Take a column or a block: numbers as an array, texts as a tuple, a number of region.toml as it is."""
        if isinstance(place, Block):
            return self._block(place)
        table, column = place.split(".")
        if table == SETTINGS:
            return self._settings[column]
        cells = self._columns[table][column]
        where, shape = self._places(table)
        if isinstance(cells, list):
            return tuple(cells[i] for i in np.argsort(where[0]).tolist())  # a table with texts to take has one key
        values = np.zeros(shape)
        values[where] = cells
        return values

    def axis(self, axis: Axis) -> tuple[str, ...]:
        """Names along an axis."""
        if not isinstance(axis, str):
            return axis
        if axis not in self._axes:
            table, column = axis.split(".")
            self._axes[axis] = tuple(self._columns[table][column])
        return self._axes[axis]

    def _block(self, place: Block) -> np.ndarray:
        columns = [self._columns[place.table][place.column.replace("@", name)] for name in self.axis(place.axis)]
        where, shape = self._places(place.table)
        values = np.zeros((*shape, len(columns)))
        values[where] = np.stack(columns, axis=1)
        return np.ascontiguousarray(np.moveaxis(values, -1, 0)) if place.first else values

    def _places(self, table: str) -> tuple[tuple[np.ndarray, ...], tuple[int, ...]]:
        """Where each row of a table goes, and the shape of all."""
        if table not in self._rows:
            where, shape = [], []
            for key in self._tables[table].keys:
                axis = self.axis(key.axis or f"{table}.{key.name}")
                at = {name: i for i, name in enumerate(axis)}
                where.append(np.array([*map(at.__getitem__, self._columns[table][key.name])]))
                shape.append(len(axis))
            self._rows[table] = tuple(where), tuple(shape)
        return self._rows[table]
